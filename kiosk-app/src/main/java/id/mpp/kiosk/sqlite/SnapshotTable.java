package id.mpp.kiosk.sqlite;

import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueueSnapshot;
import id.mpp.queue.QueueState;
import id.mpp.wire.Json;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table {@code snapshot}: the state as it was after an event, kept to shorten the replay; never needed for anything
 * else. One that another shape of state or other rules made is not used: the events tell what these rules make of them.
 * The desk's thread alone.
 */
final class SnapshotTable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTable.class);

    /** A state and the last event that is in it. */
    record Kept(long through, QueueState state) {}

    private final Connection connection;

    SnapshotTable(Connection connection) {
        this.connection = connection;
    }

    /** The last one; null where there is none or it cannot be used. */
    @Nullable
    Kept last() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT through, state, sum FROM snapshot"
                        + " WHERE shape = " + QueueSnapshot.SHAPE + " AND rules = " + QueueEngine.RULES
                        + " ORDER BY through DESC LIMIT 1");
                ResultSet row = select.executeQuery()) {
            if (!row.next() || !JournalFile.sumFits(row.getBytes(3), row.getBytes(2))) {
                return null;
            }
            return new Kept(
                    row.getLong(1),
                    Json.mapper()
                            .readValue(row.getBytes(2), QueueSnapshot.class)
                            .restored());
        } catch (IOException | RuntimeException e) {
            LOG.warn("the snapshot of the hall cannot be read; all events are read instead", e);
            return null;
        }
    }

    /** Puts this one in place of those before it. */
    void keep(long through, QueueState state) throws SQLException, IOException {
        byte[] json = Json.mapper().writeValueAsBytes(state.snapshot());
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT OR REPLACE INTO snapshot (through, shape, rules, state, sum) VALUES (?, ?, ?, ?, ?)");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM snapshot WHERE through < ?")) {
            insert.setLong(1, through);
            insert.setInt(2, QueueSnapshot.SHAPE);
            insert.setInt(3, QueueEngine.RULES);
            insert.setBytes(4, json);
            insert.setBytes(5, JournalFile.sum(json));
            insert.executeUpdate();
            delete.setLong(1, through);
            delete.executeUpdate();
        }
    }
}
