package id.mpp.kiosk.web.supervision;

import com.fasterxml.jackson.core.JsonGenerator;
import id.mpp.file.FileTrouble;
import id.mpp.file.FileTroubles;
import id.mpp.kiosk.desk.HallView;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.web.DayAnswer;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.Words;
import id.mpp.queue.Agency;
import id.mpp.queue.Closure;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterState;
import id.mpp.queue.Disruption;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketState;
import id.mpp.queue.Zone;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hall as its supervisor sees it: zones, alarms, devices, what waits for a decision, and how many numbers are where. */
final class SupervisionJson {
    /** Numbers without an end that are listed at day's end. */
    private static final int MOST_OPEN = 200;

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
        return JsonBytes.object(out -> {
            out.writeStringField("now", time.json(now));
            out.writePOJOField("day", DayAnswer.of(view.day()));
            journal.write(out, view.day());
            out.writeArrayFieldStart("zones");
            for (Zone zone : hall.zones()) {
                zone(out, zone, view, now);
            }
            out.writeEndArray();
            closures(out, view);
            disruptions(out, view);
            devices(out);
            files(out);
            Reconciliation.counts(out, List.copyOf(view.tickets()));
            withoutEnd(out, view);
        });
    }

    private void zone(JsonGenerator out, Zone zone, HallView view, Moment now) throws IOException {
        List<Ticket> waiting = view.tickets().stream()
                .filter(ticket ->
                        ticket.state() == TicketState.WAITING && ticket.zone().equals(zone.id()))
                .toList();
        out.writeStartObject();
        out.writeStringField("id", zone.id().value());
        JsonBytes.text(out, "name", zone.name());
        out.writeNumberField("waiting", waiting.size());
        longest(out, waiting, now);
        out.writeNumberField(
                "overPromise",
                waiting.stream().filter(ticket -> late(ticket, now)).count());
        counters(out, zone, view);
        out.writeEndObject();
    }

    private void counters(JsonGenerator out, Zone zone, HallView view) throws IOException {
        int open = 0;
        int paused = 0;
        int closed = 0;
        int serving = 0;
        out.writeArrayFieldStart("idleWhileWaiting");
        for (Counter counter : hall.counters()) {
            if (counter.zone().equals(zone.id())) {
                CounterState state = view.counter(counter.id()).orElse(null);
                closed += state == null ? 1 : 0;
                paused += state != null && state.paused() ? 1 : 0;
                open += state != null && !state.paused() ? 1 : 0;
                serving += state != null && state.current() != null ? 1 : 0;
                if (idleWhileWaiting(state, view)) {
                    out.writeString(counter.id().value());
                }
            }
        }
        out.writeEndArray();
        out.writeObjectFieldStart("counters");
        out.writeNumberField("open", open);
        out.writeNumberField("serving", serving);
        out.writeNumberField("idle", open - serving);
        out.writeNumberField("paused", paused);
        out.writeNumberField("closed", closed);
        out.writeEndObject();
    }

    private static boolean idleWhileWaiting(@Nullable CounterState state, HallView view) {
        return state != null
                && view.day().pauseReason() == null
                && !state.paused()
                && state.current() == null
                && state.services().stream().anyMatch(service -> view.waiting(service) > 0);
    }

    private void closures(JsonGenerator out, HallView view) throws IOException {
        out.writeArrayFieldStart("closures");
        for (Closure closure : view.closures().stream()
                .sorted(Comparator.comparing(Closure::counter))
                .toList()) {
            Counter counter = hall.counter(closure.counter()).orElseThrow();
            out.writeStartObject();
            out.writeStringField("counter", counter.id().value());
            out.writeStringField("label", counter.label());
            out.writeStringField("agency", counter.agency().value());
            out.writeStringField("reason", closure.reason());
            out.writeStringField("requestedBy", closure.requestedBy().value());
            out.writeBooleanField("approved", closure.approved());
            out.writeNumberField("waiting", waiting(counter.services(), view));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static int waiting(Collection<ServiceId> services, HallView view) {
        return services.stream().mapToInt(view::waiting).sum();
    }

    private void files(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("files");
        for (FileTrouble trouble : files.now()) {
            out.writeStartObject();
            out.writeStringField("file", trouble.file());
            if (trouble.line() > 0) {
                out.writeNumberField("line", trouble.line());
            }
            if (!trouble.field().isEmpty()) {
                out.writeStringField("field", trouble.field());
                out.writeStringField("value", trouble.value());
            }
            out.writeStringField("what", trouble.what());
            out.writeStringField("serves", trouble.serves().word());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void disruptions(JsonGenerator out, HallView view) throws IOException {
        out.writeArrayFieldStart("disruptions");
        for (Agency agency : hall.agencies()) {
            Disruption disruption = view.disruption(agency.id()).orElse(null);
            if (disruption != null) {
                out.writeStartObject();
                out.writeStringField("agency", agency.id().value());
                out.writeStringField("reason", disruption.reason());
                JsonBytes.optional(
                        out,
                        "expectedEnd",
                        disruption.expectedEnd() == null ? null : time.json(disruption.expectedEnd()));
                out.writeEndObject();
            }
        }
        out.writeEndArray();
    }

    /** How every device of this kiosk is, paper among them. */
    private void devices(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("devices");
        for (DeviceHealth device : devices.get()) {
            out.writeStartObject();
            out.writeStringField("id", device.id());
            out.writeStringField("kind", device.kind());
            out.writeBooleanField("working", device.working());
            out.writeBooleanField("attention", device.wantsAttention());
            JsonBytes.words(out, "conditions", device.conditions());
            JsonBytes.text(out, "sentence", device.sentence());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Numbers that have no end yet and would expire, were the day closed now. */
    private static void withoutEnd(JsonGenerator out, HallView view) throws IOException {
        out.writeArrayFieldStart("withoutEnd");
        for (Ticket ticket : view.tickets().stream()
                .filter(ticket -> !ticket.state().ended())
                .sorted(Comparator.comparing((Ticket ticket) -> ticket.number().toString()))
                .limit(MOST_OPEN)
                .toList()) {
            out.writeStartObject();
            out.writeStringField("number", ticket.number().toString());
            out.writeStringField("service", ticket.service().value());
            out.writeStringField("state", Words.of(ticket.state()));
            JsonBytes.optional(out, "counter", ticket.counter());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Who waits longest, and what that service promises. */
    private void longest(JsonGenerator out, List<Ticket> waiting, Moment now) throws IOException {
        Ticket longest = waiting.stream()
                .max(Comparator.comparing((Ticket ticket) -> waited(ticket, now)))
                .orElse(null);
        out.writeNumberField(
                "longestWaitSeconds", longest == null ? 0 : waited(longest, now).toSeconds());
        if (longest != null) {
            out.writeStringField("longestNumber", longest.number().toString());
            ServiceType service = hall.service(longest.service()).orElse(null);
            if (service != null) {
                out.writeNumberField(
                        "longestPromiseSeconds", service.waitTarget().toSeconds());
            }
        }
    }

    private boolean late(Ticket ticket, Moment now) {
        ServiceType service = hall.service(ticket.service()).orElse(null);
        return service != null && waited(ticket, now).compareTo(service.waitTarget()) > 0;
    }

    private static Duration waited(Ticket ticket, Moment now) {
        return now.since(ticket.place().since()).orElse(Duration.ZERO);
    }
}
