package id.mpp.kiosk.web.counter;

import com.fasterxml.jackson.core.JsonGenerator;
import id.mpp.kiosk.desk.HallView;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.web.CounterAnswer;
import id.mpp.kiosk.web.DayAnswer;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.TicketJson;
import id.mpp.queue.ActorId;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A counter as its officer sees it. */
final class CounterJson {
    /** Parked tickets and no-shows of one counter's services. */
    private static final int MAX_ASIDE = 50;

    private final QueuePolicy policy;
    private final TicketJson tickets;
    private final HallTime time;
    private final WaitingLine line;
    private final Function<CounterId, List<ActorId>> seated;
    private final Supplier<Moment> now;
    private final Supplier<List<DeviceHealth>> devices;
    private final JournalNotice journal;

    /** @param seated the officers of all pages that show a counter's desk, one for each page */
    CounterJson(
            QueuePolicy policy,
            TicketJson tickets,
            HallTime time,
            WaitingLine line,
            Function<CounterId, List<ActorId>> seated,
            Supplier<Moment> now,
            Supplier<List<DeviceHealth>> devices,
            JournalNotice journal) {
        this.policy = policy;
        this.tickets = tickets;
        this.time = time;
        this.line = line;
        this.seated = seated;
        this.now = now;
        this.devices = devices;
        this.journal = journal;
    }

    /** Everything an officer's page shows of the own counter. */
    byte[] desk(Counter counter, HallView view) {
        CounterState state = view.counter(counter.id()).orElse(null);
        List<ServiceId> services = CounterAnswer.services(counter, state);
        Ticket current = CounterAnswer.current(state, view);
        return JsonBytes.object(out -> {
            out.writePOJOField("counter", CounterAnswer.of(counter, view));
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
        out.writePOJOField("day", DayAnswer.of(view.day()));
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
        List<ActorId> officers = seated.apply(counter);
        out.writeNumberField("pages", officers.size());
        JsonBytes.words(
                out,
                "officers",
                officers.stream().map(ActorId::value).distinct().sorted().toList());
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
}
