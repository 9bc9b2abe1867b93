package id.mpp.kiosk.sqlite;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.Journal;
import id.mpp.kiosk.lineage.Carried;
import id.mpp.kiosk.sync.Outbox;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.QueueState;
import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The append-only journal in SQLite, WAL with synchronous FULL, each row chained to the one before. The bytes of a row
 * are the bytes that are relayed and stored on the server. What is written together is decided here; each table has a
 * class of its own with its statements ({@link EventTable}, {@link AnswerTable}, {@link SealTable},
 * {@link SnapshotTable}, {@link MetaTable}, {@link Origin}). Written by the desk's thread alone; {@link #read} and
 * {@link #acknowledge} belong to the relay and use a connection of their own ({@link JournalReader}).
 *
 * <p>After any exception the connection ({@link JournalWriter}) is thrown away, and nothing works until {@link #reopen}
 * has proved another one.
 */
public final class SqliteJournal implements Journal, Outbox, AutoCloseable {
    /** Events between two snapshots, at least. */
    private static final int SNAPSHOT_EVERY = 5_000;

    private static final String ACKNOWLEDGED = "acknowledged";
    private static final String END = "journal-end";

    /** Whose journal this is. */
    public record Identity(String branch, NodeId node, boolean simulated) {}

    private final Path file;
    private final Identity identity;
    private final int snapshotEvery;
    private final JournalReader reader;
    private final RelayCursor cursor;
    private final JournalEnd end;
    private final Chain chain = new Chain();
    private final String installation;
    private final Origin origin;
    private final Envelopes envelopes;
    private @Nullable JournalWriter writer;
    private volatile EventTable.Head head;
    private long snapshotSeq;
    private @Nullable QueueState ready;

    /**
     * Makes a new journal, with an installation of its own, that goes on with another one. Its first event is for the
     * caller to commit, in the same commit as what it takes over: until then the file is a journal without events, and
     * may be made again.
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
        JournalWriter opened = JournalWriter.open(file);
        try {
            this.head = opened.events().head();
            opened.begin();
        } catch (SQLException | RuntimeException e) {
            opened.close();
            throw e;
        }
        this.writer = opened;
        this.installation = opened.installation();
        this.origin = opened.origin();
        this.envelopes = new Envelopes(identity, installation, origin.term());
        this.reader = new JournalReader(file);
        this.cursor = new RelayCursor(file.resolveSibling(ACKNOWLEDGED), installation, System::nanoTime);
        this.end = new JournalEnd(file.resolveSibling(END), installation);
    }

    /**
     * The last wall time that could be trusted, or where there is none among the last events simply the last; null for
     * an empty journal. A time written by a wrong clock must not make that clock look right at the next start.
     */
    public @Nullable Instant lastTime() throws SQLException {
        Instant trusted = reader.lastTrusted();
        return trusted == null ? head.wall() : trusted;
    }

    /** What kind of fault an exception of this journal is; may write and read a page beside it to find out. */
    public static Fault faultOf(SQLException e, Path file) {
        return SqliteFault.kind(e, file);
    }

    /** What kind of fault the disk tells of a file beside the journal. */
    public static Fault faultOf(IOException e) {
        return SqliteFault.kind(e);
    }

    /**
     * Whether an exception says that what is in the file is not what was written; never where its disk or another
     * program is the cause.
     */
    public static boolean isDamage(Exception e, Path file) {
        return SqliteFault.isDamage(e, file);
    }

    /**
     * Whether SQLite would open the journal without commits that are in its log, behind something that is wrong in it.
     * To be asked before it is opened: opening forgets them for good.
     */
    public static boolean logForgets(Path file) throws IOException {
        return RawPages.logForgets(file);
    }

    /** The hall whose event is the last one; null where there is none. */
    public @Nullable String branch() {
        return head.branch();
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
        T on(JournalWriter writer) throws SQLException, IOException, EventFormatException;
    }

    /** The one way to the connection: after an exception there is none. */
    private <T> T attempt(Step<T> step) throws JournalException {
        JournalWriter now = writer;
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
        JournalWriter now = writer;
        writer = null;
        // Nothing of ours holds a disk that is to be mounted anew.
        end.close();
        if (now != null) {
            try {
                now.close();
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
            JournalWriter opened = JournalWriter.openAgain(file);
            try {
                if (!opened.installation().equals(installation)
                        || !opened.events().holds(head.seq(), head.chain())) {
                    throw new IllegalStateException("the file is not the journal it was: event " + head.seq()
                            + " is missing or another one stands in its place");
                }
                opened.proveDisk();
                EventTable.Head last = opened.events().head();
                opened.begin();
                writer = opened;
                head = last;
            } catch (SQLException | RuntimeException e) {
                opened.close();
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
            snapshotSeq = kept == null ? origin.baseSeq() : kept.through();
            QueueState state = now.events().replayAfter(snapshotSeq, kept == null ? new QueueState() : kept.state());
            now.release();
            return state;
        });
    }

    @Override
    public void commit(List<Entry> entries, List<Answer> answers, Moment now) throws JournalException {
        carry(entries.stream().map(entry -> new Carried(entry, null)).toList(), answers, now);
    }

    /** {@link #commit} for a journal that goes on with another one: copies say of which event they are. */
    public void carry(List<Carried> events, List<Answer> answers, Moment now) throws JournalException {
        attempt(open -> {
            EventTable.Head last = append(open, events, now);
            for (Answer answer : answers) {
                open.answers().keep(answer);
            }
            open.answers().forget(dayOpened(events));
            open.commit();
            head = last;
            end.note(last.seq());
            return last;
        });
    }

    /** Writes the events behind those that are there: what the end of the journal is once they are committed. */
    private EventTable.Head append(JournalWriter open, List<Carried> events, Moment now)
            throws SQLException, EventFormatException {
        long seq = head.seq();
        byte[] link = head.chain();
        for (Carried carried : events) {
            Entry entry = carried.entry();
            seq++;
            byte[] body = EventCodec.encode(envelopes.wrap(entry, seq, carried.copied()));
            link = chain.next(link, body);
            open.events().append(seq, body, link);
            if (entry.event() instanceof DayEvent.DayClosed closed) {
                open.seals().seal(closed, seq, link);
            }
        }
        return new EventTable.Head(seq, link, now.wall(), events.isEmpty() ? head.branch() : identity.branch());
    }

    /** The latest business day that these events open; 0 for none. */
    private static int dayOpened(List<Carried> events) {
        return events.stream()
                .map(carried -> carried.entry().event())
                .filter(DayEvent.DayOpened.class::isInstance)
                .mapToInt(event -> ((DayEvent.DayOpened) event).ordinal())
                .max()
                .orElse(0);
    }

    @Override
    public Optional<Answer> answer(String key) throws JournalException {
        return attempt(now -> now.answers().find(key));
    }

    @Override
    public void snapshot(QueueState state) throws JournalException {
        long due = Math.max(snapshotEvery, 4L * state.tickets().size());
        long through = head.seq();
        if (through - snapshotSeq < due) {
            return;
        }
        attempt(now -> {
            now.snapshots().keep(through, state);
            now.commit();
            snapshotSeq = through;
            return through;
        });
    }

    /** Once, before anything is on the file: a journal of an older program is brought over. */
    private static void migrate(Path file) throws SQLException {
        JournalWriter.bringOver(file);
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
        return head.seq();
    }

    @Override
    public long acknowledged() {
        return Math.min(cursor.through(), head.seq());
    }

    @Override
    public List<EventBatch.Link> read(long fromSeq, int maxBytes) {
        try {
            return reader.read(fromSeq, maxBytes);
        } catch (SQLException e) {
            throw new Desk.Unavailable("the journal cannot be read: " + e.getMessage(), SqliteFault.kind(e, file));
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
        JournalWriter now = writer;
        writer = null;
        if (now != null) {
            now.close();
        }
    }
}
