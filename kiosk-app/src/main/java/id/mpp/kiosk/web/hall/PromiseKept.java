package id.mpp.kiosk.web.hall;

import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.Ticket;
import java.time.Duration;
import java.util.Optional;

/**
 * How the promised wait was kept today: numbers that were called, and those of them called within the
 * {@code waitTargetMinutes} of their service. Numbers that were called more than once (parked, transferred) are left
 * out: their last call says nothing of their wait.
 */
record PromiseKept(int called, int within) {
    static PromiseKept today(Hall hall, HallView view) {
        int called = 0;
        int within = 0;
        for (Ticket ticket : view.tickets()) {
            Optional<Duration> waited = waited(ticket);
            Optional<Duration> promised = hall.service(ticket.service()).map(service -> service.waitTarget());
            if (waited.isPresent() && promised.isPresent()) {
                called++;
                within += waited.get().compareTo(promised.get()) <= 0 ? 1 : 0;
            }
        }
        return new PromiseKept(called, within);
    }

    private static Optional<Duration> waited(Ticket ticket) {
        Moment calledAt = ticket.calledAt();
        return calledAt == null || ticket.calls() != 1 ? Optional.empty() : calledAt.since(ticket.issuedAt());
    }
}
