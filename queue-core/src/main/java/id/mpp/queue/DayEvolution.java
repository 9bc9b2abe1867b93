package id.mpp.queue;

import id.mpp.collection.RankedMap;
import id.mpp.collection.TrieMap;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
                : closing.carried().keySet().stream()
                        .sorted()
                        .map(id -> Objects.requireNonNull(state.tickets.get(id)))
                        .toList();
        remember(before, carried);
        TrieMap<String, Integer> reached = guessed ? lastNumbers(opened.label(), before) : TrieMap.empty();
        if (!sameLabel) {
            // A day that is closed and opened again under its date is the same to a reservation.
            state.bookings = TrieMap.empty();
        }
        long arrivals = state.arrivals;
        TrieMap<TicketId, Paper> papers = state.papers;
        RankedMap<String, List<NumberBlock>> blocks = state.blocks;
        TrieMap<String, String> answered = state.answered;
        state.clearDay();
        state.above = state.nextAbove;
        state.nextAbove = 0;
        state.floor = reached;
        state.day = Day.opened(opened.ordinal(), opened.label(), opened.confirmed(), at);
        if (!carried.isEmpty()) {
            state.arrivals = arrivals;
            state.blocks = blocks;
            state.answered = answered;
            carried.forEach(ticket -> carry(ticket, papers.get(ticket.id())));
        }
        if (closing != null && Boolean.TRUE.equals(opened.goesOn())) {
            state.day = state.day.goingOn(closing.before());
            state.disruptions = closing.disruptions();
            state.closures = closing.closures();
            closing.counters()
                    .forEach((id, counter) -> state.counters = state.counters.with(id, withoutStrangers(counter)));
        }
    }

    private void remember(Day day, List<Ticket> carried) {
        if (day.ordinal() > 0) {
            List<Ticket> its = new ArrayList<>(state.tickets.values());
            its.removeAll(carried);
            state.past = Stream.concat(state.past.stream(), Stream.of(PastDay.of(day, its)))
                    .skip(state.past.size() < PastDay.REMEMBERED ? 0 : 1)
                    .toList();
        }
    }

    /** The numbers that were issued under this date already; a guessed date may prove to be right. */
    private TrieMap<String, Integer> lastNumbers(LocalDate label, Day before) {
        return raised(before.label().equals(label) ? state.floor : TrieMap.empty(), label);
    }

    private TrieMap<String, Integer> raised(TrieMap<String, Integer> floor, LocalDate label) {
        TrieMap<String, Integer> raised = floor;
        for (PastDay day : state.past) {
            for (PastDay.Numbers numbers : day.label().equals(label) ? day.numbers() : List.<PastDay.Numbers>of()) {
                int known = raised.getOrDefault(numbers.prefix(), 0);
                raised = raised.with(numbers.prefix(), Math.max(known, numbers.last()));
            }
        }
        return raised;
    }

    private void carry(Ticket ticket, @Nullable Paper paper) {
        state.put(ticket);
        state.issued = state.issued.with(ticket.service(), state.issued(ticket.service()) + 1);
        if (paper != null) {
            state.papers = state.papers.with(ticket.id(), paper);
        }
        String booking = ticket.booking();
        if (booking != null) {
            state.bookings = state.bookings.with(booking, booking);
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
        ClosedDay closing = state.closing == null ? ClosedDay.begun(state) : state.closing;
        state.closing = closing.disrupted(state.disruptions);
        state.disruptions = TrieMap.empty();
        state.closures = TrieMap.empty();
        state.counters = TrieMap.empty();
        state.day = state.day.closed(at);
    }

    void resumed() {
        ClosedDay closing = Objects.requireNonNull(state.closing, "no day to resume");
        state.closing = null;
        state.day = state.day.resumed(closing.before());
        state.counters = state.counters.withAll(closing.counters());
        state.disruptions = state.disruptions.withAll(closing.disruptions());
        state.closures = state.closures.withAll(closing.closures());
        closing.tickets().values().forEach(state::put);
    }

    void relabelled(DayEvent.DayRelabelled relabelled) {
        if (relabelled.ordinal() == state.day.ordinal()) {
            state.day = state.day.relabelled(relabelled.label());
            state.floor = raised(state.floor, relabelled.label());
        } else {
            state.past = state.past.stream()
                    .map(day -> day.ordinal() == relabelled.ordinal() ? day.relabelled(relabelled.label()) : day)
                    .toList();
        }
    }
}
