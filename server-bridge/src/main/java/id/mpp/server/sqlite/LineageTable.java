package id.mpp.server.sqlite;

import id.mpp.queue.JournalEvent.JournalBegun;
import id.mpp.server.sqlite.Lineage.Ended;
import id.mpp.server.sqlite.Lineage.Late;
import id.mpp.server.sqlite.Lineage.Link;
import id.mpp.wire.EventLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Records which journal goes on with which, in the tables {@code lineage}, {@code ended_journal} and
 * {@code late_journal}. Of several journals that continue the same one, the one with the highest term counts. With
 * equal terms the first one counts, because the other one comes from an old card. A link is written when the events are
 * taken and never changed later, so that figures that are made again come out the same. Belongs to the appending
 * thread.
 */
final class LineageTable {
    private final Lineage lineage;
    private final InstallationTable installations;

    LineageTable(Lineage lineage, InstallationTable installations) {
        this.lineage = lineage;
        this.installations = installations;
    }

    /**
     * Records that a journal begins by continuing another one. Only its first event can say so, and only about a
     * journal of the same kiosk.
     *
     * @return empty where this has no effect, and where the journal began too late, see {@link Lineage#late}
     */
    Optional<Link> recordBeginning(Handle handle, InstallationRow child, JournalBegun begun, long term) {
        lineage.load(handle);
        Link before = lineage.links.get(child.installation);
        if (before != null) {
            return Optional.of(before);
        }
        List<String> ancestors = ancestors(begun);
        if (child.through != 1 || !ancestors.stream().allMatch(one -> precedes(handle, one, child))) {
            return Optional.empty();
        }
        Late rival = rival(handle, ancestors, term);
        if (rival != null) {
            recordTooLate(handle, child, rival);
            return Optional.empty();
        }
        return Optional.of(addLinks(handle, child, ancestors, term));
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

    private boolean precedes(Handle handle, String one, InstallationRow child) {
        InstallationRow row = installations.find(handle, one);
        return EventLimits.isInstallation(one)
                && (row == null || (row.branch.equals(child.branch) && row.node.equals(child.node)))
                && !lineage.line(one).contains(child.installation);
    }

    /** The journal that is in force in place of the parent and does not give way; null where there is none. */
    private @Nullable Late rival(Handle handle, List<String> ancestors, long term) {
        Late parents = lineage.late.get(ancestors.getFirst());
        if (parents != null) {
            return parents;
        }
        for (String ancestor : ancestors) {
            for (String one : lineage.familyOf(ancestor)) {
                Link link = lineage.links.get(one);
                InstallationRow row = installations.find(handle, one);
                if (link != null
                        && row != null
                        && link.term() >= term
                        && !lineage.ended.containsKey(one)
                        && !ancestors.contains(one)) {
                    return new Late(one, row.through);
                }
            }
        }
        return null;
    }

    private void recordTooLate(Handle handle, InstallationRow child, Late rival) {
        lineage.late.put(child.installation, rival);
        handle.execute(
                "INSERT INTO late_journal (installation, rival, rival_through) VALUES (?, ?, ?)",
                child.installation,
                rival.rival(),
                rival.through());
        recordEnd(handle, child.installation, child, null);
    }

    /** Links the journal to the first of its ancestors, and that one to the next where nothing else is known of it. */
    private Link addLinks(Handle handle, InstallationRow child, List<String> ancestors, long term) {
        List<String> unknown = new ArrayList<>();
        for (String one : ancestors.subList(0, ancestors.size() - 1)) {
            InstallationRow row = installations.find(handle, one);
            if (lineage.links.containsKey(one) || (row != null && row.through > 0 && !lineage.late.containsKey(one))) {
                break;
            }
            unknown.add(one);
        }
        for (int i = unknown.size() - 1; i >= 0; i--) {
            addLink(handle, child, new Link(unknown.get(i), ancestors.get(i + 1), 0, 0, 0, true));
        }
        Link link = new Link(child.installation, ancestors.getFirst(), 0, 0, term, false);
        return addLink(handle, child, link);
    }

    private Link addLink(Handle handle, InstallationRow child, Link link) {
        for (String one : lineage.familyOf(link.parent())) {
            recordEnd(handle, one, child, installations.find(handle, one));
        }
        Ended end = lineage.ended.get(link.parent());
        Link added = new Link(
                link.child(),
                link.parent(),
                end == null ? 0 : end.through(),
                link.carried(),
                link.term(),
                link.inferred());
        lineage.links.put(added.child(), added);
        handle.execute(
                "INSERT INTO lineage (child, parent, known, term, inferred) VALUES (?, ?, ?, ?, ?)",
                added.child(),
                added.parent(),
                added.known(),
                added.term(),
                added.inferred());
        return added;
    }

    /**
     * Lets a journal that began too late count after all. Everything of it is to make figures, from its first event on.
     */
    Link admit(Handle handle, InstallationRow child, JournalBegun begun, long term) {
        lineage.late.remove(child.installation);
        lineage.ended.remove(child.installation);
        handle.execute("DELETE FROM late_journal WHERE installation = ?", child.installation);
        handle.execute("DELETE FROM ended_journal WHERE installation = ?", child.installation);
        return addLinks(handle, child, ancestors(begun), term);
    }

    private void recordEnd(Handle handle, String installation, InstallationRow child, @Nullable InstallationRow row) {
        long through = row == null ? 0 : row.through;
        if (lineage.ended.putIfAbsent(installation, new Ended(child.branch, child.node, through)) == null) {
            handle.execute(
                    "INSERT INTO ended_journal (installation, branch, node, through) VALUES (?, ?, ?, ?)",
                    installation,
                    child.branch,
                    child.node,
                    through);
        }
    }

    /** Records that a child took over everything with the event before this one. */
    void recordCarried(Handle handle, Link link, long seq) {
        lineage.links.put(
                link.child(), new Link(link.child(), link.parent(), link.known(), seq, link.term(), link.inferred()));
        handle.execute("UPDATE lineage SET carried = ? WHERE child = ?", seq, link.child());
    }
}
