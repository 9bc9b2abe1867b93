package id.mpp.debian;

import id.mpp.bus.Mosquitto;
import id.mpp.kiosk.KioskMain;
import id.mpp.server.ServerMain;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A Debian 13, booted by systemd-nspawn on a layer over {@link DebianRoot}, with both programs installed as the README
 * says. The kiosk's state folder is a disk of its own, so that it can hang. The container uses this machine's network
 * and free ports.
 */
final class BootedDebian {
    private static final Path UNITS = Path.of("").toAbsolutePath().resolveSibling("systemd");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path folder;
    private final Path root;
    private final Path disk;
    private final Process container;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int kioskPort = Mosquitto.freePort();
    private final int serverPort = Mosquitto.freePort();

    BootedDebian() throws IOException, InterruptedException {
        // The folder must not be in the test's own temporary folder: an overlay needs a file system that takes its
        // attributes.
        folder = Files.createTempDirectory(Path.of("/var/tmp"), "mpp-debian-");
        root = Files.createDirectories(folder.resolve("root"));
        disk = root.resolve("var/lib/private/mpp-kiosk");
        Path layer = Files.createDirectories(folder.resolve("layer"));
        Path work = Files.createDirectories(folder.resolve("work"));
        Shell.run(
                "mount",
                "-t",
                "overlay",
                "overlay",
                "-o",
                "lowerdir=" + DebianRoot.cached() + ",upperdir=" + layer + ",workdir=" + work,
                root.toString());
        List<String> command = new ArrayList<>(List.of(
                "systemd-nspawn",
                "--quiet",
                "--boot",
                "--register=no",
                "--keep-unit",
                "--machine=" + folder.getFileName(),
                "--directory=" + root));
        install();
        command.addAll(classPath());
        container = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.txt").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
    }

    private void install() throws IOException, InterruptedException {
        int brokerPort = Mosquitto.freePort();
        Path etc = Files.createDirectories(root.resolve("etc/mpp"));
        Files.writeString(etc.resolve("kiosk.toml"), """
            data.folder = "/var/lib/mpp-kiosk"
            hours = "open"
            http.port = %d
            relay.url = "tcp://127.0.0.1:%d"
            printer.address = "virtual"
            """.formatted(kioskPort, brokerPort));
        Files.writeString(etc.resolve("server.toml"), """
            data.folder = "/var/lib/mpp-server"
            http.port = %d
            broker.port = %d
            """.formatted(serverPort, brokerPort));
        Path system = root.resolve("etc/systemd/system");
        Path wanted = Files.createDirectories(system.resolve("multi-user.target.wants"));
        try (Stream<Path> units = Files.list(UNITS)) {
            for (Path unit :
                    units.filter(each -> each.toString().endsWith(".service")).toList()) {
                Files.copy(unit, system.resolve(unit.getFileName()));
            }
        }
        for (String unit : List.of("mpp-kiosk.service", "mpp-server.service")) {
            Files.createSymbolicLink(wanted.resolve(unit), Path.of("..", unit));
        }
        makeJar("kiosk-app", KioskMain.class);
        makeJar("server-bridge", ServerMain.class);
        Path image = folder.resolve("disk");
        Shell.run("truncate", "-s", "256M", image.toString());
        Shell.run("mkfs.ext4", "-q", image.toString());
        Files.createDirectories(disk);
        Shell.run("mount", "-o", "loop", image.toString(), disk.toString());
        Shell.run("chmod", "700", disk.resolve("..").normalize().toString());
    }

    /**
     * Makes a jar that holds nothing but the class path of this test, as {@link #classPath} brings it into the
     * container.
     */
    private void makeJar(String program, Class<?> main) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
        StringBuilder entries = new StringBuilder();
        List<Path> here = entries();
        for (int i = 0; i < here.size(); i++) {
            entries.append(inside(i, here.get(i))).append(Files.isDirectory(here.get(i)) ? "/ " : " ");
        }
        attributes.put(Attributes.Name.CLASS_PATH, entries.toString().strip());
        Path jar = Files.createDirectories(root.resolve("opt/mpp/" + program)).resolve(program + ".jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    private static List<String> classPath() {
        List<String> binds = new ArrayList<>();
        List<Path> here = entries();
        for (int i = 0; i < here.size(); i++) {
            binds.add("--bind-ro=" + here.get(i) + ":" + inside(i, here.get(i)));
        }
        return binds;
    }

    private static List<Path> entries() {
        return Stream.of(System.getProperty("java.class.path").split(":", -1))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    private static String inside(int index, Path entry) {
        return "/opt/mpp/class-path/" + index + "-" + entry.getFileName();
    }

    /** Runs a command inside. */
    String run(String... command) throws IOException, InterruptedException {
        String leader = Shell.run("pgrep", "-P", Long.toString(container.pid()));
        List<String> all = new ArrayList<>(List.of("nsenter", "-t", leader, "-a"));
        all.addAll(List.of(command));
        return Shell.run(all.toArray(String[]::new));
    }

    /** The log of the units, for a test that fails. */
    String log() throws IOException, InterruptedException {
        return run("journalctl", "--no-pager", "-n", "120", "-u", "mpp-*")
                + Files.readString(folder.resolve("console.txt")).lines().count() + " lines on the console";
    }

    boolean isReady(String program) throws InterruptedException {
        try {
            HttpRequest ask = HttpRequest.newBuilder(uri(program, "/health/ready"))
                    .timeout(PATIENCE)
                    .build();
            return http.send(ask, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Takes a number at the kiosk. Answers the status, or 0 where no answer came. */
    int press() throws InterruptedException {
        try {
            HttpRequest take = HttpRequest.newBuilder(uri("kiosk", "/api/v1/tickets"))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(BodyPublishers.ofString("{\"service\":\"kk\"}"))
                    .build();
            return http.send(take, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** How many numbers the kiosk has issued today. */
    int issued() throws IOException, InterruptedException {
        String metrics = http.send(
                        HttpRequest.newBuilder(uri("kiosk", "/metrics"))
                                .timeout(PATIENCE)
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith("mpp_issued_today "))
                .mapToInt(line -> (int) Double.parseDouble(line.split(" ", -1)[1]))
                .sum();
    }

    /** Freezes the disk under the kiosk's journal: whoever writes to it waits and cannot even be killed. */
    void freezeDisk() throws IOException, InterruptedException {
        Shell.run("fsfreeze", "--freeze", disk.toString());
    }

    void thawDisk() throws IOException, InterruptedException {
        Shell.attempt("fsfreeze", "--unfreeze", disk.toString());
    }

    /** Makes the disk one that can only be read ({@code ro}), or one that can be written again ({@code rw}). */
    void remountDisk(String how) throws IOException, InterruptedException {
        Shell.run("mount", "-o", "remount," + how, disk.toString());
    }

    private URI uri(String program, String path) {
        return URI.create("http://127.0.0.1:" + (program.equals("kiosk") ? kioskPort : serverPort) + path);
    }

    void close() throws IOException, InterruptedException {
        http.shutdownNow();
        thawDisk();
        Shell.attempt("pkill", "-KILL", "-P", Long.toString(container.pid()));
        container.destroyForcibly().waitFor();
        Shell.attempt("umount", disk.toString());
        Shell.attempt("umount", root.toString());
        Shell.attempt("rm", "-rf", "--one-file-system", folder.toString());
    }
}
