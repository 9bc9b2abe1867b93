package id.mpp.server.ingest;

import java.util.Optional;

/**
 * How far an installation is committed.
 *
 * @param through all its events up to this one are here
 * @param nextHeld the first event held above {@code through + 1}, 0 where nothing is
 */
public record Progress(String branch, String node, String installation, long through, long nextHeld) {
    /** Events that are missing, both ends included. */
    public record Gap(long from, long to) {}

    public Optional<Gap> gap() {
        return nextHeld > through + 1 ? Optional.of(new Gap(through + 1, nextHeld - 1)) : Optional.empty();
    }
}
