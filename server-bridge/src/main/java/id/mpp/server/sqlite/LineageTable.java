package id.mpp.server.sqlite;

import id.mpp.queue.JournalEvent.JournalBegun;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Which journal goes on with which, and how far the others count. A journal that another one goes on with makes no more figures; of
 * several that go on with the same one the latest counts. Written when the events are taken and never again, so that figures that are made
 * again come out alike. With a cache of all rows that belongs to the appending thread.
 */
final class LineageTable {
    /**
     * A journal that goes on with another one of the same kiosk.
     *
     * @param known events of the parent up to this one have made figures
     * @param carried its event that ends what it takes over; 0 before it has come
     */
    record Link(String child, String parent, long known, long carried) {
        /** Whether an event belongs to what is taken over. */
        boolean carries(long seq) {
            return carried == 0 || seq < carried;
        }
    }

    private record Ended(String branch, String node, long through) {}

    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, Ended> ended = new HashMap<>();
    private boolean loaded;

    /** Forgets what a rolled back transaction may have changed. */
    void forget() {
        links.clear();
        ended.clear();
        loaded = false;
    }

    /**
     * Takes down that a journal begins by going on with another one. Only its first event says so, and only of a journal of the same kiosk.
     *
     * @return empty where nothing follows from it
     */
    Optional<Link> begin(Handle handle, InstallationTable installations, InstallationRow child, JournalBegun begun) {
        load(handle);
        InstallationRow parent = installations.find(handle, begun.parent());
        if (child.through != 1
                || !EventLimits.isInstallation(begun.parent())
                || (parent != null && (!parent.branch.equals(child.branch) || !parent.node.equals(child.node)))
                || line(begun.parent()).contains(child.installation)) {
            return Optional.empty();
        }
        for (String one : familyOf(begun.parent())) {
            end(handle, one, child, installations.find(handle, one));
        }
        Ended end = ended.get(begun.parent());
        Link link = new Link(child.installation, begun.parent(), end == null ? 0 : end.through(), 0);
        links.put(link.child(), link);
        handle.execute(
                "INSERT INTO lineage (child, parent, known) VALUES (?, ?, ?)",
                link.child(),
                link.parent(),
                link.known());
        return Optional.of(link);
    }

    private void end(Handle handle, String installation, InstallationRow child, @Nullable InstallationRow row) {
        long through = row == null ? 0 : row.through;
        if (ended.putIfAbsent(installation, new Ended(child.branch, child.node, through)) == null) {
            handle.execute(
                    "INSERT INTO ended_journal (installation, branch, node, through) VALUES (?, ?, ?, ?)",
                    installation,
                    child.branch,
                    child.node,
                    through);
        }
    }

    /** The journals of a hall that have ended, and through which event they count. */
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

    /** What a journal goes on with; null for one that goes on with none. */
    @Nullable
    Link of(Handle handle, String child) {
        load(handle);
        return links.get(child);
    }

    /** Whether the event makes no figures because its journal had ended before it. */
    boolean afterTheEnd(Handle handle, EventEnvelope envelope) {
        load(handle);
        Ended end = ended.get(envelope.installation());
        return end != null
                && envelope.seq() > end.through()
                && end.branch().equals(envelope.branch())
                && end.node().equals(envelope.node().value());
    }

    /** Whether the event is a copy of one that has made figures already. */
    boolean known(Handle handle, EventEnvelope envelope) {
        EventEnvelope.Copied copied = envelope.copied();
        Link link = copied == null ? null : of(handle, envelope.installation());
        return copied != null
                && link != null
                && copied.seq() <= link.known()
                && EventTable.chain(handle, link.parent(), copied.seq())
                        .filter(chain -> Arrays.equals(chain, HexFormat.of().parseHex(copied.chain())))
                        .isPresent();
    }

    /** Notes that a child has copied an event that is not here. */
    void copied(Handle handle, EventEnvelope envelope) {
        EventEnvelope.Copied copied = envelope.copied();
        Link link = copied == null ? null : of(handle, envelope.installation());
        if (copied != null && link != null && !known(handle, envelope)) {
            handle.execute(
                    "INSERT OR IGNORE INTO copied_event (parent, seq, chain) VALUES (?, ?, ?)",
                    link.parent(),
                    copied.seq(),
                    HexFormat.of().parseHex(copied.chain()));
        }
    }

    /** All that a child takes over has come with the event before this one. */
    void carried(Handle handle, Link link, long seq) {
        links.put(link.child(), new Link(link.child(), link.parent(), link.known(), seq));
        handle.execute("UPDATE lineage SET carried = ? WHERE child = ?", seq, link.child());
    }

    /** Whether nobody has copied this event of a journal that has ended, as far as the copies have come. */
    boolean lost(Handle handle, String installation, long seq, byte[] chain) {
        load(handle);
        List<Link> children = children(installation);
        return (children.isEmpty() || children.stream().anyMatch(link -> link.carried() > 0))
                && handle.createQuery("SELECT COUNT(*) FROM copied_event WHERE parent = ? AND seq = ? AND chain = ?")
                                .bind(0, installation)
                                .bind(1, seq)
                                .bind(2, chain)
                                .mapTo(Integer.class)
                                .one()
                        == 0;
    }

    /** How many events of the parent came after its end and were copied by nobody. */
    static int lost(Handle handle, Link link) {
        return handle.createQuery("SELECT COUNT(*) FROM event e JOIN installation i ON i.id = e.installation"
                        + " WHERE i.installation = :parent AND e.seq > :known AND e.seq <= i.through"
                        + " AND NOT EXISTS (SELECT 1 FROM copied_event c WHERE c.parent = :parent AND c.seq = e.seq"
                        + " AND c.chain = e.chain)")
                .bind("parent", link.parent())
                .bind("known", link.known())
                .mapTo(Integer.class)
                .one();
    }

    /** The journals that a child has taken the place of: its parent, and others that went on with that one before; of figures alone. */
    List<String> replacedBy(Handle handle, Link link) {
        load(handle);
        if (link.known() == 0) {
            return List.of();
        }
        List<String> replaced = new ArrayList<>(familyOf(link.parent()));
        replaced.removeAll(familyOf(link.child()));
        return replaced;
    }

    /** The same journals, each after those that it goes on with. */
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
    private List<String> line(String installation) {
        List<String> line = new ArrayList<>();
        String next = installation;
        while (next != null) {
            line.add(next);
            Link link = links.get(next);
            next = link == null ? null : link.parent();
        }
        return line;
    }

    /** A journal and all that go on with it, in the order in which they began. */
    private Set<String> familyOf(String installation) {
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

    private void load(Handle handle) {
        if (loaded) {
            return;
        }
        handle.createQuery(
                        "SELECT l.* FROM lineage l LEFT JOIN installation i ON i.installation = l.child ORDER BY i.id")
                .map((row, context) -> new Link(
                        row.getString("child"), row.getString("parent"), row.getLong("known"), row.getLong("carried")))
                .forEach(link -> links.put(link.child(), link));
        handle.createQuery("SELECT * FROM ended_journal")
                .map((row, context) -> Map.entry(
                        row.getString("installation"),
                        new Ended(row.getString("branch"), row.getString("node"), row.getLong("through"))))
                .forEach(entry -> ended.put(entry.getKey(), entry.getValue()));
        loaded = true;
    }
}
