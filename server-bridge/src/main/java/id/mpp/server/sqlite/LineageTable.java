package id.mpp.server.sqlite;

import id.mpp.queue.JournalEvent.JournalBegun;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventEnvelope.Source;
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
 * Knows which journal goes on with which, and up to where the others count. A journal that another one continues makes
 * no more figures. Of several journals that continue the same one, the one with the highest term counts. With equal
 * terms the first one counts, because the other one comes from an old card. A link is written when the events are taken
 * and never changed later, so that figures that are made again come out the same. It has a cache of all rows that
 * belongs to the appending thread.
 */
final class LineageTable {
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

    private record Ended(String branch, String node, long through) {}

    /**
     * A journal that began too late.
     *
     * @param rival the journal that was in force at that time
     * @param through the last event of the rival at that time
     */
    record Late(String rival, long through) {}

    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, Ended> ended = new HashMap<>();
    private final Map<String, Late> late = new HashMap<>();
    private boolean loaded;

    /** Forgets what a rolled back transaction may have changed. */
    void forget() {
        links.clear();
        ended.clear();
        late.clear();
        loaded = false;
    }

    /**
     * Records that a journal begins by continuing another one. Only its first event can say so, and only about a
     * journal of the same kiosk.
     *
     * @return empty where this has no effect, and where the journal began too late, see {@link #late}
     */
    Optional<Link> recordBeginning(
            Handle handle, InstallationTable installations, InstallationRow child, JournalBegun begun, long term) {
        load(handle);
        Link before = links.get(child.installation);
        if (before != null) {
            return Optional.of(before);
        }
        List<String> ancestors = ancestors(begun);
        if (child.through != 1 || !ancestors.stream().allMatch(one -> precedes(handle, installations, one, child))) {
            return Optional.empty();
        }
        Late rival = rival(handle, installations, ancestors, term);
        if (rival != null) {
            recordTooLate(handle, child, rival);
            return Optional.empty();
        }
        return Optional.of(addLinks(handle, installations, child, ancestors, term));
    }

    /** The parent, its parent and so on, as the child names them. */
    private static List<String> ancestors(JournalBegun begun) {
        List<String> ancestors = new ArrayList<>(List.of(begun.parent()));
        List<String> earlier = begun.ancestors();
        if (earlier != null) {
            ancestors.addAll(earlier);
        }
        return ancestors;
    }

    private boolean precedes(Handle handle, InstallationTable installations, String one, InstallationRow child) {
        InstallationRow row = installations.find(handle, one);
        return EventLimits.isInstallation(one)
                && (row == null || (row.branch.equals(child.branch) && row.node.equals(child.node)))
                && !line(one).contains(child.installation);
    }

    /** The journal that is in force in place of the parent and does not give way; null where there is none. */
    private @Nullable Late rival(Handle handle, InstallationTable installations, List<String> ancestors, long term) {
        Late parents = late.get(ancestors.getFirst());
        if (parents != null) {
            return parents;
        }
        for (String ancestor : ancestors) {
            for (String one : familyOf(ancestor)) {
                Link link = links.get(one);
                InstallationRow row = installations.find(handle, one);
                if (link != null
                        && row != null
                        && link.term() >= term
                        && !ended.containsKey(one)
                        && !ancestors.contains(one)) {
                    return new Late(one, row.through);
                }
            }
        }
        return null;
    }

    private void recordTooLate(Handle handle, InstallationRow child, Late rival) {
        late.put(child.installation, rival);
        handle.execute(
                "INSERT INTO late_journal (installation, rival, rival_through) VALUES (?, ?, ?)",
                child.installation,
                rival.rival(),
                rival.through());
        recordEnd(handle, child.installation, child, null);
    }

    /** Links the journal to the first of its ancestors, and that one to the next where nothing else is known of it. */
    private Link addLinks(
            Handle handle, InstallationTable installations, InstallationRow child, List<String> ancestors, long term) {
        List<String> unknown = new ArrayList<>();
        for (String one : ancestors.subList(0, ancestors.size() - 1)) {
            InstallationRow row = installations.find(handle, one);
            if (links.containsKey(one) || (row != null && row.through > 0 && !late.containsKey(one))) {
                break;
            }
            unknown.add(one);
        }
        for (int i = unknown.size() - 1; i >= 0; i--) {
            addLink(handle, installations, child, new Link(unknown.get(i), ancestors.get(i + 1), 0, 0, 0, true));
        }
        Link link = new Link(child.installation, ancestors.getFirst(), 0, 0, term, false);
        return addLink(handle, installations, child, link);
    }

    private Link addLink(Handle handle, InstallationTable installations, InstallationRow child, Link link) {
        for (String one : familyOf(link.parent())) {
            recordEnd(handle, one, child, installations.find(handle, one));
        }
        Ended end = ended.get(link.parent());
        Link added = new Link(
                link.child(),
                link.parent(),
                end == null ? 0 : end.through(),
                link.carried(),
                link.term(),
                link.inferred());
        links.put(added.child(), added);
        handle.execute(
                "INSERT INTO lineage (child, parent, known, term, inferred) VALUES (?, ?, ?, ?, ?)",
                added.child(),
                added.parent(),
                added.known(),
                added.term(),
                added.inferred());
        return added;
    }

