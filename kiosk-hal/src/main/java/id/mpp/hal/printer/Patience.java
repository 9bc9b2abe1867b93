package id.mpp.hal.printer;

import java.time.Duration;

/**
 * How long a printer thread may stay in one call to the device. The thread brackets such calls with {@link #begin} and {@link
 * #end}; a watcher asks {@link #lostAt} now and then. Once lost, the thread must not touch shared things any more: its next
 * {@code begin} or {@code end} throws.
 */
final class Patience {

    private boolean inCall;
    private boolean lost;
    private long deadlineNanos;

    synchronized void begin(Duration limit) throws GivenUpException {
        check();
        inCall = true;
        deadlineNanos = System.nanoTime() + limit.toNanos();
    }

    synchronized void end() throws GivenUpException {
        check();
        inCall = false;
    }

    /** Whether the call in progress is overdue; from then on the thread counts as lost. */
    synchronized boolean lostAt(long nowNanos) {
        if (inCall && !lost && nowNanos - deadlineNanos > 0) {
            lost = true;
            return true;
        }
        return false;
    }

    synchronized boolean isLost() {
        return lost;
    }

    /** Gives the thread up whatever it does. */
    synchronized void lose() {
        lost = true;
    }

    private void check() throws GivenUpException {
        if (lost) {
            throw new GivenUpException();
        }
    }

    /** Tells a thread that came back from a hanging device that another one has taken its place. */
    static final class GivenUpException extends Exception {
        GivenUpException() {
            super("this printer thread was given up while it hung in the device");
        }
    }
}
