package id.mpp.kiosk.web.supervision;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.mpp.file.FileTrouble;
import id.mpp.file.FileTroubles;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.web.DayAnswer;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JournalAnswer;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.Words;
import id.mpp.queue.ActorId;
import id.mpp.queue.Agency;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Closure;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.Disruption;
import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.TicketState;
import id.mpp.queue.Zone;
import id.mpp.queue.ZoneId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The hall as its supervisor sees it: zones, alarms, devices, what waits for a decision, and how many numbers are
 * where.
 */
final class SupervisionJson {
    /** Numbers without an end that are listed at day's end. */
    private static final int MOST_OPEN = 200;

    /** One flat object. */
    private record Overview(
            @JsonUnwrapped AsOf asOf,
            List<ZoneRow> zones,
            List<ClosureRow> closures,
            List<DisruptionRow> disruptions,
            List<DeviceRow> devices,
            List<FileRow> files,
            @JsonUnwrapped Numbers numbers) {}

    private record AsOf(String now, DayAnswer day, @Nullable JournalAnswer journal) {}

    private record Numbers(Map<String, Integer> numbers, List<OpenNumber> withoutEnd) {}

    /**
     * @param longestNumber who waits longest; null where nobody waits
     * @param longestPromiseSeconds what the service of that number promises
     * @param overPromise how many wait longer than their services promise
     * @param idleWhileWaiting counters without a ticket although somebody waits for their services
     */
    private record ZoneRow(
            ZoneId id,
            Map<String, String> name,
            int waiting,
            long longestWaitSeconds,
            @Nullable TicketNumber longestNumber,
            @Nullable Long longestPromiseSeconds,
            long overPromise,
            List<CounterId> idleWhileWaiting,
            CounterCounts counters) {}

    private record CounterCounts(int open, int serving, int idle, int paused, int closed) {}

    /** @param waiting how many wait for the services of the counter */
    private record ClosureRow(
            CounterId counter,
            String label,
            AgencyId agency,
            String reason,
            ActorId requestedBy,
            boolean approved,
            int waiting) {}

    private record DisruptionRow(
            AgencyId agency, String reason, @Nullable String expectedEnd) {}

    private record DeviceRow(
            String id,
            String kind,
            boolean working,
            boolean attention,
            List<String> conditions,
            Map<String, String> sentence) {}

    private record FileRow(
            String file,
            @Nullable Long line,
            @Nullable String field,
            @Nullable String value,
            String what,
            String serves) {}

    /** A number that has no end yet and would expire, were the day closed now. */
    private record OpenNumber(
            TicketNumber number,
            ServiceId service,
            String state,
            @Nullable CounterId counter) {}

    private final Hall hall;
    private final HallTime time;
    private final Supplier<List<DeviceHealth>> devices;
    private final FileTroubles files;
    private final JournalNotice journal;

    SupervisionJson(
            Hall hall, HallTime time, Supplier<List<DeviceHealth>> devices, FileTroubles files, JournalNotice journal) {
        this.hall = hall;
        this.time = time;
        this.devices = devices;
        this.files = files;
        this.journal = journal;
    }

    byte[] bytes(HallView view, Moment now) {
        return JsonBytes.of(new Overview(
                new AsOf(time.json(now), DayAnswer.of(view.day()), JournalAnswer.of(journal, view.day())),
                hall.zones().stream().map(zone -> zone(zone, view, now)).toList(),
                closures(view),
                disruptions(view),
                devices(),
                files.now().stream().map(SupervisionJson::file).toList(),
                new Numbers(Reconciliation.counts(view.tickets()), withoutEnd(view))));
    }

    private ZoneRow zone(Zone zone, HallView view, Moment now) {
        List<Ticket> waiting = view.tickets().stream()
                .filter(ticket ->
                        ticket.state() == TicketState.WAITING && ticket.zone().equals(zone.id()))
                .toList();
        Optional<Ticket> longest = waiting.stream().max(Comparator.comparing((Ticket ticket) -> waited(ticket, now)));
        return new ZoneRow(
                zone.id(),
                zone.name().byLanguage(),
                waiting.size(),
                longest.map(ticket -> waited(ticket, now).toSeconds()).orElse(0L),
                longest.map(Ticket::number).orElse(null),
                longest.flatMap(ticket -> hall.service(ticket.service()))
                        .map(service -> service.waitTarget().toSeconds())
                        .orElse(null),
                waiting.stream().filter(ticket -> late(ticket, now)).count(),
                idleWhileWaiting(zone, view),
                counts(zone, view));
    }

