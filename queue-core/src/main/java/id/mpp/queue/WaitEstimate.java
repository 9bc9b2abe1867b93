package id.mpp.queue;

import org.jspecify.annotations.Nullable;

/** How long a new ticket will wait, told as a band of whole minutes rounded up to five. */
public final class WaitEstimate {
    private static final int STEP_SECONDS = 300;
    /** The spread of the sum of a few service times, as found in simulated days: four in five within one and a half. */
    private static final int P80_PERCENT = 150;

    private WaitEstimate() {}

    /**
     * From the people ahead, the promised time at the counter and the open counters: each of them serves its share in turn.
     *
     * @return null with no open counter: then only the number ahead can be told
     */
    public static @Nullable WaitBand byNorm(ServiceType service, int ahead, int openCounters) {
        if (openCounters == 0) {
            return null;
        }
        long p50 = service.target().toSeconds() * ahead / openCounters;
        return new WaitBand(roundUp(p50), roundUp(p50 * P80_PERCENT / 100));
    }

    private static int roundUp(long seconds) {
        long steps = (seconds + STEP_SECONDS - 1) / STEP_SECONDS;
        return Math.toIntExact(Math.min(steps * STEP_SECONDS, 86_400));
    }
}
