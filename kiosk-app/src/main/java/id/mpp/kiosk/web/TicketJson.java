package id.mpp.kiosk.web;

import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.Paper;
import id.mpp.queue.PaperState;
import id.mpp.queue.ReturnTo;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketState;
import id.mpp.queue.WaitBand;
import id.mpp.queue.WaitEstimate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the {@link TicketAnswer} of a ticket. */
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
        return JsonBytes.of(answer(ticket, view));
    }

    /** With the wait as it looks now, which costs up to a millisecond. */
    public byte[] live(Ticket ticket, HallView view) {
        WaitBand band = ticket.state() == TicketState.WAITING ? estimate.waiting(view, ticket, now.get()) : null;
        return JsonBytes.of(answer(ticket, view, band));
    }

    /** With the wait that was told at its issue, as a part of another answer. */
    public TicketAnswer answer(Ticket ticket, HallView view) {
        return answer(ticket, view, ticket.estimate());
    }

    private TicketAnswer answer(Ticket ticket, HallView view, @Nullable WaitBand band) {
        return new TicketAnswer(
                identity(ticket, view),
                standing(ticket, view, band),
                print(view.paper(ticket.id()).orElse(null)),
                atCounter(ticket),
                note(ticket),
                new TicketAnswer.Visit(
                        ticket.visit(),
                        ticket.booking() == null ? null : true,
                        ticket.checkIn() == null ? null : Words.of(ticket.checkIn())),
                journey(ticket, view),
                new TicketAnswer.Ending(
                        ticket.state() == TicketState.FINISHED ? ticket.invited() : null, statusUrl(ticket)));
    }

    private TicketAnswer.Identity identity(Ticket ticket, HallView view) {
        return new TicketAnswer.Identity(
                ticket.id(),
                ticket.number(),
                ticket.service(),
                ticket.agency(),
                ticket.zone(),
                view.day().label(),
                time.json(ticket.issuedAt()));
    }

    private static TicketAnswer.Standing standing(Ticket ticket, HallView view, @Nullable WaitBand band) {
        boolean waits = ticket.state() == TicketState.WAITING;
        return new TicketAnswer.Standing(
                Words.of(ticket.state()),
                ticket.priority(),
                ticket.language(),
                waits ? view.ahead(ticket) : 0,
                waits ? band : null);
    }

    private static TicketAnswer.Print print(@Nullable Paper paper) {
        return paper == null
                ? new TicketAnswer.Print(Words.of(PaperState.NONE), null, 0)
                : new TicketAnswer.Print(
                        Words.of(paper.state()),
                        paper.state() == PaperState.FAILED ? paper.reason() : null,
                        paper.copy());
    }

    private TicketAnswer.AtCounter atCounter(Ticket ticket) {
        return new TicketAnswer.AtCounter(
                ticket.counter(),
                label(ticket.counter()),
                moment(ticket.calledAt()),
                moment(ticket.startedAt()),
                ticket.state().ended() ? moment(ticket.endedAt()) : null,
                ticket.calls(),
                ticket.recalls());
    }

    private static TicketAnswer.@Nullable Note note(Ticket ticket) {
        String note = ticket.note();
        if (note.isEmpty()) {
            return null;
        }
        return switch (ticket.state()) {
            case FINISHED -> new TicketAnswer.Note(note, null, null);
            case PARKED -> new TicketAnswer.Note(null, note, null);
            case EXPIRED -> new TicketAnswer.Note(null, null, note);
            case WAITING, CALLED, SERVING, NO_SHOW, CANCELLED -> null;
        };
    }

    private TicketAnswer.Journey journey(Ticket ticket, HallView view) {
        ReturnTo back = ticket.returnTo();
        CounterId next = back == null ? null : back.counter();
        CounterId only =
                ticket.state() == TicketState.WAITING ? ticket.place().lane().counter() : null;
        List<TicketAnswer.Other> others =
                view.sameVisit(ticket).stream().map(this::other).toList();
        return new TicketAnswer.Journey(next, label(next), only, label(only), others.isEmpty() ? null : others);
    }

    private TicketAnswer.Other other(Ticket ticket) {
        CounterId counter = ticket.state().atCounter() ? ticket.counter() : null;
        return new TicketAnswer.Other(
                ticket.id(), ticket.number(), ticket.agency(), Words.of(ticket.state()), counter, label(counter));
    }

    /** Null for no counter, and for one that has left the catalogue. */
    private @Nullable String label(@Nullable CounterId id) {
        return id == null ? null : hall.counter(id).map(Counter::label).orElse(null);
    }

    private @Nullable String moment(@Nullable Moment moment) {
        return moment == null ? null : time.json(moment);
    }
}
