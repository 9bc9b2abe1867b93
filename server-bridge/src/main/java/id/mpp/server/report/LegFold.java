package id.mpp.server.report;

import id.mpp.queue.AgencyId;
import id.mpp.queue.Moment;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketState;
import id.mpp.queue.ZoneId;
import id.mpp.server.report.Leg.Day;
import id.mpp.server.report.Leg.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds a ticket's events into its legs. It is a pure function from the latest leg and an event to the change. An event
 * of a ticket whose issue was never readable changes nothing.
 */
public final class LegFold {
    /**
     * What to write.
     *
     * @param removed the number of the leg that an undo took away, 0 for none
     */
    public record Change(List<Leg> saved, int removed) {
        static final Change NONE = new Change(List.of(), 0);

        static Change of(Leg... saved) {
            return new Change(List.of(saved), 0);
        }
    }

    /** Stands for the boot of another machine: durations since a moment of that boot need two trusted clocks. */
    private static final String ELSEWHERE = "elsewhere";

    private LegFold() {}

    /**
     * @param last the ticket's latest leg; null before it is issued
     * @param day the business day the event belongs to
     */
    public static Change apply(@Nullable Leg last, TicketEvent event, Moment at, Day day) {
        if (last == null) {
            return first(event, at, day);
        }
        return switch (event) {
            case TicketEvent.TicketIssued again -> Change.NONE;
            case TicketEvent.TicketAdmitted again -> Change.NONE;
            case TicketEvent.TicketCalled called ->
                called(last, called.counter().value(), at);
            case TicketEvent.TicketResumed resumed ->
                called(last, resumed.counter().value(), at);
            case TicketEvent.TicketRecalled recalled -> Change.of(last.recalled());
            case TicketEvent.TicketNoted noted -> Change.NONE;
            case TicketEvent.TicketStarted started ->
                Change.of(last.afterTransition(LegState.SERVING, last.track().started(at)));
            case TicketEvent.TicketFinished finished ->
                Change.of(ended(last, LegState.FINISHED, finished.outcome(), at));
            case TicketEvent.TicketReturned returned ->
                handedOn(
                        ended(last, LegState.FINISHED, returned.outcome(), at),
                        last,
                        place(returned.service(), returned.agency(), returned.zone()),
                        at);
            case TicketEvent.TicketTransferred transferred ->
                handedOn(
                        ended(last, LegState.TRANSFERRED, last.outcome(), at),
                        last,
                        place(transferred.service(), transferred.agency(), transferred.zone()),
                        at);
            case TicketEvent.TicketNoShow noShow -> Change.of(ended(last, LegState.NO_SHOW, last.outcome(), at));
            case TicketEvent.TicketParked parked ->
                Change.of(last.afterTransition(LegState.PARKED, last.track().parked(at)));
            case TicketEvent.TicketCancelled cancelled ->
                Change.of(ended(last, LegState.CANCELLED, last.outcome(), at));
            case TicketEvent.TicketExpired expired ->
                Change.of(last.closedOut(LegState.EXPIRED, last.track().ended(at), expired.reason()));
            case TicketEvent.TicketClosedOut out -> Change.of(closedOut(last, out, at));
            case TicketEvent.TicketCarriedOver over ->
                Change.of(last.onDay(last.day().otherDay(over.ordinal(), over.label())));
            case TicketEvent.TicketUndone undone -> undone(last, undone.restored());
        };
    }

    private static Change first(TicketEvent event, Moment at, Day day) {
        return switch (event) {
            case TicketEvent.TicketIssued issued ->
                Change.of(Leg.arrived(
                        issued.ticket().value(),
                        day,
                        issued.number().toString(),
                        place(issued.service(), issued.agency(), issued.zone()),
                        at.wall(),
                        issued.priority(),
                        issued.estimate(),
                        Track.arrived(at)));
            case TicketEvent.TicketAdmitted admitted ->
                Change.of(Leg.arrived(
                        admitted.ticket().value(),
                        day,
                        admitted.number().toString(),
                        place(admitted.service(), admitted.agency(), admitted.zone()),
                        admitted.issuedAt(),
                        admitted.priority(),
                        null,
                        Track.arrived(new Moment(admitted.issuedAt(), at.trusted(), ELSEWHERE, 0))));
            default -> Change.NONE;
        };
    }

    private static Change called(Leg last, String counter, Moment at) {
        return Change.of(last.afterTransition(LegState.CALLED, last.track().called(at), counter, last.outcome()));
    }

    private static Leg ended(Leg last, LegState state, @Nullable String outcome, Moment at) {
        return last.afterTransition(state, last.track().ended(at), last.counter(), outcome);
    }

    /**
     * Ends a leg at the close of its day. It is not known when a service that was under way at the close has ended, so
     * that service says nothing about service times.
     */
    private static Leg closedOut(Leg last, TicketEvent.TicketClosedOut out, Moment at) {
        return out.ended() == TicketState.FINISHED
                ? last.closedOut(LegState.FINISHED, last.track(), out.reason())
                : last.closedOut(LegState.NO_SHOW, last.track().ended(at), last.outcome());
    }

    private static Change handedOn(Leg ended, Leg last, Place place, Moment at) {
        return Change.of(ended, last.nextLeg(place, Track.arrived(at)));
    }

    private static Change undone(Leg last, TicketState restored) {
        Leg before = last.before();
        if (before == null) {
            return Change.of(last.afterTransition(LegState.valueOf(restored.name()), last.track()));
        }
        return new Change(List.of(before), before.leg() < last.leg() ? last.leg() : 0);
    }

    private static Place place(ServiceId service, AgencyId agency, ZoneId zone) {
        return new Place(service.value(), agency.value(), zone.value());
    }
}
