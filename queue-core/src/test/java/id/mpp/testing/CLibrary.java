package id.mpp.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A library of C among the test resources, made by the machine's compiler (Debian: {@code gcc} and {@code libc6-dev}).
 */
public final class CLibrary {

    private CLibrary() {}

    /**
     * Compiles {@code /fault/NAME.c} into {@code NAME.so} in this folder, against the headers of the running JDK.
     *
     * @throws IllegalStateException with the compiler's words, where it refuses
     */
    public static Path compile(String name, Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve(name + ".c");
        Path library = folder.resolve(name + ".so");
        try (InputStream text = Objects.requireNonNull(
                CLibrary.class.getResourceAsStream("/fault/" + name + ".c"), () -> name + ".c is no test resource")) {
            Files.copy(text, source);
        }
        Path headers = Path.of(System.getProperty("java.home"), "include");
        Process compiler = new ProcessBuilder(Stream.of(
                                List.of("gcc", "-shared", "-fPIC", "-I" + headers, "-I" + headers.resolve("linux")),
                                List.of("-o", library.toString(), source.toString(), "-ldl"))
                        .flatMap(List::stream)
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (compiler.waitFor() != 0) {
            throw new IllegalStateException("gcc (with libc6-dev) does not make " + name + ".so: " + said);
        }
        return library;
    }
}
