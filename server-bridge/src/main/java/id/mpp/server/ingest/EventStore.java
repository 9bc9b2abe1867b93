package id.mpp.server.ingest;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events byte for byte, and the figures made of them. One thread appends. All other methods may be called from
 * any thread.
 */
public interface EventStore extends AutoCloseable {
    /** A random id that is made with the store. It tells the halls one store from another. */
    String epoch();

    /**
     * Stores all arrivals and the figures they change in one transaction, which is on disk when this returns. Events
     * that are stored already are left alone. Another event under a known (installation, seq) raises an alarm, and the
     * first one stays.
     *
     * @throws StoreException where the store failed and nothing was stored; the same call may be tried again
     * @throws RuntimeException for a fault of the program, which the same arrivals would cause again; nothing was
     *     stored
     */
    Committed append(Arrivals arrivals) throws StoreException;

    /** The progress of all installations that were ever heard of. */
    List<Progress> progress() throws StoreException;

    /**
     * A stored event.
     *
     * @param chainBefore the link of the hash chain of the event before it
     */
    record Event(byte[] chainBefore, byte[] stored, byte[] chain) {}

    /**
     * What is known of an installation and of one of its events.
     *
     * @param event null where it is not committed
     */
    record Found(
            String branch,
            String node,
            long through,
            @Nullable Event event) {
        public Found withEvent(@Nullable Event found) {
            return new Found(branch, node, through, found);
        }
    }

    /** Looks for an event; empty where the installation was never heard of. May be called from any thread. */
    Optional<Found> find(String installation, long seq) throws StoreException;

    /** Deletes the figures and makes them again from the events. {@link #append} waits meanwhile. */
    void rebuild() throws StoreException;

    @Override
    void close();
}
