package id.mpp.server.sqlite;

import id.mpp.server.fleet.FleetReader;
import java.util.List;

/** The fleet's rows in a SQLite file. */
public final class SqliteFleetReader implements FleetReader {
    private final SqliteDatabase database;

    public SqliteFleetReader(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public List<InstallationRow> installations() {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT i.*, (SELECT COUNT(*) FROM event e"
                                + " WHERE e.installation = i.id AND e.problem IS NOT NULL) AS unreadable,"
                                + " (SELECT COUNT(*) FROM alarm a WHERE a.installation = i.installation"
                                + " AND a.state <> 'closed') AS alarms"
                                + " FROM installation i ORDER BY branch, node, received_at DESC")
                        .map((row, context) -> new InstallationRow(
                                row.getString("branch"),
                                row.getString("node"),
                                row.getString("installation"),
                                row.getLong("through"),
                                row.getLong("highest"),
                                row.getInt("unreadable"),
                                row.getInt("alarms"),
                                row.getLong("received_at")))
                        .list());
    }

    @Override
    public List<DeadLetterRow> deadLetters(int limit) {
        return database.reader()
                .withHandle(
                        handle -> handle.createQuery("SELECT * FROM dead_letter ORDER BY last_at DESC, id DESC LIMIT ?")
                                .bind(0, limit)
                                .map((row, context) -> new DeadLetterRow(
                                        row.getLong("id"),
                                        row.getString("topic"),
                                        row.getString("reason"),
                                        row.getBytes("payload"),
                                        row.getLong("first_at"),
                                        row.getLong("last_at"),
                                        row.getInt("times")))
                                .list());
    }
}
