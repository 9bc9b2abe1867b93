package id.mpp.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.kiosk.desk.JournalledHall;
import id.mpp.kiosk.sqlite.JournalCheck;
import id.mpp.kiosk.sqlite.SqliteJournal;
import id.mpp.program.ConfigurationException;
import id.mpp.queue.Booking;
import id.mpp.queue.Command;
import id.mpp.queue.CounterState;
import id.mpp.queue.JournalEvent;
import id.mpp.queue.QueueState;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketState;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A journal that is damaged in the middle of a morning: the hall goes on with whom it can read, and no number is there
 * twice.
 */
class DamagedJournalTest {
    @TempDir
    private Path folder;

    private BrokenHall hall;
    private QueueState before;
    private String parent;

    @BeforeEach
    void workInTheMorning() throws Exception {
        hall = new BrokenHall(folder);
        hall.morning();
        before = hall.state();
        parent = hall.value("SELECT value FROM meta WHERE name = 'installation'");
        hall.settle();
    }

    @Test
    void aSoundJournalGoesOnWithItself() throws Exception {
        try (SqliteJournal journal = hall.start()) {
            assertEquals(parent, journal.installation());
            assertEquals(before, journal.rebuild());
        }
        assertEquals(List.of(), setAside());
    }

    @Test
    void aHeaderThatIsOverwrittenCostsNothing() throws Exception {
        hall.noise(0, 100);
        child(0);
    }

    @Test
    void theFirstPagesMayBeNoise() throws Exception {
        hall.noise(0, 4_096);
        child(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 35, 50, 65, 80, 95})
    void pagesInTheMiddleCostWhatStoodOnThem(int percent) throws Exception {
        long size = Files.size(hall.file);
        hall.noise(size * percent / 100 / 512 * 512, 2_048);
        hall.sql("SELECT 1");
        childWhereItIsFound(8);
    }

    @Test
    void aFileThatIsCutShortKeepsWhatIsThere() throws Exception {
        try (FileChannel channel = FileChannel.open(hall.file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() * 7 / 10);
        }
        child(60);
    }

    @Test
    void aFileThatIsEmptyBeginsHigher() throws Exception {
        Files.writeString(folder.resolve("accounts.json"), "{}");
        Files.write(hall.file, new byte[0]);
        try (SqliteJournal journal = hall.start()) {
            assertEquals(0, journal.rebuild().tickets().size());
        }
        try (JournalledHall kiosk = hall.hall()) {
            kiosk.say(JournalledHall.openDay());
            kiosk.say(JournalledHall.overrideHours());
            assertEquals(
                    "200 A-201",
                    kiosk.say(BrokenHall.issue("first", "kk", false, null)),
                    "each of more than a hundred events may have been a number");
        }
    }

    @Test
    void oneByteOfAnyEventCostsThatTicketAtMost() throws Exception {
        int events = Integer.parseInt(hall.value("SELECT max(seq) FROM event"));
        Path copy = Files.copy(hall.file, folder.resolve("original"));
        Map<String, String> all = BrokenHall.tickets(before);
        for (int seq = 1; seq <= events; seq += seq < 6 ? 1 : 3) {
            Files.copy(copy, hall.file, StandardCopyOption.REPLACE_EXISTING);
            hall.flip(seq);
            hall.settle();
            EventEnvelope lost = event(copy, seq);
            try (SqliteJournal journal = hall.start("boot-" + seq, done -> {})) {
                QueueState now = journal.rebuild();
                Map<String, String> kept = BrokenHall.tickets(now);
                String of = lost.event() instanceof TicketEvent ticket
                        ? ticket.ticket().value()
                        : "";
                assertNotEquals(parent, journal.installation());
                Map<String, String> missing = new HashMap<>(all);
                missing.keySet().removeAll(kept.keySet());
                missing.remove(of);
                assertEquals(Map.of(), missing, "event " + seq + " " + lost.event());
                sound(now);
            }
            for (Path one : setAside()) {
                Files.delete(one);
            }
        }
    }

