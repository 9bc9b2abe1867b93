package id.mpp.kiosk.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.kiosk.sqlite.JournalCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P2: power is cut under a writing journal; what was acknowledged is there afterwards and the file is sound. */
final class PowerCutIT {
    @TempDir
    private Path folder;

    @Test
    void aPowerCutLosesNothingThatWasAcknowledged() throws Exception {
        int rounds = Boolean.getBoolean("prove.full") ? 300 : 15;
        long seed = Long.getLong("prove.seed", System.nanoTime());
        System.out.println("P2 seed " + seed);
        Random random = new Random(seed);
        Set<String> acknowledged = new HashSet<>();
        int lost = 0;
        int corrupt = 0;
        long begun = System.nanoTime();
        try (LoopDisk disk = new LoopDisk(folder)) {
            Path file = disk.at().resolve("journal.db");
            for (int round = 0; round < rounds; round++) {
                List<String> told = writeUntilTheCut(disk, file, "power-cut-" + round, 1 + random.nextInt(150));
                acknowledged.addAll(told);
                disk.remount();
                JournalCheck.Result check = JournalCheck.all(file);
                if (!check.sound()) {
                    corrupt++;
                    System.out.println("P2 round " + round + " " + check.faults());
                }
                Set<String> missing = new HashSet<>(acknowledged);
                missing.removeAll(kept(file));
                lost += missing.size();
            }
        }
        System.out.printf(
                "P2 rounds %d  acknowledged %d  lost %d  corrupt %d  %.1f s%n",
                rounds, acknowledged.size(), lost, corrupt, (System.nanoTime() - begun) / 1e9);
        assertTrue(acknowledged.size() >= rounds, "too little was written: " + acknowledged.size());
        assertEquals(0, lost, () -> "seed " + seed);
        assertEquals(0, corrupt, () -> "seed " + seed);
    }

    /** Every ticket told before the cut, with its place in the journal. */
    private static List<String> writeUntilTheCut(LoopDisk disk, Path file, String word, int atLeast)
            throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PowerCutWriter.class.getName(),
                        file.toString(),
                        word)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> told = new ArrayList<>();
        try (BufferedReader out = writer.inputReader()) {
            while (told.size() < atLeast) {
                String line = out.readLine();
                assertTrue(line != null && line.startsWith(word), () -> "the writer told " + line);
                told.add(line);
            }
            LoopDisk.run("kill", "-STOP", Long.toString(writer.pid()));
            disk.cutPower();
            // Through the handle: the process object would close the pipe that still holds acknowledgements.
            writer.toHandle().destroyForcibly();
            assertTrue(writer.waitFor(90, TimeUnit.SECONDS), "the stopped writer did not end");
            // A line that was under way when the writer was stopped is no acknowledgement anybody has seen.
            out.lines().filter(line -> line.matches(word + "-\\d+ \\d+")).forEach(told::add);
        } finally {
            writer.destroyForcibly().waitFor();
        }
        return told;
    }

    private static Set<String> kept(Path file) throws SQLException {
        Set<String> kept = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT json_extract(CAST(body AS TEXT), '$.data.ticket'), seq"
                        + " FROM event WHERE json_extract(CAST(body AS TEXT), '$.type') LIKE '%ticket.issued%'")) {
            while (rows.next()) {
                kept.add(rows.getString(1) + " " + rows.getLong(2));
            }
        }
        return kept;
    }
}
