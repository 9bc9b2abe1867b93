package id.mpp.queue;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may become of a ticket: after which states, and which state comes next. The rules refuse by this table,
 * evolution takes the next state from it, and docs/tickets.md shows it. An undo has no line of its own, because it
 * brings back what was.
 */
public enum Transition {
    /** Called in its turn or by name; a no-show may come back. */
    CALLED(TicketState.CALLED, TicketState.WAITING, TicketState.NO_SHOW),
    /** Announced once more. */
    RECALLED(TicketState.CALLED, TicketState.CALLED),
    /** Called back from where it was set aside. */
    RESUMED(TicketState.CALLED, TicketState.PARKED),
    STARTED(TicketState.SERVING, TicketState.CALLED),
    /** Also without a start: the officer's short way. */
    FINISHED(TicketState.FINISHED, TicketState.CALLED, TicketState.SERVING),
    /** Finished, and back to the counter that sent it. */
    RETURNED(TicketState.WAITING, TicketState.CALLED, TicketState.SERVING),
    TRANSFERRED(TicketState.WAITING, TicketState.CALLED, TicketState.SERVING),
    PARKED(TicketState.PARKED, TicketState.CALLED, TicketState.SERVING),
    NO_SHOW(TicketState.NO_SHOW, TicketState.CALLED),
    CANCELLED(TicketState.CANCELLED, TicketState.WAITING, TicketState.PARKED),
    /** The day closed before it was served. */
    EXPIRED(TicketState.EXPIRED, TicketState.WAITING, TicketState.PARKED),
    /** The day closed while it was served. */
    SERVED_TO_THE_CLOSE(TicketState.FINISHED, TicketState.SERVING),
    /** The day closed while it was called. */
    ABSENT_AT_THE_CLOSE(TicketState.NO_SHOW, TicketState.CALLED);

    private static final Set<Transition> AT_CLOSE = EnumSet.of(EXPIRED, SERVED_TO_THE_CLOSE, ABSENT_AT_THE_CLOSE);

    private final TicketState next;
    /** Made once and never changed. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<TicketState> from;

    Transition(TicketState next, TicketState... from) {
        this.next = next;
        this.from = EnumSet.copyOf(List.of(from));
    }

    /** The state that follows. */
    public TicketState next() {
        return next;
    }

    /** Whether a ticket in that state may go this way. */
    public boolean follows(TicketState state) {
        return from.contains(state);
    }

    /** As events and answers name it: {@code no-show}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Why the ticket cannot go this way now; null where it can. */
    @Nullable
    Refusal refusal(Ticket ticket) {
        return follows(ticket.state()) ? null : new Refusal.WrongState(ticket.number(), ticket.state());
    }

    /** What a ticket in that state has become when the day is closed. */
    static TicketState atClose(TicketState state) {
        return AT_CLOSE.stream()
                .filter(transition -> transition.follows(state))
                .findFirst()
                .map(Transition::next)
                .orElse(state);
    }
}
