package id.mpp.kiosk.web.board;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.mpp.kiosk.web.DayAnswer;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.queue.AgencyId;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.ServiceType;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The hall display's picture of the hall. Holds numbers, counters and agencies; never a ticket's id, service or
 * priority.
 */
final class BoardJson {
    private static final int MAX_NOW = 40;
    private static final int MAX_RECENT = 12;

    /**
     * @param now who is called or served, the latest call first
     * @param waiting how many wait, by agency
     */
    private record Board(
            String version,
            Branch branch,
            List<CallRow> now,
            List<CallRow> recent,
            Map<AgencyId, Integer> waiting,
            String serverTime,
            DayAnswer day) {}

    private record Branch(Map<String, String> name, String city) {}

    /**
     * A call as one flat object.
     *
     * @param recall 0 for the first call
     */
    private record CallRow(
            TicketNumber number,
            @JsonUnwrapped Where where,
            String calledAt,
            int recall,
            @JsonUnwrapped Sound sound) {}

    private record Where(
            CounterId counter,
            String counterLabel,
            AgencyId agency,
            @Nullable Map<String, String> agencyName,
            ZoneId zone) {}

    /**
     * @param announcement under which it is fetched; empty where there is none
     * @param loudspeaker whether the zone speaks it without the boards
     */
    private record Sound(String announcement, boolean loudspeaker) {}

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
        return JsonBytes.of(new Board(
                version,
                new Branch(hall.branch().name().byLanguage(), hall.branch().city()),
                current(view, zone).stream().map(this::row).toList(),
                log.recent(zone, MAX_RECENT).stream().map(this::row).toList(),
                waiting(view, zone),
                time.json(now.get()),
                DayAnswer.of(view.day())));
    }

    /** One call, for the board to show and announce once. */
    byte[] call(CallLog.Call call) {
        return JsonBytes.of(row(call));
    }

    private CallRow row(CallLog.Call call) {
        return new CallRow(
                call.number(),
                new Where(
                        call.counter(),
                        call.counterLabel(),
                        call.agency(),
                        hall.agency(call.agency())
                                .map(agency -> agency.name().byLanguage())
                                .orElse(null),
                        call.zone()),
                time.json(call.at()),
                call.recall(),
                new Sound(call.announcement(), loudspeaker.test(call.zone())));
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

    private Map<AgencyId, Integer> waiting(HallView view, @Nullable ZoneId zone) {
        Map<AgencyId, Integer> waiting = new LinkedHashMap<>();
        for (ServiceType service : hall.services()) {
            if (zone == null || zone.equals(hall.agencyOf(service).zone())) {
                waiting.merge(service.agency(), view.waiting(service.id()), Integer::sum);
            }
        }
        return waiting;
    }
}
