package id.mpp.hal.device;

import java.time.Duration;

/**
 * How long a device thread may stay in one call to the device. The thread brackets such calls with {@link #begin} and
 * {@link #end}; a watcher asks {@link #lostAt} now and then. Once lost, the thread must not touch shared things any
 * more: its next {@code begin} or {@code end} throws. For one device thread and any number of watchers.
 */
public final class Patience {

    private boolean inCall;
    private boolean lost;
    private long deadlineNanos;

    /** Before a call that may take {@code limit}. */
    public synchronized void begin(Duration limit) throws GivenUpException {
        check();
        inCall = true;
        deadlineNanos = System.nanoTime() + limit.toNanos();
    }

    /** Behind the call, also when it failed. */
    public synchronized void end() throws GivenUpException {
        check();
        inCall = false;
    }

    /** Whether the call in progress is overdue; says so once, and from then on the thread counts as lost. */
    public synchronized boolean lostAt(long nowNanos) {
        if (inCall && !lost && nowNanos - deadlineNanos > 0) {
            lost = true;
            return true;
        }
        return false;
    }

    /** Whether the thread was given up. */
    public synchronized boolean isLost() {
        return lost;
    }

    /** Gives the thread up whatever it does. */
    public synchronized void lose() {
        lost = true;
    }

    /** @throws GivenUpException when the thread was given up */
    public synchronized void check() throws GivenUpException {
        if (lost) {
            throw new GivenUpException();
        }
    }

    /** Tells a thread that came back from a hanging device that another one has taken its place. */
    public static final class GivenUpException extends Exception {
        GivenUpException() {
            super("this device thread was given up while it hung in the device");
        }
    }
}
