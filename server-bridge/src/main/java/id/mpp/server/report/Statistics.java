package id.mpp.server.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Figures of legs, in groups and in total.
 *
 * @param total of all legs
 * @param groups in the order of their keys
 */
public record Statistics(Figures total, List<Figures> groups) {
    /** What legs are grouped by. */
    public enum By {
        /**
         * Arrivals and waits by the hour of arrival; ends and service times by the hour of the end, in the hall's zone.
         */
        HOUR,
        DAY,
        SERVICE,
        AGENCY,
        /** The counter that called. Legs that nobody has called yet are in no group. */
        COUNTER
    }

    public Statistics {
        groups = List.copyOf(groups);
    }

    public static Statistics of(List<Leg> legs, By by, Halls halls) {
        Figures.Collector total = new Figures.Collector();
        Map<String, Figures.Collector> groups = new TreeMap<>();
        for (Leg leg : legs) {
            total.addArrival(leg, halls);
            total.addState(leg, halls);
            ZoneId zone = halls.zone(leg.day().branch());
            String arrival = key(leg, by, leg.track().arrived().wall(), zone);
            if (arrival != null) {
                groups.computeIfAbsent(arrival, key -> new Figures.Collector()).addArrival(leg, halls);
            }
            String end = key(leg, by, endOf(leg), zone);
            if (end != null) {
                groups.computeIfAbsent(end, key -> new Figures.Collector()).addState(leg, halls);
            }
        }
        if (by == By.HOUR) {
            fillHours(groups);
        }
        return new Statistics(
                total.figures(""),
                groups.entrySet().stream()
                        .map(group -> group.getValue().figures(group.getKey()))
                        .toList());
    }

    private static @Nullable String key(Leg leg, By by, Instant at, ZoneId zone) {
        return switch (by) {
            case HOUR -> hour(at.atZone(zone).getHour());
            case DAY -> leg.day().label().toString();
            case SERVICE -> leg.place().service();
            case AGENCY -> leg.place().agency();
            case COUNTER -> leg.counter();
        };
    }

    private static Instant endOf(Leg leg) {
        return leg.track().ended() == null
                ? leg.track().arrived().wall()
                : leg.track().ended().wall();
    }

    /** A quiet hour between two busy ones is a zero and not a hole. */
    private static void fillHours(Map<String, Figures.Collector> groups) {
        if (groups.isEmpty()) {
            return;
        }
        List<Integer> hours = groups.keySet().stream().map(Integer::valueOf).toList();
        for (int hour = hours.getFirst(); hour < hours.getLast(); hour++) {
            groups.computeIfAbsent(hour(hour), key -> new Figures.Collector());
        }
    }

    private static String hour(int hour) {
        return String.format(Locale.ROOT, "%02d", hour);
    }
}
