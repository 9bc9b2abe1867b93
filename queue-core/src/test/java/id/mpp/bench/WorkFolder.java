package id.mpp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder below {@code target}, deleted at the end. Not the system's temporary folder, which is often memory: there a
 * commit costs nothing.
 */
public final class WorkFolder implements AutoCloseable {
    private final Path path;

    public WorkFolder() throws IOException {
        Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
        path = Files.createTempDirectory(target, "prove-");
    }

    public Path path() {
        return path;
    }

    /** A new folder in it. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : deepestFirst) {
            Files.deleteIfExists(one);
        }
    }
}
