package id.mpp.server.sqlite;

import id.mpp.queue.JournalEvent;
import id.mpp.queue.KioskEvent;
import id.mpp.queue.Moment;
import id.mpp.server.alarm.AlarmKind;
import id.mpp.server.ingest.Arrivals;
import id.mpp.server.ingest.Committed;
import id.mpp.server.ingest.DeadLetter;
import id.mpp.server.ingest.Progress;
import id.mpp.server.ingest.ReceivedEvent;
import id.mpp.server.sqlite.alarm.AlarmTable;
import id.mpp.server.sqlite.alarm.Evidence;
import id.mpp.server.sqlite.alarm.EvidenceTable;
import id.mpp.wire.Chain;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.Messages.Numbers;
import id.mpp.wire.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of the event store. It inserts what is new. Then, for each installation, it goes on from the last
 * contiguous event, checks the hash chain, and makes the figures. Events above a gap are kept and wait. Nothing that
 * arrives can make it fail; only the store can.
 */
final class Append {
    /** How many events are read back, or made into figures, at a time. */
    private static final int EVENTS_A_STEP = 500;

    private final Handle handle;
    private final InstallationTable installations;
    private final LineageWatch lineage;
    private final HighestNumbers numbers;
    private final FigureMaker figures;
    private final long now;
    private final Insertion insertion;
    private final Chain chain = new Chain();
    private final List<FigureMaker.Due> due = new ArrayList<>();
    private final Set<String> branches = new HashSet<>();

    Append(
            Handle handle,
            InstallationTable installations,
            Lineage lineage,
            HighestNumbers numbers,
            FigureMaker figures,
            long now) {
        this.handle = handle;
        this.installations = installations;
        this.lineage = new LineageWatch(handle, lineage, installations, now);
        this.numbers = numbers;
        this.figures = figures;
        this.now = now;
        insertion = new Insertion(handle, installations, now);
    }

    Committed run(Arrivals arrivals) {
        int stored = insertion.insertEvents(arrivals.events());
        insertion.fresh.forEach(this::advanceRow);
        Puzzle puzzle = new Puzzle(handle, installations, now);
        for (Puzzle.Piece piece : puzzle.fitPieces(arrivals.unreadable())) {
            Map<Long, ReceivedEvent> events = insertion.fresh.computeIfAbsent(piece.row(), row -> new HashMap<>());
            insertion
                    .senders
                    .computeIfAbsent(piece.row(), row -> new LinkedHashSet<>())
                    .add(piece.row().node);
            followChain(piece.row(), piece.stored(), piece.chain());
            countUnreadable(piece.row(), piece.reason());
            advanceRow(piece.row(), events);
            stored++;
        }
        makeFigures();
        arrivals.deadLetters().forEach(letter -> Evidence.keep(handle, letter, now));
        return new Committed(saveProgress(), branches, stored);
    }

    /**
     * Saves each journal and answers one message for each node that sent events of it. The message for the node to
     * which the journal belongs is the last.
     */
    private List<Progress> saveProgress() {
        List<Progress> progress = new ArrayList<>();
        numbers.forgetOthers(insertion.fresh.keySet());
        for (InstallationRow row : insertion.fresh.keySet()) {
            installations.save(handle, row, now);
            long nextHeld = EventTable.nextHeld(handle, row);
            if (nextHeld == 0) {
                AlarmTable.clear(handle, AlarmKind.HELD_TOO_MUCH, row.branch, row.installation);
            }
            Numbers highest = numbers.of(handle, row);
            for (String sender : insertion.senders.getOrDefault(row, Set.of())) {
                if (!sender.equals(row.node)) {
                    progress.add(row.progress(sender, nextHeld, highest));
                }
            }
            progress.add(row.progress(nextHeld, highest));
        }
        return progress;
    }

    private void advanceRow(InstallationRow row, Map<Long, ReceivedEvent> events) {
        Iterator<EventTable.Held> readBack = List.<EventTable.Held>of().iterator();
        while (row.through < row.highest) {
            long seq = row.through + 1;
            ReceivedEvent event = events.get(seq);
            if (event != null) {
                takeArrived(row, event);
                continue;
            }
            if (!readBack.hasNext()) {
                readBack = EventTable.range(handle, row, seq, seq + EVENTS_A_STEP - 1)
                        .iterator();
            }
            EventTable.Held held = readBack.hasNext() ? readBack.next() : null;
            while (held != null && held.seq() < seq) {
                held = readBack.hasNext() ? readBack.next() : null;
            }
            if (held == null || held.seq() != seq || !checkHeld(row, held)) {
                return;
            }
            row.held -= held.stored().length;
            followChain(row, held.stored(), held.chain());
            takeStored(row, held.stored());
        }
    }

