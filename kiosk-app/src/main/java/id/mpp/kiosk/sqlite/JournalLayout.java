package id.mpp.kiosk.sqlite;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.Journal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** The journal's tables, and the way from each version of them to the next. */
final class JournalLayout {
    /** Part of a step; all of a step happens in one transaction, or nothing. */
    @FunctionalInterface
    private interface Change {
        void make(Connection connection) throws SQLException;
    }

    /**
     * From each version to the next. Version 2 wrote half as many pages for an answer. Version 3 appends answers and
     * ages them by business days, says where the journal comes from and where it begins, and what a snapshot was made
     * by.
     */
    private static final List<List<Change>> STEPS = List.of(
            List.of(
                    sql("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT"),
                    sql("CREATE TABLE event (seq INTEGER PRIMARY KEY, body BLOB NOT NULL, chain BLOB NOT NULL) STRICT"),
                    sql("CREATE TABLE seal (through INTEGER PRIMARY KEY, day TEXT NOT NULL,"
                            + " ordinal INTEGER NOT NULL, head BLOB NOT NULL) STRICT"),
                    sql("CREATE TABLE snapshot (through INTEGER PRIMARY KEY, state BLOB NOT NULL,"
                            + " sum BLOB NOT NULL) STRICT"),
                    sql("CREATE TABLE answer (key TEXT PRIMARY KEY, fingerprint BLOB NOT NULL,"
                            + " status INTEGER NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL, sum BLOB NOT NULL)"
                            + " STRICT, WITHOUT ROWID"),
                    sql("CREATE INDEX answer_at ON answer (at)")),
            List.of(
                    sql("ALTER TABLE answer RENAME TO answer_1"),
                    sql("CREATE TABLE answer (key TEXT NOT NULL, fingerprint BLOB NOT NULL,"
                            + " status INTEGER NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL, sum BLOB NOT NULL)"
                            + " STRICT"),
                    sql("CREATE UNIQUE INDEX answer_key ON answer (key)"),
                    sql("INSERT INTO answer SELECT key, fingerprint, status, body, at, sum FROM answer_1 ORDER BY at"),
                    sql("DROP TABLE answer_1")),
            List.of(
                    sql("CREATE TABLE origin (id INTEGER PRIMARY KEY CHECK (id = 1), term INTEGER NOT NULL,"
                            + " base_seq INTEGER NOT NULL, base_head BLOB NOT NULL,"
                            + " parent TEXT, parent_through INTEGER, parent_head BLOB, reason TEXT) STRICT"),
                    sql("INSERT INTO origin (id, term, base_seq, base_head) VALUES (1, 1, 0, zeroblob(32))"),
                    sql("ALTER TABLE snapshot RENAME TO snapshot_2"),
                    sql("CREATE TABLE snapshot (through INTEGER PRIMARY KEY, shape INTEGER NOT NULL,"
                            + " rules INTEGER NOT NULL, state BLOB NOT NULL, sum BLOB NOT NULL) STRICT"),
                    sql("INSERT INTO snapshot SELECT through, 1, 1, state, sum FROM snapshot_2"),
                    sql("DROP TABLE snapshot_2"),
                    sql("ALTER TABLE answer RENAME TO answer_2"),
                    sql("CREATE TABLE answer (id INTEGER PRIMARY KEY, day INTEGER NOT NULL, key TEXT NOT NULL,"
                            + " status INTEGER NOT NULL, fingerprint BLOB NOT NULL, sum BLOB NOT NULL,"
                            + " body BLOB NOT NULL) STRICT"),
                    JournalLayout::answersOfVersionTwo,
                    sql("DROP TABLE answer_2")));

    static final int VERSION = STEPS.size();

    /** So many versions ahead may be a newer program's; more are a wrong bit. */
    private static final int NEWER = 3;

    private JournalLayout() {}

    private static Change sql(String sql) {
        return connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        };
    }

    /** Brings a journal to this program's version. */
    static void migrate(Connection connection) throws SQLException {
        int version = version(connection);
        if (version < 0 || version > VERSION + NEWER) {
            throw SqliteFault.damage("the journal says that it is of version " + version);
        }
        if (version > VERSION) {
            throw new SQLFeatureNotSupportedException("the journal is of version " + version
                    + ", made by a newer program; this one reads " + VERSION + ". Update the program");
        }
        migrate(connection, VERSION);
    }

    /**
     * Brings a journal to a version that may be an older one, step by step; a step that is broken off, by whatever, did
     * not happen.
     */
    static void migrate(Connection connection, int wanted) throws SQLException {
        for (int version = version(connection); version < wanted; version++) {
            begin(connection, version);
            sql("COMMIT").make(connection);
        }
    }

    /** All of the step to the next version but its commit. */
    static void begin(Connection connection, int version) throws SQLException {
        sql("BEGIN").make(connection);
        for (Change change : STEPS.get(version)) {
            change.make(connection);
        }
        sql("PRAGMA user_version=" + (version + 1)).make(connection);
    }

    /** 0 for a file that is no journal yet. */
    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    /**
     * Answers of version 2 knew the time of day alone: they count as given on the day after the last that was closed.
     * One whose sum does not fit keeps the wrong sum, so that it is found as before.
     */
    private static void answersOfVersionTwo(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(AnswerTable.INSERT);
                ResultSet rows = statement.executeQuery("SELECT key, fingerprint, status, body, at, sum,"
                        + " (SELECT coalesce(max(ordinal), 0) + 1 FROM seal) FROM answer_2 ORDER BY rowid")) {
            long id = 0;
            while (rows.next()) {
                Journal.Answer answer = new Journal.Answer(
                        rows.getString(1),
                        rows.getBytes(2),
                        new Desk.StoredReply(rows.getInt(3), rows.getBytes(4)),
                        rows.getInt(7));
                byte[] sum = rows.getBytes(6);
                boolean sound = Arrays.equals(sum, JournalFile.answerSum(answer, rows.getLong(5)));
                AnswerTable.insert(insert, ++id, answer, sound ? JournalFile.answerSum(answer, answer.day()) : sum);
            }
        }
    }
}
