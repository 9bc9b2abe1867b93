package id.mpp.kiosk.sqlite;

import id.mpp.wire.EventBatch;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal beside its writer, on a connection of its own that is opened when it is first needed and again
 * after each exception. Any thread; one reads at a time.
 */
final class JournalReader {
    /** More events than a hall writes while a supervisor is on the way to confirm the date. */
    private static final int LOOK_BACK = 10_000;

    private final Path file;
    private @Nullable Connection connection;
    private boolean closed;

    JournalReader(Path file) {
        this.file = file;
    }

    /** @see id.mpp.kiosk.sync.Outbox#read */
    synchronized List<EventBatch.Link> read(long fromSeq, int maxBytes) throws SQLException {
        return attempt(open -> EventTable.links(open, fromSeq, maxBytes));
    }

    /** The last wall time among the last events that could be trusted; null where there is none. */
    synchronized @Nullable Instant lastTrusted() throws SQLException {
        return attempt(open -> EventTable.lastTrusted(open, LOOK_BACK));
    }

    /** What is read on the connection. */
    @FunctionalInterface
    private interface Reading<T extends @Nullable Object> {
        T on(Connection open) throws SQLException;
    }

    private <T extends @Nullable Object> T attempt(Reading<T> reading) throws SQLException {
        try {
            return reading.on(open());
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
