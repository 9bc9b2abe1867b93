package id.mpp.hal.printer;

import java.time.Duration;

/** The growing pause between attempts to open a device. */
final class ReopenPause {

    private final Duration first;
    private final Duration most;
    private Duration next;
    private long triedNanos;
    private long dueNanos = System.nanoTime();
    private boolean triedBefore;

    ReopenPause(Duration first, Duration most) {
        this.first = first;
        this.most = most;
        this.next = first;
    }

    /** Time until the next attempt without being asked. */
    synchronized Duration left() {
        return Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime()));
    }

    /** A waiting slip is a reason to try before the pause is over, but not at every slip of a burst. */
    synchronized boolean mayTryForSlip() {
        return !triedBefore || System.nanoTime() - triedNanos >= first.toNanos();
    }

    synchronized void tried() {
        triedBefore = true;
        triedNanos = System.nanoTime();
    }

    synchronized void failed() {
        dueNanos = System.nanoTime() + next.toNanos();
        next = next.multipliedBy(2).compareTo(most) < 0 ? next.multipliedBy(2) : most;
    }

    synchronized void reset() {
        next = first;
        triedBefore = false;
    }
}
