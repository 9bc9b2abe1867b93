package id.mpp.kiosk.sqlite;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.Journal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table {@code answer}: the answers that are kept under their keys, on one writer's connection. They are appended,
 * which writes the fewest pages; where each is, memory knows. Aged by business days, because no clock can be trusted.
 * The desk's thread alone.
 */
final class AnswerTable {
    static final String INSERT =
            "INSERT INTO answer (id, day, key, status, fingerprint, sum, body) VALUES (?, ?, ?, ?, ?, ?, ?)";
    /**
     * Answers of the business day under way and of so many before it are kept: nobody repeats a request after a weekend
     * and a day.
     */
    static final int DAYS_BEFORE = 2;
    /** Three days of the busiest hall known, twice over: a day may never end. */
    static final int MOST = 60_000;
    /** As many of a usual size; what a card can spare. */
    static final long MOST_BYTES = 64L << 20;

    /** @param hash of its key */
    private record Kept(long id, int day, long hash, int bytes) {}

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;
    private final int most;
    /** The oldest first. */
    private final Deque<Kept> kept = new ArrayDeque<>();

    private final Map<Long, Long> idByHash = new HashMap<>();
    private long bytes;
    private long lastId;

    AnswerTable(Connection connection, int most) throws SQLException {
        this.connection = connection;
        this.most = most;
        this.insert = connection.prepareStatement(INSERT);
        this.select =
                connection.prepareStatement("SELECT key, fingerprint, status, body, day FROM answer WHERE id = ?");
        this.delete = connection.prepareStatement("DELETE FROM answer WHERE id <= ?");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, day, key, length(body) FROM answer ORDER BY id")) {
            while (rows.next()) {
                remember(new Kept(rows.getLong(1), rows.getInt(2), hash(rows.getString(3)), rows.getInt(4)));
            }
        }
    }

    private void remember(Kept one) {
        kept.addLast(one);
        idByHash.put(one.hash(), one.id());
        bytes += one.bytes();
        lastId = one.id();
    }

    /** Half of a SHA-256 would do; no two keys of a hall meet in 64 bits. */
    private static long hash(String key) {
        return ByteBuffer.wrap(JournalFile.sum(key.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    static void insert(PreparedStatement insert, long id, Journal.Answer answer, byte[] sum) throws SQLException {
        insert.setLong(1, id);
        insert.setInt(2, answer.day());
        insert.setString(3, answer.key());
        insert.setInt(4, answer.reply().status());
        insert.setBytes(5, answer.fingerprint());
        insert.setBytes(6, sum);
        insert.setBytes(7, answer.reply().body());
        insert.executeUpdate();
    }

    void keep(Journal.Answer answer) throws SQLException {
        long id = lastId + 1;
        insert(insert, id, answer, JournalFile.answerSum(answer, answer.day()));
        remember(new Kept(id, answer.day(), hash(answer.key()), answer.reply().body().length));
    }

    Optional<Journal.Answer> find(String key) throws SQLException {
        Long id = idByHash.get(hash(key));
        if (id == null) {
            return Optional.empty();
        }
        select.setLong(1, id);
        try (ResultSet row = select.executeQuery()) {
            return row.next() && row.getString(1).equals(key) ? Optional.of(answer(row)) : Optional.empty();
        }
    }

    private static Journal.Answer answer(ResultSet row) throws SQLException {
        return new Journal.Answer(
                row.getString(1), row.getBytes(2), new Desk.StoredReply(row.getInt(3), row.getBytes(4)), row.getInt(5));
    }

    /** All that are kept, the oldest first. */
    List<Journal.Answer> all() throws SQLException {
        List<Journal.Answer> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT key, fingerprint, status, body, day FROM answer ORDER BY id")) {
            while (rows.next()) {
                all.add(answer(rows));
            }
        }
        return all;
    }

    /**
     * Deletes what is older than is kept when this business day is under way, and the oldest of too many; cheap where
     * there is nothing to delete.
     *
     * @param day 0 where no day has begun since the last time
     */
    void forget(int day) throws SQLException {
        long through = 0;
        for (Kept oldest = kept.peekFirst();
                oldest != null && (oldest.day() < day - DAYS_BEFORE || kept.size() > most || bytes > MOST_BYTES);
                oldest = kept.peekFirst()) {
            kept.removeFirst();
            idByHash.remove(oldest.hash(), oldest.id());
            bytes -= oldest.bytes();
            through = oldest.id();
        }
        if (through > 0) {
            delete.setLong(1, through);
            delete.executeUpdate();
        }
    }
}
