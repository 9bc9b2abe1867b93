package id.mpp.queue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * May a number be issued? One answer for every screen, asked in this order: approved override → holiday → weekly calendar →
 * disruption → cut-off → quota. An override replaces holiday and calendar only. Where the clock cannot be trusted the calendar
 * is not applied: a supervisor has opened the day, and a wrong clock must not close the hall. Nor does it name a time to come
 * back. Under an override there is no closing time, hence no cut-off.
 */
public final class AdmissionPolicy {
    /** How far ahead the next opening is looked for; beyond it nobody plans a journey. */
    private static final int DAYS_AHEAD = 30;

    private final Hall hall;

    public AdmissionPolicy(Hall hall) {
        this.hall = hall;
    }

    /** Why no number is issued for the service now; empty when one may be. */
    public Optional<Refusal> check(
            ServiceType service, Day day, @Nullable Disruption disruption, int issuedToday, Moment now) {
        if (!day.open()) {
            return Optional.of(new Refusal.DayNotOpen());
        }
        boolean byCalendar = !day.hoursOverridden() && now.trusted();
        LocalDateTime local = LocalDateTime.ofInstant(now.wall(), hall.branch().zone());
        WeeklyCalendar calendar = hall.agencyOf(service).calendar();
        if (byCalendar) {
            Optional<Refusal> closed = closed(service, calendar, local);
            if (closed.isPresent()) {
                return closed;
            }
        }
        if (disruption != null) {
            return Optional.of(
                    new Refusal.ServiceDisrupted(service.id(), disruption.reason(), disruption.expectedEnd()));
        }
        if (byCalendar && pastCutOff(calendar, local)) {
            Instant closesAt =
                    instant(local.toLocalDate(), lastRange(calendar, local).to());
            return Optional.of(new Refusal.PastCutOff(service.id(), closesAt, nextDay(calendar, local)));
        }
        Integer quota = service.dailyQuota();
        if (quota != null && issuedToday >= quota) {
            Instant reopensAt = now.trusted() ? nextDay(calendar, local) : null;
            return Optional.of(new Refusal.QuotaFull(service.id(), quota, reopensAt));
        }
        return Optional.empty();
    }

    private Optional<Refusal> closed(ServiceType service, WeeklyCalendar calendar, LocalDateTime local) {
        Text holiday = hall.holidays().get(local.toLocalDate());
        if (holiday != null) {
            return Optional.of(new Refusal.ServiceClosed(
                    service.id(), Refusal.ClosedReason.HOLIDAY, holiday.in("id"), nextDay(calendar, local)));
        }
        List<WeeklyCalendar.Range> ranges = calendar.on(local.getDayOfWeek());
        LocalTime time = local.toLocalTime();
        if (ranges.stream().anyMatch(range -> range.holds(time))) {
            return Optional.empty();
        }
        return Optional.of(new Refusal.ServiceClosed(
                service.id(), reason(local.getDayOfWeek(), ranges, time), null, nextOpening(calendar, local)));
    }

    private static Refusal.ClosedReason reason(DayOfWeek day, List<WeeklyCalendar.Range> ranges, LocalTime time) {
        boolean between = !ranges.isEmpty()
                && time.isAfter(ranges.getFirst().from())
                && time.isBefore(ranges.getLast().from());
        if (!between) {
            return Refusal.ClosedReason.OUTSIDE_HOURS;
        }
        return day == DayOfWeek.FRIDAY ? Refusal.ClosedReason.FRIDAY_BREAK : Refusal.ClosedReason.BREAK;
    }

    private boolean pastCutOff(WeeklyCalendar calendar, LocalDateTime local) {
        LocalTime closes = lastRange(calendar, local).to();
        return Duration.between(local.toLocalTime(), closes)
                        .compareTo(Duration.ofMinutes(hall.branch().cutOffMinutes()))
                < 0;
    }

    private static WeeklyCalendar.Range lastRange(WeeklyCalendar calendar, LocalDateTime local) {
        return calendar.on(local.getDayOfWeek()).getLast();
    }

    private @Nullable Instant nextDay(WeeklyCalendar calendar, LocalDateTime local) {
        return nextOpening(
                calendar, local.toLocalDate().plusDays(1).atStartOfDay().minusNanos(1));
    }

    private @Nullable Instant nextOpening(WeeklyCalendar calendar, LocalDateTime after) {
        for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
            LocalDate date = after.toLocalDate().plusDays(ahead);
            if (hall.holidays().containsKey(date)) {
                continue;
            }
            for (WeeklyCalendar.Range range : calendar.on(date.getDayOfWeek())) {
                if (date.atTime(range.from()).isAfter(after)) {
                    return instant(date, range.from());
                }
            }
        }
        return null;
    }

    private Instant instant(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(hall.branch().zone()).toInstant();
    }
}
