package id.mpp.kiosk.web;

import id.mpp.queue.Day;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The business day in every answer that tells of it.
 *
 * @param label null before the first day, as is the ordinal
 */
public record DayAnswer(
        boolean open,
        @Nullable LocalDate label,
        @Nullable Integer ordinal,
        boolean unconfirmed,
        boolean hoursOverridden,
        @Nullable String pauseReason) {
    public static DayAnswer of(Day day) {
        boolean begun = day.ordinal() > 0;
        return new DayAnswer(
                day.open(),
                begun ? day.label() : null,
                begun ? day.ordinal() : null,
                day.unconfirmed(),
                day.hoursOverridden(),
                day.pauseReason());
    }
}
