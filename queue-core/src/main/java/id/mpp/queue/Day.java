package id.mpp.queue;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The business day: an entity with a beginning and an end of its own, not whatever the clock says.
 *
 * @param confirmed whether a supervisor or a trusted clock vouched for the date after the day had opened, or a
 *     supervisor at its opening
 * @param pauseReason why the whole hall stands still; null where it does not
 * @param opened when it opened; null before the first day, and in a snapshot of a version that did not tell
 * @param closed when it was closed; null while it is open, and in a snapshot of a version that did not tell
 */
public record Day(
        int ordinal,
        LocalDate label,
        boolean open,
        boolean confirmed,
        boolean hoursOverridden,
        @Nullable String pauseReason,
        @Nullable Moment opened,
        @Nullable Moment closed) {
    /** Before the first day of an installation. */
    static final Day NONE = new Day(0, LocalDate.EPOCH, false, false, false, null, null, null);

    static Day opened(int ordinal, LocalDate label, boolean confirmed, Moment at) {
        return new Day(ordinal, label, true, confirmed, false, null, at, null);
    }

    /** Whether its date is only what a clock said that nothing speaks for. */
    public boolean unconfirmed() {
        return opened != null && !opened.trusted() && !confirmed;
    }

    Day relabelled(LocalDate corrected) {
        return new Day(ordinal, corrected, open, true, hoursOverridden, pauseReason, opened, closed);
    }

    Day closed(Moment at) {
        return new Day(ordinal, label, false, confirmed, false, null, opened, at);
    }

    /** As it was before it was closed, under the date it has now. */
    Day resumed(Day before) {
        return new Day(ordinal, label, true, confirmed, before.hoursOverridden, before.pauseReason, opened, null);
    }

    /** With the conditions of the day before, whose hall goes on. */
    Day goingOn(Day before) {
        return new Day(ordinal, label, open, confirmed, before.hoursOverridden, before.pauseReason, opened, closed);
    }

    Day overridden(boolean overridden) {
        return new Day(ordinal, label, open, confirmed, overridden, pauseReason, opened, closed);
    }

    Day paused(@Nullable String reason) {
        return new Day(ordinal, label, open, confirmed, hoursOverridden, reason, opened, closed);
    }
}
