package id.mpp.queue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a {@link WaitEstimate} needs to see of a queue. */
public interface QueueView {
    Day day();

    /** The hall's time line at the latest event. */
    HallTime time();

    /** The open counters. */
    Collection<CounterState> counters();

    Optional<Ticket> ticket(TicketId id);

    /** The first {@code most} of one lane, in its order. */
    List<Ticket> waitingTickets(Place.Lane lane, int most);

    /** What was learned so far. */
    ServiceTimes times();
}
