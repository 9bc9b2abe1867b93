package id.mpp.kiosk.desk;

import id.mpp.queue.Closure;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.HallConditions;
import id.mpp.queue.NumberBlock;
import id.mpp.queue.Paper;
import id.mpp.queue.QueueView;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hall as it was at one commit; may be read from any thread. */
public interface HallView extends HallConditions, QueueView {
    /** Grows with every commit. */
    long version();

    Optional<Paper> paper(TicketId id);

    /** Empty where the counter is closed. */
    Optional<CounterState> counter(CounterId id);

    /** Counters that are to close, asked for or agreed. */
    Collection<Closure> closures();

    /** How many are certainly called before this waiting ticket. */
    int ahead(Ticket ticket);

    /** The numbers that were given out in blocks today, by prefix; how far each is used, its tickets tell. */
    Map<String, List<NumberBlock>> blocks();

    /** The other tickets of the same visit, in the order of their arrival. */
    List<Ticket> sameVisit(Ticket ticket);

    /** Whether this token of a ticket has answered the survey today. */
    boolean answered(String token);

    /** All tickets of the day. */
    Collection<Ticket> tickets();
}
