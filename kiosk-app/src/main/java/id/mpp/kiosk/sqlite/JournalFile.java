package id.mpp.kiosk.sqlite;

import id.mpp.kiosk.desk.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * The journal's file: how every connection to it is set up, and its sums; its tables are in {@link JournalLayout}. The
 * driver's own defaults lose the last acknowledged row in about one power cut of six, so each setting is made and read
 * back.
 */
final class JournalFile {
    private static final int CANNOT_OPEN = 14;
    private static final int BUSY_MILLIS = 5_000;
    /**
     * Of a new journal: a press changes a few hundred bytes in each of a few pages, and each changed page is written
     * whole, twice. Measured by {@code ./prove card}.
     */
    static final int PAGE_BYTES = 512;

    /**
     * Bytes in the log before they are copied into the file, four times SQLite's default: most are the same few pages
     * again and again, and copying waits for the disk twice.
     */
    private static final int LOG_BYTES = 16 << 20;
    /** On a disk that is almost full the log must leave room for what it is copied into. */
    private static final int ROOM_SHARE = 16;

    private static final int LEAST_LOG_BYTES = 1 << 20;

    private JournalFile() {}

    static Connection open(Path file) throws SQLException {
        Connection connection = connect(file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=" + BUSY_MILLIS);
            statement.execute("PRAGMA page_size=" + PAGE_BYTES);
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("PRAGMA foreign_keys=ON");
            statement.execute("PRAGMA wal_autocheckpoint=" + logBytes(file) / number(statement, "page_size"));
            expect(statement, "journal_mode", "wal");
            expect(statement, "synchronous", "2");
            expect(statement, "foreign_keys", "1");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** As it is, without any setting. */
    static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file, connecting(!Files.exists(file)));
    }

    /**
     * A journal that was there is there: an empty one in its place, on whatever is mounted now, would be a hall that
     * forgot everything.
     */
    static Connection openAgain(Path file) throws SQLException {
        if (!Files.exists(file)) {
            throw new SQLException(
                    "the journal " + file + " is not there any more; is its disk mounted?", null, CANNOT_OPEN);
        }
        return open(file);
    }

    /** The driver otherwise asks for the row id after each insert, with a statement of its own. */
    private static Properties connecting(boolean create) {
        SQLiteConfig config = new SQLiteConfig();
        if (!create) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        config.setGetGeneratedKeys(false);
        return config.toProperties();
    }

    private static void expect(Statement statement, String pragma, String value) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
            String is = row.next() ? row.getString(1) : "nothing";
            if (!is.equalsIgnoreCase(value)) {
                throw new SQLFeatureNotSupportedException("PRAGMA " + pragma + " is " + is + " and must be " + value
                        + "; is the data folder on a file system that supports it?");
            }
        }
    }

    private static long logBytes(Path file) {
        try {
            long room = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
            return Math.clamp(room / ROOM_SHARE, LEAST_LOG_BYTES, LOG_BYTES);
        } catch (IOException e) {
            return LEAST_LOG_BYTES;
        }
    }

    static long number(Statement statement, String pragma) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
            return row.getLong(1);
        }
    }

    /** Takes a file away that was not finished, with what belongs to it. */
    static void delete(Path file, Exception cause) {
        for (String part : List.of("", "-wal", "-shm", "-journal")) {
            try {
                Files.deleteIfExists(Path.of(file + part));
            } catch (IOException e) {
                cause.addSuppressed(e);
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

    /** @param when the business day's ordinal; in versions 1 and 2 the time in milliseconds */
    static byte[] answerSum(Journal.Answer answer, long when) {
        return sum(
                answer.key().getBytes(StandardCharsets.UTF_8),
                answer.fingerprint(),
                Integer.toString(answer.reply().status()).getBytes(StandardCharsets.UTF_8),
                answer.reply().body(),
                Long.toString(when).getBytes(StandardCharsets.UTF_8));
    }
}
