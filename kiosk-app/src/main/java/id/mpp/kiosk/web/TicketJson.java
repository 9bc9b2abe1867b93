package id.mpp.kiosk.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import id.mpp.kiosk.desk.HallView;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.Paper;
import id.mpp.queue.PaperState;
import id.mpp.queue.ReturnTo;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketState;
import id.mpp.queue.WaitBand;
import id.mpp.queue.WaitEstimate;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A ticket as every route answers it. */
public final class TicketJson {
    private final Hall hall;
    private final HallTime time;
    private final String publicUrl;
    private final WaitEstimate estimate;
    private final Supplier<Moment> now;

    /**
     * @param publicUrl where phones reach this kiosk, without a slash at the end
     * @param now the hall's time, to which waits are estimated
     */
    TicketJson(Hall hall, HallTime time, String publicUrl, WaitEstimate estimate, Supplier<Moment> now) {
        this.hall = hall;
        this.time = time;
        this.publicUrl = publicUrl;
        this.estimate = estimate;
        this.now = now;
    }

    public String statusUrl(Ticket ticket) {
        return publicUrl + "/t/" + ticket.id().value();
    }

    /** With the wait that was told at its issue: what a command answers, on the desk's thread. */
    public byte[] bytes(Ticket ticket, HallView view) {
        return JsonBytes.of(value(ticket, view));
    }

    /** With the wait as it looks now, which costs up to a millisecond. */
    public byte[] live(Ticket ticket, HallView view) {
        WaitBand band = ticket.state() == TicketState.WAITING ? estimate.waiting(view, ticket, now.get()) : null;
        return JsonBytes.of(JsonBytes.value(out -> fields(out, ticket, view, band)));
    }

    /** The ticket as a value in a record. */
    public JsonSerializable value(Ticket ticket, HallView view) {
        return JsonBytes.value(out -> fields(out, ticket, view, ticket.estimate()));
    }

    private static void band(JsonGenerator out, @Nullable WaitBand band) throws IOException {
        if (band != null) {
            out.writeObjectFieldStart("waitSeconds");
            out.writeNumberField("p50", band.p50());
            out.writeNumberField("p80", band.p80());
            out.writeEndObject();
        }
    }

    private void fields(JsonGenerator out, Ticket ticket, HallView view, @Nullable WaitBand band) throws IOException {
        LocalDate day = view.day().label();
        out.writeStringField("id", ticket.id().value());
        out.writeStringField("number", ticket.number().toString());
        out.writeStringField("service", ticket.service().value());
        out.writeStringField("agency", ticket.agency().value());
        out.writeStringField("zone", ticket.zone().value());
        out.writeStringField("businessDay", day.toString());
        out.writeStringField("issuedAt", time.json(ticket.issuedAt()));
        out.writeStringField("state", Words.of(ticket.state()));
        out.writeBooleanField("priority", ticket.priority());
        out.writeStringField("language", ticket.language());
        place(out, ticket, view, band);
        Paper paper = view.paper(ticket.id()).orElse(null);
        out.writeStringField("print", Words.of(paper == null ? PaperState.NONE : paper.state()));
        if (paper != null && paper.state() == PaperState.FAILED) {
            out.writeStringField("printReason", paper.reason());
        }
        out.writeNumberField("copies", paper == null ? 0 : paper.copy());
        counter(out, "counter", ticket.counter());
        moment(out, "calledAt", ticket.calledAt());
        moment(out, "startedAt", ticket.startedAt());
        if (ticket.state().ended()) {
            moment(out, "finishedAt", ticket.endedAt());
        }
        out.writeNumberField("calls", ticket.calls());
        out.writeNumberField("recalls", ticket.recalls());
        note(out, ticket);
        JsonBytes.optional(out, "visit", ticket.visit());
        if (ticket.booking() != null) {
            out.writeBooleanField("booked", true);
        }
        JsonBytes.optional(out, "checkIn", ticket.checkIn() == null ? null : Words.of(ticket.checkIn()));
        journey(out, ticket, view);
        if (ticket.state() == TicketState.FINISHED) {
            out.writeBooleanField("invited", ticket.invited());
        }
        out.writeStringField("statusUrl", statusUrl(ticket));
    }

    /** Where the ticket goes from here, and what else its holder does in the hall today. */
    private void journey(JsonGenerator out, Ticket ticket, HallView view) throws IOException {
        ReturnTo back = ticket.returnTo();
        if (back != null) {
            counter(out, "returnsTo", back.counter());
        }
        CounterId only =
                ticket.state() == TicketState.WAITING ? ticket.place().lane().counter() : null;
        counter(out, "returnedTo", only);
        List<Ticket> others = view.sameVisit(ticket);
        if (others.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("visitTickets");
        for (Ticket other : others) {
            out.writeStartObject();
            out.writeStringField("id", other.id().value());
            out.writeStringField("number", other.number().toString());
            out.writeStringField("agency", other.agency().value());
            out.writeStringField("state", Words.of(other.state()));
            boolean atCounter = other.state() == TicketState.CALLED || other.state() == TicketState.SERVING;
            counter(out, "counter", atCounter ? other.counter() : null);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void place(JsonGenerator out, Ticket ticket, HallView view, @Nullable WaitBand band)
            throws IOException {
        boolean waits = ticket.state() == TicketState.WAITING;
        out.writeNumberField("ahead", waits ? view.ahead(ticket) : 0);
        band(out, waits ? band : null);
    }

    private void counter(JsonGenerator out, String field, @Nullable CounterId id) throws IOException {
        if (id != null) {
            out.writeStringField(field, id.value());
            JsonBytes.optional(
                    out, field + "Label", hall.counter(id).map(Counter::label).orElse(null));
        }
    }

    private void moment(JsonGenerator out, String field, @Nullable Moment moment) throws IOException {
        if (moment != null) {
            out.writeStringField(field, time.json(moment));
        }
    }

    private static void note(JsonGenerator out, Ticket ticket) throws IOException {
        if (ticket.note().isEmpty()) {
            return;
        }
        switch (ticket.state()) {
            case FINISHED -> out.writeStringField("outcome", ticket.note());
            case PARKED -> out.writeStringField("parkReason", ticket.note());
            case EXPIRED -> out.writeStringField("expiredReason", ticket.note());
            case WAITING, CALLED, SERVING, NO_SHOW, CANCELLED -> {}
        }
    }
}
