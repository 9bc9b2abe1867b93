package id.mpp.kiosk.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One connection that writes the journal, with the tables on it, from its opening to its first exception: after that it
 * is thrown away, because SQLite may have rolled back by itself, the driver's own idea of the transaction is wrong
 * then, and the statements of its tables are closed. The desk's thread alone.
 */
final class JournalWriter implements AutoCloseable {
    private final Connection connection;
    private final String installation;
    private final Origin origin;
    private final EventTable events;
    private final SealTable seals;
    private final AnswerTable answers;
    private final SnapshotTable snapshots;

    private JournalWriter(Connection connection) throws SQLException {
        this.connection = connection;
        this.installation = MetaTable.installation(connection);
        this.origin = Origin.read(connection);
        this.events = new EventTable(connection, origin);
        this.seals = new SealTable(connection);
        this.answers = new AnswerTable(connection, AnswerTable.MOST);
        this.snapshots = new SnapshotTable(connection);
    }

    /** Opens the file, makes it this program's version and settles what a failed commit or a crash left in its log. */
    static JournalWriter open(Path file) throws SQLException {
        return on(settled(file, false));
    }

    /** The same for a file that was open before, and is never made anew. */
    static JournalWriter openAgain(Path file) throws SQLException {
        return on(settled(file, true));
    }

    /** Makes the file this program's version and settles its log, and opens nothing. */
    static void bringOver(Path file) throws SQLException {
        settled(file, false).close();
    }

    private static JournalWriter on(Connection connection) throws SQLException {
        try {
            return new JournalWriter(connection);
        } catch (SQLException | RuntimeException e) {
            close(connection, e);
            throw e;
        }
    }

    private static Connection settled(Path file, boolean again) throws SQLException {
        Path log = Path.of(file + "-wal");
        boolean left = Files.exists(log);
        Connection connection = again ? JournalFile.openAgain(file) : JournalFile.open(file);
        try {
            if (left) {
                settle(connection);
            }
            JournalLayout.migrate(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            close(connection, e);
            throw e;
        }
    }

    /**
     * Copies the log into the file and empties it. A commit whose sync failed may stand in the log, whole, and be read
     * again by the next connection although no disk has it: afterwards it is either durable or gone.
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

    /** Proves that the disk takes what is written; before {@link #begin}. */
    void proveDisk() throws SQLException {
        MetaTable.proveDisk(connection);
    }

    /** From here on a transaction is open, whose end is the begin of the next. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** Ends a transaction that only read. */
    void release() throws SQLException {
        connection.rollback();
    }

    /** The random id of the journal. */
    String installation() {
        return installation;
    }

    Origin origin() {
        return origin;
    }

    EventTable events() {
        return events;
    }

    SealTable seals() {
        return seals;
    }

    AnswerTable answers() {
        return answers;
    }

    SnapshotTable snapshots() {
        return snapshots;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
