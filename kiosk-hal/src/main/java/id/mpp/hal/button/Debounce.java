package id.mpp.hal.button;

import java.time.Duration;
import java.util.Optional;

/**
 * Makes one change of many bounces: a level counts once it has stayed the same for a while. It has no clock of its own;
 * the caller passes each sample with its monotonic time.
 */
final class Debounce {

    private final long settleNanos;
    private boolean settled;
    private boolean candidate;
    private long sinceNanos;

    /** @param settle longer than a contact bounces; 5 to 20 ms are usual, and presses last over 50 ms */
    Debounce(Duration settle, boolean initial) {
        this.settleNanos = settle.toNanos();
        this.settled = initial;
        this.candidate = initial;
    }

    /** Takes a sample of the level. Answers the new level when it has just settled. */
    Optional<Boolean> sample(boolean level, long nanos) {
        if (level != candidate) {
            candidate = level;
            sinceNanos = nanos;
        }
        if (candidate != settled && nanos - sinceNanos >= settleNanos) {
            settled = candidate;
            return Optional.of(settled);
        }
        return Optional.empty();
    }

    /** How long it takes from {@code nanos} until a pending change may settle. Empty when none is pending. */
    Optional<Duration> pending(long nanos) {
        return candidate == settled
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, settleNanos - (nanos - sinceNanos))));
    }
}
