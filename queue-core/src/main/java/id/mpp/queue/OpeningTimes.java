package id.mpp.queue;

import id.mpp.queue.OpeningCalendar.SpecialDay;
import id.mpp.queue.WeeklyCalendar.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calendars of hall and agencies together: is it open, why not, when again. Knows no queue. */
final class OpeningTimes {
    /** How far ahead the next opening is looked for; beyond it nobody plans a journey. */
    private static final int DAYS_AHEAD = 30;

    private final Hall hall;

    OpeningTimes(Hall hall) {
        this.hall = hall;
    }

    LocalDateTime local(Moment moment) {
        return LocalDateTime.ofInstant(moment.wall(), hall.branch().zone());
    }

    /** Why the calendar closes a service at that time; empty where it does not. */
    Optional<Refusal> closed(ServiceType service, LocalDateTime at) {
        Agency agency = hall.agencyOf(service);
        LocalDate date = at.toLocalDate();
        SpecialDay special = agency.calendar().special().get(date);
        Text holiday = special == null ? hall.calendar().holidays().get(date) : null;
        if (holiday != null) {
            return refuse(service, Refusal.ClosedReason.HOLIDAY, holiday, nextDay(agency, at));
        }
        List<Range> working = agency.calendar().on(date);
        if (special != null && working.isEmpty()) {
            return refuse(service, Refusal.ClosedReason.SPECIAL_DAY, special.name(), nextDay(agency, at));
        }
        LocalTime time = at.toLocalTime();
        if (working.stream().noneMatch(range -> range.holds(time))) {
            return refuse(service, reason(date, working, time), null, nextOpening(agency, at));
        }
        return hall.calendar().pauses().stream()
                .filter(pause -> pause.days().contains(date.getDayOfWeek())
                        && pause.time().holds(time))
                .findFirst()
                .flatMap(pause -> refuse(service, Refusal.ClosedReason.PAUSE, pause.name(), nextOpening(agency, at)));
    }

    /** When the agency closes on that date; null where it does not open. */
    @Nullable
    LocalDateTime closing(Agency agency, LocalDate date) {
        List<Range> open = on(agency, date);
        return open.isEmpty() ? null : date.atTime(open.getLast().to());
    }

    /** The working time that is left on that day. */
    Duration left(Agency agency, LocalDateTime from) {
        Duration left = Duration.ZERO;
        for (Range range : on(agency, from.toLocalDate())) {
            LocalTime begin = range.from().isAfter(from.toLocalTime()) ? range.from() : from.toLocalTime();
            if (begin.isBefore(range.to())) {
                left = left.plus(Duration.between(begin, range.to()));
            }
        }
        return left;
    }

    /** The first opening on a later day. */
    @Nullable
    Instant nextDay(Agency agency, LocalDateTime at) {
        return nextOpening(agency, at.toLocalDate().plusDays(1).atStartOfDay().minusNanos(1));
    }

    Instant instant(LocalDateTime time) {
        return time.atZone(hall.branch().zone()).toInstant();
    }

    /** The first opening after that time. */
    @Nullable
    Instant nextOpening(Agency agency, LocalDateTime after) {
        for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
            LocalDate date = after.toLocalDate().plusDays(ahead);
            for (Range range : on(agency, date)) {
                if (date.atTime(range.from()).isAfter(after)) {
                    return instant(date.atTime(range.from()));
                }
            }
        }
        return null;
    }

    /** The hours of a date, holidays and pauses taken out. */
    List<Range> on(Agency agency, LocalDate date) {
        boolean holiday = hall.calendar().holidays().containsKey(date)
                && !agency.calendar().special().containsKey(date);
        List<Range> open = holiday ? List.of() : agency.calendar().on(date);
        for (HallCalendar.DailyPause pause : hall.calendar().pauses()) {
            if (pause.days().contains(date.getDayOfWeek())) {
                open = without(open, pause.time());
            }
        }
        return open;
    }

    private static List<Range> without(List<Range> hours, Range pause) {
        List<Range> rest = new ArrayList<>();
        for (Range range : hours) {
            if (range.from().isBefore(min(pause.from(), range.to()))) {
                rest.add(new Range(range.from(), min(pause.from(), range.to())));
            }
            if (max(pause.to(), range.from()).isBefore(range.to())) {
                rest.add(new Range(max(pause.to(), range.from()), range.to()));
            }
        }
        return rest;
    }

    private static LocalTime min(LocalTime one, LocalTime other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalTime max(LocalTime one, LocalTime other) {
        return one.isAfter(other) ? one : other;
    }

    private static Refusal.ClosedReason reason(LocalDate date, List<Range> ranges, LocalTime time) {
        boolean between = !ranges.isEmpty()
                && time.isAfter(ranges.getFirst().from())
                && time.isBefore(ranges.getLast().from());
        if (!between) {
            return Refusal.ClosedReason.OUTSIDE_HOURS;
        }
        return date.getDayOfWeek() == java.time.DayOfWeek.FRIDAY
                ? Refusal.ClosedReason.FRIDAY_BREAK
                : Refusal.ClosedReason.BREAK;
    }

    private static Optional<Refusal> refuse(
            ServiceType service, Refusal.ClosedReason reason, @Nullable Text name, @Nullable Instant reopensAt) {
        return Optional.of(
                new Refusal.ServiceClosed(service.id(), reason, name == null ? null : name.in("id"), reopensAt));
    }
}
