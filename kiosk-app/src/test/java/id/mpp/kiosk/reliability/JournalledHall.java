package id.mpp.kiosk.reliability;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.Journal.JournalException;
import id.mpp.kiosk.desk.QueueDesk;
import id.mpp.kiosk.sqlite.SqliteJournal;
import id.mpp.program.TestWorkers;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.CounterId;
import id.mpp.queue.Decision;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketId;
import id.mpp.wire.CatalogReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The sample hall's desk on a real journal, without pages or printers; its clock moves a second with each reading. */
final class JournalledHall implements AutoCloseable {
    static final CounterId COUNTER = new CounterId("loket-01");
    static final ActorId ACTOR = new ActorId("petugas-disdukcapil");
    private static final ServiceId SERVICE = new ServiceId("kk");
    private static final NodeId NODE = new NodeId("hub-1");
    private static final Instant START = Instant.parse("2026-11-23T01:10:00Z");

    private final SqliteJournal journal;
    private final QueueDesk desk;
    private final AtomicLong seconds = new AtomicLong();

    JournalledHall(Path file) throws SQLException, JournalException {
        this(file, made -> {});
    }

    /** @param before is given the desk before it starts */
    JournalledHall(Path file, Consumer<QueueDesk> before) throws SQLException, JournalException {
        journal = new SqliteJournal(file, new SqliteJournal.Identity("mpp-contoh", NODE, true));
        desk = new QueueDesk(
                new QueueEngine(CatalogReader.sample(), QueuePolicy.standard()),
                journal,
                this::now,
                TestWorkers.told());
        before.accept(desk);
        desk.start();
    }

    private Moment now() {
        long second = seconds.incrementAndGet();
        return new Moment(START.plusMillis(second * 100), true, "boot-0001", second * 100);
    }

    void open() {
        send("day", new Command.OpenDay(LocalDate.parse("2026-11-23"), false, ACTOR))
                .join();
        send("hours", new Command.OverrideHours("uji keandalan", ACTOR)).join();
        send("counter", new Command.OpenCounter(COUNTER, ACTOR)).join();
    }

    /** Completes with 200 once the ticket is on disk. */
    CompletableFuture<Integer> issue(String id) {
        return send(id, Command.IssueTicket.of(new TicketId(id), new Command.Wish(SERVICE, false, "id"), NODE));
    }

    /** Completes with 200 where it was done, else with 409, on the desk's thread. */
    CompletableFuture<Integer> send(String key, Command command) {
        Desk.Request request = new Desk.Request(
                key,
                "uji",
                key.getBytes(StandardCharsets.UTF_8),
                command,
                (decision, after) -> new Desk.StoredReply(
                        decision instanceof Decision.Accepted ? 200 : 409,
                        decision.toString().getBytes(StandardCharsets.UTF_8)));
        return desk.submit(request)
                .thenApply(reply -> ((Desk.Reply.Answered) reply).reply().status());
    }

    QueueDesk desk() {
        return desk;
    }

    long lastSeq() {
        return journal.lastSeq();
    }

    @Override
    public void close() throws SQLException {
        desk.close();
        journal.close();
    }
}
