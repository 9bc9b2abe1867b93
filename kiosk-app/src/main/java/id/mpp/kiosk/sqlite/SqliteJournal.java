package id.mpp.kiosk.sqlite;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.Journal;
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
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The append-only journal in SQLite, WAL with synchronous FULL, each row chained to the one before. The bytes of a row are the
 * bytes that are relayed and stored on the server. Written by the desk's thread alone; {@link #read} and {@link #acknowledge}
 * belong to the relay and use a connection of their own.
 */
public final class SqliteJournal implements Journal, Outbox, AutoCloseable {
    /** How long an answer is kept for a repeated key. */
    private static final long ANSWERS_KEPT_MILLIS = 48L * 3_600_000;
    /** Events between two snapshots, at least. */
    private static final int SNAPSHOT_EVERY = 5_000;
    /** More events than a hall writes while a supervisor is on the way to confirm the date. */
    private static final int LOOK_BACK = 10_000;
    /** The hub's fencing term until satellites can be promoted. */
    private static final long TERM = 1;

    /** Whose journal this is. */
    public record Identity(String branch, NodeId node, boolean simulated) {}

    private final Identity identity;
    private final Path cursorFile;
    private final Connection writer;
    private final Connection reader;
    private final PreparedStatement insertEvent;
    private final PreparedStatement insertAnswer;
    private final PreparedStatement selectAnswer;
    private final Chain chain = new Chain();
    /** Hashes of the kept answers' keys: most keys are new, and need no look into the file. */
    private final Set<Integer> answered = new HashSet<>();

    private final SecureRandom random = new SecureRandom();
    private final String installation;
    private volatile long lastSeq;
    private volatile long acknowledged;
    private byte[] head;
    private long snapshotSeq;
    private @Nullable Instant lastTime;

    /** @throws SQLException where the file cannot be opened or is no journal */
    public SqliteJournal(Path file, Identity identity) throws SQLException {
        this.identity = identity;
        this.cursorFile = file.resolveSibling("acknowledged");
        this.writer = JournalFile.open(file);
        JournalFile.migrate(writer);
        this.installation = JournalFile.installation(writer);
        this.reader = JournalFile.open(file);
        this.insertEvent = writer.prepareStatement("INSERT INTO event (seq, body, chain) VALUES (?, ?, ?)");
        this.insertAnswer = writer.prepareStatement(
                "INSERT OR REPLACE INTO answer (key, fingerprint, status, body, at, sum) VALUES (?, ?, ?, ?, ?, ?)");
        this.selectAnswer =
                writer.prepareStatement("SELECT fingerprint, status, body FROM answer WHERE key = ? AND at > ?");
        this.head = Chain.start();
        writer.setAutoCommit(false);
        readHead();
        readKeys();
        this.acknowledged = Math.min(readCursor(), lastSeq);
    }

