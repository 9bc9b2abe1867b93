package id.mpp.kiosk.web;

import id.mpp.queue.Moment;
import id.mpp.queue.TicketEvent;
import java.util.List;

/** Every call of the business day with the rule that chose it, oldest first; the answer to "why was that number called?". */
@FunctionalInterface
public interface CallHistory {
    /** One call. */
    record Call(TicketEvent.TicketCalled event, Moment at) {}

    /** Blocks for the disk; a whole day at most. */
    List<Call> today();
}
