package id.mpp.program;

import java.time.Instant;
import java.time.InstantSource;

/** Starts with the wall clock and then runs on monotonic time, so that it never steps while the program runs. */
public final class SteadyClock implements InstantSource {
    private final Instant start;
    private final long startNanos;

    public SteadyClock(InstantSource wall) {
        this.start = wall.instant();
        this.startNanos = System.nanoTime();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
