package id.mpp.kiosk.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real faults under SQLite, one at every call of the C library; see {@link FaultWalk}. */
final class JournalFaultIT {
    private static final int MINUTES = 20;

    @TempDir
    private Path folder;

    @Test
    void afterAnyFaultTheHallGoesOnWithWhatItAnsweredAndNothingElse() throws Exception {
        Path said = folder.resolve("walk.txt");
        int step = Boolean.getBoolean("prove.full") ? 1 : 5;
        ProcessBuilder walk = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FaultWalk.class.getName(),
                folder.toString(),
                Integer.toString(step));
        walk.environment().put("LD_PRELOAD", faults().toString());
        Process process =
                walk.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), () -> "it hangs: " + read(said));
            List<String> told = Files.readAllLines(said).stream()
                    .filter(line -> line.matches("WRONG .*|walked \\d+|.*: \\d+ calls|Exception .*"))
                    .toList();
            told.forEach(System.out::println);
            assertEquals(0, process.exitValue(), () -> read(said));
            assertTrue(told.getLast().startsWith("walked "), () -> read(said));
        } finally {
            process.destroyForcibly();
        }
    }

    /** The library that fails, made of its source. */
    private Path faults() throws IOException, InterruptedException {
        Path source = folder.resolve("faults.c");
        Path library = folder.resolve("faults.so");
        try (InputStream text = Objects.requireNonNull(JournalFaultIT.class.getResourceAsStream("/fault/faults.c"))) {
            Files.copy(text, source);
        }
        Process compiler = new ProcessBuilder(
                        "gcc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, compiler.waitFor(), "gcc (with libc6-dev) makes the library that fails: " + said);
        return library;
    }

    private static String read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
