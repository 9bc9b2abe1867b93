package id.mpp.kiosk.desk;

import id.mpp.queue.Moment;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * The kiosk's time: the wall clock with a word on whether it can be believed, and the monotonic clock of this start. A Pi has no
 * clock battery: the wall is believed where it is not before the last journalled event, not absurdly after it, and has not been
 * stepped since it was last believed. Thread-safe.
 */
public final class HallClock {
    /** Clocks of one hall differ by seconds; more is a step. */
    static final Duration STEP = Duration.ofMinutes(5);
    /** No hall pauses longer; beyond it a supervisor confirms the date. */
    static final Duration LONGEST_PAUSE = Duration.ofDays(60);

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final InstantSource wall;
    private final LongSupplier nanos;
    private final long startNanos;
    private final String boot;
    private volatile Instant anchor;
    private volatile boolean plausible = true;

    public HallClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
        this.anchor = wall.instant();
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        this.boot = HexFormat.of().formatHex(random);
    }

    /** This start of the program. */
    public String boot() {
        return boot;
    }

    /** Compares the wall with the last journalled time, once at start. */
    public void lastKnown(Instant journalled) {
        Instant now = wall.instant();
        plausible = !now.isBefore(journalled.minus(STEP)) && !now.isAfter(journalled.plus(LONGEST_PAUSE));
    }

    /** A supervisor vouched for the wall as it is now. */
    public void confirmed() {
        anchor = wall.instant().minusMillis(monotonicMillis());
        plausible = true;
    }

    public Moment now() {
        Instant instant = wall.instant().truncatedTo(ChronoUnit.MILLIS);
        long millis = monotonicMillis();
        boolean steady =
                Duration.between(anchor.plusMillis(millis), instant).abs().compareTo(STEP) <= 0;
        return new Moment(instant, plausible && steady, boot, millis);
    }

    private long monotonicMillis() {
        return (nanos.getAsLong() - startNanos) / NANOS_PER_MILLI;
    }
}
