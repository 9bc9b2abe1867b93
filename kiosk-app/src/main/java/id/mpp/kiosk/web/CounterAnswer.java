package id.mpp.kiosk.web;

import id.mpp.queue.AgencyId;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.HallView;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A counter as everybody in the hall may know it.
 *
 * @param services those it serves now, or would serve when it opens
 * @param number of the ticket that is called or served there
 */
public record CounterAnswer(
        CounterId id,
        String label,
        AgencyId agency,
        ZoneId zone,
        String state,
        List<ServiceId> services,
        @Nullable TicketNumber number,
        @Nullable String pauseReason,
        @Nullable Closure closure) {
    /** The wish to close the counter early. */
    public record Closure(boolean approved, String reason) {}

    public static CounterAnswer of(Counter counter, HallView view) {
        CounterState state = view.counter(counter.id()).orElse(null);
        Ticket current = current(state, view);
        return new CounterAnswer(
                counter.id(),
                counter.label(),
                counter.agency(),
                counter.zone(),
                Words.counter(state, current),
                services(counter, state),
                current == null ? null : current.number(),
                state == null || !state.paused() ? null : state.pauseReason(),
                view.closure(counter.id())
                        .map(closure -> new Closure(closure.approved(), closure.reason()))
                        .orElse(null));
    }

    /** What it serves now, or would serve when it opens. */
    public static List<ServiceId> services(Counter counter, @Nullable CounterState state) {
        return List.copyOf(state == null ? counter.services() : state.services());
    }

    /** The ticket that is called or served there. */
    public static @Nullable Ticket current(@Nullable CounterState state, HallView view) {
        return state == null || state.current() == null
                ? null
                : view.ticket(state.current()).orElse(null);
    }
}
