package id.mpp.queue;

/** What is known about a ticket's paper. */
public enum PaperState {
    NONE,
    RESERVED,
    SENT,
    CONFIRMED,
    DOUBT,
    FAILED
}
