package id.mpp.server.sqlite;

import id.mpp.wire.Chain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code installation} with a cache that belongs to the appending thread. */
final class InstallationTable {
    private final Map<String, InstallationRow> known = new HashMap<>();

    /** Forgets what a rolled back transaction may have changed. */
    void forget() {
        known.clear();
    }

    /** The row of an installation; made where there is none. */
    InstallationRow of(Handle handle, String installation, String branch, String node, long now) {
        InstallationRow row = known.get(installation);
        if (row == null) {
            row = load(handle, installation);
        }
        if (row == null) {
            row = insert(handle, installation, branch, node, now);
        }
        known.put(installation, row);
        return row;
    }

    void save(Handle handle, InstallationRow row, long now) {
        handle.execute(
                "UPDATE installation SET node = ?, through = ?, highest = ?, head = ?, received_at = ? WHERE id = ?",
                row.node,
                row.through,
                row.highest,
                row.head,
                now,
                row.id);
    }

    static List<InstallationRow> all(Handle handle) {
        return handle.createQuery("SELECT * FROM installation ORDER BY id")
                .map((row, context) -> new InstallationRow(
                        row.getLong("id"),
                        row.getString("installation"),
                        row.getString("branch"),
                        row.getString("node"),
                        row.getLong("through"),
                        row.getLong("highest"),
                        row.getBytes("head")))
                .list();
    }

    private static @Nullable InstallationRow load(Handle handle, String installation) {
        return all(handle).stream()
                .filter(row -> row.installation.equals(installation))
                .findFirst()
                .orElse(null);
    }

    private static InstallationRow insert(Handle handle, String installation, String branch, String node, long now) {
        long id = handle.createUpdate(
                        "INSERT INTO installation (installation, branch, node, through, highest, head, received_at)"
                                + " VALUES (?, ?, ?, 0, 0, ?, ?)")
                .bind(0, installation)
                .bind(1, branch)
                .bind(2, node)
                .bind(3, Chain.start())
                .bind(4, now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return new InstallationRow(id, installation, branch, node, 0, 0, Chain.start());
    }
}
