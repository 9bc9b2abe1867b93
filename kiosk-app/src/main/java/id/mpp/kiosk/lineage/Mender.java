package id.mpp.kiosk.lineage;

import id.mpp.kiosk.desk.Journal;
import id.mpp.queue.ActorId;
import id.mpp.queue.CallRule;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterEvent;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.Day;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Event;
import id.mpp.queue.FeedbackEvent;
import id.mpp.queue.Hall;
import id.mpp.queue.JournalEvent;
import id.mpp.queue.KioskEvent;
import id.mpp.queue.Moment;
import id.mpp.queue.PaperEvent;
import id.mpp.queue.PastDay;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueueState;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketState;
import id.mpp.wire.Chain;
import id.mpp.wire.EventEnvelope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a history of what is left of one, event by event. What was lost in between and is needed by what follows is put
 * in as an event of its own: a counter opens, a ticket is called, whoever was at the counter leaves it. What cannot be
 * made sense of is left out. The history replays to {@link #state}. One thread.
 */
final class Mender {
    private static final ActorId SYSTEM = new ActorId("system");
    private static final String WHY = "jurnal dipulihkan";

    private final Hall hall;
    private final String before;
    private final boolean keeps;
    private final List<Carried> history = new ArrayList<>();
    private final Set<TicketId> everIssued = new HashSet<>();
    private QueueState state = new QueueState();
    private int leftOut;

    /**
     * @param before the journal that the parent went on with; empty for none
     * @param keeps whether the history is asked for, and not its end alone
     */
    Mender(Hall hall, String before, boolean keeps) {
        this.hall = hall;
        this.before = before;
        this.keeps = keeps;
    }

    QueueState state() {
        return state;
    }

    List<Carried> history() {
        return history;
    }

    /** Events that were read and could not be used. */
    int leftOut() {
        return leftOut;
    }

    /** Takes an event of the new journal's own. */
    void add(Event event, Moment at) {
        take(event, at, null);
    }

    private void take(Event event, Moment at, EventEnvelope.@Nullable Copied copied) {
        state = QueueEngine.evolve(state, event, at);
        if (keeps) {
            history.add(new Carried(new Journal.Entry(event, at, label()), copied));
        }
    }

    private @Nullable LocalDate label() {
        return state.day().ordinal() == 0 ? null : state.day().label();
    }

    /** Takes a copy of an event, or leaves it out. */
    void offer(Remains.Row row) {
        EventEnvelope envelope = row.envelope();
        QueueState sound = state;
        int length = history.size();
        try {
            if (day(envelope) && fits(envelope.event(), envelope.at())) {
                take(
                        envelope.event(),
                        envelope.at(),
                        new EventEnvelope.Copied(envelope.seq(), Chain.hex(row.chain()), first(envelope)));
                if (envelope.event() instanceof TicketEvent ticket) {
                    everIssued.add(ticket.ticket());
                }
                return;
            }
        } catch (RuntimeException e) {
            state = sound;
            history.subList(length, history.size()).clear();
        }
        leftOut++;
    }

    /** The event in the journal in which it was journalled first; null where that is the parent. */
    private EventEnvelope.@Nullable Source first(EventEnvelope envelope) {
        EventEnvelope.Copied copied = envelope.copied();
        if (copied == null) {
            return null;
        }
        EventEnvelope.Source first = copied.first();
        return first == null && !before.isEmpty()
                ? new EventEnvelope.Source(before, copied.seq(), copied.chain())
                : first;
    }

    // ---- the day ---------------------------------------------------------------------------------------------------

    /** Sees to it that the event's day is there; false where the event is of no use. */
    private boolean day(EventEnvelope envelope) {
        Event event = envelope.event();
        Day day = state.day();
        LocalDate label = envelope.businessDay();
        if (event instanceof JournalEvent) {
            return false;
        }
        if (label == null || event instanceof DayEvent.DayOpened || event instanceof KioskEvent) {
            return true;
        }
        if (event instanceof DayEvent.DayResumed resumed && day.ordinal() == resumed.ordinal()) {
            return !day.open();
        }
        if (event instanceof DayEvent.DayRelabelled relabelled && day.ordinal() == relabelled.ordinal()) {
            return true;
        }
        Moment at = envelope.at();
        if (day.ordinal() == 0 || !day.label().equals(label)) {
            boolean same = day.open() && known(event);
            add(
                    same
                            ? new DayEvent.DayRelabelled(day.ordinal(), label, WHY, SYSTEM)
                            : new DayEvent.DayOpened(lastOrdinal() + 1, label, false, SYSTEM),
                    at);
        } else if (!day.open() && needsOpenDay(event)) {
            add(new DayEvent.DayResumed(day.ordinal(), label, SYSTEM), at);
        }
        return true;
    }

    private int lastOrdinal() {
        return state.past().stream()
                .mapToInt(PastDay::ordinal)
                .reduce(state.day().ordinal(), Math::max);
    }

    private boolean known(Event event) {
        return switch (event) {
            case TicketEvent ticket -> state.ticket(ticket.ticket()).isPresent();
            case PaperEvent paper -> state.ticket(paper.ticket()).isPresent();
            case CounterEvent.CounterOpened opened -> false;
            case CounterEvent counter -> state.counter(counter.counter()).isPresent();
            default -> false;
        };
    }

    private static boolean needsOpenDay(Event event) {
        return event instanceof CounterEvent
                || event instanceof TicketEvent.TicketIssued
                || event instanceof TicketEvent.TicketAdmitted
                || event instanceof TicketEvent.TicketCalled
                || event instanceof TicketEvent.TicketResumed
                || event instanceof TicketEvent.TicketStarted;
    }

    // ---- what must be so before ------------------------------------------------------------------------------------

    private boolean fits(Event event, Moment at) {
        return switch (event) {
            case DayEvent day -> fits(day);
            case CounterEvent counter -> fits(counter, at);
            case TicketEvent.TicketIssued issued ->
                isNew(issued.ticket(), issued.number().toString());
            case TicketEvent.TicketAdmitted admitted ->
                isNew(admitted.ticket(), admitted.number().toString());
            case TicketEvent ticket ->
                state.ticket(ticket.ticket()).map(now -> fits(ticket, now, at)).orElse(false);
            case PaperEvent.PaperReserved paper -> state.ticket(paper.ticket()).isPresent();
            case PaperEvent paper -> state.paper(paper.ticket()).isPresent();
            case FeedbackEvent feedback -> true;
            case KioskEvent kiosk -> true;
            case JournalEvent journal -> false;
        };
    }

    private boolean isNew(TicketId id, String number) {
        return !everIssued.contains(id)
                && state.tickets().stream()
                        .noneMatch(ticket -> ticket.id().equals(id)
                                || ticket.number().toString().equals(number));
    }

    private boolean fits(DayEvent event) {
        return switch (event) {
            case DayEvent.DayOpened opened -> opened.ordinal() > state.day().ordinal();
            case DayEvent.DayResumed resumed -> !state.day().open();
            case DayEvent.DayClosed closed -> state.day().open();
            case DayEvent other -> true;
        };
    }

    private boolean fits(CounterEvent event, Moment at) {
        return switch (event) {
            case CounterEvent.CounterOpened opened -> {
                state.counter(opened.counter()).ifPresent(open -> leave(open, at));
                yield true;
            }
            case CounterEvent.CounterClosed closed -> {
                state.counter(closed.counter()).ifPresent(open -> leave(open, at));
                yield state.counter(closed.counter()).isPresent();
            }
            case CounterEvent other -> openAt(other.counter(), at);
        };
    }

    private boolean fits(TicketEvent event, Ticket now, Moment at) {
        return switch (event) {
            case TicketEvent.TicketCalled called -> free(now, called.counter(), at);
            case TicketEvent.TicketResumed resumed -> free(now, resumed.counter(), at);
            case TicketEvent.TicketRecalled recalled -> held(now, recalled.counter(), at);
            case TicketEvent.TicketStarted started -> held(now, started.counter(), at);
            case TicketEvent.TicketFinished finished -> held(now, finished.counter(), at);
            case TicketEvent.TicketReturned returned -> held(now, returned.fromCounter(), at);
            case TicketEvent.TicketNoShow noShow -> held(now, noShow.counter(), at);
            case TicketEvent.TicketParked parked -> held(now, parked.counter(), at);
            case TicketEvent.TicketTransferred transferred -> held(now, transferred.fromCounter(), at);
            case TicketEvent.TicketUndone undone -> undoable(now, undone);
            case TicketEvent other -> true;
        };
    }

    private boolean undoable(Ticket now, TicketEvent.TicketUndone event) {
        Ticket before = now.before();
        CounterState counter = state.counter(event.counter()).orElse(null);
        return before != null
                && now.transition() != null
                && now.transition().word().equals(event.undone())
                && before.state() == event.restored()
                && counter != null
                && (counter.current() == null || now.id().equals(counter.current()));
    }

    // ---- what is put in --------------------------------------------------------------------------------------------

    /** The counter is open; false where the hall has none of that name. */
    private boolean openAt(CounterId id, Moment at) {
        if (state.counter(id).isPresent()) {
            return true;
        }
        Counter counter = hall.counter(id).orElse(null);
        if (counter == null || !state.day().open()) {
            return false;
        }
        add(new CounterEvent.CounterOpened(id, counter.agency(), counter.zone(), counter.services(), SYSTEM), at);
        return true;
    }

    /** The counter is open and holds nobody, and the ticket is nowhere else. */
    private boolean free(Ticket ticket, CounterId id, Moment at) {
        if (!openAt(id, at)) {
            return false;
        }
        state.counters().stream()
                .filter(counter ->
                        ticket.id().equals(counter.current()) || (counter.id().equals(id) && counter.current() != null))
                .toList()
                .forEach(counter -> leave(counter, at));
        return true;
    }

    /** The ticket is called or served at the counter. */
    private boolean held(Ticket ticket, CounterId id, Moment at) {
        CounterState counter = state.counter(id).orElse(null);
        if (counter != null && ticket.id().equals(counter.current())) {
            return true;
        }
        if (!free(ticket, id, at)) {
            return false;
        }
        CallRule rule = new CallRule(CallRule.Kind.CHOSEN, 0, null, 0);
        add(
                new TicketEvent.TicketCalled(
                        ticket.id(),
                        ticket.number(),
                        ticket.service(),
                        id,
                        ticket.zone(),
                        ticket.calls() + 1,
                        rule,
                        SYSTEM),
                at);
        return true;
    }

    /** Whoever is at the counter leaves it: nobody is at two, and no counter has two. */
    private void leave(CounterState counter, Moment at) {
        TicketId current = counter.current();
        Ticket ticket = current == null ? null : state.ticket(current).orElse(null);
        if (ticket != null) {
            add(
                    ticket.state() == TicketState.SERVING
                            ? new TicketEvent.TicketFinished(
                                    ticket.id(), ticket.service(), counter.id(), WHY, false, SYSTEM)
                            : new TicketEvent.TicketNoShow(ticket.id(), ticket.service(), counter.id(), SYSTEM),
                    at);
        }
    }
}
