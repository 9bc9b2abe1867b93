package id.mpp.kiosk.sqlite;

import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One connection that writes the journal, from its opening to its first exception: after that it is thrown away, because SQLite may have
 * rolled back by itself, the driver's own idea of the transaction is wrong then, and its statements are closed. The desk's thread alone.
 */
final class JournalWriter implements AutoCloseable {
    /** The end of the journal. */
    record Head(
            long seq,
            byte[] chain,
            @Nullable Instant wall,
            @Nullable String branch) {}

    /** As hexadecimal digits twice as many: more than any press writes. */
    private static final int PROOF_BYTES = 32 << 10;

    private final Connection connection;
    private final PreparedStatement insertEvent;
    private final PreparedStatement insertSeal;
    private final Origin origin;

    private JournalWriter(Connection connection) throws SQLException {
        this.connection = connection;
        this.origin = Origin.read(connection);
        this.insertEvent = connection.prepareStatement("INSERT INTO event (seq, body, chain) VALUES (?, ?, ?)");
        this.insertSeal =
                connection.prepareStatement("INSERT INTO seal (through, day, ordinal, head) VALUES (?, ?, ?, ?)");
    }

    /** Opens the file, makes it this program's version and settles what a failed commit or a crash left in its log. */
    static JournalWriter open(Path file) throws SQLException {
        return open(file, false);
    }

    /** The same for a file that was open before, and is never made anew. */
    static JournalWriter openAgain(Path file) throws SQLException {
        return open(file, true);
    }

    private static JournalWriter open(Path file, boolean again) throws SQLException {
        Path log = Path.of(file + "-wal");
        boolean left = Files.exists(log);
        Connection connection = again ? JournalFile.openAgain(file) : JournalFile.open(file);
        try {
            if (left) {
                settle(connection);
            }
            JournalLayout.migrate(connection);
            return new JournalWriter(connection);
        } catch (SQLException | RuntimeException e) {
            close(connection, e);
            throw e;
        }
    }

    /**
     * Copies the log into the file and empties it. A commit whose sync failed may stand in the log, whole, and be read again by the next
     * connection although no disk has it: afterwards it is either durable or gone.
     */
    private static void settle(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (row.next() && row.getInt(1) != 0) {
                throw new SQLException("another program holds the journal, so that its log cannot be copied", null, 5);
            }
        }
    }

    private static void close(Connection connection, Exception cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Writes and syncs a row of its own: an open file proves nothing about a disk, nor does the last byte of a full one. */
    void prove() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT OR REPLACE INTO meta (name, value) VALUES ('proof', hex(zeroblob(" + PROOF_BYTES + ")))");
            statement.executeUpdate("UPDATE meta SET value = '' WHERE name = 'proof'");
        }
    }

    /** From here on a transaction is open until {@link #commit}. */
    JournalWriter begun() throws SQLException {
        connection.setAutoCommit(false);
        return this;
    }

    Connection connection() {
        return connection;
    }

    void event(long seq, byte[] body, byte[] chain) throws SQLException {
        insertEvent.setLong(1, seq);
        insertEvent.setBytes(2, body);
        insertEvent.setBytes(3, chain);
        insertEvent.executeUpdate();
    }

    /** The day's events are counted and their end is held fast; what a seal covers need not be verified at each start. */
    void seal(long through, String day, int ordinal, byte[] head) throws SQLException {
        insertSeal.setLong(1, through);
        insertSeal.setString(2, day);
        insertSeal.setInt(3, ordinal);
        insertSeal.setBytes(4, head);
        insertSeal.executeUpdate();
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** Ends a transaction that only read. */
    void release() throws SQLException {
        connection.rollback();
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

    Origin origin() {
        return origin;
    }

    /** Whether the event of this number carries this hash. */
    boolean holds(long seq, byte[] chain) throws SQLException {
        return Arrays.equals(chainOf(seq), chain);
    }

    /** The chain after an event, which must be there. */
    byte[] chainAt(long seq) throws SQLException {
        byte[] chain = chainOf(seq);
        if (chain == null) {
            throw SqliteFault.damage("event " + seq + " is missing");
        }
        return chain;
    }

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

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
