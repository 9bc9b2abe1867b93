package id.mpp.kiosk.sqlite;

import id.mpp.kiosk.desk.Journal;
import id.mpp.kiosk.lineage.Carried;
import id.mpp.kiosk.sync.Outbox;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueueState;
import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The append-only journal in SQLite, WAL with synchronous FULL, each row chained to the one before. The bytes of a row are the
 * bytes that are relayed and stored on the server. Written by the desk's thread alone; {@link #read} and {@link #acknowledge}
 * belong to the relay and use a connection of their own ({@link JournalReader}).
 *
 * <p>After any exception the connection ({@link JournalWriter}) is thrown away, and nothing works until {@link #reopen} has proved
 * another one.
 */
public final class SqliteJournal implements Journal, Outbox, AutoCloseable {
    /** Events between two snapshots, at least. */
    private static final int SNAPSHOT_EVERY = 5_000;

    private static final String ACKNOWLEDGED = "acknowledged";
    private static final String END = "journal-end";
    /** Whose journal this is. */
    public record Identity(String branch, NodeId node, boolean simulated) {}

    /** What stands on one connection; all of it goes with the connection. */
    private record Open(JournalWriter writer, AnswerTable answers, SnapshotTable snapshots) {
        static Open on(JournalWriter writer) throws SQLException {
            try {
                writer.begun();
                Open open = new Open(
                        writer, new AnswerTable(writer.connection(), AnswerTable.MOST), new SnapshotTable(writer.connection()));
                writer.release();
                return open;
            } catch (SQLException | RuntimeException e) {
                writer.close();
                throw e;
            }
        }
    }

    private final Path file;
    private final Identity identity;
    private final int snapshotEvery;
    private final JournalReader reader;
    private final RelayCursor cursor;
    private final JournalEnd end;
    private final Chain chain = new Chain();
    private final SecureRandom random = new SecureRandom();
    private final String installation;
    private final Origin origin;
    private @Nullable Open open;
    private volatile long lastSeq;
    private byte[] head;
    private long snapshotSeq;
    private @Nullable Instant lastTime;
    private final @Nullable String lastBranch;
    private @Nullable QueueState ready;

    /**
     * Makes a new journal, with an installation of its own, that goes on with another one. Its first event is for the caller to commit, in
     * the same commit as what it takes over: until then the file is a journal without events, and may be made again.
     *
     * @param file must not be there
     * @param term above every term that was heard of
     * @throws SQLException where it cannot be made; then no file is left
     */
    public static SqliteJournal begin(Path file, Identity identity, Origin.Lineage parent, long term)
            throws SQLException {
        if (Files.exists(file)) {
            throw new SQLException("a new journal would stand in place of " + file);
        }
        try {
            try (Connection connection = JournalFile.open(file)) {
                JournalLayout.migrate(connection);
                new Origin(term, 0, Chain.start(), parent).write(connection);
            }
            return new SqliteJournal(file, identity);
        } catch (SQLException | RuntimeException e) {
            JournalFile.delete(file, e);
            throw e;
        }
    }

    /** @throws SQLException where the file cannot be opened or is no journal */
    public SqliteJournal(Path file, Identity identity) throws SQLException {
        this(file, identity, SNAPSHOT_EVERY);
    }

    SqliteJournal(Path file, Identity identity, int snapshotEvery) throws SQLException {
        this.file = file;
        this.identity = identity;
        this.snapshotEvery = snapshotEvery;
        migrate(file);
        JournalWriter writer = JournalWriter.open(file);
        try {
            this.installation = JournalFile.installation(writer.connection());
            this.origin = writer.origin();
            JournalWriter.Head last = writer.head();
            this.lastSeq = last.seq();
            this.head = last.chain();
            this.lastTime = last.wall();
            this.lastBranch = last.branch();
        } catch (SQLException | RuntimeException e) {
            writer.close();
            throw e;
        }
        this.open = Open.on(writer);
        this.reader = new JournalReader(file);
        this.cursor = new RelayCursor(file.resolveSibling(ACKNOWLEDGED), installation, System::nanoTime);
        this.end = new JournalEnd(file.resolveSibling(END), installation);
    }

    /**
     * The last wall time that could be trusted, or where there is none among the last events simply the last; null for an empty
     * journal. A time written by a wrong clock must not make that clock look right at the next start.
     */
    public @Nullable Instant lastTime() throws SQLException {
        Instant trusted = reader.lastTrusted();
        return trusted == null ? lastTime : trusted;
    }

    /** What kind of fault an exception of this journal is; may write and read a page beside it to find out. */
    public static Fault faultOf(SQLException e, Path file) {
        return SqliteFault.kind(e, file);
    }

    /** Whether an exception says that what is in the file is not what was written; never where its disk or another program is the cause. */
    public static boolean isDamage(Exception e, Path file) {
        return SqliteFault.isDamage(e, file);
    }

    /**
     * Whether SQLite would open the journal without commits that are in its log, behind something that is wrong in it. To be asked before it
     * is opened: opening forgets them for good.
     */
    public static boolean logForgets(Path file) throws IOException {
        return RawPages.logForgets(file);
    }

    /** The hall whose event is the last one; null where there is none. */
    public @Nullable String branch() {
        return lastBranch;
    }

    /** How far the server has the journal beside which this file lies, as was noted there. */
    public static RelayCursor.Noted acknowledgedBeside(Path file) {
        return RelayCursor.read(file.resolveSibling(ACKNOWLEDGED));
    }

    /** The last event that a journal in this place has committed, as was noted beside it; see {@link JournalEnd}. */
    public static RelayCursor.Noted endBeside(Path file) {
        return RelayCursor.read(file.resolveSibling(END));
    }

    // ---- the desk's ------------------------------------------------------------------------------------------------

    /** What is done on the connection. */
    @FunctionalInterface
    private interface Step<T> {
        T on(Open open) throws SQLException, IOException, EventFormatException;
    }

    /** The one way to the connection: after an exception there is none. */
    private <T> T attempt(Step<T> step) throws JournalException {
        Open now = open;
        if (now == null) {
            throw new JournalException(
                    "the journal has failed and is not open", Fault.FAILING, new IllegalStateException("not open"));
        }
        try {
            return step.on(now);
        } catch (SQLException | IOException | EventFormatException | RuntimeException e) {
            discard(e);
            throw SqliteFault.of(e, file);
        }
    }

    private void discard(@Nullable Exception cause) {
        Open now = open;
        open = null;
        // Nothing of ours holds a disk that is to be mounted anew.
        end.close();
        if (now != null) {
            try {
                now.writer().close();
            } catch (SQLException | RuntimeException e) {
                if (cause != null) {
                    cause.addSuppressed(e);
                }
            }
        }
    }

    @Override
    public void reopen() throws JournalException {
        discard(null);
        reader.letGo(null);
        try {
            JournalWriter writer = JournalWriter.openAgain(file);
            try {
                if (!JournalFile.installation(writer.connection()).equals(installation)
                        || !writer.holds(lastSeq, head)) {
                    throw new IllegalStateException("the file is not the journal it was: event " + lastSeq
                            + " is missing or another one stands in its place");
                }
                writer.prove();
                JournalWriter.Head end = writer.head();
                open = Open.on(writer);
                lastSeq = end.seq();
                head = end.chain();
                lastTime = end.wall();
            } catch (SQLException | RuntimeException e) {
                writer.close();
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            throw SqliteFault.of(e, file);
        }
    }

    /** Reads all that a start needs; the first {@link #rebuild} gives what was read here. */
    public void read() throws JournalException {
        ready = rebuild();
    }

    @Override
    public QueueState rebuild() throws JournalException {
        QueueState read = ready;
        ready = null;
        return read == null ? replayed() : read;
    }

    private QueueState replayed() throws JournalException {
        return attempt(now -> {
            SnapshotTable.Kept kept = now.snapshots().last();
            QueueState state = kept == null ? new QueueState() : kept.state();
            snapshotSeq = kept == null ? origin.baseSeq() : kept.through();
            replay(now.writer(), state, snapshotSeq);
            now.writer().release();
            return state;
        });
    }

    /** Every row is proved by the one before it: a snapshot and what follows it are the journal's. */
    private static void replay(JournalWriter writer, QueueState state, long after)
            throws SQLException, EventFormatException {
        Chain chain = new Chain();
        byte[] link = writer.chainAt(after);
        long seq = after;
        try (PreparedStatement select =
                writer.connection().prepareStatement("SELECT seq, body, chain FROM event WHERE seq > ? ORDER BY seq")) {
            select.setLong(1, after);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte[] body = rows.getBytes(2);
                    seq++;
                    link = chain.next(link, body);
                    if (rows.getLong(1) != seq || !Arrays.equals(link, rows.getBytes(3))) {
                        throw SqliteFault.damage("event " + seq + " is not what was journalled");
                    }
                    EventEnvelope envelope = EventCodec.decode(body);
                    QueueEngine.evolve(state, envelope.event(), envelope.at());
                }
            }
        }
    }

    @Override
    public void commit(List<Entry> entries, List<Answer> answers, Moment now) throws JournalException {
        carry(entries.stream().map(entry -> new Carried(entry, null)).toList(), answers, now);
    }

    /** {@link #commit} for a journal that goes on with another one: copies say of which event they are. */
    public void carry(List<Carried> events, List<Answer> answers, Moment now) throws JournalException {
        attempt(open -> {
            long seq = lastSeq;
            byte[] link = head;
            for (Carried carried : events) {
                Entry entry = carried.entry();
                seq++;
                byte[] body = EventCodec.encode(envelope(entry, seq, carried.copied()));
                link = chain.next(link, body);
                open.writer().event(seq, body, link);
                if (entry.event() instanceof DayEvent.DayClosed closed) {
                    open.writer().seal(seq, closed.label().toString(), closed.ordinal(), link);
                }
            }
            for (Answer answer : answers) {
                open.answers().keep(answer);
            }
            forget(open, events);
            open.writer().commit();
            head = link;
            lastSeq = seq;
            lastTime = now.wall();
            end.note(seq);
            return seq;
        });
    }

    private static void forget(Open open, List<Carried> events) throws SQLException {
        int day = events.stream()
                .map(carried -> carried.entry().event())
                .filter(DayEvent.DayOpened.class::isInstance)
                .mapToInt(event -> ((DayEvent.DayOpened) event).ordinal())
                .max()
                .orElse(0);
        if (day > 0 || open.answers().tooMany()) {
            open.answers().forget(day);
        }
    }

    @Override
    public Optional<Answer> answer(String key) throws JournalException {
        return attempt(now -> now.answers().find(key));
    }

    @Override
    public void snapshot(QueueState state) throws JournalException {
        long due = Math.max(snapshotEvery, 4L * state.tickets().size());
        if (lastSeq - snapshotSeq < due) {
            return;
        }
        attempt(now -> {
            now.snapshots().keep(lastSeq, state);
            now.writer().commit();
            snapshotSeq = lastSeq;
            return lastSeq;
        });
    }

    private EventEnvelope envelope(Entry entry, long seq, EventEnvelope.@Nullable Copied copied) {
        return new EventEnvelope(
                uuid7(entry.at().wall()),
                identity.branch(),
                identity.node(),
                installation,
                seq,
                entry.day(),
                origin.term(),
                entry.at(),
                identity.simulated(),
                copied,
                entry.event());
    }

    /** RFC 9562 version 7: the millisecond, then random bits. */
    private String uuid7(Instant at) {
        long high = (at.toEpochMilli() << 16) | 0x7000 | (random.nextInt() & 0xfff);
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** Once, before anything is on the file: a journal of an older program is brought over. */
    private static void migrate(Path file) throws SQLException {
        JournalWriter.open(file).close();
        JournalPages.adopt(file);
    }

    /** Where this journal comes from and begins. */
    public Origin origin() {
        return origin;
    }

    /** All answers that are kept, the oldest first; for a journal that goes on with this one. */
    public List<Answer> answers() throws JournalException {
        return attempt(now -> now.answers().all());
    }

    // ---- the outbox ------------------------------------------------------------------------------------------------

    @Override
    public String installation() {
        return installation;
    }

    @Override
    public long lastSeq() {
        return lastSeq;
    }

    @Override
    public long acknowledged() {
        return Math.min(cursor.through(), lastSeq);
    }

    @Override
    public List<EventBatch.Link> read(long fromSeq, int maxBytes) {
        try {
            return reader.read(fromSeq, maxBytes);
        } catch (SQLException e) {
            throw new IllegalStateException("the journal cannot be read for the relay", e);
        }
    }

    /** Kept in memory at once and on disk within seconds, because what a lost cursor costs is a repetition. */
    @Override
    public void acknowledge(long through) {
        cursor.move(through);
    }

    @Override
    public void close() throws SQLException {
        cursor.close();
        end.close();
        reader.close();
        Open now = open;
        open = null;
        if (now != null) {
            now.writer().close();
        }
    }
}
