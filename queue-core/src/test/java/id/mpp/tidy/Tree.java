package id.mpp.tidy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's files as they lie in the working tree, without what is built or run there. */
final class Tree {
    static final Path ROOT = root();

    private Tree() {}

    /** All files whose name ends so, in the order of their paths. */
    static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> {
                        String inside = ROOT.relativize(file).toString();
                        return !inside.contains("target/") && !inside.startsWith("data") && !inside.startsWith(".git");
                    })
                    .sorted()
                    .toList();
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("queue-core"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
