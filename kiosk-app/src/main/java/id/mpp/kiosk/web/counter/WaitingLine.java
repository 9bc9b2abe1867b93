package id.mpp.kiosk.web.counter;

import com.fasterxml.jackson.core.JsonGenerator;
import id.mpp.kiosk.desk.HallView;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.Words;
import id.mpp.queue.CallOrder;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.Moment;
import id.mpp.queue.Place;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who waits for a counter, in the very order of its next calls, and why each stands there. */
final class WaitingLine {
    /** The officer's list; nobody looks further down, and the number of all is beside it. */
    static final int MOST = 50;

    private static final long MILLIS = 1_000;
    private static final double PERMILLE = 1_000;

    private final CallOrder order;
    private final HallTime time;
    private final Supplier<Moment> now;

    WaitingLine(QueuePolicy policy, HallTime time, Supplier<Moment> now) {
        this.order = new CallOrder(policy);
        this.time = time;
        this.now = now;
    }

    /** The first of them as {@code waiting}, and how many there are as {@code waitingTotal}. */
    void write(JsonGenerator out, CounterId counter, List<ServiceId> services, HallView view) throws IOException {
        Moment at = now.get();
        long hallNow = view.time().at(at);
        List<Ticket> line = new ArrayList<>();
        int total = 0;
        for (ServiceId service : services) {
            total += view.waiting(service) - awaitedElsewhere(service, counter, view);
            for (Place.Kind kind : Place.Kind.values()) {
                line.addAll(view.waitingTickets(lane(kind, service, counter), MOST));
            }
        }
        line.sort((one, other) -> one.equals(other) ? 0 : order.beats(one.place(), other.place(), hallNow) ? -1 : 1);
        out.writeArrayFieldStart("waiting");
        for (int i = 0; i < Math.min(line.size(), MOST); i++) {
            row(out, line.get(i), i + 1, at, hallNow);
        }
        out.writeEndArray();
        out.writeNumberField("waitingTotal", total);
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

    private void row(JsonGenerator out, Ticket ticket, int place, Moment at, long hallNow) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", ticket.id().value());
        out.writeStringField("number", ticket.number().toString());
        out.writeStringField("service", ticket.service().value());
        out.writeStringField("state", Words.of(ticket.state()));
        out.writeBooleanField("priority", ticket.priority());
        out.writeStringField("issuedAt", time.json(ticket.issuedAt()));
        Optional<Duration> waited = at.since(ticket.issuedAt());
        if (waited.isPresent()) {
            out.writeNumberField("waitedSeconds", waited.get().toSeconds());
        }
        out.writeNumberField("place", place);
        why(out, ticket, hallNow);
        out.writeEndObject();
    }

    /** The engine's own figures: age in this place × rate of its class = score. */
    private void why(JsonGenerator out, Ticket ticket, long hallNow) throws IOException {
        Place at = ticket.place();
        out.writeObjectFieldStart("why");
        out.writeStringField("kind", Words.of(order.kind(at.lane().kind())));
        out.writeNumberField("ageSeconds", Math.max(0, hallNow - at.order().hallMillis()) / MILLIS);
        out.writeNumberField("rate", order.rate(at.lane().kind()) / PERMILLE);
        out.writeNumberField("scoreSeconds", Math.max(0, order.score(at, hallNow)) / MILLIS);
        out.writeBooleanField("moved", !at.order().equals(ticket.arrival()));
        out.writeEndObject();
    }
}
