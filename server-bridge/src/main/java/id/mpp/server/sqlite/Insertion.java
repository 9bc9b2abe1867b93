package id.mpp.server.sqlite;

import id.mpp.server.alarm.AlarmKind;
import id.mpp.server.alarm.Trouble;
import id.mpp.server.ingest.DeadLetter;
import id.mpp.server.ingest.ReceivedEvent;
import id.mpp.server.sqlite.alarm.AlarmTable;
import id.mpp.server.sqlite.alarm.EvidenceTable;
import id.mpp.wire.Topics;
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
 * The first part of a transaction of the event store: it inserts what is new, and refuses what does not belong to its
 * journal or finds no room.
 */
final class Insertion {
    /**
     * The most bytes of one hall's events that wait above a gap: more than thirty busy days. Further events are not
     * taken. They were not acknowledged, so the hall sends them again when the gap is closed.
     */
    static final long HELD_BYTES_AT_MOST = 16L << 20;

    private final Handle handle;
    private final InstallationTable installations;
    private final long now;

    /** The new events by installation. */
    final Map<InstallationRow, Map<Long, ReceivedEvent>> fresh = new LinkedHashMap<>();

    /** The nodes that sent events, by installation. */
    final Map<InstallationRow, Set<String>> senders = new HashMap<>();

    Insertion(Handle handle, InstallationTable installations, long now) {
        this.handle = handle;
        this.installations = installations;
        this.now = now;
    }

    /** Inserts the events. Answers how many of them were new. */
    int insertEvents(List<ReceivedEvent> arrived) {
        List<ReceivedEvent> events = new ArrayList<>(arrived.size());
        List<InstallationRow> rows = new ArrayList<>(arrived.size());
        Map<InstallationRow, Long> expected = new HashMap<>();
        for (ReceivedEvent event : arrived) {
            InstallationRow row = findRow(event);
            if (row != null && hasRoom(row, event, expected)) {
                fresh.computeIfAbsent(row, key -> new HashMap<>());
                senders.computeIfAbsent(row, key -> new LinkedHashSet<>()).add(event.node());
                events.add(event);
                rows.add(row);
            }
        }
        boolean[] inserted = EventTable.insert(handle, rows, events, now);
        int stored = 0;
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i]) {
                stored++;
                noteInserted(rows.get(i), events.get(i));
            } else {
                compareWithStored(rows.get(i), events.get(i));
            }
        }
        return stored;
    }

    private void noteInserted(InstallationRow row, ReceivedEvent event) {
        row.highest = Math.max(row.highest, event.header().seq());
        row.held += event.stored().length;
        fresh.getOrDefault(row, Map.of()).put(event.header().seq(), event);
    }

    private void compareWithStored(InstallationRow row, ReceivedEvent event) {
        if (!EventTable.holdsSame(handle, row, event)) {
            refuseEvent(
                    AlarmKind.CONFLICTING_EVENT,
                    row,
                    event,
                    "another event under a number that is taken: two copies of this kiosk's journal are or were in"
                            + " use, or somebody forged it; the first one stays, this one is a dead letter");
        }
    }

    /** The journal to which an event belongs; null where it is refused. */
    private @Nullable InstallationRow findRow(ReceivedEvent event) {
        String branch = event.header().branch();
        InstallationRow row = installations.findOrAdd(handle, event.header().installation(), branch, event.node(), now);
        if (row == null) {
            String detail = "the hall or the country has too many journals to take another one, "
                    + event.header().installation();
            AlarmTable.raise(handle, Trouble.ofNode(AlarmKind.TOO_MANY_JOURNALS, branch, event.node(), detail), now);
            keepEvidence(event, detail);
            return null;
        }
        if (!row.branch.equals(branch)) {
            refuseEvent(
                    AlarmKind.FOREIGN_INSTALLATION,
                    row,
                    event,
                    "hall '" + branch + "' sent an event of an installation of hall '" + row.branch + "'");
            return null;
        }
        return row;
    }

    /** Whether the event follows from what is stored, or may wait above a gap. */
    private boolean hasRoom(InstallationRow row, ReceivedEvent event, Map<InstallationRow, Long> expected) {
        long next = expected.getOrDefault(row, row.through + 1);
        if (event.header().seq() == next) {
            expected.put(row, next + 1);
            return true;
        }
        if (event.header().seq() < next) {
            return true;
        }
        long held = installations.ofHall(handle, row.branch).stream()
                .mapToLong(each -> each.held)
                .sum();
        if (held + event.stored().length > HELD_BYTES_AT_MOST) {
            tellThatTooMuchIsHeld(row, next);
            fresh.computeIfAbsent(row, key -> new HashMap<>());
            return false;
        }
        return true;
    }

    private void tellThatTooMuchIsHeld(InstallationRow row, long missing) {
        AlarmTable.raise(
                handle,
                Trouble.ofJournal(
                        AlarmKind.HELD_TOO_MUCH,
                        row.branch,
                        row.node,
                        row.installation,
                        "event " + missing + " is missing, and " + (HELD_BYTES_AT_MOST >> 20)
                                + " MiB of the hall wait above a gap; what comes further is left to the kiosk"),
                now);
    }

    private void refuseEvent(AlarmKind kind, InstallationRow row, ReceivedEvent event, String detail) {
        AlarmTable.raise(handle, row.troubleWith(kind, event.header().seq(), detail), now);
        keepEvidence(event, detail);
    }

    private void keepEvidence(ReceivedEvent event, String detail) {
        String topic = Topics.events(event.header().branch(), event.node());
        EvidenceTable.keep(handle, new DeadLetter(topic, event.stored(), detail), now);
    }
}
