package id.mpp.server.sqlite;

import id.mpp.wire.EventEnvelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Knows which journal goes on with which, and up to where the others count. A journal that another one continues makes
 * no more figures. It has a cache of all rows, which belongs to the appending thread.
 */
final class Lineage {
    /**
     * A journal that goes on with another one of the same kiosk.
     *
     * @param known the last event of the parent that has made figures
     * @param carried the child's event that ends what it takes over; 0 before it has come
     * @param term the child's term, 0 where it is not known
     * @param inferred whether the child itself was not stored when a later journal named it
     */
    record Link(String child, String parent, long known, long carried, long term, boolean inferred) {
        /** Whether an event of the child belongs to what it takes over. */
        boolean carries(long seq) {
            return carried == 0 || seq < carried;
        }
    }

    /** A journal that has ended, and its last event that counts. */
    record Ended(String branch, String node, long through) {}

    /**
     * A journal that began too late.
     *
     * @param rival the journal that was in force at that time
     * @param through the last event of the rival at that time
     */
    record Late(String rival, long through) {}

    /** The rows by child. Only {@link LineageTable} changes this map and the next two. */
    final Map<String, Link> links = new LinkedHashMap<>();

    final Map<String, Ended> ended = new HashMap<>();
    final Map<String, Late> late = new HashMap<>();
    private boolean loaded;

    /** Forgets what a rolled back transaction may have changed. */
    void forget() {
        links.clear();
        ended.clear();
        late.clear();
        loaded = false;
    }

    /** Reads all rows, once. */
    void load(Handle handle) {
        if (loaded) {
            return;
        }
        handle.createQuery(
                        "SELECT l.* FROM lineage l LEFT JOIN installation i ON i.installation = l.child ORDER BY i.id")
                .map((row, context) -> new Link(
                        row.getString("child"),
                        row.getString("parent"),
                        row.getLong("known"),
                        row.getLong("carried"),
                        row.getLong("term"),
                        row.getBoolean("inferred")))
                .forEach(link -> links.put(link.child(), link));
        handle.createQuery("SELECT * FROM ended_journal")
                .map((row, context) -> Map.entry(
                        row.getString("installation"),
                        new Ended(row.getString("branch"), row.getString("node"), row.getLong("through"))))
                .forEach(entry -> ended.put(entry.getKey(), entry.getValue()));
        handle.createQuery("SELECT * FROM late_journal")
                .map((row, context) -> Map.entry(
                        row.getString("installation"), new Late(row.getString("rival"), row.getLong("rival_through"))))
                .forEach(entry -> late.put(entry.getKey(), entry.getValue()));
        loaded = true;
    }

    /** The link of a journal to its parent; null for a journal that continues none. */
    @Nullable
    Link of(Handle handle, String child) {
        load(handle);
        return links.get(child);
    }

    /** What is known of a journal that began while another one was in force; null for any other journal. */
    @Nullable
    Late late(Handle handle, String installation) {
        load(handle);
        return late.get(installation);
    }

    /** The journals of a hall that have ended, with the last event that counts. */
    Map<String, Long> endedOf(Handle handle, String branch) {
        load(handle);
        Map<String, Long> of = new LinkedHashMap<>();
        ended.forEach((installation, end) -> {
            if (end.branch().equals(branch)) {
                of.put(installation, end.through());
            }
        });
        return of;
    }

    /** Whether the event makes no figures because its journal had ended before it. */
    boolean isAfterTheEnd(Handle handle, EventEnvelope envelope) {
        load(handle);
        Ended end = ended.get(envelope.installation());
        return end != null
                && envelope.seq() > end.through()
                && end.branch().equals(envelope.branch())
                && end.node().equals(envelope.node().value());
    }

    /** The links from a child upwards: the one to its parent, and those of ancestors that were not stored here. */
    List<Link> upTo(Link link) {
        List<Link> up = new ArrayList<>();
        Link next = link;
        while (next != null) {
            up.add(next);
            Link above = links.get(next.parent());
            next = above != null && above.inferred() ? above : null;
        }
        return up;
    }

    /** The journals whose figures a child replaces: its parent, and others that continued that parent before. */
    List<String> replacedBy(Handle handle, Link link) {
        load(handle);
        List<Link> up = upTo(link);
        if (up.stream().allMatch(one -> one.known() == 0)) {
            return List.of();
        }
        List<String> replaced = new ArrayList<>(familyOf(up.getLast().parent()));
        replaced.removeAll(familyOf(link.child()));
        return replaced;
    }

    /** The same journals, each after those that it continues. */
    List<InstallationRow> parentsFirst(Handle handle, List<InstallationRow> rows) {
        load(handle);
        Map<String, InstallationRow> byName = new HashMap<>();
        rows.forEach(row -> byName.put(row.installation, row));
        Set<InstallationRow> ordered = new LinkedHashSet<>();
        for (InstallationRow row : rows) {
            for (String one : line(row.installation).reversed()) {
                InstallationRow each = byName.get(one);
                if (each != null) {
                    ordered.add(each);
                }
            }
        }
        return List.copyOf(ordered);
    }

    /** A journal, its parent, the parent of that one, and so on. */
    List<String> line(String installation) {
        List<String> line = new ArrayList<>();
        String next = installation;
        while (next != null) {
            line.add(next);
            Link link = links.get(next);
            next = link == null ? null : link.parent();
        }
        return line;
    }

    /** A journal and all that continue it, in the order in which they began. */
    Set<String> familyOf(String installation) {
        Set<String> family = new LinkedHashSet<>(Set.of(installation));
        List<String> next = List.of(installation);
        while (!next.isEmpty()) {
            List<String> found = new ArrayList<>();
            next.forEach(one -> children(one).forEach(link -> found.add(link.child())));
            family.addAll(found);
            next = found;
        }
        return family;
    }

    private List<Link> children(String parent) {
        return links.values().stream()
                .filter(link -> link.parent().equals(parent))
                .toList();
    }
}
