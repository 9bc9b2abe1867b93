package id.mpp.queue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What closes the whole hall.
 *
 * @param pauses minutes in which all counters pause together, each working day
 */
public record HallCalendar(Map<LocalDate, Text> holidays, List<DailyPause> pauses) {
    /** No holiday and no pause. */
    public static final HallCalendar NONE = new HallCalendar(Map.of(), List.of());

    private static final int MAX_HOLIDAYS = 2_000;
    private static final int MAX_PAUSES = 20;

    /** @param days on which it is kept */
    public record DailyPause(Set<DayOfWeek> days, WeeklyCalendar.Range time, Text name) {
        public DailyPause {
            days = Set.copyOf(days);
        }
    }

    public HallCalendar {
        Checks.range("number of holidays", holidays.size(), 0, MAX_HOLIDAYS);
        Checks.range("number of pauses", pauses.size(), 0, MAX_PAUSES);
        holidays = Map.copyOf(holidays);
        pauses = List.copyOf(pauses);
    }
}
