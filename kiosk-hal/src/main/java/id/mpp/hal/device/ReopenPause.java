package id.mpp.hal.device;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The growing pause between attempts to open a device. It doubles at each failure. A random share of up to a quarter is
 * added, so that the devices of one hub do not all come at once when it has power again. Usable from any thread.
 */
public final class ReopenPause {

    private static final double JITTER = 0.25;

    private final Duration first;
    private final Duration most;
    private Duration next;
    private long triedNanos;
    private long dueNanos = System.nanoTime();
    private boolean triedBefore;

    public ReopenPause(Duration first, Duration most) {
        this.first = first;
        this.most = most;
        this.next = first;
    }

    /** The time until the next regular attempt. Zero before the first failure. */
    public synchronized Duration left() {
        return Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime()));
    }

    /** Whether a waiting job may cause an attempt before the pause is over. Not every job of a burst may. */
    public synchronized boolean mayTryForJob() {
        return !triedBefore || System.nanoTime() - triedNanos >= first.toNanos();
    }

    /** An attempt begins. */
    public synchronized void noteAttempt() {
        triedBefore = true;
        triedNanos = System.nanoTime();
    }

    /** An attempt failed, or the device was lost. */
    public synchronized void noteFailure() {
        double longer = 1 + ThreadLocalRandom.current().nextDouble(JITTER);
        dueNanos = System.nanoTime() + (long) (next.toNanos() * longer);
        next = next.multipliedBy(2).compareTo(most) < 0 ? next.multipliedBy(2) : most;
    }

    /** The device was open, so waiting work is a reason to try again at once. */
    public synchronized void noteOpening() {
        triedBefore = false;
    }

    /** The device works, so the next pause is the first one again. */
    public synchronized void reset() {
        next = first;
    }
}
