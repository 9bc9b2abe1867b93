package id.mpp.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * May a number be issued? One answer for every screen, asked in this order: pause of the whole hall → approved override
 * → holiday → calendar → disruption → cut-off → quota → capacity. An override replaces holiday and calendar only. Where
 * the clock cannot be trusted the calendar is not applied: a supervisor has opened the day, and a wrong clock must not
 * close the hall. Nor does it name a time to come back. Under an override there is no closing time, hence neither
 * cut-off nor capacity, but for counters whose closure is approved.
 */
public final class AdmissionPolicy {
    /** Under an override the hall closes when its supervisor says so: as good as never. */
    private static final Duration OPEN_END = Duration.ofDays(3_650);

    private final Hall hall;
    private final OpeningTimes times;
    private final ServingCapacity capacity;

    public AdmissionPolicy(Hall hall) {
        this.hall = hall;
        this.times = new OpeningTimes(hall);
        this.capacity = new ServingCapacity(hall);
    }

    /** Why no number is issued for the service now; empty when one may be. */
    public Optional<Refusal> check(ServiceType service, HallConditions hallNow, Moment now) {
        return check(service, hallNow, now, false);
    }

    /** @param reserved whether a place was reserved, so that the quota does not count */
    Optional<Refusal> check(ServiceType service, HallConditions hallNow, Moment now, boolean reserved) {
        Day day = hallNow.day();
        if (!day.open()) {
            return Optional.of(new Refusal.DayNotOpen());
        }
        String paused = day.pauseReason();
        if (paused != null) {
            return Optional.of(new Refusal.HallStandsStill(paused));
        }
        boolean byCalendar = !day.hoursOverridden() && now.trusted();
        LocalDateTime local = times.local(now);
        Optional<Refusal> closed = byCalendar ? times.closed(service, local) : Optional.empty();
        if (closed.isPresent()) {
            return closed;
        }
        Disruption disruption = hallNow.disruption(service.agency()).orElse(null);
        if (disruption != null) {
            return Optional.of(
                    new Refusal.ServiceDisrupted(service.id(), disruption.reason(), disruption.expectedEnd()));
        }
        return byCalendar && pastCutOff(service, local)
                ? Optional.of(new Refusal.PastCutOff(service.id(), closing(service, local), nextDay(service, now)))
                : full(service, hallNow, now, byCalendar, reserved);
    }

    private Optional<Refusal> full(
            ServiceType service, HallConditions hallNow, Moment now, boolean byCalendar, boolean reserved) {
        Integer quota = service.dailyQuota();
        if (!reserved && quota != null && hallNow.issued(service.id()) >= quota) {
            return Optional.of(new Refusal.QuotaFull(service.id(), quota, nextDay(service, now)));
        }
        Duration left = byCalendar ? times.left(hall.agencyOf(service), times.local(now)) : OPEN_END;
        return capacity.holdsOneMore(service, hallNow, left)
                ? Optional.empty()
                : Optional.of(new Refusal.CapacityFull(service.id(), nextDay(service, now)));
    }

    private boolean pastCutOff(ServiceType service, LocalDateTime local) {
        LocalDateTime closes = times.closing(hall.agencyOf(service), local.toLocalDate());
        return closes != null
                && Duration.between(local, closes)
                                .compareTo(Duration.ofMinutes(hall.branch().cutOffMinutes()))
                        < 0;
    }

    private Instant closing(ServiceType service, LocalDateTime local) {
        LocalDateTime closes = times.closing(hall.agencyOf(service), local.toLocalDate());
        return times.instant(closes == null ? local : closes);
    }

    /** When it opens on a later day; null where the clock does not know. */
    private @Nullable Instant nextDay(ServiceType service, Moment now) {
        return now.trusted() ? times.nextDay(hall.agencyOf(service), times.local(now)) : null;
    }
}
