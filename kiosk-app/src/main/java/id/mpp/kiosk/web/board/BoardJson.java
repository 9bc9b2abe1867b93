package id.mpp.kiosk.web.board;

import com.fasterxml.jackson.core.JsonGenerator;
import id.mpp.kiosk.desk.HallView;
import id.mpp.kiosk.web.DayAnswer;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.queue.Agency;
import id.mpp.queue.CounterState;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.ServiceType;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import id.mpp.queue.ZoneId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hall display's picture of the hall. Holds numbers, counters and agencies; never a ticket's id, service or priority. */
final class BoardJson {
    private static final int MAX_NOW = 40;
    private static final int MAX_RECENT = 12;

    private final Hall hall;
    private final CallLog log;
    private final HallTime time;
    private final Supplier<Moment> now;
    private final Predicate<ZoneId> loudspeaker;

    /** @param loudspeaker the zones whose calls are spoken without the boards */
    BoardJson(Hall hall, CallLog log, HallTime time, Supplier<Moment> now, Predicate<ZoneId> loudspeaker) {
        this.hall = hall;
        this.log = log;
        this.time = time;
        this.now = now;
        this.loudspeaker = loudspeaker;
    }

    /** @param zone null for all */
    byte[] board(HallView view, @Nullable ZoneId zone, String version) {
        return JsonBytes.object(out -> {
            out.writeStringField("version", version);
            out.writeObjectFieldStart("branch");
            JsonBytes.text(out, "name", hall.branch().name());
            out.writeStringField("city", hall.branch().city());
            out.writeEndObject();
            out.writeArrayFieldStart("now");
            for (CallLog.Call call : current(view, zone)) {
                row(out, call);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("recent");
            for (CallLog.Call call : log.recent(zone, MAX_RECENT)) {
                row(out, call);
            }
            out.writeEndArray();
            out.writeObjectFieldStart("waiting");
            for (Map.Entry<String, Integer> entry : waiting(view, zone).entrySet()) {
                out.writeNumberField(entry.getKey(), entry.getValue());
            }
            out.writeEndObject();
            out.writeStringField("serverTime", time.json(now.get()));
            out.writePOJOField("day", DayAnswer.of(view.day()));
        });
    }

    /** One call, for the board to show and announce once. */
    byte[] call(CallLog.Call call) {
        return JsonBytes.object(out -> fields(out, call));
    }

    private void row(JsonGenerator out, CallLog.Call call) throws IOException {
        out.writeStartObject();
        fields(out, call);
        out.writeEndObject();
    }

    private void fields(JsonGenerator out, CallLog.Call call) throws IOException {
        out.writeStringField("number", call.number().toString());
        out.writeStringField("counter", call.counter().value());
        out.writeStringField("counterLabel", call.counterLabel());
        out.writeStringField("agency", call.agency().value());
        Agency agency = hall.agency(call.agency()).orElse(null);
        if (agency != null) {
            JsonBytes.text(out, "agencyName", agency.name());
        }
        out.writeStringField("zone", call.zone().value());
        out.writeStringField("calledAt", time.json(call.at()));
        out.writeNumberField("recall", call.recall());
        out.writeStringField("announcement", call.announcement());
        out.writeBooleanField("loudspeaker", loudspeaker.test(call.zone()));
    }

    /** Who is called or served now, the latest call first. */
    private List<CallLog.Call> current(HallView view, @Nullable ZoneId zone) {
        List<CallLog.Call> current = new ArrayList<>();
        for (CounterState counter : view.counters()) {
            TicketId id = counter.current();
            Ticket ticket = id == null || (zone != null && !zone.equals(counter.zone()))
                    ? null
                    : view.ticket(id).orElse(null);
            if (ticket != null && ticket.calledAt() != null) {
                current.add(log.latest(ticket.id()).orElseGet(() -> unlogged(ticket, counter)));
            }
        }
        current.sort(
                Comparator.comparing((CallLog.Call call) -> call.at().wall()).reversed());
        return current.subList(0, Math.min(current.size(), MAX_NOW));
    }

    /** A call that the view knows a moment before the log does, or one older than the log; it has no announcement. */
    private CallLog.Call unlogged(Ticket ticket, CounterState counter) {
        String label = hall.counter(counter.id())
                .map(known -> known.label())
                .orElse(counter.id().value());
        return new CallLog.Call(
                ticket.id(),
                ticket.number(),
                counter.id(),
                label,
                ticket.agency(),
                counter.zone(),
                Objects.requireNonNull(ticket.calledAt()),
                ticket.recalls(),
                "");
    }

    private Map<String, Integer> waiting(HallView view, @Nullable ZoneId zone) {
        Map<String, Integer> waiting = new LinkedHashMap<>();
        for (ServiceType service : hall.services()) {
            if (zone == null || zone.equals(hall.agencyOf(service).zone())) {
                waiting.merge(service.agency().value(), view.waiting(service.id()), Integer::sum);
            }
        }
        return waiting;
    }
}
