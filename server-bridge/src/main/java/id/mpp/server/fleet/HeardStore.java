package id.mpp.server.fleet;

import java.time.Instant;
import java.util.List;

/**
 * Keeps when each node was last truly heard, so that a restart of the server does not forget it. May be called from any
 * thread.
 */
public interface HeardStore {
    /** @param at when, by this server's clock */
    record Heard(String branch, String node, Instant at) {}

    /** The latest {@code most} entries, the newest of them last. Waits for the disk. */
    List<Heard> heard(int most);

    /**
     * Keeps these entries beside the others, {@code most} in all. Waits for the disk.
     *
     * @throws RuntimeException where the store fails; nothing is kept then
     */
    void keep(List<Heard> heard, int most);
}
