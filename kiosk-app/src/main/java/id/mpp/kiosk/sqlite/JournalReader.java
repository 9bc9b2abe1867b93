package id.mpp.kiosk.sqlite;

import id.mpp.queue.Moment;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventFormatException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal beside its writer, on a connection of its own that is opened when it is first needed and again after each
 * exception. Any thread; one reads at a time.
 */
final class JournalReader {
    /** More events than a hall writes while a supervisor is on the way to confirm the date. */
    private static final int LOOK_BACK = 10_000;
    /** Of the array around the events. */
    private static final int BRACKETS = 2;

    private final Path file;
    private @Nullable Connection connection;
    private boolean closed;

    JournalReader(Path file) {
        this.file = file;
    }

    /** @see id.mpp.kiosk.sync.Outbox#read */
    synchronized List<EventBatch.Link> read(long fromSeq, int maxBytes) throws SQLException {
        List<EventBatch.Link> links = new ArrayList<>();
        int bytes = BRACKETS;
        try (PreparedStatement select =
                open().prepareStatement("SELECT seq, body, chain FROM event WHERE seq >= ? ORDER BY seq")) {
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
        } catch (SQLException | RuntimeException e) {
            letGo(e);
            throw e;
        }
        return links;
    }

    /** The last wall time among the last events that could be trusted; null where there is none. */
    synchronized @Nullable Instant lastTrusted() throws SQLException {
        try (PreparedStatement select = open().prepareStatement("SELECT body FROM event ORDER BY seq DESC LIMIT ?")) {
            select.setInt(1, LOOK_BACK);
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
        } catch (SQLException | RuntimeException e) {
            letGo(e);
            throw e;
        }
    }

    private Connection open() throws SQLException {
        if (closed) {
            throw new SQLException("the journal is closed");
        }
        Connection open = connection;
        if (open == null) {
            open = JournalFile.openAgain(file);
            connection = open;
        }
        return open;
    }

    /** The next reading opens the file anew. */
    synchronized void letGo(@Nullable Exception cause) {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                if (cause != null) {
                    cause.addSuppressed(e);
                }
            }
        }
    }

    /** For good. */
    synchronized void close() {
        closed = true;
        letGo(null);
    }
}
