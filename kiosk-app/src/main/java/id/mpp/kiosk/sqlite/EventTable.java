package id.mpp.kiosk.sqlite;

import id.mpp.queue.Moment;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueueState;
import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code event}: bytes in, the same bytes out, each row with the chain up to it. An object of it belongs to
 * the writer's connection and the desk's thread; the static methods read on any connection.
 */
final class EventTable {
    /**
     * The end of the journal.
     *
     * @param wall when its last event happened; null where there is none
     * @param branch the hall of its last event; null where there is none
     */
    record Head(
            long seq,
            byte[] chain,
            @Nullable Instant wall,
            @Nullable String branch) {}

    /** Of the array around the events that travel together. */
    private static final int BRACKETS = 2;

    private final Connection connection;
    private final Origin origin;
    private final PreparedStatement insert;

    EventTable(Connection connection, Origin origin) throws SQLException {
        this.connection = connection;
        this.origin = origin;
        this.insert = connection.prepareStatement("INSERT INTO event (seq, body, chain) VALUES (?, ?, ?)");
    }

    void append(long seq, byte[] body, byte[] chain) throws SQLException {
        insert.setLong(1, seq);
        insert.setBytes(2, body);
        insert.setBytes(3, chain);
        insert.executeUpdate();
    }

    Head head() throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT seq, chain, body FROM event ORDER BY seq DESC LIMIT 1");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return new Head(origin.baseSeq(), origin.baseHead(), null, null);
            }
            EventEnvelope last = EventCodec.decode(row.getBytes(3));
            return new Head(row.getLong(1), row.getBytes(2), last.at().wall(), last.branch());
        } catch (EventFormatException e) {
            throw new SQLException("the last event is damaged: " + e.getMessage(), e);
        }
    }

    /** Whether the event of this number carries this hash. */
    boolean holds(long seq, byte[] chain) throws SQLException {
        return Arrays.equals(chainOf(seq), chain);
    }

    /**
     * What a state becomes by each event after this one, in order and proved by the one before it: a snapshot and what
     * follows it are the journal's.
     */
    QueueState replayAfter(long after, QueueState from) throws SQLException, EventFormatException {
        QueueState state = from;
        Chain chain = new Chain();
        byte[] link = chainOf(after);
        if (link == null) {
            throw SqliteFault.damage("event " + after + " is missing");
        }
        long seq = after;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT seq, body, chain FROM event WHERE seq > ? ORDER BY seq")) {
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
                    state = QueueEngine.evolve(state, envelope.event(), envelope.at());
                }
            }
        }
        return state;
    }

    /** The chain after an event; null where it is not there. */
    private byte @Nullable [] chainOf(long seq) throws SQLException {
        if (seq == origin.baseSeq()) {
            return origin.baseHead();
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT chain FROM event WHERE seq = ?")) {
            select.setLong(1, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    /** The events from this one on that travel together in so many bytes; see {@link id.mpp.kiosk.sync.Outbox#read}. */
    static List<EventBatch.Link> links(Connection connection, long fromSeq, int maxBytes) throws SQLException {
        List<EventBatch.Link> links = new ArrayList<>();
        int bytes = BRACKETS;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT seq, body, chain FROM event WHERE seq >= ? ORDER BY seq")) {
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
        }
        return links;
    }

    /** The last wall time that could be trusted among so many events at the end; null where there is none. */
    static @Nullable Instant lastTrusted(Connection connection, int events) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT body FROM event ORDER BY seq DESC LIMIT ?")) {
            select.setInt(1, events);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Moment at = EventCodec.decode(rows.getBytes(1)).at();
                    if (at.trusted()) {
                        return at.wall();
                    }
                }
            }
            return null;
        } catch (EventFormatException e) {
            throw new SQLException("one of the last events is damaged: " + e.getMessage(), e);
        }
    }
}
