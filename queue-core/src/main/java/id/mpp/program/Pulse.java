package id.mpp.program;

import java.time.Duration;

/**
 * Beats whenever a worker has gone on; a worker that stands still is known by the age of its last beat. Usable from any
 * thread.
 */
public final class Pulse {
    private volatile long beatNanos = System.nanoTime();

    public void beat() {
        beatNanos = System.nanoTime();
    }

    /** How long ago it last beat, or was made. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - beatNanos);
    }
}
