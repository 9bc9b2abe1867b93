package id.mpp.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open counter as it is now; a counter without a state is closed.
 *
 * @param paused whether it takes a break
 * @param pauseReason empty when it does not
 * @param current the ticket that is called or served there
 * @param last the ticket it last acted on, for undo
 * @param finished tickets finished there today
 */
public record CounterState(
        CounterId id,
        AgencyId agency,
        ZoneId zone,
        List<ServiceId> services,
        boolean paused,
        String pauseReason,
        @Nullable TicketId current,
        @Nullable TicketId last,
        int finished) {
    public CounterState {
        services = List.copyOf(services);
    }

    CounterState pause(boolean nowPaused, String reason) {
        return new CounterState(id, agency, zone, services, nowPaused, reason, current, last, finished);
    }

    CounterState holds(TicketId ticket) {
        return new CounterState(id, agency, zone, services, paused, pauseReason, ticket, ticket, finished);
    }

    CounterState releases(TicketId ticket, int finishedMore) {
        return new CounterState(id, agency, zone, services, paused, pauseReason, null, ticket, finished + finishedMore);
    }

    CounterState forgetsLast() {
        return new CounterState(id, agency, zone, services, paused, pauseReason, current, null, finished);
    }
}
