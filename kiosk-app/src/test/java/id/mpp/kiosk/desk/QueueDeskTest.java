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
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.kiosk.desk.Journal.JournalException;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.PaperEvent;
import id.mpp.queue.PaperState;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueueState;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** SQLite rolls back by itself, as it does when the disk is full: at each table a press writes to. */
    @ParameterizedTest
    @ValueSource(strings = {"event", "answer"})
    void aTransactionThatSqliteRolledBackLeavesNoTraceAndTheNextCommandWorks(String table) throws Exception {
        try (JournalledHall kiosk = kiosk().started()) {
            kiosk.say(openDay());
            kiosk.say(issue("ticket-1"));
            execute("CREATE TRIGGER full BEFORE INSERT ON " + table + " BEGIN SELECT RAISE(ROLLBACK, 'no room'); END");
            for (int i = 0; i < 2; i++) {
                CompletableFuture<Desk.Reply> lost = kiosk.desk.submit(request("key", "body", issue("ticket-2")));
                ExecutionException thrown = assertThrows(ExecutionException.class, lost::get);
                assertInstanceOf(Desk.Unavailable.class, thrown.getCause());
            }
            assertEquals(2, kiosk.desk.failures());
            assertEquals(1, kiosk.desk.view().tickets().size());
            assertEquals(1, kiosk.desk.view().issued(new ServiceId("kk")));
            execute("DROP TRIGGER full");
            assertEquals("200 A-002", text(kiosk.send("key", "body", issue("ticket-2"))));
            assertEquals("200 A-002 replayed", text(kiosk.send("key", "body", issue("ticket-2"))));
            assertNull(kiosk.desk.trouble());
            assertFalse(kiosk.desk.writable(), "it serves, and is not declared to before it has for a while");
        }
        try (JournalledHall again = kiosk()) {
            assertEquals(2, again.desk.view().tickets().size());
        }
    }

    @Test
    void aDoubtThatProvesWrongChangesNothing() throws Exception {
        try (JournalledHall kiosk = kiosk().started()) {
            kiosk.say(openDay());
            kiosk.say(issue("ticket-1"));
            kiosk.desk.doubt();
            assertEquals("200 A-002", kiosk.say(issue("ticket-2")));
            assertTrue(kiosk.desk.writable());
            assertNull(kiosk.desk.trouble());
            assertEquals(0, kiosk.desk.failures());
        }
    }

    @Test
    void aCommitThatFailsAgainAndAgainForNoFaultOfTheDiskEndsTheProgram() throws Exception {
        List<String> ended = new CopyOnWriteArrayList<>();
        try (JournalledHall kiosk = kiosk(ended::add).started()) {
            kiosk.say(openDay());
            execute("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ROLLBACK, 'never'); END");
            for (int i = 0; i < 3; i++) {
                CompletableFuture<Desk.Reply> lost = kiosk.desk.submit(request(null, "", issue("ticket-" + i)));
                assertThrows(ExecutionException.class, lost::get);
            }
            assertEquals(1, ended.size(), ended::toString);
            assertTrue(ended.getFirst().contains("started again"), ended::toString);
        }
    }

    @Test
    void aJournalThatIsAnotherOneSinceEndsTheProgram() throws Exception {
        List<String> ended = new CopyOnWriteArrayList<>();
        try (JournalledHall kiosk = kiosk(ended::add).started()) {
            kiosk.say(openDay());
            execute("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ROLLBACK, 'never'); END");
            execute("UPDATE event SET chain = zeroblob(32)");
            CompletableFuture<Desk.Reply> lost = kiosk.desk.submit(request(null, "", issue("ticket-1")));
            assertThrows(ExecutionException.class, lost::get);
            assertEquals(1, ended.size(), ended::toString);
        }
    }

    @Test
    void aCommandThatCannotBeCarriedOutTakesNoOtherWithIt() throws Exception {
        try (JournalledHall kiosk = kiosk()) {
            CompletableFuture<Desk.Reply> day = kiosk.desk.submit(request(null, "", openDay()));
            CompletableFuture<Desk.Reply> before = kiosk.desk.submit(request("key-1", "", issue("ticket-1")));
            CompletableFuture<Desk.Reply> fails = kiosk.desk.submit(
                    new Desk.Request("key-2", "test", new byte[0], issue("ticket-2"), (decision, after) -> {
                        throw new IllegalStateException("no answer can be made");
                    }));
            CompletableFuture<Desk.Reply> after = kiosk.desk.submit(request("key-3", "", issue("ticket-3")));
            kiosk.started();
            assertEquals("200 done", text(day.get()));
            assertEquals("200 A-001", text(before.get()));
            assertInstanceOf(
                    IllegalStateException.class,
                    assertThrows(ExecutionException.class, fails::get).getCause());
            assertEquals("200 A-002", text(after.get()));
            assertEquals(2, kiosk.desk.view().tickets().size());
            assertNull(kiosk.desk.trouble());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aDiskThatHangsLetsNobodyWaitForEverAndTheSameKeyTellsLater() throws Exception {
        Semaphore disk = new Semaphore(1);
        try (JournalledHall kiosk = new JournalledHall(
                        folder.resolve("journal.db"),
                        real -> new Hanging(real, disk),
                        () -> new Moment(JournalledHall.MORNING, true, "boot-0001", 1))
                .started()) {
            kiosk.say(openDay());
            CompletableFuture<Desk.Reply> hangs = kiosk.desk.submit(request("key", "body", issue("ticket-1")));
            await().until(disk::hasQueuedThreads);
            CompletableFuture<Desk.Reply> behind = kiosk.desk.submit(request("key-2", "body", issue("ticket-2")));

            kiosk.desk.refuseWhereTheDiskHangs(System.nanoTime());
            assertFalse(hangs.isDone());
            kiosk.desk.refuseWhereTheDiskHangs(System.nanoTime() + QueueDesk.PATIENCE.toNanos());
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
    void aListenerThatThrowsHarmsNeitherTheDeskNorAnAnsweredPress() throws Exception {
        List<Event> heard = new CopyOnWriteArrayList<>();
        try (JournalledHall kiosk = kiosk()) {
            kiosk.desk.onCommit("voice", (events, at) -> {
                throw new StackOverflowError("a label too long");
            });
            kiosk.desk.onCommit("board", (events, at) -> heard.addAll(events));
            kiosk.started();
            kiosk.say(openDay());
            assertEquals("200 A-001", text(kiosk.send("key-1", "body", issue("ticket-1"))));
            assertEquals("200 A-002", text(kiosk.send("key-2", "body", issue("ticket-2"))));
            await().until(() -> heard.stream()
                            .filter(TicketEvent.TicketIssued.class::isInstance)
                            .count()
                    == 2);
            assertEquals(0, kiosk.desk.failures());
        }
    }

    @Test
    void whatWaitsTogetherIsCommittedTogetherAndInOrder() throws Exception {
        List<List<Event>> batches = new CopyOnWriteArrayList<>();
        try (JournalledHall kiosk = kiosk()) {
            kiosk.desk.onCommit("test", (events, at) -> batches.add(events));
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

    /**
     * Taking a ticket and its paper costs the card two syncs: what is sent goes with the number, what came out with the
     * next one.
     */
    @Test
    void aPaperIsSentWithItsNumberAndConfirmedWithTheNextCommit() throws Exception {
        TicketId first = new TicketId("ticket-1");
        CompletableFuture<Desk.Reply> told;
        try (JournalledHall kiosk = kiosk()) {
            kiosk.desk.accompany(events -> events.stream()
                    .filter(PaperEvent.PaperReserved.class::isInstance)
                    .map(event -> report(((PaperEvent.PaperReserved) event).ticket(), PaperState.SENT))
                    .toList());
            kiosk.started();
            kiosk.say(openDay());
            kiosk.say(issueWithPaper("ticket-1"));
            assertEquals(PaperState.SENT, paper(kiosk, first));
            assertEquals(2, kiosk.desk.commits());
            told = kiosk.desk.submit(request(null, "", report(first, PaperState.CONFIRMED)));
            kiosk.say(issueWithPaper("ticket-2"));
            assertTrue(told.isDone());
            assertEquals(PaperState.CONFIRMED, paper(kiosk, first));
            assertEquals(3, kiosk.desk.commits());
            kiosk.desk
                    .submit(request(null, "", report(new TicketId("ticket-2"), PaperState.CONFIRMED)))
                    .get(30, TimeUnit.SECONDS);
            assertEquals(4, kiosk.desk.commits(), "where nobody comes it travels alone");
            kiosk.say(issueWithPaper("ticket-3"));
            told = kiosk.desk.submit(request(null, "", report(new TicketId("ticket-3"), PaperState.CONFIRMED)));
        }
        assertEquals("200 done", text(told.get()), "an orderly end leaves nobody in doubt");
        try (JournalledHall again = kiosk()) {
            assertEquals(PaperState.CONFIRMED, paper(again, new TicketId("ticket-3")));
        }
    }

    private static PaperState paper(JournalledHall kiosk, TicketId ticket) {
        return kiosk.desk.view().paper(ticket).orElseThrow().state();
    }

    private static Command report(TicketId ticket, PaperState state) {
        return new Command.ReportPaper(ticket, 0, state, "");
    }

    private static Command issueWithPaper(String ticket) {
        NodeId node = new NodeId("hub-1");
        return Command.IssueTicket.of(new TicketId(ticket), new Command.Wish(new ServiceId("kk"), false, "id"), node)
                .printedBy(node);
    }

    @Test
    void theRebuiltHallIsTheLiveOneAlsoFromASnapshot() throws Exception {
        ActorId supervisor = new ActorId("supervisor");
        AtomicReference<QueueState> follower = new AtomicReference<>(new QueueState());
        try (JournalledHall kiosk = kiosk()) {
            kiosk.desk.onCommit(
                    "test", (events, at) -> follower.updateAndGet(state -> QueueEngine.evolve(state, events, at)));
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
            assertEquals(follower.get(), rebuilt);
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

    private JournalledHall kiosk(Consumer<String> end) throws Exception {
        return new JournalledHall(
                folder.resolve("journal.db"),
                real -> real,
                () -> new Moment(JournalledHall.MORNING, true, "boot-0001", 1),
                end);
    }

    /** A journal whose disk hangs before it commits. */
    private record Hanging(Journal real, Semaphore disk) implements Journal {
        @Override
        public QueueState rebuild() throws JournalException {
            return real.rebuild();
        }

        @Override
        public void commit(List<Entry> entries, List<Answer> answers, Moment now) throws JournalException {
            disk.acquireUninterruptibly();
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

        @Override
        public void reopen() throws JournalException {
            real.reopen();
        }

        @Override
        public long lastSeq() {
            return real.lastSeq();
        }
    }
}
