package id.mpp.queue;

/** Where a transferred ticket stands in its new queue. */
public enum Position {
    /** Before everybody who waits by age. */
    FRONT,
    /** As if it had always waited here: its first arrival counts. */
    BY_ARRIVAL,
    /** Behind everybody who is here now. */
    END
}