    /**
     * The last wall time that could be trusted, or where there is none among the last events simply the last; null for an empty
     * journal. A time written by a wrong clock must not make that clock look right at the next start.
     */
    public @Nullable Instant lastTime() throws SQLException {
        try (PreparedStatement select = reader.prepareStatement("SELECT body FROM event ORDER BY seq DESC LIMIT ?")) {
            select.setInt(1, LOOK_BACK);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Moment at = EventCodec.decode(rows.getBytes(1)).at();
                    if (at.trusted()) {
                        return at.wall();
                    }
                }
            }
        } catch (EventFormatException e) {
            throw new SQLException("one of the last events is damaged: " + e.getMessage(), e);
        }
        return lastTime;
    }

    @Override
    public QueueState rebuild() throws JournalException {
        try {
            writer.rollback();
            readHead();
            QueueState state = new QueueState();
            long from = 0;
            try (PreparedStatement select = writer.prepareStatement(
                            "SELECT through, state, sum FROM snapshot ORDER BY through DESC LIMIT 1");
                    ResultSet row = select.executeQuery()) {
                if (row.next() && JournalFile.sumFits(row.getBytes(3), row.getBytes(2))) {
                    from = row.getLong(1);
                    state = QueueState.restore(Json.mapper().readValue(row.getBytes(2), QueueState.Snapshot.class));
                }
            }
            snapshotSeq = from;
            replay(state, from);
            return state;
        } catch (SQLException | IOException | EventFormatException e) {
            throw new JournalException("the journal cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private void replay(QueueState state, long after) throws SQLException, EventFormatException {
        try (PreparedStatement select = writer.prepareStatement("SELECT body FROM event WHERE seq > ? ORDER BY seq")) {
            select.setLong(1, after);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    EventEnvelope envelope = EventCodec.decode(rows.getBytes(1));
                    QueueEngine.evolve(state, envelope.event(), envelope.at());
                }
            }
        }
        writer.rollback();
    }

    @Override
    public void commit(List<Entry> entries, List<Answer> answers, Moment now) throws JournalException {
        long seq = lastSeq;
        byte[] link = head;
        try {
            for (Entry entry : entries) {
                seq++;
                byte[] body = EventCodec.encode(envelope(entry, seq));
                link = chain.next(link, body);
                insertEvent.setLong(1, seq);
                insertEvent.setBytes(2, body);
                insertEvent.setBytes(3, link);
                insertEvent.executeUpdate();
                if (entry.event() instanceof DayEvent.DayClosed closed) {
                    seal(closed, seq, link);
                }
            }
            for (Answer answer : answers) {
                insert(answer, now);
            }
            writer.commit();
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw new JournalException(String.valueOf(e.getMessage()), e);
        }
        answers.forEach(answer -> answered.add(answer.key().hashCode()));
        head = link;
        lastSeq = seq;
        lastTime = now.wall();
    }

    private void insert(Answer answer, Moment now) throws SQLException {
        insertAnswer.setString(1, answer.key());
        insertAnswer.setBytes(2, answer.fingerprint());
        insertAnswer.setInt(3, answer.reply().status());
        insertAnswer.setBytes(4, answer.reply().body());
        insertAnswer.setLong(5, now.wall().toEpochMilli());
        insertAnswer.setBytes(6, JournalFile.answerSum(answer, now.wall().toEpochMilli()));
        insertAnswer.executeUpdate();
    }

    /** The day's events are counted and their end is held fast; what a seal covers need not be verified at each start. */
    private void seal(DayEvent.DayClosed closed, long through, byte[] link) throws SQLException {
        try (PreparedStatement insert =
                writer.prepareStatement("INSERT INTO seal (through, day, ordinal, head) VALUES (?, ?, ?, ?)")) {
            insert.setLong(1, through);
            insert.setString(2, closed.label().toString());
            insert.setInt(3, closed.ordinal());
            insert.setBytes(4, link);
            insert.executeUpdate();
        }
    }

    @Override
    public Optional<Answer> answer(String key) throws JournalException {
        if (!answered.contains(key.hashCode())) {
            return Optional.empty();
        }
        try {
            selectAnswer.setString(1, key);
            selectAnswer.setLong(2, oldestAnswer());
            try (ResultSet row = selectAnswer.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Answer(key, row.getBytes(1), new Desk.StoredReply(row.getInt(2), row.getBytes(3))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new JournalException(String.valueOf(e.getMessage()), e);
        }
    }

    private long oldestAnswer() {
        Instant last = lastTime;
        return last == null ? 0 : last.toEpochMilli() - ANSWERS_KEPT_MILLIS;
    }

    @Override
    public void snapshot(QueueState state) throws JournalException {
        long due = Math.max(SNAPSHOT_EVERY, 4L * state.tickets().size());
        if (lastSeq - snapshotSeq < due) {
            return;
        }
        try (PreparedStatement insert = writer.prepareStatement(
                        "INSERT OR REPLACE INTO snapshot (through, state, sum) VALUES (?, ?, ?)");
                PreparedStatement delete = writer.prepareStatement("DELETE FROM snapshot WHERE through < ?");
                PreparedStatement forget = writer.prepareStatement("DELETE FROM answer WHERE at <= ?")) {
            byte[] json = Json.mapper().writeValueAsBytes(state.snapshot());
            insert.setLong(1, lastSeq);
            insert.setBytes(2, json);
            insert.setBytes(3, JournalFile.sum(json));
            insert.executeUpdate();
            delete.setLong(1, lastSeq);
            delete.executeUpdate();
            forget.setLong(1, oldestAnswer());
            forget.executeUpdate();
            writer.commit();
            readKeys();
            snapshotSeq = lastSeq;
        } catch (SQLException | IOException e) {
            rollBack(e);
            throw new JournalException(String.valueOf(e.getMessage()), e);
        }
    }

    private EventEnvelope envelope(Entry entry, long seq) {
        return new EventEnvelope(
                uuid7(entry.at().wall()),
                identity.branch(),
                identity.node(),
                installation,
                seq,
                entry.day(),
                TERM,
                entry.at(),
                identity.simulated(),
                entry.event());
    }

    /** RFC 9562 version 7: the millisecond, then random bits. */
    private String uuid7(Instant at) {
        long high = (at.toEpochMilli() << 16) | 0x7000 | (random.nextInt() & 0xfff);
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private void rollBack(Exception cause) {
        try {
            writer.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** By the index alone. */
    private void readKeys() throws SQLException {
        answered.clear();
        try (PreparedStatement select = writer.prepareStatement("SELECT key FROM answer");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                answered.add(rows.getString(1).hashCode());
            }
        }
        writer.rollback();
    }

    private void readHead() throws SQLException {
        try (PreparedStatement select =
                        writer.prepareStatement("SELECT seq, chain, body FROM event ORDER BY seq DESC LIMIT 1");
                ResultSet row = select.executeQuery()) {
            if (row.next()) {
                lastSeq = row.getLong(1);
                head = row.getBytes(2);
                lastTime = EventCodec.decode(row.getBytes(3)).at().wall();
            }
        } catch (EventFormatException e) {
            throw new SQLException("the last event is damaged: " + e.getMessage(), e);
        }
        writer.rollback();
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
        return acknowledged;
    }

    @Override
    public List<EventBatch.Link> read(long fromSeq, int maxBytes) {
        List<EventBatch.Link> links = new ArrayList<>();
        int bytes = 2;
        synchronized (reader) {
            try (PreparedStatement select =
                    reader.prepareStatement("SELECT seq, body, chain FROM event WHERE seq >= ? ORDER BY seq")) {
                select.setLong(1, fromSeq);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next() && rows.getLong(1) == fromSeq + links.size()) {
                        EventBatch.Link link = new EventBatch.Link(rows.getBytes(2), rows.getBytes(3));
                        bytes += link.travelBytes();
                        if (bytes > maxBytes && !links.isEmpty()) {
                            break;
                        }
                        links.add(link);
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException("the journal cannot be read for the relay", e);
            }
        }
        return links;
    }

    /** A lost cursor costs a repetition, never an event: the server's own acknowledgement puts it right. */
    @Override
    public void acknowledge(long through) {
        acknowledged = through;
        Path next = cursorFile.resolveSibling(cursorFile.getFileName() + ".new");
        try {
            Files.writeString(next, installation + " " + through);
            Files.move(next, cursorFile, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IllegalStateException("the relay's cursor cannot be stored in " + cursorFile, e);
        }
    }

    private long readCursor() {
        try {
            String[] words =
                    Files.exists(cursorFile) ? Files.readString(cursorFile).split(" ", -1) : new String[0];
            return words.length == 2 && words[0].equals(installation) ? Long.parseLong(words[1].strip()) : 0;
        } catch (IOException | NumberFormatException e) {
            System.getLogger(SqliteJournal.class.getName())
                    .log(System.Logger.Level.WARNING, "unreadable cursor " + cursorFile + "; all is sent again", e);
            return 0;
        }
    }

    @Override
    public void close() throws SQLException {
        writer.close();
        synchronized (reader) {
            reader.close();
        }
    }
}
