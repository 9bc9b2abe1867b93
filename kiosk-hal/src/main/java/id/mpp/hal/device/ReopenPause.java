package id.mpp.hal.device;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The growing pause between attempts to open a device: doubled at each failure, and up to a quarter longer by chance,
 * so that the devices of one hub do not all come at once when it has power again. Usable from any thread.
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

    /** Time until the next attempt without being asked; zero before the first failure. */
    public synchronized Duration left() {
        return Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime()));
    }

    /** A waiting job is a reason to try before the pause is over, but not at every job of a burst. */
    public synchronized boolean mayTryForJob() {
        return !triedBefore || System.nanoTime() - triedNanos >= first.toNanos();
    }

    /** An attempt begins. */
    public synchronized void tried() {
        triedBefore = true;
        triedNanos = System.nanoTime();
    }

    /** An attempt failed, or the device was lost. */
    public synchronized void failed() {
        double longer = 1 + ThreadLocalRandom.current().nextDouble(JITTER);
        dueNanos = System.nanoTime() + (long) (next.toNanos() * longer);
        next = next.multipliedBy(2).compareTo(most) < 0 ? next.multipliedBy(2) : most;
    }

    /** The device was open: work that waits is a reason to try again at once. */
    public synchronized void opened() {
        triedBefore = false;
    }

    /** The device works: the next pause is the first again. */
    public synchronized void reset() {
        next = first;
    }
}
