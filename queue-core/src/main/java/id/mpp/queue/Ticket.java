package id.mpp.queue;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it is now. Immutable: a new state is a new record, so that readers may keep one as long as they like.
 *
 * @param arrival its first place in line, kept through transfers
 * @param place where it waits, or waited last
 * @param counter the counter it is or was at; null before its first call
 * @param calls how often it was called, recalls not counted
 * @param recalls repetitions of the current call
 * @param returnTo the counter that wants it back after the next finish
 * @param note outcome, reason of parking or of expiry; empty where there is none
 * @param booking the reservation it was checked in with; null for none
 * @param checkIn how; null for none
 * @param visit the first ticket of the same visit; null where this is the first
 * @param remark word for whoever serves it next, for staff alone; empty for none
 * @param invited whether its holder is invited to the survey
 * @param before what it was before its last transition, for undo; null where nothing can be undone
 * @param transition that transition; null for none
 */
public record Ticket(
        TicketId id,
        TicketNumber number,
        ServiceId service,
        AgencyId agency,
        ZoneId zone,
        boolean priority,
        String language,
        NodeId node,
        TicketState state,
        Moment issuedAt,
        int aheadAtIssue,
        @Nullable WaitBand estimate,
        Place.Order arrival,
        Place place,
        @Nullable CounterId counter,
        int calls,
        int recalls,
        @Nullable Moment calledAt,
        @Nullable Moment startedAt,
        @Nullable Moment endedAt,
        @Nullable ReturnTo returnTo,
        String note,
        @Nullable String booking,
        @Nullable CheckIn checkIn,
        @Nullable TicketId visit,
        String remark,
        boolean invited,
        @Nullable Ticket before,
        @Nullable Transition transition) {

    /** The first ticket of its visit; itself where it is that one, or the visit has no other. */
    public TicketId firstOfVisit() {
        return visit == null ? id : visit;
    }

    static Ticket issued(TicketEvent.TicketIssued event, Moment at, Place place) {
        return new Ticket(
                event.ticket(),
                event.number(),
                event.service(),
                event.agency(),
                event.zone(),
                event.priority(),
                event.language(),
                event.node(),
                TicketState.WAITING,
                at,
                event.ahead(),
                event.estimate(),
                place.order(),
                place,
                null,
                0,
                0,
                null,
                null,
                null,
                null,
                "",
                event.booking(),
                event.checkIn(),
                event.visit(),
                "",
                false,
                null,
                null);
    }

    /** The parts of a ticket that change. */
    static final class Draft {
        ServiceId service;
        AgencyId agency;
        ZoneId zone;
        TicketState state;
        Place place;

        @Nullable
        CounterId counter;

        int calls;
        int recalls;

        @Nullable
        Moment calledAt;

        @Nullable
        Moment startedAt;

        @Nullable
        Moment endedAt;

        @Nullable
        ReturnTo returnTo;

        String note;
        String remark;
        boolean invited;

        private Draft(Ticket from) {
            service = from.service;
            agency = from.agency;
            zone = from.zone;
            state = from.state;
            place = from.place;
            counter = from.counter;
            calls = from.calls;
            recalls = from.recalls;
            calledAt = from.calledAt;
            startedAt = from.startedAt;
            endedAt = from.endedAt;
            returnTo = from.returnTo;
            note = from.note;
            remark = from.remark;
            invited = from.invited;
        }
    }

    /** Goes on to the next state; what it was is kept, once, for undo. */
    Ticket change(Transition next, Consumer<Draft> change) {
        Consumer<Draft> goOn = draft -> draft.state = next.next();
        return with(goOn.andThen(change), before == null ? this : withoutUndo(), next);
    }

    /** A change that is no transition, or one that nobody may undo. */
    Ticket changeForGood(Consumer<Draft> change) {
        return with(change, null, null);
    }

    /** A change that leaves the last transition undoable. */
    Ticket amend(Consumer<Draft> change) {
        return with(change, before, transition);
    }

    Ticket withoutUndo() {
        return with(draft -> {}, null, null);
    }

    private Ticket with(Consumer<Draft> change, @Nullable Ticket past, @Nullable Transition last) {
        Draft to = new Draft(this);
        change.accept(to);
        return new Ticket(
                id,
                number,
                to.service,
                to.agency,
                to.zone,
                priority,
                language,
                node,
                to.state,
                issuedAt,
                aheadAtIssue,
                estimate,
                arrival,
                to.place,
                to.counter,
                to.calls,
                to.recalls,
                to.calledAt,
                to.startedAt,
                to.endedAt,
                to.returnTo,
                to.note,
                booking,
                checkIn,
                visit,
                to.remark,
                to.invited,
                past,
                last);
    }
}
