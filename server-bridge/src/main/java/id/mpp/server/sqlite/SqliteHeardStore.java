package id.mpp.server.sqlite;

import id.mpp.server.fleet.HeardStore;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code node_heard}. */
public final class SqliteHeardStore implements HeardStore {
    private final SqliteDatabase database;

    public SqliteHeardStore(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public List<Heard> heard(int most) {
        return database.reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT branch, node, heard_at FROM (SELECT * FROM node_heard ORDER BY heard_at DESC"
                                        + " LIMIT ?) ORDER BY heard_at")
                        .bind(0, most)
                        .map((row, context) -> new Heard(
                                row.getString("branch"),
                                row.getString("node"),
                                Instant.ofEpochMilli(row.getLong("heard_at"))))
                        .list());
    }

    @Override
    public void keep(List<Heard> heard, int most) {
        database.write(handle -> {
            PreparedBatch batch = handle.prepareBatch("INSERT INTO node_heard (branch, node, heard_at) VALUES (?, ?, ?)"
                    + " ON CONFLICT (branch, node) DO UPDATE SET heard_at = excluded.heard_at");
            heard.forEach(
                    each -> batch.add(each.branch(), each.node(), each.at().toEpochMilli()));
            batch.execute();
            return handle.execute(
                    "DELETE FROM node_heard WHERE rowid IN (SELECT rowid FROM node_heard ORDER BY heard_at DESC"
                            + " LIMIT -1 OFFSET ?)",
                    most);
        });
    }
}
