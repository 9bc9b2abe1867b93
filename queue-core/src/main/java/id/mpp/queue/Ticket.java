package id.mpp.queue;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it is now. Immutable: a new state is a new record, so that readers may keep one as long as they like.
 *
 * @param place where it waits, or waited last
 */
public record Ticket(
        TicketId id,
        Claim claim,
        TicketState state,
        Issue issue,
        Place place,
        Handling handling,
        Attendance attendance,
        FollowUp followUp,
        Undo undo)
        implements Claimed {
    /**
     * What was true when it was issued.
     *
     * @param estimate the wait as it was told; null where none was
     * @param arrival its first place in line, kept through transfers
     */
    public record Issue(
            Moment issuedAt, int aheadAtIssue, @Nullable WaitBand estimate, Place.Order arrival) {}

    /**
     * What counters did with it.
     *
     * @param counter the counter it is or was at; null before its first call
     * @param calls how often it was called, recalls not counted
     * @param recalls repetitions of the current call
     * @param returnTo the counter that wants it back after the next finish
     * @param note outcome, reason of parking or of expiry; empty where there is none
     */
    public record Handling(
            @Nullable CounterId counter,
            int calls,
            int recalls,
            @Nullable Moment calledAt,
            @Nullable Moment startedAt,
            @Nullable Moment endedAt,
            @Nullable ReturnTo returnTo,
            String note) {
        static final Handling NONE = new Handling(null, 0, 0, null, null, null, null, "");
    }

    /**
     * What is left for later.
     *
     * @param remark word for whoever serves it next, for staff alone; empty for none
     * @param invited whether its holder is invited to the survey
     */
    public record FollowUp(String remark, boolean invited) {
        static final FollowUp NONE = new FollowUp("", false);
    }

    /**
     * The last transition, as long as it can be taken back.
     *
     * @param before what the ticket was; null where nothing can be undone
     * @param transition null where nothing can be undone
     */
    public record Undo(@Nullable Ticket before, @Nullable Transition transition) {
        static final Undo NONE = new Undo(null, null);
    }

    /** A new one, which waits. */
    public static Ticket issued(TicketId id, Claim claim, Issue issue, Place place, Attendance attendance) {
        return new Ticket(
                id, claim, TicketState.WAITING, issue, place, Handling.NONE, attendance, FollowUp.NONE, Undo.NONE);
    }

    /** The first ticket of its visit; itself where it is that one, or the visit has no other. */
    public TicketId firstOfVisit() {
        TicketId first = attendance.visit();
        return first == null ? id : first;
    }

    // ---- what the groups hold --------------------------------------------------------------------------------------

    public Moment issuedAt() {
        return issue.issuedAt();
    }

    public int aheadAtIssue() {
        return issue.aheadAtIssue();
    }

    public @Nullable WaitBand estimate() {
        return issue.estimate();
    }

    public Place.Order arrival() {
        return issue.arrival();
    }

    public @Nullable CounterId counter() {
        return handling.counter();
    }

    public int calls() {
        return handling.calls();
    }

    public int recalls() {
        return handling.recalls();
    }

    public @Nullable Moment calledAt() {
        return handling.calledAt();
    }

    public @Nullable Moment startedAt() {
        return handling.startedAt();
    }

    public @Nullable Moment endedAt() {
        return handling.endedAt();
    }

    public @Nullable ReturnTo returnTo() {
        return handling.returnTo();
    }

    public String note() {
        return handling.note();
    }

    public @Nullable String booking() {
        return attendance.booking();
    }

    public @Nullable CheckIn checkIn() {
        return attendance.checkIn();
    }

    public @Nullable TicketId visit() {
        return attendance.visit();
    }

    public String remark() {
        return followUp.remark();
    }

    public boolean invited() {
        return followUp.invited();
    }

    public @Nullable Ticket before() {
        return undo.before();
    }

    public @Nullable Transition transition() {
        return undo.transition();
    }

    // ---- changes ---------------------------------------------------------------------------------------------------

    /** The parts of a ticket that change. */
    static final class Draft {
        Claim claim;
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
            claim = from.claim;
            state = from.state;
            place = from.place;
            counter = from.counter();
            calls = from.calls();
            recalls = from.recalls();
            calledAt = from.calledAt();
            startedAt = from.startedAt();
            endedAt = from.endedAt();
            returnTo = from.returnTo();
            note = from.note();
            remark = from.remark();
            invited = from.invited();
        }

        private Handling handling() {
            return new Handling(counter, calls, recalls, calledAt, startedAt, endedAt, returnTo, note);
        }
    }

    /** Goes on to the next state; what it was is kept, once, for undo. */
    Ticket change(Transition next, Consumer<Draft> change) {
        Consumer<Draft> goOn = draft -> draft.state = next.next();
        return with(goOn.andThen(change), new Undo(before() == null ? this : withoutUndo(), next));
    }

    /** A change that is no transition, or one that nobody may undo. */
    Ticket changeForGood(Consumer<Draft> change) {
        return with(change, Undo.NONE);
    }

    /** A change that leaves the last transition undoable. */
    Ticket amend(Consumer<Draft> change) {
        return with(change, undo);
    }

    Ticket withoutUndo() {
        return with(draft -> {}, Undo.NONE);
    }

    private Ticket with(Consumer<Draft> change, Undo nextUndo) {
        Draft to = new Draft(this);
        change.accept(to);
        return new Ticket(
                id,
                to.claim,
                to.state,
                issue,
                to.place,
                to.handling(),
                attendance,
                new FollowUp(to.remark, to.invited),
                nextUndo);
    }
}
