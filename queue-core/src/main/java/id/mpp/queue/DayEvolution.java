package id.mpp.queue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What opening, closing, resuming and relabelling a day make of the state. */
final class DayEvolution {
    private final QueueState state;
    private final Moment at;

    DayEvolution(QueueState state, Moment at) {
        this.state = state;
        this.at = at;
    }

    void opened(DayEvent.DayOpened opened) {
        Day before = state.day;
        boolean sameLabel = opened.label().equals(before.label());
        boolean guessed = !at.trusted() && !opened.confirmed();
        ClosedDay closing = state.closing;
        List<Ticket> carried = closing == null
                ? List.of()
                : closing.carried.stream()
                        .sorted()
                        .map(id -> Objects.requireNonNull(state.tickets.get(id)))
                        .toList();
        remember(before, carried);
        Map<String, Integer> reached = guessed ? lastNumbers(opened.label(), before) : Map.of();
        if (!sameLabel) {
            // A day that is closed and opened again under its date is the same to a reservation.
            state.bookings.clear();
        }
        long arrivals = state.arrivals;
        Map<TicketId, Paper> papers = new HashMap<>(state.papers);
        Map<String, List<NumberBlock>> blocks = new HashMap<>(state.blocks);
        List<String> answered = List.copyOf(state.answered);
        state.clearDay();
        state.above = state.nextAbove;
        state.nextAbove = 0;
        state.floor.putAll(reached);
        state.day = Day.opened(opened.ordinal(), opened.label(), opened.confirmed(), at);
        if (!carried.isEmpty()) {
            state.arrivals = arrivals;
            state.blocks.putAll(blocks);
            state.answered.addAll(answered);
            carried.forEach(ticket -> carry(ticket, papers.get(ticket.id())));
        }
        if (closing != null && Boolean.TRUE.equals(opened.goesOn())) {
            state.day = state.day.goingOn(closing.before);
            state.disruptions.putAll(closing.disruptions);
            state.closures.putAll(closing.closures);
            closing.counters.forEach((id, counter) -> state.counters.put(id, withoutStrangers(counter)));
        }
    }

    private void remember(Day day, List<Ticket> carried) {
        if (day.ordinal() > 0) {
            List<Ticket> its = new ArrayList<>(state.tickets.values());
            its.removeAll(carried);
            state.past.add(PastDay.of(day, its));
            if (state.past.size() > PastDay.REMEMBERED) {
                state.past.removeFirst();
            }
        }
    }

    /** The numbers that were issued under this date already; a guessed date may prove to be right. */
    private Map<String, Integer> lastNumbers(LocalDate label, Day before) {
        Map<String, Integer> last = before.label().equals(label) ? new HashMap<>(state.floor) : new HashMap<>();
        raise(last, label);
        return last;
    }

    private void raise(Map<String, Integer> last, LocalDate label) {
        state.past.stream()
                .filter(day -> day.label().equals(label))
                .flatMap(day -> day.numbers().stream())
                .forEach(numbers -> last.merge(numbers.prefix(), numbers.last(), Math::max));
    }

    private void carry(Ticket ticket, @Nullable Paper paper) {
        state.put(ticket);
        state.issued.merge(ticket.service(), 1, Integer::sum);
        if (paper != null) {
            state.papers.put(ticket.id(), paper);
        }
        if (ticket.booking() != null) {
            state.bookings.add(ticket.booking());
        }
        if (ticket.state() == TicketState.FINISHED) {
            state.finished++;
        }
    }

    /** The counter without tickets that ended with the day before. */
    private CounterState withoutStrangers(CounterState counter) {
        TicketId current = counter.current();
        CounterState free =
                current == null || state.tickets.containsKey(current) ? counter : counter.releases(current, 0);
        TicketId last = free.last();
        return last == null || state.tickets.containsKey(last) ? free : free.forgetsLast();
    }

    void closed() {
        ClosedDay closing = state.closing == null ? new ClosedDay(state) : state.closing;
        closing.disruptions.putAll(state.disruptions);
        state.closing = closing;
        state.disruptions.clear();
        state.closures.clear();
        state.counters.clear();
        state.day = state.day.closed(at);
    }

    void resumed() {
        ClosedDay closing = Objects.requireNonNull(state.closing, "no day to resume");
        state.closing = null;
        state.day = state.day.resumed(closing.before);
        state.counters.putAll(closing.counters);
        state.disruptions.putAll(closing.disruptions);
        state.closures.putAll(closing.closures);
        closing.tickets.values().forEach(state::put);
    }

    void relabelled(DayEvent.DayRelabelled relabelled) {
        if (relabelled.ordinal() == state.day.ordinal()) {
            state.day = state.day.relabelled(relabelled.label());
            raise(state.floor, relabelled.label());
        } else {
            state.past.replaceAll(
                    day -> day.ordinal() == relabelled.ordinal() ? day.relabelled(relabelled.label()) : day);
        }
    }
}
