package id.mpp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps its own books of a history and checks after every command that the state agrees with them. */
final class HistoryLedger {
    private static final List<ServiceType> SERVICES = SmallHall.services();

    private final Set<TicketId> issued = new HashSet<>();
    private final Set<TicketNumber> numbers = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private final Set<String> booked = new HashSet<>();
    private final Map<TicketId, Ticket> undoable = new HashMap<>();
    private final Map<ServiceId, Integer> perService = new HashMap<>();
    private final Set<TicketId> carried = new HashSet<>();
    private final HistoryNumbers permitted = new HistoryNumbers();
    private final HistoryDates dates = new HistoryDates();
    private @Nullable QueueSnapshot beforeClose;
    private Map<TicketId, Ticket> undoableBeforeClose = Map.of();

    /** Before {@code event} changes {@code state}. */
    void before(QueueState state, Event event) {
        permitted.observe(event);
        switch (event) {
            case DayEvent.DayOpened opened -> opened(state, opened);
            case DayEvent.DayResumed resumed -> {
                assertNotNull(beforeClose, "only what was closed can go on");
                assertEquals(state.day().ordinal(), resumed.ordinal(), "the day that was closed last");
            }
            case DayEvent.DayRelabelled relabelled -> dates.relabelled(relabelled.ordinal(), relabelled.label());
            case DayEvent.DayClosed closed -> {
                closing(state);
                closed(state, closed);
            }
            case TicketEvent.TicketIssued ticket -> {
                enter(state, ticket.ticket(), ticket.number(), ticket.service());
                String booking = ticket.booking();
                assertTrue(booking == null || booked.add(booking), () -> "a reservation counts twice: " + ticket);
                assertEquals(booking == null, ticket.checkIn() == null, () -> "a check-in says how: " + ticket);
            }
            case TicketEvent.TicketAdmitted ticket -> enter(state, ticket.ticket(), ticket.number(), ticket.service());
            case TicketEvent.TicketRecalled recalled -> {}
            case TicketEvent.TicketNoted noted ->
                undoable.computeIfPresent(
                        noted.ticket(), (id, earlier) -> earlier.amend(draft -> draft.remark = noted.text()));
            case TicketEvent.TicketUndone undone -> {}
            case TicketEvent.TicketCancelled cancelled -> undoable.remove(cancelled.ticket());
            case TicketEvent.TicketExpired expired -> {
                closing(state);
                undoable.remove(expired.ticket());
            }
            case TicketEvent.TicketClosedOut out -> {
                closing(state);
                undoable.remove(out.ticket());
            }
            case TicketEvent.TicketCarriedOver over -> carriedOver(state, over);
            case TicketEvent transition ->
                undoable.put(
                        transition.ticket(), state.ticket(transition.ticket()).orElseThrow());
            case CounterEvent.CounterClosed closed -> waitingFor(state, closed.counter());
            case CounterEvent other -> {}
            case DayEvent other -> {}
            case PaperEvent other -> {}
            case KioskEvent other -> {}
            case JournalEvent other -> {}
            case FeedbackEvent.FeedbackGiven given ->
                assertTrue(answered.add(given.token()), () -> "answered twice: " + given);
        }
    }

    /** After {@code event} changed {@code state}. */
    void after(QueueState state, Event event, Moment at) {
        if (event instanceof TicketEvent.TicketUndone undone) {
            Ticket earlier = undoable.remove(undone.ticket());
            assertNotNull(earlier, () -> "an undo without a transition that could be undone: " + undone);
            Ticket now = state.ticket(undone.ticket()).orElseThrow();
            assertNull(now.before(), () -> "an undo can be undone: " + undone);
            assertEquals(earlier.state(), undone.restored());
            assertEquals(expectedAfterUndo(state, earlier), now, "an undo restores what was before");
        }
        if (event instanceof DayEvent.DayClosed) {
            assertTrue(state.counters().isEmpty(), "counters are closed with the day");
            assertTrue(state.disruptions().isEmpty(), "disruptions end with the day");
        }
        if (event instanceof DayEvent.DayResumed) {
            resumed(state);
        }
        if (event instanceof TicketEvent.TicketExpired expired) {
            assertFalse(
                    held(state).containsKey(expired.ticket()), () -> "a counter that holds what expired: " + expired);
        }
        if (event instanceof TicketEvent.TicketCalled called) {
            Ticket ticket = state.ticket(called.ticket()).orElseThrow();
            assertTrue(called.rule().score() >= 0, () -> "negative age in " + called);
            assertTrue(called.rule().runnerUpScore() >= 0, () -> "negative age in " + called);
            at.since(ticket.issuedAt())
                    .ifPresent(wait -> assertFalse(wait.isNegative(), () -> "negative wait in " + called));
        }
    }

