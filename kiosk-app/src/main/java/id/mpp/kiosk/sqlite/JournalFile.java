package id.mpp.kiosk.sqlite;

import id.mpp.kiosk.desk.Journal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.sqlite.SQLiteConfig;

/**
 * The journal's file: how every connection to it is set up, its tables, its sums. The driver's own defaults lose the last
 * acknowledged row in about one power cut of six, so each setting is made and read back.
 */
final class JournalFile {
    private static final int BUSY_MILLIS = 5_000;
    /** From each version to the next. Version 2 writes half as many pages for an answer, which is most of what a press writes. */
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
                    "CREATE TABLE event (seq INTEGER PRIMARY KEY, body BLOB NOT NULL, chain BLOB NOT NULL) STRICT",
                    "CREATE TABLE seal (through INTEGER PRIMARY KEY, day TEXT NOT NULL,"
                            + " ordinal INTEGER NOT NULL, head BLOB NOT NULL) STRICT",
                    "CREATE TABLE snapshot (through INTEGER PRIMARY KEY, state BLOB NOT NULL,"
                            + " sum BLOB NOT NULL) STRICT",
                    "CREATE TABLE answer (key TEXT PRIMARY KEY, fingerprint BLOB NOT NULL,"
                            + " status INTEGER NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL, sum BLOB NOT NULL)"
                            + " STRICT, WITHOUT ROWID",
                    "CREATE INDEX answer_at ON answer (at)"),
            List.of(
                    "ALTER TABLE answer RENAME TO answer_1",
                    "CREATE TABLE answer (key TEXT NOT NULL, fingerprint BLOB NOT NULL,"
                            + " status INTEGER NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL, sum BLOB NOT NULL)"
                            + " STRICT",
                    "CREATE UNIQUE INDEX answer_key ON answer (key)",
                    "INSERT INTO answer SELECT key, fingerprint, status, body, at, sum FROM answer_1 ORDER BY at",
                    "DROP TABLE answer_1"));

    static final int VERSION = STEPS.size();
    /**
     * Pages in the log before they are copied into the file, four times SQLite's default: most are the same few pages again and again,
     * and copying waits for the disk twice. The log takes up to some 16 MB.
     */
    private static final int CHECKPOINT_PAGES = 4_000;

    private JournalFile() {}

    static Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, connecting());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=" + BUSY_MILLIS);
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("PRAGMA foreign_keys=ON");
            statement.execute("PRAGMA wal_autocheckpoint=" + CHECKPOINT_PAGES);
            expect(statement, "journal_mode", "wal");
            expect(statement, "synchronous", "2");
            expect(statement, "foreign_keys", "1");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** The driver otherwise asks for the row id after each insert, with a statement of its own. */
    private static Properties connecting() {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        return config.toProperties();
    }

    private static void expect(Statement statement, String pragma, String value) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
            String is = row.next() ? row.getString(1) : "nothing";
            if (!is.equalsIgnoreCase(value)) {
                throw new SQLException("PRAGMA " + pragma + " is " + is + " and must be " + value
                        + "; is the data folder on a file system that supports it?");
            }
        }
    }

    /** Brings a journal to this program's version. */
    static void migrate(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > VERSION) {
            throw new SQLException("the journal is of version " + version + ", made by a newer program; this one reads "
                    + VERSION + ". Update the program");
        }
        migrate(connection, VERSION);
    }

    /** Brings a journal to a version that may be an older one, step by step; a step that is broken off, by whatever, did not happen. */
    static void migrate(Connection connection, int wanted) throws SQLException {
        for (int version = version(connection); version < wanted; version++) {
            try (Statement statement = connection.createStatement()) {
                begin(statement, version);
                statement.execute("COMMIT");
            }
        }
    }

    /** All of the step to the next version but its commit. */
    static void begin(Statement statement, int version) throws SQLException {
        statement.execute("BEGIN");
        for (String change : STEPS.get(version)) {
            statement.execute(change);
        }
        statement.execute("PRAGMA user_version=" + (version + 1));
    }

    /** 0 for a file that is no journal yet. */
    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    /** The random id of this journal, made when it is first asked for. */
    static String installation(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT OR IGNORE INTO meta (name, value) VALUES ('installation', ?)");
                PreparedStatement select =
                        connection.prepareStatement("SELECT value FROM meta WHERE name = 'installation'")) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.executeUpdate();
            try (ResultSet row = select.executeQuery()) {
                return row.getString(1);
            }
        }
    }

    static byte[] sum(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    static boolean sumFits(byte[] sum, byte[]... parts) {
        return Arrays.equals(sum, sum(parts));
    }

    static byte[] answerSum(Journal.Answer answer, long atMillis) {
        return sum(
                answer.key().getBytes(StandardCharsets.UTF_8),
                answer.fingerprint(),
                Integer.toString(answer.reply().status()).getBytes(StandardCharsets.UTF_8),
                answer.reply().body(),
                Long.toString(atMillis).getBytes(StandardCharsets.UTF_8));
    }
}
