package id.mpp.server.sqlite;

import id.mpp.server.sqlite.Lineage.Ended;
import id.mpp.server.sqlite.Lineage.Link;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventEnvelope.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code copied_event}: which events of a journal others have copied. Belongs to the appending thread. */
final class CopyTable {
    private final Lineage lineage;

    CopyTable(Lineage lineage) {
        this.lineage = lineage;
    }

    /** Whether the event is a copy of one that has already made figures, in whichever journal. */
    boolean isKnownCopy(Handle handle, EventEnvelope envelope) {
        Link link = envelope.copied() == null ? null : lineage.of(handle, envelope.installation());
        return link != null
                && sources(link, envelope).stream().anyMatch(source -> isKnownCopy(handle, source, link.child()));
    }

    private boolean isKnownCopy(Handle handle, Source source, String child) {
        byte[] chain = HexFormat.of().parseHex(source.chain());
        Ended end = lineage.ended.get(source.installation());
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
        if (first != null && lineage.line(link.parent()).contains(first.installation())) {
            sources.add(first);
        }
        return sources;
    }

    /** Records that a child has copied an event that is not stored here. */
    void recordCopy(Handle handle, EventEnvelope envelope) {
        Link link = envelope.copied() == null ? null : lineage.of(handle, envelope.installation());
        if (link == null || isKnownCopy(handle, envelope)) {
            return;
        }
        String makes = lineage.isAfterTheEnd(handle, envelope) ? "" : link.child();
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

    /** Whether no journal has copied this event of an ended journal, judging by the copies that have come so far. */
    boolean isLost(Handle handle, String installation, long seq, byte[] chain) {
        lineage.load(handle);
        Set<String> after = lineage.familyOf(installation);
        after.remove(installation);
        return (after.isEmpty() || after.stream().anyMatch(one -> isCarried(lineage.links.get(one))))
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
}
