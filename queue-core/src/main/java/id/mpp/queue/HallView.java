package id.mpp.queue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of the hall, as its readers see it: all of what was committed up to some event and nothing of what came
 * later. It never changes, so whoever asks it twice gets the same answer twice; for news one asks the desk for its
 * latest version. Any thread.
 */
public interface HallView extends HallConditions, QueueView {
    /** Grows with every event, and so with every commit; counted from the start of the program or from its snapshot. */
    long version();

    /** The ticket's latest paper; empty where it has none. */
    Optional<Paper> paper(TicketId id);

    /** Empty where the counter is closed. */
    Optional<CounterState> counter(CounterId id);

    /** Counters that are to close, asked for or agreed. */
    Collection<Closure> closures();

    /** How many are certainly called before this waiting ticket. */
    int ahead(Ticket ticket);

    /** The numbers that were given out in blocks today, by prefix. */
    Map<String, List<NumberBlock>> blocks();

    /** The other tickets of the same visit, in the order of their arrival. */
    List<Ticket> sameVisit(Ticket ticket);

    /** Whether this token of a ticket has answered the survey today. */
    boolean answered(String token);

    /** All tickets of the day, in no order. */
    Collection<Ticket> tickets();
}
