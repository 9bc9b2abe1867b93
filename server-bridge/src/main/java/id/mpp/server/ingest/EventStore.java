package id.mpp.server.ingest;

import java.util.List;

/**
 * Keeps events byte for byte and the figures made of them. One thread appends; the others may be called from any thread.
 */
public interface EventStore extends AutoCloseable {
    /** Random, made with the store: tells the halls one store from another. */
    String epoch();

    /**
     * Stores all arrivals and the figures they change in one transaction, which is on disk when this returns. Events that are
     * already here are left alone; another event under a known (installation, seq) raises an alarm and the first stays.
     *
     * @throws StoreException where the store failed and nothing of it was stored; the same call may be tried again
     * @throws RuntimeException for a fault of the program, which the same arrivals would meet again; nothing of it was stored
     */
    Committed append(Arrivals arrivals) throws StoreException;

    /** Of all installations ever heard of. */
    List<Progress> progress() throws StoreException;

    /** Throws the figures away and makes them again from the events. Blocks {@link #append} meanwhile. */
    void rebuild() throws StoreException;

    @Override
    void close();
}
