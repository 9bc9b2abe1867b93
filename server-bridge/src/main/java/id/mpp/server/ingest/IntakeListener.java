package id.mpp.server.ingest;

/** Hears what the intake took, on the intake's thread: neither may wait. */
public interface IntakeListener {
    /** A transaction is on disk. */
    void handleCommit(Committed committed);

    /**
     * A node said how it is; the payload is as it came.
     *
     * @param kept whether the broker had kept it, so that it may be old
     */
    void handlePresence(String topic, byte[] payload, boolean kept);
}
