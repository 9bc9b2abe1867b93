package id.mpp.hal.device;

import java.time.Duration;

/**
 * Limits how long a device thread may stay in one call to the device. The thread brackets such calls with
 * {@link #beginCall} and {@link #endCall}. A watcher calls {@link #giveUpWhenOverdue} from time to time. Once given up,
 * the thread must not touch shared state any more: its next {@code beginCall} or {@code endCall} throws. For one device
 * thread and any number of watchers.
 */
public final class Patience {

    private boolean inCall;
    private boolean lost;
    private long deadlineNanos;

    /** To be called before a call that may take {@code limit}. */
    public synchronized void beginCall(Duration limit) throws GivenUpException {
        checkNotGivenUp();
        inCall = true;
        deadlineNanos = System.nanoTime() + limit.toNanos();
    }

    /** To be called after the call, even when it failed. */
    public synchronized void endCall() throws GivenUpException {
        checkNotGivenUp();
        inCall = false;
    }

    /** Whether the call in progress is overdue. Says so once; from then on the thread counts as given up. */
    public synchronized boolean giveUpWhenOverdue(long nowNanos) {
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

    /** Gives the thread up, whatever it is doing. */
    public synchronized void giveUp() {
        lost = true;
    }

    /** @throws GivenUpException when the thread was given up */
    public synchronized void checkNotGivenUp() throws GivenUpException {
        if (lost) {
            throw new GivenUpException();
        }
    }

    /** Tells a thread that came back from a hanging device that another thread has taken its place. */
    public static final class GivenUpException extends Exception {
        GivenUpException() {
            super("this device thread was given up while it hung in the device");
        }
    }
}
