package id.mpp.kiosk.sqlite;

import static id.mpp.kiosk.desk.JournalledHall.closeDay;
import static id.mpp.kiosk.desk.JournalledHall.issue;
import static id.mpp.kiosk.desk.JournalledHall.openDay;
import static id.mpp.kiosk.desk.JournalledHall.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.Journal;
import id.mpp.kiosk.desk.JournalledHall;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.QueueState;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** A hall is updated while it keeps answers of the last days. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aJournalOfAnOlderVersionGoesOnWithItsAnswersAndItsBytes(int version) throws Exception {
        Path old = old(version);
        assertEquals(List.of(), JournalCheck.all(old).faults());
        String before = JournalCheck.all(old).head();
        List<String> bodies = bodies(old);
        new JournalledHall(old).close();
        assertEquals(before, JournalCheck.all(old).head());
        assertEquals(bodies, bodies(old));
        assertGoesOn(old);
        try (Connection connection = JournalFile.connect(old);
                Statement statement = connection.createStatement()) {
            assertEquals(Integer.toString(JournalFile.PAGE_BYTES), value(statement, "PRAGMA page_size"));
            assertEquals(Integer.toString(JournalLayout.VERSION), value(statement, "PRAGMA user_version"));
        }
    }

    /** What {@code kill -9} leaves behind: the file and its log as they are before the commit. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aKillWhileAJournalIsBroughtOverLosesNothing(int version) throws Exception {
        Path old = old(version);
        Path left = folder.resolve("left.db");
        try (Connection connection = JournalFile.open(old);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size=1");
            JournalLayout.begin(connection, version);
            for (String part : List.of("", "-wal")) {
                Files.copy(Path.of(old + part), Path.of(left + part));
            }
            statement.execute("ROLLBACK");
        }
        assertGoesOn(left);
    }

    /** Half a copy beside the journal is no journal. */
    @Test
    void aKillWhileItGetsNewPagesLosesNothing() throws Exception {
        Path old = old(2);
        Path half = Path.of(old + "-pages");
        Files.write(half, Arrays.copyOf(Files.readAllBytes(old), 5_000));
        assertGoesOn(old);
        assertFalse(Files.exists(half));
    }

    @Test
    void aNewJournalSaysWhichItGoesOnWith() throws Exception {
        SqliteJournal.Identity hub = new SqliteJournal.Identity("branch", new NodeId("hub-1"), false);
        Origin.Lineage parent = new Origin.Lineage("parent-installation", 17, new byte[32], "damaged");
        String installation;
        try (SqliteJournal journal = SqliteJournal.begin(file(), hub, parent, 2)) {
            installation = journal.installation();
            assertEquals(2, journal.origin().term());
            Moment now = new Moment(JournalledHall.MORNING, true, "boot-0001", 1);
            Event event = new DayEvent.DayOpened(1, JournalledHall.MONDAY, false, new ActorId("system"));
            journal.commit(List.of(new Journal.Entry(event, now, JournalledHall.MONDAY)), List.of(), now);
            EventEnvelope first =
                    EventCodec.decode(journal.read(1, 10_000).getFirst().stored());
            assertEquals(2, first.term());
            assertThrows(SQLException.class, () -> SqliteJournal.begin(file(), hub, parent, 3));
        }
        try (SqliteJournal again = new SqliteJournal(file(), hub)) {
            assertEquals(installation, again.installation());
            Origin.Lineage lineage = Objects.requireNonNull(again.origin().lineage());
            assertEquals(
                    "parent-installation 17 damaged",
                    lineage.parent() + " " + lineage.through() + " " + lineage.reason());
        }
        assertEquals(List.of(), JournalCheck.all(file()).faults());
    }

    /** As it will be when the days the server has are cut away. */
    @Test
    void aJournalThatBeginsLaterIsVerifiedRebuiltAndReadFromThere() throws Exception {
        day().close();
        long opened;
        try (Connection connection = JournalFile.open(file());
                Statement statement = connection.createStatement()) {
            opened = Long.parseLong(value(statement, "SELECT max(seq) FROM event"));
            statement.execute("UPDATE origin SET base_seq = " + (opened - 1)
                    + ", base_head = (SELECT chain FROM event WHERE seq = " + (opened - 1) + ")");
            statement.execute("DELETE FROM event WHERE seq < " + opened);
            statement.execute("DELETE FROM seal");
        }
        assertEquals(List.of(), JournalCheck.all(file()).faults());
        assertTrue(JournalCheck.sinceLastSeal(file()).sound());
        try (JournalledHall kiosk = new JournalledHall(file()).started()) {
            assertEquals("200 A-001", kiosk.say(issue("ticket-30")));
            assertEquals(List.of(), kiosk.journal.read(1, 1_000));
            assertEquals(1, kiosk.journal.read(opened, 1).size());
        }
        change("UPDATE origin SET base_head = zeroblob(32)");
        assertFault("is not what was journalled");
    }

    @Test
    void aSnapshotOfOtherRulesIsNotUsed() throws Exception {
        long end;
        day().close();
        try (JournalledHall kiosk = new JournalledHall(file()).started()) {
            assertEquals("200 A-001", kiosk.say(issue("ticket-30")));
            end = kiosk.journal.lastSeq();
        }
        for (String other : List.of("shape = shape + 1", "rules = rules + 1")) {
            try (Connection connection = JournalFile.open(file())) {
                new SnapshotTable(connection).keep(end, new QueueState());
            }
            try (JournalledHall wrong = new JournalledHall(file())) {
                assertEquals(0, wrong.desk.view().tickets().size(), "a snapshot that is used decides");
            }
            change("UPDATE snapshot SET " + other);
            try (JournalledHall replayed = new JournalledHall(file())) {
                assertEquals(1, replayed.desk.view().tickets().size());
            }
        }
    }

    @Test
    void answersAreAgedByBusinessDaysAndBounded() throws Exception {
        new JournalledHall(file()).close();
        try (Connection connection = JournalFile.open(file())) {
            AnswerTable answers = new AnswerTable(connection, 10);
            for (int day = 1; day <= 4; day++) {
                answers.keep(answer("key-" + day, day));
                answers.forget(day);
            }
            assertTrue(answers.find("key-1").isEmpty());
            assertTrue(answers.find("key-2").isPresent());
            for (int i = 0; i < 20; i++) {
                answers.keep(answer("more-" + i, 4));
            }
            assertEquals(23, answers.all().size());
            answers.forget(4);
            assertEquals(10, answers.all().size());
            assertTrue(answers.find("more-19").isPresent());
            assertTrue(answers.find("more-9").isEmpty());
            AnswerTable again = new AnswerTable(connection, 10);
            assertEquals("more-19", again.find("more-19").orElseThrow().key());
            assertTrue(again.find("more-9").isEmpty());
        }
        assertEquals(List.of(), JournalCheck.all(file()).faults());
    }

    private static Journal.Answer answer(String key, int day) {
        return new Journal.Answer(key, new byte[] {1}, new Desk.StoredReply(200, new byte[] {2}), day);
    }

    /** A clock that is put right, or wrong, makes no retry a second ticket. */
    @Test
    void anAnswerIsKeptWhateverTheWallClockSays() throws Exception {
        AtomicReference<Moment> now = new AtomicReference<>(new Moment(JournalledHall.MORNING, true, "boot-0001", 1));
        try (JournalledHall kiosk = new JournalledHall(file(), real -> real, now::get).started()) {
            kiosk.say(openDay());
            assertEquals("200 A-001", text(kiosk.send("key", "body", issue("ticket-1"))));
            for (Duration step : List.of(Duration.ofDays(400), Duration.ofDays(-400))) {
                now.set(new Moment(JournalledHall.MORNING.plus(step), false, "boot-0001", 2));
                kiosk.say(JournalledHall.overrideHours());
                assertEquals("200 A-001 replayed", text(kiosk.send("key", "body", issue("ticket-2"))));
            }
        }
    }

    private void assertGoesOn(Path journal) throws Exception {
        try (JournalledHall again = new JournalledHall(journal).started()) {
            assertEquals("200 A-001 replayed", text(again.send("key", "body", issue("ticket-21"))));
        }
        assertEquals(List.of(), JournalCheck.all(journal).faults());
    }

    /** What a program of that version would have written of this day, with pages as they were. */
    private Path old(int version) throws Exception {
        day().close();
        try (JournalledHall kiosk = new JournalledHall(file()).started()) {
            assertEquals("200 A-001", text(kiosk.send("key", "body", issue("ticket-20"))));
        }
        Path old = folder.resolve("old.db");
        try (Connection connection = JournalFile.connect(old)) {
            try (Statement pages = connection.createStatement()) {
                pages.execute("PRAGMA page_size=4096");
                pages.execute("PRAGMA journal_mode=WAL");
            }
            JournalLayout.migrate(connection, version);
        }
        try (Connection connection = JournalFile.connect(old);
                Statement statement = connection.createStatement()) {
            statement.execute("ATTACH '" + file() + "' AS now");
            for (String table : List.of("meta", "event", "seal")) {
                statement.execute("INSERT INTO " + table + " SELECT * FROM now." + table);
            }
            long at = JournalledHall.MORNING.toEpochMilli();
            Journal.Answer answer;
            try (ResultSet row = statement.executeQuery("SELECT key, fingerprint, status, body FROM now.answer")) {
                assertTrue(row.next());
                answer = new Journal.Answer(
                        row.getString(1), row.getBytes(2), new Desk.StoredReply(row.getInt(3), row.getBytes(4)), 0);
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO answer (key, fingerprint,"
                    + " status, body, at, sum) VALUES (?, ?, ?, ?, " + at + ", ?)")) {
                insert.setString(1, answer.key());
                insert.setBytes(2, answer.fingerprint());
                insert.setInt(3, answer.reply().status());
                insert.setBytes(4, answer.reply().body());
                insert.setBytes(5, JournalFile.answerSum(answer, at));
                insert.executeUpdate();
            }
        }
        return old;
    }

    private static List<String> bodies(Path file) throws Exception {
        List<String> bodies = new ArrayList<>();
        try (Connection connection = JournalFile.connect(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT hex(body) || hex(chain) FROM event ORDER BY seq")) {
            while (rows.next()) {
                bodies.add(rows.getString(1));
            }
        }
        return bodies;
    }

    /** A day with ten tickets that was closed, and another that was opened. */
    private JournalledHall day() throws Exception {
        JournalledHall kiosk = new JournalledHall(file()).started();
        kiosk.say(openDay());
        for (int i = 1; i <= 10; i++) {
            kiosk.say(issue("ticket-" + i));
        }
        kiosk.say(closeDay());
        kiosk.say(new Command.OpenDay(JournalledHall.MONDAY.plusDays(1), false, new ActorId("supervisor")));
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
