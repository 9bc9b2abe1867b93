package id.mpp.kiosk.sqlite;

import static id.mpp.kiosk.desk.JournalledHall.closeDay;
import static id.mpp.kiosk.desk.JournalledHall.issue;
import static id.mpp.kiosk.desk.JournalledHall.openDay;
import static id.mpp.kiosk.desk.JournalledHall.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.kiosk.desk.JournalledHall;
import id.mpp.queue.NodeId;
import id.mpp.wire.EventBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest {
    @TempDir
    private Path folder;

    @Test
    void theFileIsWrittenAheadAndFlushedFully() throws Exception {
        try (Connection connection = JournalFile.open(file());
                Statement statement = connection.createStatement()) {
            assertEquals("wal", value(statement, "PRAGMA journal_mode"));
            assertEquals("2", value(statement, "PRAGMA synchronous"));
            assertEquals("1", value(statement, "PRAGMA foreign_keys"));
        }
    }

    @Test
    void closingTheDaySealsItAndAStartChecksOnlyWhatCameAfter() throws Exception {
        day().close();
        JournalCheck.Result all = JournalCheck.all(file());
        JournalCheck.Result since = JournalCheck.sinceLastSeal(file());
        assertEquals(List.of(), all.faults());
        assertEquals(1, all.seals());
        assertTrue(all.events() > 10, "events " + all.events());
        assertEquals(1, since.events(), "the reopened day alone");
        assertEquals(all.head(), since.head());
    }

    @Test
    void aChangedBodyIsFound() throws Exception {
        day().close();
        change("UPDATE event SET body = CAST(replace(CAST(body AS TEXT), 'ticket-3', 'ticket-9') AS BLOB)"
                + " WHERE instr(CAST(body AS TEXT), 'ticket-3') > 0");
        assertFault("is not what was journalled");
    }

    /** As a wrong bit in a row's header may do, although the table forbids it. */
    @Test
    void aLastRowWithoutItsHashIsFound() throws Exception {
        day().close();
        String nullable = "replace(sql, 'chain BLOB NOT NULL', 'chain BLOB')";
        String asBefore = "replace(sql, 'chain BLOB)', 'chain BLOB NOT NULL)')";
        layOut(nullable);
        change("UPDATE event SET chain = NULL WHERE seq = (SELECT max(seq) FROM event)");
        layOut(asBefore);
        assertFault("is not what was journalled");
        assertFalse(JournalCheck.sinceLastSeal(file()).sound());
    }

    private void layOut(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA writable_schema=ON");
            assertEquals(1, statement.executeUpdate("UPDATE sqlite_master SET sql = " + sql + " WHERE name = 'event'"));
        }
    }

    @Test
    void aRemovedRowIsFound() throws Exception {
        day().close();
        change("DELETE FROM event WHERE seq = 4");
        assertFault("event 4 is missing");
    }

    @Test
    void aChangedSealIsFound() throws Exception {
        day().close();
        change("UPDATE seal SET head = zeroblob(32)");
        assertFault("the seal of 2026-11-23 does not fit");
        assertFalse(JournalCheck.sinceLastSeal(file()).sound());
    }

    @Test
    void theRelayReadsWhatTravelsTogetherAndNothingBehindAGap() throws Exception {
        try (JournalledHall kiosk = day()) {
            List<EventBatch.Link> all = kiosk.journal.read(1, Integer.MAX_VALUE);
            assertEquals(kiosk.journal.lastSeq(), all.size());
            int two = 2 + all.get(0).travelBytes() + all.get(1).travelBytes();
            assertEquals(2, kiosk.journal.read(1, two).size());
            assertEquals(1, kiosk.journal.read(1, two - 1).size());
            assertEquals(1, kiosk.journal.read(1, 1).size(), "one at least");
            assertEquals(List.of(), kiosk.journal.read(kiosk.journal.lastSeq() + 1, 1_000));
            assertEquals(List.of(), kiosk.journal.read(0, 1_000));
        }
        change("DELETE FROM event WHERE seq = 4");
        SqliteJournal.Identity hub = new SqliteJournal.Identity("branch", new NodeId("hub-1"), false);
        try (SqliteJournal journal = new SqliteJournal(file(), hub)) {
            assertEquals(3, journal.read(1, Integer.MAX_VALUE).size());
            assertEquals(List.of(), journal.read(4, Integer.MAX_VALUE));
        }
    }

    @Test
    void theCursorAndTheInstallationSurviveARestart() throws Exception {
        String installation;
        try (JournalledHall kiosk = day()) {
            installation = kiosk.journal.installation();
            kiosk.journal.acknowledge(7);
        }
        try (JournalledHall again = new JournalledHall(file())) {
            assertEquals(7, again.journal.acknowledged());
            assertEquals(installation, again.journal.installation());
            assertEquals(JournalledHall.MORNING, again.journal.lastTime());
        }
    }

    /** A hall is updated while it keeps answers of the last two days. */
    @Test
    void aJournalOfTheFirstVersionGoesOnWithItsAnswers() throws Exception {
        ofTheFirstVersion();
        assertEquals(List.of(), JournalCheck.all(file()).faults());
        assertGoesOn(file());
    }

    /** What {@code kill -9} leaves behind: the file and its log as they are before the commit. */
    @Test
    void aKillWhileAJournalIsBroughtOverLosesNothing() throws Exception {
        ofTheFirstVersion();
        Path left = folder.resolve("left.db");
        try (Connection connection = JournalFile.open(file());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size=1");
            JournalFile.begin(statement, 1);
            for (String part : List.of("", "-wal")) {
                Files.copy(Path.of(file() + part), Path.of(left + part));
            }
            statement.execute("ROLLBACK");
        }
        assertGoesOn(left);
    }

    private void assertGoesOn(Path journal) throws Exception {
        try (JournalledHall again = new JournalledHall(journal).started()) {
            assertEquals("200 A-001 replayed", text(again.send("key", "body", issue("ticket-21"))));
        }
        assertEquals(List.of(), JournalCheck.all(journal).faults());
    }

    private void ofTheFirstVersion() throws Exception {
        day().close();
        try (JournalledHall kiosk = new JournalledHall(file()).started()) {
            assertEquals("200 A-001", text(kiosk.send("key", "body", issue("ticket-20"))));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String back : List.of(
                    "ALTER TABLE answer RENAME TO answer_2",
                    "CREATE TABLE answer (key TEXT PRIMARY KEY, fingerprint BLOB NOT NULL,"
                            + " status INTEGER NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL, sum BLOB NOT NULL)"
                            + " STRICT, WITHOUT ROWID",
                    "CREATE INDEX answer_at ON answer (at)",
                    "INSERT INTO answer SELECT * FROM answer_2",
                    "DROP TABLE answer_2",
                    "PRAGMA user_version=1")) {
                statement.execute(back);
            }
        }
    }

    /** A day with ten tickets that was closed, and another that was opened. */
    private JournalledHall day() throws Exception {
        JournalledHall kiosk = new JournalledHall(file()).started();
        kiosk.say(openDay());
        for (int i = 1; i <= 10; i++) {
            kiosk.say(issue("ticket-" + i));
        }
        kiosk.say(closeDay());
        kiosk.say(openDay());
        kiosk.close();
        return new JournalledHall(file());
    }

    private void assertFault(String words) throws Exception {
        List<String> faults = JournalCheck.all(file()).faults();
        assertTrue(faults.stream().anyMatch(fault -> fault.contains(words)), faults.toString());
    }

    private void change(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            assertTrue(statement.executeUpdate(sql) > 0, sql);
        }
    }

    private static String value(Statement statement, String sql) throws Exception {
        try (ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    private Path file() {
        return folder.resolve("journal.db");
    }
}
