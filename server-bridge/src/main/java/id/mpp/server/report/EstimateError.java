package id.mpp.server.report;

import id.mpp.queue.WaitBand;
import org.jspecify.annotations.Nullable;

/**
 * How good the waits were that visitors were told with their number: the stored estimate against the real wait. It
 * counts visitors who were told a wait, were called and came.
 *
 * @param n how many waits could be compared
 * @param meanErrorSeconds the mean distance, to either side, of the wait from the P50 that was told; null where there
 *     are none
 * @param within how many waited no longer than the P80 that was told, which should be four in five
 */
public record EstimateError(int n, @Nullable Long meanErrorSeconds, int within) {

    /** Collects waits. Not thread-safe. */
    static final class Collector {
        private int n;
        private long errorSeconds;
        private int within;

        void add(WaitBand told, long waitedSeconds) {
            n++;
            errorSeconds += Math.abs(waitedSeconds - told.p50());
            within += waitedSeconds <= told.p80() ? 1 : 0;
        }

        EstimateError error() {
            return new EstimateError(n, n == 0 ? null : errorSeconds / n, within);
        }
    }
}