    /** A ticket that waited for a counter that has closed since waits at the front of its service. */
    private static Ticket expectedAfterUndo(QueueState state, Ticket earlier) {
        Place place = earlier.place();
        CounterId only = place.lane().counter();
        boolean gone = earlier.state() == TicketState.WAITING
                && only != null
                && state.counter(only)
                        .filter(counter -> counter.services().contains(earlier.service()))
                        .isEmpty();
        Place.Lane front = new Place.Lane(Place.Kind.FRONT, earlier.service(), null);
        return gone
                ? earlier.changeForGood(draft -> draft.place = new Place(front, place.since(), place.order()))
                : earlier.withoutUndo();
    }

    void check(QueueState state) {
        assertEquals(issued.size(), state.tickets().size(), "tickets of the day");
        Map<TicketId, Integer> places = places(state);
        Map<TicketId, CounterId> held = held(state);
        int waiting = 0;
        Map<ServiceId, Integer> waitingFor = new HashMap<>();
        for (Ticket ticket : state.tickets()) {
            assertTrue(issued.contains(ticket.id()), "a ticket that nobody issued");
            assertTrue(numbers.contains(ticket.number()), "a number that nobody issued");
            boolean waits = ticket.state() == TicketState.WAITING;
            boolean atCounter = ticket.state() == TicketState.CALLED || ticket.state() == TicketState.SERVING;
            waiting += waits ? 1 : 0;
            waitingFor.merge(ticket.service(), waits ? 1 : 0, Integer::sum);
            assertEquals(waits ? 1 : 0, places.getOrDefault(ticket.id(), 0), () -> "places in line of " + ticket);
            assertEquals(
                    atCounter ? ticket.counter() : null, held.get(ticket.id()), () -> "counter that holds " + ticket);
            assertTrue(ticket.recalls() >= 0 && ticket.calls() >= 0 && ticket.aheadAtIssue() >= 0);
        }
        assertEquals(waiting, places.size(), "only those who wait stand in line");
        waitingFor.forEach(
                (service, count) -> assertEquals(count, state.waiting(service), () -> "waiting for " + service));
        perService.forEach(
                (service, count) -> assertEquals(count, state.issued(service), () -> "issued for " + service));
    }

    private static Map<TicketId, Integer> places(QueueState state) {
        Map<TicketId, Integer> places = new HashMap<>();
        for (ServiceType service : SERVICES) {
            count(state, places, new Place.Lane(Place.Kind.NORMAL, service.id(), null));
            count(state, places, new Place.Lane(Place.Kind.PRIORITY, service.id(), null));
            count(state, places, new Place.Lane(Place.Kind.FRONT, service.id(), null));
            for (CounterState counter : state.counters()) {
                if (counter.services().contains(service.id())) {
                    count(state, places, new Place.Lane(Place.Kind.RETURNED, service.id(), counter.id()));
                }
            }
        }
        return places;
    }

    private static void count(QueueState state, Map<TicketId, Integer> places, Place.Lane lane) {
        for (Ticket ticket : state.waitingTickets(lane, Integer.MAX_VALUE)) {
            assertEquals(lane, ticket.place().lane(), () -> "lane of " + ticket);
            assertEquals(lane.service(), ticket.service(), () -> "service of " + ticket);
            places.merge(ticket.id(), 1, Integer::sum);
        }
    }

    private static Map<TicketId, CounterId> held(QueueState state) {
        Map<TicketId, CounterId> held = new HashMap<>();
        Set<TicketId> visits = new HashSet<>();
        for (CounterState counter : state.counters()) {
            assertTrue(counter.finished() >= 0, () -> "finished at " + counter);
            TicketId current = counter.current();
            if (current != null) {
                CounterId other = held.put(current, counter.id());
                assertNull(other, () -> current + " is at " + other + " and at " + counter.id());
                assertTrue(
                        visits.add(state.ticket(current).orElseThrow().firstOfVisit()),
                        () -> "the visitor of " + current + " is at two counters");
                assertFalse(counter.paused(), () -> "a counter in its break holds a ticket: " + counter);
            }
        }
        return held;
    }

