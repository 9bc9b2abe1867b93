package id.mpp.kiosk.sqlite;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.Journal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answers that are kept under their keys, on one writer's connection. The desk's thread alone. */
final class Answers {
    /** How long an answer is kept for a repeated key. */
    private static final long KEPT_MILLIS = 48L * 3_600_000;

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    /** Hashes of the kept answers' keys: most keys are new, and need no look into the file. */
    private final Set<Integer> known = new HashSet<>();

    Answers(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement(
                "INSERT OR REPLACE INTO answer (key, fingerprint, status, body, at, sum) VALUES (?, ?, ?, ?, ?, ?)");
        this.select =
                connection.prepareStatement("SELECT fingerprint, status, body FROM answer WHERE key = ? AND at > ?");
        readKeys();
    }

    /** By the index alone. */
    private void readKeys() throws SQLException {
        known.clear();
        try (PreparedStatement keys = connection.prepareStatement("SELECT key FROM answer");
                ResultSet rows = keys.executeQuery()) {
            while (rows.next()) {
                known.add(rows.getString(1).hashCode());
            }
        }
    }

    void keep(Journal.Answer answer, Instant at) throws SQLException {
        insert.setString(1, answer.key());
        insert.setBytes(2, answer.fingerprint());
        insert.setInt(3, answer.reply().status());
        insert.setBytes(4, answer.reply().body());
        insert.setLong(5, at.toEpochMilli());
        insert.setBytes(6, JournalFile.answerSum(answer, at.toEpochMilli()));
        insert.executeUpdate();
        known.add(answer.key().hashCode());
    }

    Optional<Journal.Answer> find(String key, @Nullable Instant last) throws SQLException {
        if (!known.contains(key.hashCode())) {
            return Optional.empty();
        }
        select.setString(1, key);
        select.setLong(2, oldest(last));
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Journal.Answer(
                            key, row.getBytes(1), new Desk.StoredReply(row.getInt(2), row.getBytes(3))))
                    : Optional.empty();
        }
    }

    /** Deletes what is older than is kept. */
    void forget(@Nullable Instant last) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement("DELETE FROM answer WHERE at <= ?")) {
            forget.setLong(1, oldest(last));
            forget.executeUpdate();
        }
        readKeys();
    }

    private static long oldest(@Nullable Instant last) {
        return last == null ? 0 : last.toEpochMilli() - KEPT_MILLIS;
    }
}
