package id.mpp.queue;

import java.time.LocalDate;

/** The business day: an entity with a beginning and an end of its own, not whatever the clock says. */
public record Day(int ordinal, LocalDate label, boolean open, boolean confirmed, boolean hoursOverridden) {
    /** Before the first day of an installation. */
    static final Day NONE = new Day(0, LocalDate.EPOCH, false, false, false);
}