    /** What is known of a journal that began while another one was in force; null for any other journal. */
    @Nullable
    Late late(Handle handle, String installation) {
        load(handle);
        return late.get(installation);
    }

    /**
     * Lets a journal that began too late count after all. Everything of it is to make figures, from its first event on.
     */
    Link admit(Handle handle, InstallationTable installations, InstallationRow child, JournalBegun begun, long term) {
        late.remove(child.installation);
        ended.remove(child.installation);
        handle.execute("DELETE FROM late_journal WHERE installation = ?", child.installation);
        handle.execute("DELETE FROM ended_journal WHERE installation = ?", child.installation);
        return addLinks(handle, installations, child, ancestors(begun), term);
    }

    private void recordEnd(Handle handle, String installation, InstallationRow child, @Nullable InstallationRow row) {
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

    /** The link of a journal to its parent; null for a journal that continues none. */
    @Nullable
    Link of(Handle handle, String child) {
        load(handle);
        return links.get(child);
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

    /** Whether the event is a copy of one that has already made figures, in whichever journal. */
    boolean isKnownCopy(Handle handle, EventEnvelope envelope) {
        Link link = envelope.copied() == null ? null : of(handle, envelope.installation());
        return link != null
                && sources(link, envelope).stream().anyMatch(source -> isKnownCopy(handle, source, link.child()));
    }

    private boolean isKnownCopy(Handle handle, Source source, String child) {
        byte[] chain = HexFormat.of().parseHex(source.chain());
        Ended end = ended.get(source.installation());
        boolean here = end != null
                && source.seq() <= end.through()
                && EventTable.chain(handle, source.installation(), source.seq())
                        .filter(held -> Arrays.equals(held, chain))
                        .isPresent();
        return here
                || handle.createQuery("SELECT COUNT(*) FROM copied_event WHERE parent = ? AND seq = ? AND chain = ?"
                                        + " AND child NOT IN ('', ?)")
                                .bind(0, source.installation())
                                .bind(1, source.seq())
                                .bind(2, chain)
                                .bind(3, child)
                                .mapTo(Integer.class)
                                .one()
                        > 0;
    }

    /**
     * The events of which this is a copy: the one in the parent, and the one in the journal that recorded it first, if
     * that journal is an ancestor.
     */
    private List<Source> sources(Link link, EventEnvelope envelope) {
        EventEnvelope.Copied copied = envelope.copied();
        if (copied == null) {
            return List.of();
        }
        List<Source> sources = new ArrayList<>();
        sources.add(new Source(link.parent(), copied.seq(), copied.chain()));
        Source first = copied.first();
        if (first != null && line(link.parent()).contains(first.installation())) {
            sources.add(first);
        }
        return sources;
    }

    /** Records that a child has copied an event that is not stored here. */
    void recordCopy(Handle handle, EventEnvelope envelope) {
        Link link = envelope.copied() == null ? null : of(handle, envelope.installation());
        if (link == null || isKnownCopy(handle, envelope)) {
            return;
        }
        String makes = isAfterTheEnd(handle, envelope) ? "" : link.child();
        for (Source source : sources(link, envelope)) {
            handle.execute(
                    "INSERT INTO copied_event (parent, seq, chain, child) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT DO UPDATE SET child = excluded.child WHERE child = ''",
                    source.installation(),
                    source.seq(),
                    HexFormat.of().parseHex(source.chain()),
                    makes);
        }
    }

    /** Records that a child took over everything with the event before this one. */
    void recordCarried(Handle handle, Link link, long seq) {
        links.put(link.child(), new Link(link.child(), link.parent(), link.known(), seq, link.term(), link.inferred()));
        handle.execute("UPDATE lineage SET carried = ? WHERE child = ?", seq, link.child());
    }

    /** Whether no journal has copied this event of an ended journal, judging by the copies that have come so far. */
    boolean isLost(Handle handle, String installation, long seq, byte[] chain) {
        load(handle);
        Set<String> after = familyOf(installation);
        after.remove(installation);
        return (after.isEmpty() || after.stream().anyMatch(one -> isCarried(links.get(one))))
                && handle.createQuery("SELECT COUNT(*) FROM copied_event WHERE parent = ? AND seq = ? AND chain = ?")
                                .bind(0, installation)
                                .bind(1, seq)
                                .bind(2, chain)
                                .mapTo(Integer.class)
                                .one()
                        == 0;
    }

    private static boolean isCarried(@Nullable Link link) {
        return link != null && link.carried() > 0;
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

    /** How many events of the parent came after its end and were copied by no journal. */
    static int countLost(Handle handle, Link link) {
        return handle.createQuery("SELECT COUNT(*) FROM event e JOIN installation i ON i.id = e.installation"
                        + " WHERE i.installation = :parent AND e.seq > :known AND e.seq <= i.through"
                        + " AND NOT EXISTS (SELECT 1 FROM copied_event c WHERE c.parent = :parent AND c.seq = e.seq"
                        + " AND c.chain = e.chain)")
                .bind("parent", link.parent())
                .bind("known", link.known())
                .mapTo(Integer.class)
                .one();
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

    /** A journal and all that continue it, in the order in which they began. */
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
}
