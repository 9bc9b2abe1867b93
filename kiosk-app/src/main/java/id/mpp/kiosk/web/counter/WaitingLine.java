package id.mpp.kiosk.web.counter;

import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.Words;
import id.mpp.queue.CallOrder;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.Place;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who waits for a counter, in the very order of its next calls, and why each stands there. */
final class WaitingLine {
    /** The officer's list; nobody looks further down, and the number of all is beside it. */
    static final int MOST = 50;

    private static final long MILLIS = 1_000;
    private static final double PERMILLE = 1_000;

    /** @param waitedSeconds null where the clock cannot tell */
    record Row(
            TicketId id,
            TicketNumber number,
            ServiceId service,
            String state,
            boolean priority,
            String issuedAt,
            @Nullable Long waitedSeconds,
            int place,
            Why why) {}

    /** The engine's own figures: age in this place × rate of its class = score. */
    record Why(String kind, long ageSeconds, double rate, long scoreSeconds, boolean moved) {}

    private final CallOrder order;
    private final HallTime time;
    private final Supplier<Moment> now;

    WaitingLine(QueuePolicy policy, HallTime time, Supplier<Moment> now) {
        this.order = new CallOrder(policy);
        this.time = time;
        this.now = now;
    }

    /** The first of them. */
    List<Row> rows(CounterId counter, List<ServiceId> services, HallView view) {
        Moment at = now.get();
        long hallNow = view.time().at(at);
        List<Ticket> line = new ArrayList<>();
        for (ServiceId service : services) {
            for (Place.Kind kind : Place.Kind.values()) {
                line.addAll(view.waitingTickets(lane(kind, service, counter), MOST));
            }
        }
        line.sort((one, other) -> one.equals(other) ? 0 : order.beats(one.place(), other.place(), hallNow) ? -1 : 1);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(line.size(), MOST); i++) {
            rows.add(row(line.get(i), i + 1, at, hallNow));
        }
        return rows;
    }

    /** How many there are. */
    static int total(CounterId counter, List<ServiceId> services, HallView view) {
        int total = 0;
        for (ServiceId service : services) {
            total += view.waiting(service) - awaitedElsewhere(service, counter, view);
        }
        return total;
    }

    private static Place.Lane lane(Place.Kind kind, ServiceId service, CounterId counter) {
        @Nullable CounterId only = kind == Place.Kind.RETURNED ? counter : null;
        return new Place.Lane(kind, service, only);
    }

    /** Tickets that come back to another counter are counted with their service, and are not called here. */
    private static int awaitedElsewhere(ServiceId service, CounterId here, HallView view) {
        int elsewhere = 0;
        for (CounterState other : view.counters()) {
            if (!other.id().equals(here)) {
                elsewhere += view.waitingTickets(lane(Place.Kind.RETURNED, service, other.id()), Integer.MAX_VALUE)
                        .size();
            }
        }
        return elsewhere;
    }

    private Row row(Ticket ticket, int place, Moment at, long hallNow) {
        return new Row(
                ticket.id(),
                ticket.number(),
                ticket.service(),
                Words.of(ticket.state()),
                ticket.priority(),
                time.json(ticket.issuedAt()),
                at.since(ticket.issuedAt()).map(Duration::toSeconds).orElse(null),
                place,
                why(ticket, hallNow));
    }

    private Why why(Ticket ticket, long hallNow) {
        Place at = ticket.place();
        return new Why(
                Words.of(order.kind(at.lane().kind())),
                Math.max(0, hallNow - at.order().hallMillis()) / MILLIS,
                order.rate(at.lane().kind()) / PERMILLE,
                Math.max(0, order.score(at, hallNow)) / MILLIS,
                !at.order().equals(ticket.arrival()));
    }
}
