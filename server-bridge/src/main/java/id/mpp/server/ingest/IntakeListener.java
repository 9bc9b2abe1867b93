package id.mpp.server.ingest;

/** Is told what the intake took, on the intake's thread. Neither method may wait. */
public interface IntakeListener {
    /** A transaction is on disk. */
    void handleCommit(Committed committed);

    /**
     * A node has reported its state. The payload is as it came.
     *
     * @param kept whether the broker had kept the message, so that it may be old
     */
    void handlePresence(String topic, byte[] payload, boolean kept);
}
