package id.mpp.server.sqlite;

import id.mpp.server.fleet.FleetReader;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads the fleet's rows from a SQLite file. */
public final class SqliteFleetReader implements FleetReader {
    private final SqliteDatabase database;

    public SqliteFleetReader(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public List<InstallationRow> installations() {
        return database.reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT i.*, (SELECT COUNT(*) FROM alarm a WHERE a.installation = i.installation"
                                        + " AND a.state <> 'closed') AS alarms"
                                        + " FROM installation i ORDER BY branch, node, received_at DESC")
                        .map((row, context) -> new InstallationRow(
                                row.getString("branch"),
                                row.getString("node"),
                                row.getString("installation"),
                                row.getLong("through"),
                                row.getLong("highest"),
                                row.getLong("unreadable"),
                                row.getInt("alarms"),
                                row.getLong("received_at")))
                        .list());
    }

    @Override
    public List<DeadLetterRow> deadLetters(int offset, int limit) {
        return database.reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT id, topic, sha256, reason, bytes, first_at, last_at, times,"
                                        + " payload IS NOT NULL AS kept, substr(payload, 1, ?) AS excerpt"
                                        + " FROM dead_letter ORDER BY last_at DESC, id DESC LIMIT ? OFFSET ?")
                        .bind(0, DeadLetterRow.EXCERPT_BYTES)
                        .bind(1, limit)
                        .bind(2, offset)
                        .map((row, context) -> new DeadLetterRow(
                                row.getLong("id"),
                                row.getString("topic"),
                                HexFormat.of().formatHex(row.getBytes("sha256")),
                                row.getString("reason"),
                                row.getLong("bytes"),
                                row.getBoolean("kept"),
                                row.getBoolean("kept") ? row.getBytes("excerpt") : new byte[0],
                                row.getLong("first_at"),
                                row.getLong("last_at"),
                                row.getLong("times")))
                        .list());
    }

    @Override
    public Optional<byte[]> deadLetter(long id) {
        return database.reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT payload FROM dead_letter WHERE id = ? AND payload IS NOT NULL")
                        .bind(0, id)
                        .mapTo(byte[].class)
                        .findOne());
    }
}
