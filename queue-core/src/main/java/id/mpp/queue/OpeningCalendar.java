package id.mpp.queue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * When an agency works: its week, other weeks in seasons such as Ramadan, and special days that go before everything,
 * also before the hall's holidays.
 *
 * @param week the usual week
 * @param seasons in order and without overlap
 * @param special days of their own hours; without hours the agency is closed
 */
public record OpeningCalendar(
        String id, WeeklyCalendar week, List<Season> seasons, Map<LocalDate, SpecialDay> special) {
    /** Twenty years of Ramadan twice over. */
    private static final int MAX_SEASONS = 40;

    private static final int MAX_SPECIAL = 1_000;

    /**
     * Another week for a while.
     *
     * @param to inclusive
     */
    public record Season(LocalDate from, LocalDate to, WeeklyCalendar week) {
        public Season {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException(
                        "season " + from + " to " + to + " must end on or after its first day");
            }
        }

        boolean holds(LocalDate date) {
            return !date.isBefore(from) && !date.isAfter(to);
        }
    }

    /** @param name why, for everybody to read: an opening on a Saturday, or the day an agency is away */
    public record SpecialDay(List<WeeklyCalendar.Range> hours, Text name) {
        public SpecialDay {
            WeeklyCalendar.checkOrder(hours);
            hours = List.copyOf(hours);
        }
    }

    public OpeningCalendar {
        Checks.range("number of seasons", seasons.size(), 0, MAX_SEASONS);
        Checks.range("number of special days", special.size(), 0, MAX_SPECIAL);
        for (int i = 1; i < seasons.size(); i++) {
            if (!seasons.get(i).from().isAfter(seasons.get(i - 1).to())) {
                throw new IllegalArgumentException(
                        "seasons of calendar " + id + " must be in order and must not overlap: "
                                + seasons.get(i).from() + " is not after "
                                + seasons.get(i - 1).to());
            }
        }
        seasons = List.copyOf(seasons);
        special = Map.copyOf(special);
    }

    /** A week without seasons and special days. */
    public static OpeningCalendar of(WeeklyCalendar week) {
        return new OpeningCalendar(week.id(), week, List.of(), Map.of());
    }

    /** The hours of a date, the hall's holidays aside. */
    public List<WeeklyCalendar.Range> on(LocalDate date) {
        SpecialDay day = special.get(date);
        if (day != null) {
            return day.hours();
        }
        DayOfWeek weekday = date.getDayOfWeek();
        return seasons.stream()
                .filter(season -> season.holds(date))
                .findFirst()
                .map(Season::week)
                .orElse(week)
                .on(weekday);
    }
}
