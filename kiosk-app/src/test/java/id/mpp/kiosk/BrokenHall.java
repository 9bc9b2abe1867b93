package id.mpp.kiosk;

import id.mpp.kiosk.desk.HallClock;
import id.mpp.kiosk.desk.Journal;
import id.mpp.kiosk.desk.JournalledHall;
import id.mpp.kiosk.disk.DiskReserve;
import id.mpp.kiosk.sqlite.SqliteJournal;
import id.mpp.program.ConfigurationException;
import id.mpp.queue.ActorId;
import id.mpp.queue.Booking;
import id.mpp.queue.Command;
import id.mpp.queue.CounterId;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.QueueState;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.TicketState;
import id.mpp.wire.CatalogReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A morning of the sample hall in a journal, in ways to damage it, and its start afterwards. */
final class BrokenHall {
    static final ActorId OFFICER = new ActorId("petugas-disdukcapil");
    static final CounterId ONE = new CounterId("loket-01");
    static final CounterId TWO = new CounterId("loket-02");
    static final Hall HALL = CatalogReader.sample();
    private static final NodeId NODE = new NodeId("hub-1");
    private static final long STEP_MILLIS = 7_000;

    final Path folder;
    final Path file;
    private final AtomicLong steps = new AtomicLong();

    BrokenHall(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("journal.db");
    }

    Moment now() {
        long millis = steps.incrementAndGet() * STEP_MILLIS;
        return new Moment(JournalledHall.MORNING.plusMillis(millis), true, "boot-0001", 600_000 + millis);
    }

    JournalledHall hall() throws Exception {
        return new JournalledHall(file, real -> real, this::now).started();
    }

    /**
     * 64 tickets of one prefix and some of others; a booking, priority, hand-written numbers, two counters, one of them
     * serving.
     */
    void morning() throws Exception {
        try (JournalledHall kiosk = hall()) {
            kiosk.say(JournalledHall.openDay());
            work(kiosk);
        }
        settle();
    }

    /** Days before today, each closed. */
    void earlierDays(int days, int tickets) throws Exception {
        try (JournalledHall kiosk = hall()) {
            for (int day = days; day > 0; day--) {
                LocalDate date = JournalledHall.MONDAY.minusDays(day);
                kiosk.say(new Command.OpenDay(date, true, OFFICER));
                kiosk.say(JournalledHall.overrideHours());
                kiosk.say(new Command.OpenCounter(ONE, OFFICER));
                for (int i = 0; i < tickets; i++) {
                    kiosk.say(issue("day-" + day + "-" + i, "kk", i % 7 == 0, null));
                    kiosk.say(new Command.CallNext(ONE, OFFICER));
                    kiosk.say(new Command.StartServing(ONE, OFFICER));
                    kiosk.say(new Command.Finish(ONE, "", OFFICER));
                }
                kiosk.say(JournalledHall.closeDay());
            }
        }
    }

    private void work(JournalledHall kiosk) throws Exception {
        kiosk.say(JournalledHall.overrideHours());
        kiosk.say(new Command.OpenCounter(ONE, OFFICER));
        kiosk.say(new Command.OpenCounter(TWO, OFFICER));
        kiosk.say(issue("booked-1", "kk", false, new Booking("RSV00001", true, null, null)));
        for (int i = 2; i <= 60; i++) {
            kiosk.send("key-" + i, "ticket-" + i, issue("ticket-" + i, "kk", i % 9 == 0, null));
            if (i % 4 == 0) {
                kiosk.say(new Command.CallNext(ONE, OFFICER));
                kiosk.say(new Command.StartServing(ONE, OFFICER));
                kiosk.say(i % 12 == 0 ? new Command.MarkNoShow(ONE, OFFICER) : new Command.Finish(ONE, "", OFFICER));
            }
        }
        kiosk.say(new Command.CallNext(ONE, OFFICER));
        kiosk.say(new Command.StartServing(ONE, OFFICER));
        kiosk.say(new Command.CallNext(TWO, OFFICER));
        kiosk.say(new Command.Park(TWO, "berkas kurang", OFFICER));
        kiosk.say(new Command.CallNext(TWO, OFFICER));
        for (int i = 61; i <= 64; i++) {
            kiosk.send("key-" + i, "ticket-" + i, issue("ticket-" + i, "kk", false, null));
        }
    }

    static Command issue(String ticket, String service, boolean priority, @Nullable Booking booking) {
        return Command.IssueTicket.of(
                        new TicketId(ticket + "-0000"), new Command.Wish(new ServiceId(service), priority, "id"), NODE)
                .checkingInWith(booking);
    }

    /** All of it in the one file. */
    void settle() throws SQLException {
        sql("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    void sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String value(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getString(1);
        }
    }

    /** Overwrites so many bytes from a place on with noise. */
    void noise(long at, int bytes) throws IOException {
        byte[] noise = new byte[bytes];
        new Random(at).nextBytes(noise);
        try (RandomAccessFile to = new RandomAccessFile(file.toFile(), "rw")) {
            to.seek(at);
            to.write(noise);
        }
    }

    /** Changes one byte of the body of the event, so that it is still text. */
    void flip(long seq) throws SQLException {
        sql("UPDATE event SET body = CAST(replace(CAST(body AS TEXT), '\"time\":\"2', '\"time\":\"3') AS BLOB)"
                + " WHERE seq = "
                + seq);
    }

    SqliteJournal start() throws ConfigurationException {
        return start("boot-a", done -> {});
    }

    SqliteJournal start(String boot, Consumer<String> step) throws ConfigurationException {
        return start(file, HALL, boot, step);
    }

    SqliteJournal start(Path journal, Hall hall, String boot, Consumer<String> step) throws ConfigurationException {
        Instant then = JournalledHall.MORNING.plusSeconds(3_600);
        HallClock clock = new HallClock(() -> then, () -> 0);
        SqliteJournal.Identity identity =
                new SqliteJournal.Identity(hall.branch().id(), NODE, false);
        return new JournalStart(journal, hall, identity, new DiskReserve(folder), clock, true, boot, step).open();
    }

    QueueState state() throws Exception {
        try (SqliteJournal journal =
                new SqliteJournal(file, new SqliteJournal.Identity(HALL.branch().id(), NODE, false))) {
            return journal.rebuild();
        }
    }

    static QueueState state(SqliteJournal journal) throws Journal.JournalException {
        return journal.rebuild();
    }

    /** Number and state of each ticket, and where it stands. */
    static Map<String, String> tickets(QueueState state) {
        Map<String, String> tickets = new TreeMap<>();
        state.tickets().stream()
                .sorted((one, other) ->
                        one.place().order().compareTo(other.place().order()))
                .forEach(ticket -> tickets.put(ticket.id().value(), words(state, ticket)));
        return tickets;
    }

    private static String words(QueueState state, Ticket ticket) {
        long before = state.tickets().stream()
                .filter(other -> other.state() == TicketState.WAITING
                        && other.place().lane().equals(ticket.place().lane())
                        && other.place().order().compareTo(ticket.place().order()) < 0)
                .count();
        return ticket.number() + " " + ticket.state() + " " + ticket.counter() + " "
                + ticket.place().lane() + " " + (ticket.state() == TicketState.WAITING ? before : "");
    }

    static int highest(QueueState state) {
        return state.tickets().stream()
                .map(Ticket::number)
                .mapToInt(TicketNumber::value)
                .max()
                .orElse(0);
    }
}
