package id.mpp.server.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A distribution of times against what was promised.
 *
 * @param n how many times could be measured
 * @param medianSeconds half of them were at most this; null where there are none
 * @param p90Seconds nine in ten of them were at most this (nearest rank)
 * @param promiseSeconds what is promised; null where services of the group promise different times or none
 * @param within how many of those with a promise kept it
 * @param promised how many had a promise
 */
public record Timing(
        int n,
        @Nullable Long medianSeconds,
        @Nullable Long p90Seconds,
        @Nullable Long promiseSeconds,
        int within,
        int promised) {

    /** Collects times. Not thread-safe. */
    static final class Collector {
        private final List<Long> seconds = new ArrayList<>();
        private final Set<Long> promises = new HashSet<>();
        private int within;
        private int promised;

        void add(long time, @Nullable Long promise) {
            seconds.add(time);
            promises.add(promise == null ? -1 : promise);
            if (promise != null) {
                promised++;
                within += time <= promise ? 1 : 0;
            }
        }

        Timing timing() {
            Collections.sort(seconds);
            Long one = promises.size() == 1 ? promises.iterator().next() : null;
            return new Timing(
                    seconds.size(), rank(0.5), rank(0.9), one == null || one < 0 ? null : one, within, promised);
        }

        private @Nullable Long rank(double share) {
            return seconds.isEmpty() ? null : seconds.get((int) Math.ceil(share * seconds.size()) - 1);
        }
    }
}
