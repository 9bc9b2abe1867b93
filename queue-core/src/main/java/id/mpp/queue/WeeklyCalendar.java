package id.mpp.queue;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/** Opening hours by day of the week; a day that is not named is closed. Breaks are the gaps between a day's ranges. */
public record WeeklyCalendar(String id, Map<DayOfWeek, List<Range>> weekly) {
    /**
     * @param from inclusive
     *
     * @param to exclusive
     */
    public record Range(LocalTime from, LocalTime to) {
        public Range {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("opening hours '" + from + "-" + to + "' must end after they begin");
            }
        }

        boolean holds(LocalTime time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    public WeeklyCalendar {
        weekly = Map.copyOf(weekly);
        weekly.values().forEach(WeeklyCalendar::checkOrder);
    }

    public List<Range> on(DayOfWeek day) {
        return weekly.getOrDefault(day, List.of());
    }

    static void checkOrder(List<Range> ranges) {
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i).from().isBefore(ranges.get(i - 1).to())) {
                throw new IllegalArgumentException("opening hours must be in order and must not overlap: "
                        + ranges.get(i - 1) + ", " + ranges.get(i));
            }
        }
    }
}
