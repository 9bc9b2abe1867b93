package id.mpp.server.sqlite;

import id.mpp.queue.DayEvent;
import id.mpp.queue.JournalEvent;
import id.mpp.queue.JournalEvent.JournalBegun;
import id.mpp.queue.JournalEvent.JournalCarried;
import id.mpp.server.alarm.AlarmKind;
import id.mpp.server.alarm.Trouble;
import id.mpp.server.sqlite.Lineage.Late;
import id.mpp.server.sqlite.Lineage.Link;
import id.mpp.server.sqlite.alarm.AlarmTable;
import id.mpp.wire.EventEnvelope;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Looks for journals that continue others among the events that are taken. It records them and tells people. */
final class LineageWatch {
    private final Handle handle;
    private final Lineage lineage;
    private final LineageTable table;
    private final CopyTable copies;
    private final InstallationTable installations;
    private final long now;

    LineageWatch(Handle handle, Lineage lineage, InstallationTable installations, long now) {
        this.handle = handle;
        this.lineage = lineage;
        table = new LineageTable(lineage, installations);
        copies = new CopyTable(lineage);
        this.installations = installations;
        this.now = now;
    }

    /** Inspects the latest event of a journal before its figures are made. */
    void inspectTaken(InstallationRow row, EventEnvelope envelope) {
        if (envelope.event() instanceof JournalBegun begun) {
            takeBeginning(row, begun, envelope.term());
        }
        inspectTakenOver(row, envelope);
        if (!lineage.isAfterTheEnd(handle, envelope) || envelope.event() instanceof JournalEvent) {
            return;
        }
        Late late = lineage.late(handle, row.installation);
        if (late != null && envelope.copied() == null) {
            tellThatLateSpeaks(row, late, envelope.seq());
        } else if (late == null
                && !copies.isKnownCopy(handle, envelope)
                && copies.isLost(handle, row.installation, envelope.seq(), row.head)) {
            tellThatEndedSpeaks(row, "event " + envelope.seq());
        }
    }

    /** Records what an event says about what its journal takes over. */
    void inspectTakenOver(InstallationRow row, EventEnvelope envelope) {
        if (envelope.copied() != null) {
            copies.recordCopy(handle, envelope);
        }
        Link link = envelope.event() instanceof JournalCarried ? lineage.of(handle, row.installation) : null;
        if (link != null && link.carried() == 0) {
            takeCarried(link, envelope.seq());
        }
    }

    /**
     * Whether the event opens a day in a journal that began too late. Perhaps that journal is the one to be continued.
     */
    boolean opensLate(InstallationRow row, EventEnvelope envelope) {
        return envelope.copied() == null
                && envelope.event() instanceof DayEvent.DayOpened
                && lineage.late(handle, row.installation) != null;
    }

    /**
     * Admits a journal that began too late when it opens another day and the journal in force has been silent since.
     * Then it is the one that goes on, for example where an old backup had to be restored.
     *
     * @return whether everything of it is to make figures now, from its first event on
     */
    boolean admitWhereRivalIsSilent(InstallationRow row, EventEnvelope envelope, JournalBegun begun) {
        Late late = lineage.late(handle, row.installation);
        InstallationRow rival = late == null ? null : installations.find(handle, late.rival());
        if (late == null || rival == null || rival.through != late.through()) {
            return false;
        }
        if (!(envelope.event() instanceof DayEvent.DayOpened opened) || !isLater(opened, rival)) {
            return false;
        }
        table.admit(handle, row, begun, envelope.term());
        raise(
                AlarmKind.JOURNAL_BEGUN,
                row,
                "the kiosk has opened " + opened.label() + " with this journal, and the one that was in force, "
                        + rival.installation + ", was silent since this one began: it goes on, and its figures count");
        return true;
    }

    private boolean isLater(DayEvent.DayOpened opened, InstallationRow rival) {
        return handle.createQuery("SELECT MAX(day) FROM business_day WHERE installation = ?")
                .bind(0, rival.installation)
                .mapTo(String.class)
                .findOne()
                .map(day -> opened.label().isAfter(LocalDate.parse(day)))
                .orElse(true);
    }

    private void takeBeginning(InstallationRow row, JournalBegun begun, long term) {
        boolean follows = table.recordBeginning(handle, row, begun, term).isPresent();
        InstallationRow parent = installations.find(handle, begun.parent());
        Late late = lineage.late(handle, row.installation);
        if (late != null) {
            raise(
                    AlarmKind.JOURNAL_BEGUN,
                    row,
                    "a journal goes on with " + begun.parent() + ", which was gone on with before: " + late.rival()
                            + " is in force and its figures stay. An old card or an old copy of the journal was"
                            + " started; what it sends is kept and makes no figures. Put the right card back. Where"
                            + " this one is the right one, it counts from its next business day on");
            return;
        }
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

    private void takeCarried(Link link, long seq) {
        table.recordCarried(handle, link, seq);
        for (Link each : lineage.upTo(link)) {
            int lost = CopyTable.countLost(handle, each);
            InstallationRow parent = installations.find(handle, each.parent());
            if (lost > 0 && parent != null) {
                tellThatEndedSpeaks(
                        parent, "it has " + lost + " events that were not taken over, up to event " + parent.through);
            }
        }
    }

    private void tellThatLateSpeaks(InstallationRow row, Late late, long seq) {
        raise(
                AlarmKind.ENDED_JOURNAL_SPEAKS,
                row,
                "this journal began while " + late.rival() + " was in force, and speaks: event " + seq
                        + ". It is kept and makes no figures; an old card or an old copy of the journal is in use");
    }

    private void tellThatEndedSpeaks(InstallationRow ended, String what) {
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
