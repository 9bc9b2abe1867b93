package id.mpp.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The root of a Debian 13 with systemd and Java 25. It is made once by debootstrap, from the place where this machine
 * gets its own packages, and kept in {@code $XDG_CACHE_HOME} or {@code /var/cache}. It is never written to afterwards.
 */
final class DebianRoot {
    private static final String SUITE = "trixie";
    private static final String PACKAGES = "systemd,systemd-sysv,dbus,udev,openjdk-25-jre-headless";

    private DebianRoot() {}

    static Path cached() throws IOException, InterruptedException {
        Map<String, String> environment = System.getenv();
        Path cache = Path.of(environment.getOrDefault("XDG_CACHE_HOME", "/var/cache"), "mpp-queue");
        Path root = cache.resolve("debian-" + SUITE);
        if (Files.isDirectory(root)) {
            return root;
        }
        Files.createDirectories(cache);
        IOException last = new IOException("no package source of Debian in /etc/apt");
        for (String mirror : mirrors()) {
            Path made = Files.createTempDirectory(cache, "making-");
            try {
                Shell.run("debootstrap", "--variant=minbase", "--include=" + PACKAGES, SUITE, made.toString(), mirror);
                return Files.move(made, root);
            } catch (IOException e) {
                last = e;
                Shell.attempt("rm", "-rf", "--one-file-system", made.toString());
            }
        }
        throw last;
    }

    /** The places where apt gets packages, those of Debian itself first. */
    private static List<String> mirrors() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files = new ArrayList<>(List.of(Path.of("/etc/apt/sources.list")));
        try (Stream<Path> more = Files.list(Path.of("/etc/apt/sources.list.d"))) {
            more.sorted().forEach(files::add);
        }
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                continue;
            }
            for (String line : Files.readAllLines(file)) {
                for (String word : line.split("\\s+", -1)) {
                    if (word.matches("https?://.+/debian/?") && !found.contains(word)) {
                        found.add(word);
                    }
                }
            }
        }
        return found;
    }
}
