package id.mpp.kiosk.sqlite;

import id.mpp.wire.Chain;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Where a journal comes from and where it begins.
 *
 * @param term fencing term of its hub, which stands in each of its events
 * @param baseSeq the event before its first: 0 for a journal that was never trimmed. It is only ever cut before the
 *     opening of a day
 * @param baseHead the chain after that event
 * @param lineage null for a journal that goes on with no other
 */
public record Origin(
        long term, long baseSeq, byte[] baseHead, @Nullable Lineage lineage) {
    /** Of journals of versions 1 and 2. */
    static Origin first() {
        return new Origin(1, 0, Chain.start(), null);
    }

    /**
     * The journal that another one goes on with.
     *
     * @param parent its installation
     * @param through its last event that was taken over
     * @param head the chain after that event
     * @param reason why it was not gone on with itself, a word such as {@code damaged} or {@code restored}
     */
    public record Lineage(String parent, long through, byte[] head, String reason) {}

    static Origin read(Connection connection) throws SQLException {
        if (JournalLayout.version(connection) < 3) {
            return first();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT term, base_seq, base_head, parent, parent_through,"
                        + " parent_head, reason FROM origin")) {
            if (!row.next()) {
                throw new SQLException("the journal does not say where it begins: its table origin is empty");
            }
            String parent = row.getString(4);
            return new Origin(
                    row.getLong(1),
                    row.getLong(2),
                    row.getBytes(3),
                    parent == null ? null : new Lineage(parent, row.getLong(5), row.getBytes(6), row.getString(7)));
        }
    }

    /** Says so in a journal without events. */
    void write(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE origin SET term = ?, base_seq = ?, base_head = ?, parent = ?,"
                        + " parent_through = ?, parent_head = ?, reason = ?")) {
            update.setLong(1, term);
            update.setLong(2, baseSeq);
            update.setBytes(3, baseHead);
            Lineage from = lineage;
            update.setString(4, from == null ? null : from.parent());
            update.setObject(5, from == null ? null : from.through());
            update.setBytes(6, from == null ? null : from.head());
            update.setString(7, from == null ? null : from.reason());
            update.executeUpdate();
        }
    }
}
