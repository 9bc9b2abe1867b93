package id.mpp.queue;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The business day: an entity with a beginning and an end of its own, not whatever the clock says.
 *
 * @param pauseReason why the whole hall stands still; null where it does not
 */
public record Day(
        int ordinal,
        LocalDate label,
        boolean open,
        boolean confirmed,
        boolean hoursOverridden,
        @Nullable String pauseReason) {
    /** Before the first day of an installation. */
    static final Day NONE = new Day(0, LocalDate.EPOCH, false, false, false, null);

    static Day opened(int ordinal, LocalDate label, boolean confirmed) {
        return new Day(ordinal, label, true, confirmed, false, null);
    }

    Day relabelled(LocalDate corrected) {
        return new Day(ordinal, corrected, open, true, hoursOverridden, pauseReason);
    }

    Day closed() {
        return new Day(ordinal, label, false, confirmed, false, null);
    }

    Day overridden(boolean overridden) {
        return new Day(ordinal, label, open, confirmed, overridden, pauseReason);
    }

    Day paused(@Nullable String reason) {
        return new Day(ordinal, label, open, confirmed, hoursOverridden, reason);
    }
}