    private CounterCounts counts(Zone zone, HallView view) {
        int open = 0;
        int paused = 0;
        int closed = 0;
        int serving = 0;
        for (Counter counter : hall.counters()) {
            if (counter.zone().equals(zone.id())) {
                CounterState state = view.counter(counter.id()).orElse(null);
                closed += state == null ? 1 : 0;
                paused += state != null && state.paused() ? 1 : 0;
                open += state != null && !state.paused() ? 1 : 0;
                serving += state != null && state.current() != null ? 1 : 0;
            }
        }
        return new CounterCounts(open, serving, open - serving, paused, closed);
    }

    private List<CounterId> idleWhileWaiting(Zone zone, HallView view) {
        return hall.counters().stream()
                .filter(counter -> counter.zone().equals(zone.id()))
                .filter(counter -> view.counter(counter.id())
                        .filter(state -> idleWhileWaiting(state, view))
                        .isPresent())
                .map(Counter::id)
                .toList();
    }

    private static boolean idleWhileWaiting(CounterState state, HallView view) {
        return view.day().pauseReason() == null
                && !state.paused()
                && state.current() == null
                && state.services().stream().anyMatch(service -> view.waiting(service) > 0);
    }

    private List<ClosureRow> closures(HallView view) {
        return view.closures().stream()
                .sorted(Comparator.comparing(Closure::counter))
                .map(closure -> closure(closure, view))
                .toList();
    }

    private ClosureRow closure(Closure closure, HallView view) {
        Counter counter = hall.counter(closure.counter()).orElseThrow();
        return new ClosureRow(
                counter.id(),
                counter.label(),
                counter.agency(),
                closure.reason(),
                closure.requestedBy(),
                closure.approved(),
                counter.services().stream().mapToInt(view::waiting).sum());
    }

    private static FileRow file(FileTrouble trouble) {
        boolean ofField = !trouble.field().isEmpty();
        return new FileRow(
                trouble.file(),
                trouble.line() > 0 ? trouble.line() : null,
                ofField ? trouble.field() : null,
                ofField ? trouble.value() : null,
                trouble.what(),
                trouble.serves().word());
    }

    private List<DisruptionRow> disruptions(HallView view) {
        List<DisruptionRow> rows = new ArrayList<>();
        for (Agency agency : hall.agencies()) {
            Disruption disruption = view.disruption(agency.id()).orElse(null);
            if (disruption != null) {
                Instant end = disruption.expectedEnd();
                rows.add(new DisruptionRow(agency.id(), disruption.reason(), end == null ? null : time.json(end)));
            }
        }
        return rows;
    }

    /** How every device of this kiosk is, paper among them. */
    private List<DeviceRow> devices() {
        return devices.get().stream()
                .map(device -> new DeviceRow(
                        device.id(),
                        device.kind(),
                        device.working(),
                        device.wantsAttention(),
                        device.conditions(),
                        device.sentence().byLanguage()))
                .toList();
    }

    private static List<OpenNumber> withoutEnd(HallView view) {
        return view.tickets().stream()
                .filter(ticket -> !ticket.state().ended())
                .sorted(Comparator.comparing((Ticket ticket) -> ticket.number().toString()))
                .limit(MOST_OPEN)
                .map(ticket ->
                        new OpenNumber(ticket.number(), ticket.service(), Words.of(ticket.state()), ticket.counter()))
                .toList();
    }

    private boolean late(Ticket ticket, Moment now) {
        ServiceType service = hall.service(ticket.service()).orElse(null);
        return service != null && waited(ticket, now).compareTo(service.waitTarget()) > 0;
    }

    private static Duration waited(Ticket ticket, Moment now) {
        return now.since(ticket.place().since()).orElse(Duration.ZERO);
    }
}
