package id.mpp.queue;

/** Where a ticket is in its life. */
public enum TicketState {
    WAITING,
    CALLED,
    SERVING,
    PARKED,
    NO_SHOW,
    FINISHED,
    CANCELLED,
    EXPIRED;

    /** Whether a counter holds it. */
    public boolean atCounter() {
        return this == CALLED || this == SERVING;
    }

    /** Whether nothing more happens to it, an undo or a late return aside. */
    public boolean ended() {
        return this == FINISHED || this == CANCELLED || this == EXPIRED || this == NO_SHOW;
    }
}
