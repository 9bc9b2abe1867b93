package id.mpp.kiosk.web;

import com.fasterxml.jackson.core.JsonGenerator;
import id.mpp.kiosk.desk.HallView;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.queue.Closure;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.Disruption;
import id.mpp.queue.Moment;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A counter as the hall shows it, and as its officer sees it. */
final class CounterJson {
    /** Parked tickets and no-shows of one counter's services. */
    private static final int MAX_ASIDE = 50;

    private final QueuePolicy policy;
    private final TicketJson tickets;
    private final HallTime time;
    private final WaitingLine line;
    private final Seats seats;
    private final Supplier<Moment> now;
    private final Supplier<List<DeviceHealth>> devices;
    private final JournalNotice journal;

    CounterJson(
            QueuePolicy policy,
            TicketJson tickets,
            HallTime time,
            WaitingLine line,
            Seats seats,
            Supplier<Moment> now,
            Supplier<List<DeviceHealth>> devices,
            JournalNotice journal) {
        this.policy = policy;
        this.tickets = tickets;
        this.time = time;
        this.line = line;
        this.seats = seats;
        this.now = now;
        this.devices = devices;
        this.journal = journal;
    }

    /** As in the hall, a value of its own. */
    void write(JsonGenerator out, Counter counter, HallView view) throws IOException {
        CounterState state = view.counter(counter.id()).orElse(null);
        Ticket current = current(state, view);
        out.writeStartObject();
        out.writeStringField("id", counter.id().value());
        out.writeStringField("label", counter.label());
        out.writeStringField("agency", counter.agency().value());
        out.writeStringField("zone", counter.zone().value());
        out.writeStringField("state", Words.counter(state, current));
        out.writeArrayFieldStart("services");
        for (ServiceId service : state == null ? counter.services() : state.services()) {
            out.writeString(service.value());
        }
        out.writeEndArray();
        JsonBytes.optional(out, "number", current == null ? null : current.number());
        JsonBytes.optional(out, "pauseReason", state == null || !state.paused() ? null : state.pauseReason());
        Closure closure = view.closure(counter.id()).orElse(null);
        if (closure != null) {
            out.writeObjectFieldStart("closure");
            out.writeBooleanField("approved", closure.approved());
            out.writeStringField("reason", closure.reason());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    /** Everything an officer's page shows of the own counter. */
    byte[] desk(Counter counter, HallView view) {
        CounterState state = view.counter(counter.id()).orElse(null);
        List<ServiceId> services = state == null ? counter.services() : state.services();
        Ticket current = current(state, view);
        return JsonBytes.object(out -> {
            out.writeFieldName("counter");
            write(out, counter, view);
            hall(out, counter, view);
            seats(out, counter.id());
            if (current != null) {
                out.writeFieldName("ticket");
                tickets.write(out, current, view);
                JsonBytes.optional(out, "note", current.remark().isEmpty() ? null : current.remark());
            }
            line.write(out, counter.id(), services, view);
            aside(out, "parked", TicketState.PARKED, services, view);
            aside(out, "noShows", TicketState.NO_SHOW, services, view);
            out.writeNumberField("recallLimit", policy.recallLimit());
            undo(out, state, view);
            attention(out);
            out.writeNumberField("servedToday", state == null ? 0 : state.finished());
            out.writeNumberField("version", view.version());
        });
    }

    /** What the whole hall and the agency's own system do, as far as it changes the officer's work. */
    private void hall(JsonGenerator out, Counter counter, HallView view) throws IOException {
        out.writeFieldName("day");
        HallJson.day(out, view.day());
        out.writeBooleanField("clockTrusted", now.get().trusted());
        journal.write(out, view.day());
        Disruption disruption = view.disruption(counter.agency()).orElse(null);
        if (disruption != null) {
            out.writeObjectFieldStart("disruption");
            out.writeStringField("reason", disruption.reason());
            Instant end = disruption.expectedEnd();
            JsonBytes.optional(out, "expectedEnd", end == null ? null : time.json(end));
            out.writeEndObject();
        }
    }

    /** The pages that show this desk, and who sits at them. */
    private void seats(JsonGenerator out, CounterId counter) throws IOException {
        List<Seats.Seat> open = seats.at(counter);
        out.writeNumberField("pages", open.size());
        JsonBytes.words(
                out,
                "officers",
                open.stream()
                        .map(seat -> seat.officer().value())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** The devices somebody should look after. */
    private void attention(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("devices");
        for (DeviceHealth device : devices.get()) {
            if (device.wantsAttention()) {
                out.writeStartObject();
                out.writeStringField("id", device.id());
                out.writeBooleanField("working", device.working());
                JsonBytes.words(out, "conditions", device.conditions());
                JsonBytes.text(out, "sentence", device.sentence());
                out.writeEndObject();
            }
        }
        out.writeEndArray();
    }

    private void aside(JsonGenerator out, String field, TicketState state, List<ServiceId> services, HallView view)
            throws IOException {
        Moment at = now.get();
        List<Ticket> found = view.tickets().stream()
                .filter(ticket -> ticket.state() == state && services.contains(ticket.service()))
                .filter(ticket -> state != TicketState.NO_SHOW || mayComeBack(ticket, at))
                .sorted(Comparator.comparing((Ticket ticket) -> ticket.place().order()))
                .limit(MAX_ASIDE)
                .toList();
        out.writeArrayFieldStart(field);
        for (Ticket ticket : found) {
            tickets.write(out, ticket, view);
        }
        out.writeEndArray();
    }

    private boolean mayComeBack(Ticket ticket, Moment at) {
        Moment ended = ticket.endedAt();
        return ended == null || at.since(ended).orElse(Duration.ZERO).compareTo(policy.noShowTolerance()) <= 0;
    }

    private static void undo(JsonGenerator out, @Nullable CounterState state, HallView view) throws IOException {
        TicketId last = state == null ? null : state.last();
        Ticket ticket = last == null ? null : view.ticket(last).orElse(null);
        if (state != null
                && ticket != null
                && ticket.before() != null
                && state.id().equals(ticket.counter())) {
            out.writeObjectFieldStart("undo");
            out.writeStringField("what", ticket.transition());
            out.writeStringField("number", ticket.number().toString());
            out.writeEndObject();
        }
    }

    private static @Nullable Ticket current(@Nullable CounterState state, HallView view) {
        TicketId id = state == null ? null : state.current();
        return id == null ? null : view.ticket(id).orElse(null);
    }
}
