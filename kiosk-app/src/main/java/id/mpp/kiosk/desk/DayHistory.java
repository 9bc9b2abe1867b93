package id.mpp.kiosk.desk;

import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import java.util.List;
import java.util.Set;

/**
 * What was journalled since the business day began: the answer to "why was that number called?" and "what happened?".
 */
@FunctionalInterface
public interface DayHistory {
    /** One event. */
    record Past(Event event, Moment at) {}

    /**
     * The events of these types, oldest first. Blocks for the disk; a whole day at most. Any thread.
     *
     * @param types classes of events, without those above them
     * @throws Desk.Unavailable where the journal cannot be read for now
     */
    List<Past> today(Set<Class<? extends Event>> types);
}
