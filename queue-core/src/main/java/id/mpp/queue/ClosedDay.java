package id.mpp.queue;

import id.mpp.collection.TrieMap;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What the close of a day took away, kept until the next day opens, so that a day that was closed by mistake can go on.
 * Begun by the first event of the close.
 *
 * @param before the day as it was before
 * @param tickets those that the close ended, as they were before
 * @param counters the open counters as they were before
 * @param carried tickets that go over to the next day
 */
record ClosedDay(
        Day before,
        TrieMap<TicketId, Ticket> tickets,
        TrieMap<CounterId, CounterState> counters,
        TrieMap<AgencyId, Disruption> disruptions,
        TrieMap<CounterId, Closure> closures,
        TrieMap<TicketId, Boolean> carried) {
    /** A closed day as a snapshot keeps it. */
    record Kept(
            Day before,
            List<Ticket> tickets,
            List<CounterState> counters,
            List<Disruption> disruptions,
            List<Closure> closures) {}

    static ClosedDay begun(QueueState state) {
        return new ClosedDay(
                state.day, TrieMap.empty(), state.counters, TrieMap.empty(), state.closures, TrieMap.empty());
    }

    ClosedDay keeping(Ticket ticket) {
        return new ClosedDay(before, tickets.with(ticket.id(), ticket), counters, disruptions, closures, carried);
    }

    ClosedDay carrying(TicketId ticket) {
        return new ClosedDay(before, tickets, counters, disruptions, closures, carried.with(ticket, true));
    }

    ClosedDay disrupted(TrieMap<AgencyId, Disruption> more) {
        return new ClosedDay(before, tickets, counters, disruptions.withAll(more), closures, carried);
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
        return new ClosedDay(
                kept.before(),
                QueueSnapshot.byKey(kept.tickets(), Ticket::id),
                QueueSnapshot.byKey(kept.counters(), CounterState::id),
                QueueSnapshot.byKey(kept.disruptions(), Disruption::agency),
                QueueSnapshot.byKey(kept.closures(), Closure::counter),
                TrieMap.empty());
    }

    private static <T> List<T> sorted(Collection<T> values, Comparator<T> order) {
        return values.stream().sorted(order).toList();
    }
}
