package id.mpp.queue;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the close of a day took away, kept until the next day opens, so that a day that was closed by mistake can go on.
 * Begun by the first event of the close. Belongs to its {@link QueueState}.
 */
final class ClosedDay {
    /** The day as it was before. */
    final Day before;
    /** Tickets that the close ended, as they were before. */
    final Map<TicketId, Ticket> tickets = new HashMap<>();
    /** The open counters as they were before. */
    final Map<CounterId, CounterState> counters = new HashMap<>();

    final Map<AgencyId, Disruption> disruptions = new HashMap<>();
    final Map<CounterId, Closure> closures = new HashMap<>();
    /** Tickets that go over to the next day. */
    final Set<TicketId> carried = new HashSet<>();

    /** A closed day as a snapshot keeps it. */
    record Kept(
            Day before,
            List<Ticket> tickets,
            List<CounterState> counters,
            List<Disruption> disruptions,
            List<Closure> closures) {}

    ClosedDay(QueueState state) {
        this.before = state.day;
        this.counters.putAll(state.counters);
        this.closures.putAll(state.closures);
    }

    private ClosedDay(Day before) {
        this.before = before;
    }

    Kept kept() {
        return new Kept(
                before,
                sorted(tickets.values(), Comparator.comparing(Ticket::id)),
                List.copyOf(new TreeMap<>(counters).values()),
                List.copyOf(new TreeMap<>(disruptions).values()),
                List.copyOf(new TreeMap<>(closures).values()));
    }

    static ClosedDay of(Kept kept) {
        ClosedDay closed = new ClosedDay(kept.before());
        kept.tickets().forEach(ticket -> closed.tickets.put(ticket.id(), ticket));
        kept.counters().forEach(counter -> closed.counters.put(counter.id(), counter));
        kept.disruptions().forEach(disruption -> closed.disruptions.put(disruption.agency(), disruption));
        kept.closures().forEach(closure -> closed.closures.put(closure.counter(), closure));
        return closed;
    }

    private static <T> List<T> sorted(Collection<T> values, Comparator<T> order) {
        return values.stream().sorted(order).toList();
    }
}
