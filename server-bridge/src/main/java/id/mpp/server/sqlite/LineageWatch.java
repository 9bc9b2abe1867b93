package id.mpp.server.sqlite;

import id.mpp.queue.JournalEvent.JournalBegun;
import id.mpp.queue.JournalEvent.JournalCarried;
import id.mpp.server.alarm.AlarmKind;
import id.mpp.server.alarm.Trouble;
import id.mpp.server.sqlite.LineageTable.Link;
import id.mpp.wire.EventEnvelope;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Looks at what is taken for journals that go on with others: takes it down, and tells people. */
final class LineageWatch {
    private final Handle handle;
    private final LineageTable lineage;
    private final InstallationTable installations;
    private final long now;

    LineageWatch(Handle handle, LineageTable lineage, InstallationTable installations, long now) {
        this.handle = handle;
        this.lineage = lineage;
        this.installations = installations;
        this.now = now;
    }

    /** The row's latest event, before its figures are made. */
    void taken(InstallationRow row, EventEnvelope envelope) {
        if (envelope.event() instanceof JournalBegun begun) {
            begun(row, begun);
        }
        if (envelope.copied() != null) {
            lineage.copied(handle, envelope);
        }
        Link link = envelope.event() instanceof JournalCarried ? lineage.of(handle, row.installation) : null;
        if (link != null && link.carried() == 0) {
            carried(link, row);
        }
        if (lineage.afterTheEnd(handle, envelope) && lineage.lost(handle, row.installation, envelope.seq(), row.head)) {
            speaks(row, "event " + envelope.seq());
        }
    }

    private void begun(InstallationRow row, JournalBegun begun) {
        boolean follows = lineage.begin(handle, installations, row, begun).isPresent();
        InstallationRow parent = installations.find(handle, begun.parent());
        String detail = follows
                ? "the kiosk goes on with a new journal because the one before, " + begun.parent() + ", "
                        + why(begun.reason()) + "; " + here(parent) + ", " + begun.copies()
                        + " were taken over. Numbers that are on no list of the kiosk are valid all the same"
                : "a journal says that it goes on with " + begun.parent() + " (" + begun.reason()
                        + "), which is none of this kiosk or not before it: nothing of that one was changed";
        raise(AlarmKind.JOURNAL_BEGUN, row, detail);
    }

    private static String here(@Nullable InstallationRow parent) {
        return "of that one " + (parent == null ? 0 : parent.through) + " events are here";
    }

    private static String why(String reason) {
        return switch (reason) {
            case "damaged" -> "is damaged";
            case "restored" -> "had gone back in time (a restored backup or an old card)";
            case "branch" -> "is of another hall";
            case "forked" -> "exists twice (a copy of the card is or was in use)";
            default -> "could not be gone on with (" + reason + ")";
        };
    }

    private void carried(Link link, InstallationRow row) {
        lineage.carried(handle, link, row.through);
        int lost = LineageTable.lost(handle, link);
        InstallationRow parent = installations.find(handle, link.parent());
        if (lost > 0 && parent != null) {
            speaks(parent, "it has " + lost + " events that were not taken over, up to event " + parent.through);
        }
    }

    private void speaks(InstallationRow ended, String what) {
        raise(
                AlarmKind.ENDED_JOURNAL_SPEAKS,
                ended,
                "another journal goes on with this one, which speaks all the same: " + what
                        + ". No figures are made of it; a copy of this kiosk's card may be in use");
    }

    private void raise(AlarmKind kind, InstallationRow row, String detail) {
        AlarmTable.raise(handle, Trouble.ofJournal(kind, row.branch, row.node, row.installation, detail), now);
    }
}
