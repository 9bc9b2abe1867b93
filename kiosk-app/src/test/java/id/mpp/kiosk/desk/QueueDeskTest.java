package id.mpp.kiosk.desk;

import static id.mpp.kiosk.desk.JournalledHall.issue;
import static id.mpp.kiosk.desk.JournalledHall.openDay;
import static id.mpp.kiosk.desk.JournalledHall.request;
import static id.mpp.kiosk.desk.JournalledHall.text;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.mpp.kiosk.desk.Journal.JournalException;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueueState;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueDeskTest {
    @TempDir
    private Path folder;

    @Test
    void anAnswerUnderItsKeySurvivesARestart() throws Exception {
        try (JournalledHall kiosk = kiosk().started()) {
            kiosk.say(openDay());
            assertEquals("200 A-001", text(kiosk.send("key-1", "body", issue("ticket-1"))));
        }
        try (JournalledHall again = kiosk().started()) {
            assertEquals("200 A-001 replayed", text(again.send("key-1", "body", issue("ticket-2"))));
            assertEquals("key reused", text(again.send("key-1", "another body", issue("ticket-3"))));
            assertEquals(1, again.desk.view().tickets().size());
            assertEquals("200 A-002", again.say(issue("ticket-4")));
        }
    }

    @Test
    void aRefusalIsNotStored() throws Exception {
        try (JournalledHall kiosk = kiosk().started()) {
            assertEquals("409 none", text(kiosk.send("key-1", "body", issue("ticket-1"))));
            kiosk.say(openDay());
            assertEquals("200 A-001", text(kiosk.send("key-1", "body", issue("ticket-1"))));
        }
    }

    @Test
    void aFailedCommitLeavesWhatIsJournalledAndTheNextCommandWorks() throws Exception {
        AtomicBoolean fail = new AtomicBoolean();
        try (JournalledHall kiosk = new JournalledHall(
                        folder.resolve("journal.db"),
                        real -> new Disturbed(real, () -> {
                            if (fail.getAndSet(false)) {
                                throw new JournalException("no space left", new IOException("no space left"));
                            }
                        }),
                        () -> new Moment(JournalledHall.MORNING, true, "boot-0001", 1))
                .started()) {
            kiosk.say(openDay());
            kiosk.say(issue("ticket-1"));
            fail.set(true);
            CompletableFuture<Desk.Reply> lost = kiosk.desk.submit(request("key", "body", issue("ticket-2")));
            ExecutionException thrown = assertThrows(ExecutionException.class, lost::get);
            assertInstanceOf(Desk.Unavailable.class, thrown.getCause());
            assertNotNull(kiosk.desk.trouble());
            assertEquals(1, kiosk.desk.failures());
            assertEquals(1, kiosk.desk.view().tickets().size());
            assertEquals("200 A-002", text(kiosk.send("key", "body", issue("ticket-2"))));
            assertNull(kiosk.desk.trouble());
        }
        try (JournalledHall again = kiosk()) {
            assertEquals(2, again.desk.view().tickets().size());
        }
    }

    @Test
    void aDiskThatHangsLetsNobodyWaitForEverAndTheSameKeyTellsLater() throws Exception {
        Semaphore disk = new Semaphore(1);
        try (JournalledHall kiosk = new JournalledHall(
                        folder.resolve("journal.db"),
                        real -> new Disturbed(real, disk::acquireUninterruptibly),
                        () -> new Moment(JournalledHall.MORNING, true, "boot-0001", 1))
                .started()) {
            kiosk.say(openDay());
            CompletableFuture<Desk.Reply> hangs = kiosk.desk.submit(request("key", "body", issue("ticket-1")));
            await().until(disk::hasQueuedThreads);
            CompletableFuture<Desk.Reply> behind = kiosk.desk.submit(request("key-2", "body", issue("ticket-2")));

            kiosk.desk.look(System.nanoTime());
            assertFalse(hangs.isDone());
            kiosk.desk.look(System.nanoTime() + QueueDesk.PATIENCE.toNanos());
            ExecutionException unknown = assertThrows(ExecutionException.class, hangs::get);
            assertInstanceOf(Desk.OutcomeUnknown.class, unknown.getCause());
            ExecutionException nothing = assertThrows(ExecutionException.class, behind::get);
            assertInstanceOf(Desk.Unavailable.class, nothing.getCause());
            assertNotNull(kiosk.desk.trouble());

            disk.release(10);
            assertEquals("200 A-001 replayed", text(kiosk.send("key", "body", issue("ticket-3"))));
            assertEquals("200 A-002", text(kiosk.send("key-2", "body", issue("ticket-2"))));
            assertNull(kiosk.desk.trouble());
            assertEquals(2, kiosk.desk.view().tickets().size());
        }
    }

    @Test
    void whatWaitsTogetherIsCommittedTogetherAndInOrder() throws Exception {
        List<List<Event>> batches = new CopyOnWriteArrayList<>();
        try (JournalledHall kiosk = kiosk()) {
            kiosk.desk.onCommit((events, at) -> batches.add(events));
            List<CompletableFuture<Desk.Reply>> replies = new ArrayList<>();
            replies.add(kiosk.desk.submit(request(null, "", openDay())));
            for (int i = 1; i <= 50; i++) {
                replies.add(kiosk.desk.submit(request(null, "", issue("ticket-" + i))));
            }
            kiosk.started();
            for (int i = 1; i <= 50; i++) {
                assertEquals("200 A-%03d".formatted(i), text(replies.get(i).get()));
            }
            assertEquals(1, kiosk.desk.commits());
        }
        assertEquals(1, batches.size());
        List<String> issued = batches.getFirst().stream()
                .filter(TicketEvent.TicketIssued.class::isInstance)
                .map(event -> ((TicketEvent.TicketIssued) event).ticket().value())
                .toList();
        List<String> sent = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            sent.add("ticket-" + i);
        }
        assertEquals(sent, issued);
    }

    @Test
    void theRebuiltHallIsTheLiveOneAlsoFromASnapshot() throws Exception {
        ActorId supervisor = new ActorId("supervisor");
        QueueState follower = new QueueState();
        try (JournalledHall kiosk = kiosk()) {
            kiosk.desk.onCommit((events, at) -> events.forEach(event -> QueueEngine.evolve(follower, event, at)));
            kiosk.started();
            kiosk.say(openDay());
            for (int i = 1; i <= 100; i++) {
                kiosk.say(issue("ticket-" + i));
            }
            List<CompletableFuture<Desk.Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                replies.add(kiosk.desk.submit(request(null, "", new Command.OverrideHours("uji", supervisor))));
                replies.add(kiosk.desk.submit(request(null, "", new Command.RestoreHours(supervisor))));
                if (i % 500 == 499) {
                    CompletableFuture.allOf(replies.toArray(CompletableFuture<?>[]::new))
                            .get();
                }
            }
        }
        try (JournalledHall again = kiosk()) {
            QueueState rebuilt = again.journal.rebuild();
            assertEquals(follower.snapshot(), rebuilt.snapshot());
            assertEquals(1, snapshots());
            assertEquals(100, again.desk.view().tickets().size());
            assertEquals(Optional.empty(), again.desk.view().ticket(new TicketId("never-issued")));
        }
    }

    private int snapshots() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM snapshot")) {
            return row.getInt(1);
        }
    }

    private JournalledHall kiosk() throws Exception {
        return new JournalledHall(folder.resolve("journal.db"));
    }

    /** What happens to a journal before it commits. */
    @FunctionalInterface
    private interface Disturbance {
        void happen() throws JournalException;
    }

    private record Disturbed(Journal real, Disturbance disturbance) implements Journal {
        @Override
        public QueueState rebuild() throws JournalException {
            return real.rebuild();
        }

        @Override
        public void commit(List<Entry> entries, List<Answer> answers, Moment now) throws JournalException {
            disturbance.happen();
            real.commit(entries, answers, now);
        }

        @Override
        public Optional<Answer> answer(String key) throws JournalException {
            return real.answer(key);
        }

        @Override
        public void snapshot(QueueState state) throws JournalException {
            real.snapshot(state);
        }
    }
}
