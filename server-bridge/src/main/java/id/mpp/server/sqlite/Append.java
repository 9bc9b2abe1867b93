package id.mpp.server.sqlite;

import id.mpp.queue.KioskEvent;
import id.mpp.server.alarm.AlarmKind;
import id.mpp.server.alarm.Trouble;
import id.mpp.server.ingest.Arrivals;
import id.mpp.server.ingest.Committed;
import id.mpp.server.ingest.DeadLetter;
import id.mpp.server.ingest.Progress;
import id.mpp.server.ingest.ReceivedEvent;
import id.mpp.wire.Chain;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of the event store: insert what is new, then per installation go on from its last contiguous event, checking the
 * hash chain and making the figures. What lies above a gap is kept and waits.
 */
final class Append {
    /** Events read back at a time when a gap closes. */
    private static final int READ_BACK = 500;

    private final Handle handle;
    private final InstallationTable installations;
    private final SqliteProjection projection;
    private final long now;
    private final Chain chain = new Chain();
    private final Map<InstallationRow, Map<Long, ReceivedEvent>> fresh = new LinkedHashMap<>();
    private final Set<String> branches = new HashSet<>();

    Append(Handle handle, InstallationTable installations, SqliteProjection projection, long now) {
        this.handle = handle;
        this.installations = installations;
        this.projection = projection;
        this.now = now;
    }

    Committed run(Arrivals arrivals) {
        int stored = insert(arrivals.events());
        List<Progress> progress = new ArrayList<>();
        fresh.forEach((row, events) -> {
            advance(row, events);
            installations.save(handle, row, now);
            progress.add(row.progress(EventTable.nextHeld(handle, row)));
        });
        projection.flush(handle);
        arrivals.deadLetters().forEach(letter -> TroubleTables.keep(handle, letter, now));
        return new Committed(progress, branches, stored);
    }

    private int insert(List<ReceivedEvent> arrived) {
        List<ReceivedEvent> events = new ArrayList<>(arrived.size());
        List<InstallationRow> rows = new ArrayList<>(arrived.size());
        for (ReceivedEvent event : arrived) {
            String branch = event.header().branch();
            InstallationRow row = installations.of(handle, event.header().installation(), branch, event.node(), now);
            if (row.branch.equals(branch)) {
                row.node = event.node();
                fresh.computeIfAbsent(row, key -> new HashMap<>());
                events.add(event);
                rows.add(row);
            } else {
                refuse(event, row);
            }
        }
        boolean[] inserted = EventTable.insert(handle, rows, events, now);
        int stored = 0;
        for (int i = 0; i < inserted.length; i++) {
            ReceivedEvent event = events.get(i);
            InstallationRow row = rows.get(i);
            if (inserted[i]) {
                stored++;
                row.highest = Math.max(row.highest, event.header().seq());
                fresh.getOrDefault(row, Map.of()).put(event.header().seq(), event);
            } else if (!EventTable.same(handle, row, event)) {
                String detail =
                        "another event under a number that is taken; the first one stays, this one is a dead letter";
                alarm(AlarmKind.CONFLICTING_EVENT, row, event.header().seq(), detail);
                keep(event, detail);
            }
        }
        return stored;
    }

    private void refuse(ReceivedEvent event, InstallationRow row) {
        String detail =
                "hall '" + event.header().branch() + "' sent an event of an installation of hall '" + row.branch + "'";
        alarm(AlarmKind.FOREIGN_INSTALLATION, row, event.header().seq(), detail);
        keep(event, detail);
    }

    private void keep(ReceivedEvent event, String detail) {
        String topic = "mpp/v1/" + event.header().branch() + "/node/" + event.node() + "/event";
        TroubleTables.keep(handle, new DeadLetter(topic, event.stored(), detail), now);
    }

    private void advance(InstallationRow row, Map<Long, ReceivedEvent> events) {
        Iterator<EventTable.Held> readBack = List.<EventTable.Held>of().iterator();
        while (row.through < row.highest) {
            long seq = row.through + 1;
            ReceivedEvent event = events.get(seq);
            if (event != null) {
                follow(row, event.stored(), event.chain());
                project(row, event.envelope(), event.problem());
                continue;
            }
            if (!readBack.hasNext()) {
                readBack =
                        EventTable.range(handle, row, seq, seq + READ_BACK - 1).iterator();
            }
            EventTable.Held held = readBack.hasNext() ? readBack.next() : null;
            while (held != null && held.seq() < seq) {
                held = readBack.hasNext() ? readBack.next() : null;
            }
            if (held == null || held.seq() != seq) {
                return;
            }
            follow(row, held.stored(), held.chain());
            project(row, held.stored());
        }
    }

    private void follow(InstallationRow row, byte[] stored, byte[] link) {
        if (!Arrays.equals(chain.next(row.head, stored), link)) {
            alarm(
                    AlarmKind.CHAIN_BROKEN,
                    row,
                    row.through + 1,
                    "the event does not follow from the one before it: one of them was changed or damaged");
        }
        row.head = link;
        row.through++;
    }

    private void project(InstallationRow row, byte[] stored) {
        try {
            project(row, EventCodec.decode(stored), null);
        } catch (EventFormatException e) {
            project(row, null, e.getMessage());
        }
    }

    private void project(InstallationRow row, @Nullable EventEnvelope envelope, @Nullable String problem) {
        if (envelope == null) {
            alarm(AlarmKind.UNREADABLE_EVENT, row, row.through, problem == null ? "unknown" : problem);
            return;
        }
        if (envelope.event() instanceof KioskEvent.DoorOpened door) {
            String how = door.found() ? " was found open at " : " was opened at ";
            String detail =
                    "the service door of " + door.node() + how + envelope.at().wall();
            alarm(AlarmKind.DOOR_OPENED, row, row.through, detail);
        }
        try {
            projection.apply(handle, envelope);
            branches.add(row.branch);
        } catch (IllegalArgumentException | IllegalStateException e) {
            alarm(AlarmKind.FIGURES_FAILED, row, row.through, String.valueOf(e.getMessage()));
        }
    }

    private void alarm(AlarmKind kind, InstallationRow row, long seq, String detail) {
        AlarmTable.raise(handle, Trouble.ofEvent(kind, row.branch, row.node, row.installation, seq, detail), now);
    }
}