    private void carriedOver(QueueState state, TicketEvent.TicketCarriedOver over) {
        closing(state);
        carried.add(over.ticket());
        assertEquals(state.day().ordinal() + 1, over.ordinal());
        dates.carried(over.number(), state.day().ordinal(), over.ordinal(), over.label());
    }

    private void opened(QueueState state, DayEvent.DayOpened opened) {
        assertEquals(state.day().ordinal() + 1, opened.ordinal(), "days are counted one by one");
        dates.opened(opened.ordinal(), opened.label());
        issued.retainAll(carried);
        numbers.clear();
        perService.clear();
        if (!opened.label().equals(state.day().label())) {
            booked.clear();
        }
        if (carried.isEmpty()) {
            answered.clear();
        }
        for (TicketId id : carried) {
            Ticket ticket = state.ticket(id).orElseThrow();
            numbers.add(ticket.number());
            perService.merge(ticket.service(), 1, Integer::sum);
            String booking = ticket.booking();
            if (booking != null) {
                booked.add(booking);
            }
        }
        undoable.keySet().retainAll(carried);
        carried.clear();
        beforeClose = null;
    }

    /** Before the first change that the close of a day makes. */
    private void closing(QueueState state) {
        if (beforeClose == null) {
            beforeClose = state.snapshot();
            undoableBeforeClose = Map.copyOf(undoable);
        }
    }

    /**
     * All is as it was before the close, what may change while a day is closed aside: papers, answers, the date and
     * time itself.
     */
    private void resumed(QueueState state) {
        QueueSnapshot before = Objects.requireNonNull(beforeClose);
        QueueSnapshot now = state.snapshot();
        assertEquals(before.tickets(), now.tickets(), "tickets of a day that goes on");
        assertEquals(before.counters(), now.counters(), "counters of a day that goes on");
        assertEquals(before.disruptions(), now.disruptions());
        assertEquals(before.closures(), now.closures());
        assertEquals(before.blocks(), now.blocks());
        assertEquals(before.issued(), now.issued());
        assertEquals(before.bookings(), now.bookings());
        assertEquals(before.arrivals(), now.arrivals());
        assertEquals(before.finished(), now.finished());
        assertEquals(before.day().pauseReason(), now.day().pauseReason());
        assertEquals(before.day().hoursOverridden(), now.day().hoursOverridden());
        assertTrue(now.day().open());
        undoable.putAll(undoableBeforeClose);
        beforeClose = null;
    }

    private void enter(QueueState state, TicketId ticket, TicketNumber number, ServiceId service) {
        dates.issued(number, state.day().ordinal());
        assertTrue(issued.add(ticket), () -> "a ticket issued twice: " + ticket);
        assertTrue(numbers.add(number), () -> "a number issued twice on one day: " + number);
        perService.merge(service, 1, Integer::sum);
    }

    /** Those who wait for a counter that closes are moved, which nobody undoes. */
    private void waitingFor(QueueState state, CounterId counter) {
        state.tickets().stream()
                .filter(ticket -> ticket.state() == TicketState.WAITING
                        && counter.equals(ticket.place().lane().counter()))
                .forEach(ticket -> undoable.remove(ticket.id()));
    }

    private void closed(QueueState state, DayEvent.DayClosed closed) {
        assertEquals(
                closed.issued(),
                closed.finished() + closed.noShows() + closed.cancelled() + closed.expired(),
                "the day adds up: " + closed);
        assertEquals(issued.size() - carried.size(), closed.issued());
        assertEquals(count(state, TicketState.FINISHED), closed.finished());
        assertEquals(count(state, TicketState.NO_SHOW), closed.noShows());
        assertEquals(count(state, TicketState.CANCELLED), closed.cancelled());
        assertEquals(count(state, TicketState.EXPIRED), closed.expired());
        assertTrue(
                state.tickets().stream().allMatch(ticket -> ticket.state().ended() || carried.contains(ticket.id())),
                "every ticket has its end");
    }

    private int count(QueueState state, TicketState wanted) {
        return Math.toIntExact(state.tickets().stream()
                .filter(ticket -> ticket.state() == wanted && !carried.contains(ticket.id()))
                .count());
    }

    /** What {@code ticket} was before its last transition. */
    Ticket beforeLast(TicketId ticket) {
        return Objects.requireNonNull(undoable.get(ticket));
    }
}
