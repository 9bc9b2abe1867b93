package id.mpp.wire;

import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One event with everything that travels beside it: a CloudEvent 1.0 with our extensions.
 *
 * @param id UUIDv7
 * @param businessDay the day's label; null before the first day was opened
 * @param at when it happened
 * @param simulated whether it belongs to a simulated day
 * @param copied of which event of the parent journal it is a copy; null for none
 */
public record EventEnvelope(
        String id,
        Origin origin,
        @Nullable LocalDate businessDay,
        Moment at,
        boolean simulated,
        @Nullable Copied copied,
        Event event) {
    /**
     * Where it was journalled.
     *
     * @param branch the hall
     * @param node the kiosk that journalled it
     * @param installation the journal it stands in, a random id made with the journal; a swapped disk is another
     *     installation
     * @param seq 1, 2, 3 … within the installation, without gaps
     * @param term fencing term of the hub
     */
    public record Origin(String branch, NodeId node, String installation, long seq, long term) {}

    /**
     * The event of the parent journal of which this one is a copy, see {@link id.mpp.queue.JournalEvent.JournalBegun}.
     *
     * @param chain of the parent's journal after it, in hexadecimal: a server that has the parent's event knows by it
     *     that it is the same
     * @param first the event as it was journalled first, where the parent's is itself a copy; null where it is none
     */
    public record Copied(long seq, String chain, @Nullable Source first) {}

    /**
     * An event in the journal in which it was journalled first. A server that missed journals in between knows the copy
     * by it.
     *
     * @param chain of that journal after it, in hexadecimal
     */
    public record Source(String installation, long seq, String chain) {}

    /** An event that is no copy. */
    public EventEnvelope(
            String id, Origin origin, @Nullable LocalDate businessDay, Moment at, boolean simulated, Event event) {
        this(id, origin, businessDay, at, simulated, null, event);
    }

    public String branch() {
        return origin.branch();
    }

    public NodeId node() {
        return origin.node();
    }

    public String installation() {
        return origin.installation();
    }

    public long seq() {
        return origin.seq();
    }

    public long term() {
        return origin.term();
    }
}
