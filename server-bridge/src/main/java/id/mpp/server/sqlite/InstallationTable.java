package id.mpp.server.sqlite;

import id.mpp.wire.Chain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code installation} with a cache of all its rows. The cache belongs to the appending thread. */
final class InstallationTable {
    /**
     * The most journals of a hall: a dozen kiosks with a new card each month for a year. Far more than that come from
     * somebody who invents journals.
     */
    static final int JOURNALS_OF_A_HALL_AT_MOST = 200;

    static final int JOURNALS_AT_MOST = 20_000;

    private final Map<String, InstallationRow> known = new LinkedHashMap<>();
    private final Map<String, List<InstallationRow>> byBranch = new HashMap<>();
    private boolean loaded;

    /** Forgets what a rolled back transaction may have changed. */
    void forget() {
        known.clear();
        byBranch.clear();
        loaded = false;
    }

    /** Finds the row of an installation, or adds one. Null where the hall or all halls together have too many. */
    @Nullable
    InstallationRow findOrAdd(Handle handle, String installation, String branch, String node, long now) {
        load(handle);
        InstallationRow row = known.get(installation);
        if (row == null
                && known.size() < JOURNALS_AT_MOST
                && ofHall(handle, branch).size() < JOURNALS_OF_A_HALL_AT_MOST) {
            row = insert(handle, installation, branch, node, now);
            remember(row);
        }
        return row;
    }

    /** The row of an installation. Null where it was never heard of. */
    @Nullable
    InstallationRow find(Handle handle, String installation) {
        load(handle);
        return known.get(installation);
    }

    /** All rows of a hall, in the order in which they were made. */
    List<InstallationRow> ofHall(Handle handle, String branch) {
        load(handle);
        return byBranch.getOrDefault(branch, List.of());
    }

    void save(Handle handle, InstallationRow row, long now) {
        handle.execute(
                "UPDATE installation SET node = ?, through = ?, highest = ?, head = ?, held = ?, unreadable = ?,"
                        + " received_at = ? WHERE id = ?",
                row.node,
                row.through,
                row.highest,
                row.head,
                row.held,
                row.unreadable,
                now,
                row.id);
    }

    private void load(Handle handle) {
        if (!loaded) {
            all(handle).forEach(this::remember);
            loaded = true;
        }
    }

    private void remember(InstallationRow row) {
        known.put(row.installation, row);
        byBranch.computeIfAbsent(row.branch, branch -> new ArrayList<>()).add(row);
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
                        row.getBytes("head"),
                        row.getLong("held"),
                        row.getLong("unreadable")))
                .list();
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
        return new InstallationRow(id, installation, branch, node, 0, 0, Chain.start(), 0, 0);
    }
}