    private void takeArrived(InstallationRow row, ReceivedEvent event) {
        row.held -= event.stored().length;
        if (followChain(row, event.stored(), event.chain())) {
            row.node = event.node();
        }
        takeEvent(row, event.envelope(), event.problem());
    }

    /**
     * Whether an event that waited above the gap follows from the one below. Where it does not, somebody else may have
     * put it there. Then it becomes evidence, and the kiosk is asked for the event once more. What the kiosk sends then
     * is taken.
     */
    private boolean checkHeld(InstallationRow row, EventTable.Held held) {
        if (Arrays.equals(chain.next(row.head, held.stored()), held.chain())) {
            return true;
        }
        row.held -= held.stored().length;
        EventTable.remove(handle, row, held.seq());
        row.highest = Math.max(row.through, EventTable.highest(handle, row));
        String detail = "event " + held.seq() + " waited above a gap and does not follow from the one before it; it is"
                + " asked for again";
        raiseAlarm(AlarmKind.CHAIN_BROKEN, row, held.seq(), detail);
        String topic = Topics.events(row.branch, row.node);
        EvidenceTable.keep(handle, new DeadLetter(topic, held.stored(), detail), now);
        return false;
    }

    /** Moves the journal on by one event. Answers whether the chain holds. */
    private boolean followChain(InstallationRow row, byte[] stored, byte[] link) {
        boolean holds = Arrays.equals(chain.next(row.head, stored), link);
        if (!holds) {
            raiseAlarm(
                    AlarmKind.CHAIN_BROKEN,
                    row,
                    row.through + 1,
                    "the event does not follow from the one before it: one of them was changed or damaged, or two"
                            + " copies of this kiosk's journal are in use");
        }
        row.head = link;
        row.through++;
        return holds;
    }

    private void takeStored(InstallationRow row, byte[] stored) {
        try {
            takeEvent(row, EventCodec.decode(stored), null);
        } catch (EventFormatException e) {
            takeEvent(row, null, e.getMessage());
        }
    }

    private void takeEvent(InstallationRow row, @Nullable EventEnvelope envelope, @Nullable String problem) {
        if (envelope == null) {
            countUnreadable(row, problem == null ? "unknown" : problem);
            return;
        }
        lineage.inspectTaken(row, envelope);
        if (lineage.opensLate(row, envelope)) {
            makeFigures();
            admitLateJournal(row, envelope);
        }
        if (envelope.event() instanceof KioskEvent.DoorOpened door && envelope.copied() == null) {
            tellOfDoor(row, door, envelope.at());
        }
        branches.add(row.branch);
        due.add(new FigureMaker.Due(row, row.through, envelope));
        if (due.size() >= EVENTS_A_STEP) {
            makeFigures();
        }
    }

    private void tellOfDoor(InstallationRow row, KioskEvent.DoorOpened door, Moment at) {
        String how = door.found() ? " was found open at " : " was opened at ";
        raiseAlarm(AlarmKind.DOOR_OPENED, row, row.through, "the service door of " + door.node() + how + at.wall());
    }

    /** Makes figures of everything before this event, where the journal counts after all. */
    private void admitLateJournal(InstallationRow row, EventEnvelope opening) {
        List<EventEnvelope> earlier = EventTable.readable(handle, row.installation, 1, 1);
        if (earlier.isEmpty()
                || !(earlier.getFirst().event() instanceof JournalEvent.JournalBegun begun)
                || !lineage.admitWhereRivalIsSilent(row, opening, begun)) {
            return;
        }
        for (long from = 1; from < row.through; from += EVENTS_A_STEP) {
            long to = Math.min(row.through - 1, from + EVENTS_A_STEP - 1);
            for (EventEnvelope envelope : EventTable.readable(handle, row.installation, from, to)) {
                lineage.inspectTakenOver(row, envelope);
                due.add(new FigureMaker.Due(row, envelope.seq(), envelope));
            }
            makeFigures();
        }
    }

    private void countUnreadable(InstallationRow row, String problem) {
        row.unreadable++;
        raiseAlarm(AlarmKind.UNREADABLE_EVENT, row, row.through, problem);
    }

    private void makeFigures() {
        figures.makeFigures(handle, due, now);
        due.clear();
    }

    private void raiseAlarm(AlarmKind kind, InstallationRow row, long seq, String detail) {
        AlarmTable.raise(handle, row.troubleWith(kind, seq, detail), now);
    }
}
