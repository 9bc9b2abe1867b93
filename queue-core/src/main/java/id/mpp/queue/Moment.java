package id.mpp.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When something happened, in a way that survives wrong clocks: what the wall clock said and whether it could be
 * trusted, and the monotonic time of the boot it happened in. A Pi has no clock battery, so the wall alone proves
 * nothing.
 *
 * @param wall what the wall clock said, to the millisecond
 * @param trusted whether the wall clock was known to be right
 * @param boot the start of the program it belongs to; monotonic times compare only within one boot
 * @param monotonicMillis milliseconds since that boot
 */
public record Moment(Instant wall, boolean trusted, String boot, long monotonicMillis) {
    public Moment {
        Checks.token("boot", boot);
    }

    /** The time from {@code earlier} to this; empty when it cannot be known, and never negative. */
    public Optional<Duration> since(Moment earlier) {
        if (boot.equals(earlier.boot)) {
            return Optional.of(Duration.ofMillis(Math.max(0, monotonicMillis - earlier.monotonicMillis)));
        }
        Duration between = Duration.between(earlier.wall, wall);
        return trusted && earlier.trusted && !between.isNegative() ? Optional.of(between) : Optional.empty();
    }

    /** This moment, moved back; used for tickets that were issued elsewhere before they came here. */
    Moment minus(Duration duration) {
        return new Moment(wall.minus(duration), trusted, boot, monotonicMillis - duration.toMillis());
    }
}
