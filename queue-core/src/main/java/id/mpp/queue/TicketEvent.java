package id.mpp.queue;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What happens to one ticket. */
public sealed interface TicketEvent extends Event {
    TicketId ticket();

    /**
     * @param ahead how many were waiting before it, as told to the citizen
     * @param estimate the wait as told to the citizen, kept so that its error can be measured
     */
    record TicketIssued(
            TicketId ticket,
            Claim claim,
            int ahead,
            @Nullable WaitBand estimate,
            Attendance attendance) implements TicketEvent, Claimed {
        public @Nullable String booking() {
            return attendance.booking();
        }

        public @Nullable CheckIn checkIn() {
            return attendance.checkIn();
        }

        public @Nullable TicketId visit() {
            return attendance.visit();
        }
    }

    /** A ticket that a satellite or a hand issued enters this hall's queue with its own time of issue. */
    record TicketAdmitted(TicketId ticket, Claim claim, Instant issuedAt) implements TicketEvent, Claimed {}

    /** @param call 1 for the first call of this ticket; later calls follow a no-show, a transfer or an undo */
    record TicketCalled(
            TicketId ticket,
            TicketNumber number,
            ServiceId service,
            CounterId counter,
            ZoneId zone,
            int call,
            CallRule rule,
            ActorId actor)
            implements TicketEvent {}

    /** @param recall 1 for the first repetition of the current call */
    record TicketRecalled(
            TicketId ticket, TicketNumber number, CounterId counter, ZoneId zone, int recall, ActorId actor)
            implements TicketEvent {}

    record TicketStarted(TicketId ticket, CounterId counter, ActorId actor) implements TicketEvent {}

    /** @param invited whether its holder is invited to the survey: every k-th one is */
    record TicketFinished(
            TicketId ticket, ServiceId service, CounterId counter, String outcome, boolean invited, ActorId actor)
            implements TicketEvent {
        public TicketFinished {
            Checks.text("outcome", outcome);
        }
    }

    /**
     * Finished at {@code fromService}, and back to the counter that sent it there: {@code counter} alone calls it next,
     * or any counter of the service where it is null because that one has closed.
     */
    record TicketReturned(
            TicketId ticket,
            ServiceId fromService,
            CounterId fromCounter,
            ServiceId service,
            AgencyId agency,
            ZoneId zone,
            @Nullable CounterId counter,
            String outcome,
            ActorId actor)
            implements TicketEvent {}

    /** Called and not there. */
    record TicketNoShow(TicketId ticket, ServiceId service, CounterId counter, ActorId actor) implements TicketEvent {}

    /** Set aside at a counter; nobody calls it by accident, only {@link TicketResumed} brings it back. */
    record TicketParked(TicketId ticket, CounterId counter, String reason, ActorId actor) implements TicketEvent {
        public TicketParked {
            Checks.text("reason", reason);
        }
    }

    /** A parked ticket is called back to a counter. */
    record TicketResumed(TicketId ticket, TicketNumber number, CounterId counter, ZoneId zone, ActorId actor)
            implements TicketEvent {}

    /** @param returnTo the counter it comes back to when the other service is finished; null for a plain transfer */
    record TicketTransferred(
            TicketId ticket,
            ServiceId fromService,
            CounterId fromCounter,
            ServiceId service,
            AgencyId agency,
            ZoneId zone,
            Position position,
            @Nullable CounterId returnTo,
            ActorId actor)
            implements TicketEvent {}

    /** Word for whoever serves the ticket next; it replaces the word before. */
    record TicketNoted(TicketId ticket, CounterId counter, String text, ActorId actor) implements TicketEvent {
        public TicketNoted {
            Checks.text("text", text);
        }
    }

    record TicketCancelled(TicketId ticket, ActorId actor) implements TicketEvent {}

    /** The day closed before the ticket was served; the reason says what was told to its holder. */
    record TicketExpired(TicketId ticket, String reason, ActorId actor) implements TicketEvent {
        public TicketExpired {
            Checks.text("reason", reason);
        }
    }

    /**
     * The day closed while the ticket was at a counter: one that was served counts as served, its end unknown; one that
     * was called and never started did not come.
     *
     * @param ended {@code FINISHED} or {@code NO_SHOW}
     */
    record TicketClosedOut(
            TicketId ticket, ServiceId service, CounterId counter, TicketState ended, String reason, ActorId actor)
            implements TicketEvent {
        public TicketClosedOut {
            if (ended != TicketState.FINISHED && ended != TicketState.NO_SHOW) {
                throw new IllegalArgumentException("ended must be FINISHED or NO_SHOW; got " + ended);
            }
            Checks.text("reason", reason);
        }
    }

    /**
     * The ticket was issued under a date that was wrong, and goes over to the day that opens now, with number and
     * place.
     *
     * @param ordinal the day it goes over to
     * @param label its date
     */
    record TicketCarriedOver(TicketId ticket, TicketNumber number, int ordinal, LocalDate label, ActorId actor)
            implements TicketEvent {}

    /**
     * The last transition of the ticket is taken back: it is again what it was before.
     *
     * @param undone the word of that {@link Transition}
     */
    record TicketUndone(TicketId ticket, String undone, TicketState restored, CounterId counter, ActorId actor)
            implements TicketEvent {}
}