    /** SQLite takes the first frame that is wrong for the end of the log, and would forget the numbers behind it. */
    @Test
    void aLogThatIsDamagedInTheMiddleForgetsNoNumber() throws Exception {
        Path killed = Files.createDirectory(folder.resolve("killed"));
        try (JournalledHall kiosk = hall.hall()) {
            for (int i = 0; i < 20; i++) {
                kiosk.say(BrokenHall.issue("later-" + i, "kk", false, null));
            }
            for (String part : List.of("", "-wal")) {
                Files.copy(Path.of(hall.file + part), Path.of(killed.resolve("journal.db") + part));
            }
        }
        BrokenHall there = new BrokenHall(killed);
        Path log = Path.of(there.file + "-wal");
        Path sound = Files.createDirectory(folder.resolve("sound"));
        for (String part : List.of("", "-wal")) {
            Files.copy(Path.of(there.file + part), Path.of(sound.resolve("journal.db") + part));
        }
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(700), channel.size() / 2);
        }
        try (SqliteJournal journal = there.start()) {
            assertNotEquals(parent, journal.installation());
            QueueState now = journal.rebuild();
            assertTrue(now.tickets().size() >= 82, "tickets " + now.tickets().size());
            assertTrue(BrokenHall.highest(now) == 84, "highest " + BrokenHall.highest(now));
        }
        try (SqliteJournal journal = new BrokenHall(sound).start()) {
            assertEquals(parent, journal.installation(), "a kill alone damages nothing");
            assertEquals(84, journal.rebuild().tickets().size());
        }
    }

    @Test
    void aHashThatIsDamagedCostsNothing() throws Exception {
        hall.sql("UPDATE event SET chain = zeroblob(32) WHERE seq = 90");
        hall.settle();
        child(0);
    }

    @Test
    void aRowThatIsGoneCostsThatTicketAlone() throws Exception {
        hall.sql("DELETE FROM event WHERE seq = 40");
        hall.settle();
        child(1);
    }

    @Test
    void anAnswerIsGivenAgainAndABookingIsNotTakenTwice() throws Exception {
        hall.flip(30);
        hall.settle();
        hall.start().close();
        try (JournalledHall kiosk = hall.hall()) {
            assertEquals(
                    "200 A-064 replayed",
                    JournalledHall.text(
                            kiosk.send("key-64", "ticket-64", BrokenHall.issue("other", "kk", false, null))));
            assertEquals(
                    "409 none",
                    kiosk.say(BrokenHall.issue("again", "kk", false, new Booking("RSV00001", true, null, null))));
        }
    }

    @Test
    void aSecondDamageInTheSameRunOfTheMachineEndsTheStartAndInAnotherItDoesNot() throws Exception {
        hall.noise(0, 100);
        hall.start().close();
        hall.settle();
        hall.noise(0, 100);
        byte[] damaged = Files.readAllBytes(hall.file);
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> hall.start().close());
        assertTrue(String.valueOf(refused.getMessage()).contains("is damaged"), refused.getMessage());
        assertTrue(Arrays.equals(damaged, Files.readAllBytes(hall.file)), "nothing was changed");
        try (SqliteJournal journal = hall.start("boot-b", done -> {})) {
            assertEquals(BrokenHall.tickets(before), BrokenHall.tickets(journal.rebuild()));
            assertEquals(3, journal.origin().term());
            List<EventEnvelope> events = new ArrayList<>();
            for (EventBatch.Link link : journal.read(1, 1 << 20)) {
                events.add(EventCodec.decode(link.stored()));
            }
            JournalEvent.JournalBegun begun =
                    (JournalEvent.JournalBegun) events.getFirst().event();
            assertEquals(List.of(parent), begun.ancestors());
            EventEnvelope.Source first = Objects.requireNonNull(
                    Objects.requireNonNull(events.get(1).copied()).first());
            assertEquals(parent, first.installation(), "copies name the journal in which they were journalled first");
            assertEquals(1, first.seq());
        }
    }

    @Test
    void aKillAtAnyStepLeavesAFolderThatStarts() throws Exception {
        hall.noise(0, 100);
        List<Path> copies = new ArrayList<>();
        hall.start("boot-a", step -> copies.add(copy(step))).close();
        assertTrue(copies.size() >= 6, copies.toString());
        for (Path copy : copies) {
            BrokenHall there = new BrokenHall(copy);
            try (SqliteJournal journal = there.start()) {
                assertEquals(BrokenHall.tickets(before), BrokenHall.tickets(journal.rebuild()), copy.toString());
            }
            try (Stream<Path> files = Files.list(copy)) {
                List<String> names =
                        files.map(path -> path.getFileName().toString()).toList();
                assertFalse(names.contains("journal.new.db"), names.toString());
                assertEquals(
                        1,
                        names.stream()
                                .filter(name -> name.matches("journal-damaged.*\\.db"))
                                .count(),
                        names.toString());
            }
        }
    }

    private Path copy(String step) {
        try {
            Path to = Files.createDirectory(folder.resolve("at-" + step.replace(' ', '-')));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path one : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(one, to.resolve(one.getFileName()));
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EventEnvelope event(Path file, long seq) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT body FROM event WHERE seq = " + seq)) {
            return EventCodec.decode(row.getBytes(1));
        }
    }

    private List<Path> setAside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().startsWith("journal-damaged"))
                    .toList();
        }
    }

    private void childWhereItIsFound(int lost) throws Exception {
        try (SqliteJournal journal = hall.start()) {
            if (journal.installation().equals(parent)) {
                assertEquals(before, journal.rebuild(), "what is damaged is of no use to a start");
                return;
            }
        }
        goesOn(lost);
    }

    /** @param lost tickets that may be lost at most */
    private void child(int lost) throws Exception {
        try (SqliteJournal journal = hall.start()) {
            assertNotEquals(parent, journal.installation());
            EventEnvelope first =
                    EventCodec.decode(journal.read(1, 10_000).getFirst().stored());
            JournalEvent.JournalBegun begun = (JournalEvent.JournalBegun) first.event();
            assertEquals(parent, begun.parent());
            assertEquals("damaged", begun.reason());
            assertEquals(2, first.term());
        }
        goesOn(lost);
    }

    private void goesOn(int lost) throws Exception {
        assertEquals(
                1,
                setAside().stream()
                        .filter(path -> path.toString().endsWith(".db"))
                        .count());
        assertEquals(List.of(), JournalCheck.all(hall.file).faults());
        QueueState now;
        try (SqliteJournal journal = hall.start()) {
            now = journal.rebuild();
        }
        sound(now);
        Map<String, String> kept = BrokenHall.tickets(now);
        Map<String, String> all = BrokenHall.tickets(before);
        assertTrue(kept.size() >= all.size() - lost, kept.size() + " of " + all.size());
        if (lost == 0) {
            assertEquals(all, kept);
            assertEquals(
                    before.issued(BrokenHall.HALL.services().iterator().next().id()),
                    now.issued(BrokenHall.HALL.services().iterator().next().id()));
        }
        try (JournalledHall kiosk = hall.hall()) {
            assertEquals("200 A-101", kiosk.say(BrokenHall.issue("next", "kk", false, null)));
            assertTrue(kiosk.say(new Command.CallNext(BrokenHall.ONE, BrokenHall.OFFICER))
                            .length()
                    > 2);
        }
    }

    /** Nobody is called or served but at the counter that holds them. */
    private static void sound(QueueState state) {
        for (Ticket ticket : state.tickets()) {
            boolean at = ticket.state().atCounter();
            if (at) {
                CounterState counter =
                        state.counter(Objects.requireNonNull(ticket.counter())).orElseThrow();
                assertEquals(ticket.id(), counter.current());
            }
        }
        for (CounterState counter : state.counters()) {
            if (counter.current() != null) {
                TicketState at = state.ticket(counter.current()).orElseThrow().state();
                assertTrue(at == TicketState.CALLED || at == TicketState.SERVING, at.toString());
            }
        }
        assertEquals(
                state.tickets().size(),
                state.tickets().stream().map(Ticket::number).distinct().count());
    }
}
