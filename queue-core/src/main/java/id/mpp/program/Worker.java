package id.mpp.program;

import java.time.Duration;

/** A thread that {@link Workers} made. Usable from any thread. */
public interface Worker {
    /** Begins its task; once only. */
    void start();

    /** Its task may return from now on: whoever asks it to end by a flag or a message says so here first. */
    void mayEnd();

    /** Asks it to end now, wherever it waits; includes {@link #mayEnd}. */
    void interrupt();

    /** Waits until it has ended; false where it has not within that time. A worker that was never started has ended. */
    boolean join(Duration patience) throws InterruptedException;

    boolean isAlive();

    /** Whether the caller runs on it. */
    boolean isCurrent();
}
