package id.mpp.kiosk.desk;

import id.mpp.kiosk.sqlite.SqliteJournal;
import id.mpp.program.TestWorkers;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.CounterId;
import id.mpp.queue.Decision;
import id.mpp.queue.Hall;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The sample hall on a real journal file; closing and making another one on the same file is a restart. */
public final class JournalledHall implements AutoCloseable {
    /** A Monday. */
    public static final LocalDate MONDAY = LocalDate.parse("2026-11-23");

    public static final Instant MORNING = Instant.parse("2026-11-23T01:10:00Z");

    private static final ActorId SUPERVISOR = new ActorId("supervisor");
    private static final Moment FIXED = new Moment(MORNING, true, "boot-0001", 600_000);

    public final Hall hall = CatalogReader.sample();
    public final SqliteJournal journal;
    public final QueueDesk desk;

    public JournalledHall(Path file) throws SQLException, Journal.JournalException {
        this(file, real -> real, () -> FIXED);
    }

    public JournalledHall(Path file, UnaryOperator<Journal> wrapped, Supplier<Moment> now)
            throws SQLException, Journal.JournalException {
        this(
                file,
                wrapped,
                now,
                why -> LoggerFactory.getLogger(JournalledHall.class).error(why));
    }

    public JournalledHall(Path file, UnaryOperator<Journal> wrapped, Supplier<Moment> now, Consumer<String> end)
            throws SQLException, Journal.JournalException {
        journal =
                new SqliteJournal(file, new SqliteJournal.Identity(hall.branch().id(), new NodeId("hub-1"), false));
        desk = new QueueDesk(
                new QueueEngine(hall, QueuePolicy.standard()), wrapped.apply(journal), now, TestWorkers.told(), end);
    }

    public JournalledHall started() {
        desk.start();
        return this;
    }

    public static Command openDay() {
        return new Command.OpenDay(MONDAY, false, SUPERVISOR);
    }

    public static Command closeDay() {
        return new Command.CloseDay("selesai", SUPERVISOR);
    }

    public static Command overrideHours() {
        return new Command.OverrideHours("uji", SUPERVISOR);
    }

    public static Command issue(String ticket) {
        NodeId node = new NodeId("hub-1");
        return Command.IssueTicket.of(new TicketId(ticket), new Command.Wish(new ServiceId("kk"), false, "id"), node);
    }

    /** A request whose answer tells the ticket's number, or 409 where the command is refused. */
    public static Desk.Request request(@Nullable String key, String body, Command command) {
        return new Desk.Request(key, "test", bytes(body), command, (decision, after) -> {
            String text = command instanceof Command.IssueTicket issue
                    ? after.ticket(issue.ticket())
                            .map(ticket -> ticket.number().toString())
                            .orElse("none")
                    : "done";
            return new Desk.StoredReply(decision instanceof Decision.Accepted ? 200 : 409, bytes(text));
        });
    }

    public Desk.Reply send(@Nullable String key, String body, Command command) throws Exception {
        return desk.submit(request(key, body, command)).get(90, TimeUnit.SECONDS);
    }

    /** Sends without a key; answers status and text. */
    public String say(Command command) throws Exception {
        return text(send(null, "", command));
    }

    /**
     * Waits until the listeners have heard of all that was submitted: they hear of a batch after its answers, but
     * before the next batch is taken. Hence two commands, which are refused.
     */
    public void awaitListeners() throws Exception {
        for (int i = 0; i < 2; i++) {
            send(null, "", new Command.Recall(new CounterId("loket-01"), SUPERVISOR));
        }
    }

    public static String text(Desk.Reply reply) {
        return switch (reply) {
            case Desk.Reply.Answered answered ->
                answered.reply().status() + " " + new String(answered.reply().body(), StandardCharsets.UTF_8)
                        + (answered.replayed() ? " replayed" : "");
            case Desk.Reply.KeyReused reused -> "key reused";
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws SQLException {
        desk.close();
        journal.close();
    }
}
