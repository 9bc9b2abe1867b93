package id.mpp.kiosk.sync;

import id.mpp.wire.EventBatch;
import java.util.List;

/** The journal as the relay sees it. Called from the relay's own threads and from status pages, several at a time. */
public interface Outbox {
    /** The random id of this journal. */
    String installation();

    /** The seq of the last event, 0 for none; cheap, no I/O. */
    long lastSeq();

    /** The cursor: all events up to here are committed by the server; cheap, no I/O. */
    long acknowledged();

    /**
     * The events from {@code fromSeq} on, without gaps, as many as travel in {@code maxBytes}
     * ({@link EventBatch.Link#travelBytes}), at least one where there is one. Empty where {@code fromSeq} is not there
     * (not yet, or no longer). Blocks for the disk; reads beside the writer, on a connection of its own.
     *
     * @throws id.mpp.kiosk.desk.Desk.Unavailable where the disk cannot be read for now
     */
    List<EventBatch.Link> read(long fromSeq, int maxBytes);

    /** Stores the cursor; it may go down. Blocks for the disk. */
    void acknowledge(long through);
}
