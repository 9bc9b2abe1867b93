package id.mpp.kiosk.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.testing.CLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        walk.environment().put("LD_PRELOAD", CLibrary.compile("faults", folder).toString());
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

    private static String read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
