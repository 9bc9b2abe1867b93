package id.mpp.kiosk.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.kiosk.sqlite.JournalCheck;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P11: one wrong bit anywhere in the journal's file is found, wherever it changes what the journal says. */
final class BitFlipTest {
    private static final int EVENTS = 2_000;
    private static final ActorId ACTOR = JournalledHall.ACTOR;
    private static final double FOUND_AT_LEAST = 0.99;

    @TempDir
    private Path folder;

    @Test
    void aWrongBitInTheJournalIsFound() throws Exception {
        int rounds = Boolean.getBoolean("prove.full") ? 200 : 50;
        long seed = Long.getLong("prove.seed", System.nanoTime());
        System.out.println("P11 seed " + seed);
        Path original = journal();
        assertTrue(JournalCheck.all(original).sound(), "the untouched journal is sound");
        List<String> says = said(original);
        Random random = new Random(seed);
        int found = 0;
        int harmless = 0;
        List<String> missed = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Path copy = Files.copy(original, folder.resolve("copy-" + round + ".db"));
            long bit = random.nextLong(Files.size(copy) * 8);
            flip(copy, bit);
            if (!sound(copy)) {
                found++;
            } else if (says.equals(said(copy))) {
                harmless++;
            } else {
                missed.add("byte " + bit / 8 + " bit " + bit % 8);
            }
        }
        System.out.printf(
                "P11 rounds %d  found %d  harmless %d  missed %d %s%n", rounds, found, harmless, missed.size(), missed);
        assertTrue(found > 0, "no flip of " + rounds + " changed anything; is the file what it should be?");
        assertTrue(found >= FOUND_AT_LEAST * (rounds - harmless), () -> "seed " + seed + " missed " + missed);
    }

    /** What no hash chain covers is compared with what the chain tells, or carries a sum of its own. */
    @Test
    void aChangeOutsideTheEventsIsFoundToo() throws Exception {
        Path original = journal();
        List<String> changes = List.of(
                "UPDATE meta SET value = 'ffffffff-ffff-4fff-8fff-ffffffffffff' WHERE name = 'installation'",
                "UPDATE answer SET day = day + 1 WHERE id = (SELECT min(id) FROM answer)",
                "UPDATE seal SET day = '2026-11-24'",
                "UPDATE seal SET ordinal = ordinal + 1",
                "DELETE FROM seal",
                "ALTER TABLE answer ADD COLUMN more TEXT",
                "UPDATE origin SET term = term + 1",
                "UPDATE origin SET base_head = zeroblob(31)",
                "DELETE FROM origin",
                "PRAGMA user_version = 4");
        List<String> missed = new ArrayList<>();
        for (String change : changes) {
            Path copy = Files.copy(original, folder.resolve("changed-" + changes.indexOf(change) + ".db"));
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                    Statement statement = connection.createStatement()) {
                statement.execute(change);
            }
            if (sound(copy)) {
                missed.add(change);
            }
        }
        assertEquals(List.of(), missed);
    }

    /** A day's work of about {@link #EVENTS} events, closed and sealed, all of it in the one file. */
    private Path journal() throws Exception {
        Path file = folder.resolve("journal.db");
        try (JournalledHall hall = new JournalledHall(file)) {
            hall.open();
            for (int ticket = 0; hall.lastSeq() < EVENTS; ticket += 50) {
                List<CompletableFuture<Integer>> answers = new ArrayList<>();
                for (int i = ticket; i < ticket + 50; i++) {
                    answers.add(hall.issue("bit-flip-" + i));
                    answers.add(hall.send("call-" + i, new Command.CallNext(JournalledHall.COUNTER, ACTOR)));
                    answers.add(hall.send("finish-" + i, new Command.Finish(JournalledHall.COUNTER, "", ACTOR)));
                }
                answers.forEach(CompletableFuture::join);
            }
            hall.send("close", new Command.CloseDay("selesai", ACTOR)).join();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        return file;
    }

    private static void flip(Path file, long bit) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bit / 8);
            int old = bytes.read();
            bytes.seek(bit / 8);
            bytes.write(old ^ (1 << (bit % 8)));
        }
    }

    private static boolean sound(Path file) {
        try {
            return JournalCheck.all(file).sound();
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Every row of every table, the tables themselves and the version; what differs from it has changed the journal.
     */
    private static List<String> said(Path file) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String query : List.of(
                    "PRAGMA integrity_check",
                    "PRAGMA user_version",
                    "SELECT type, name, sql FROM sqlite_master ORDER BY name",
                    "SELECT * FROM meta ORDER BY name",
                    "SELECT * FROM event ORDER BY seq",
                    "SELECT * FROM seal ORDER BY through",
                    "SELECT * FROM snapshot ORDER BY through",
                    "SELECT * FROM answer ORDER BY key")) {
                try (ResultSet row = statement.executeQuery(query)) {
                    int columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        rows.add(line(row, columns));
                    }
                }
            }
        }
        return rows;
    }

    private static String line(ResultSet row, int columns) throws SQLException {
        StringBuilder line = new StringBuilder();
        for (int column = 1; column <= columns; column++) {
            Object value = row.getObject(column);
            line.append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value))
                    .append('|');
        }
        return line.toString();
    }
}
