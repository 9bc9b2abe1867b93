package id.mpp.queue;

import id.mpp.queue.WeeklyCalendar.Range;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When the hall as a whole serves: the calendars of all its agencies laid together. Knows neither overrides nor queues.
 */
public final class HallHours {
    private final Hall hall;
    private final OpeningTimes times;

    public HallHours(Hall hall) {
        this.hall = hall;
        this.times = new OpeningTimes(hall);
    }

    /** The hours of a date, in order and apart from each other: at least one agency serves. Empty where none does. */
    public List<Range> on(LocalDate date) {
        List<Range> together = new ArrayList<>();
        hall.agencies().stream()
                .flatMap(agency -> times.on(agency, date).stream())
                .sorted(Comparator.comparing(Range::from))
                .forEach(range -> add(together, range));
        return together;
    }

    /** When the first agency opens next; empty where the clock cannot be trusted, or none opens for a long time. */
    public Optional<Instant> nextOpening(Moment now) {
        if (!now.trusted()) {
            return Optional.empty();
        }
        return hall.agencies().stream()
                .map(agency -> times.nextOpening(agency, times.local(now)))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    private static void add(List<Range> together, Range range) {
        Range last = together.isEmpty() ? null : together.getLast();
        if (last == null || range.from().isAfter(last.to())) {
            together.add(range);
        } else {
            LocalTime end = range.to().isAfter(last.to()) ? range.to() : last.to();
            together.set(together.size() - 1, new Range(last.from(), end));
        }
    }
}
