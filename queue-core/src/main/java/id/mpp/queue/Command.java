package id.mpp.queue;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to happen. {@link QueueEngine#decide} turns it into events or a {@link Refusal}. What no event
 * could hold (too long a reason, control characters, an impossible prefix) is refused at birth, so that deciding never
 * throws.
 */
public sealed interface Command {
    // ---- the day -------------------------------------------------------------------------------------------------

    /**
     * Opens a day, or lets the day go on that was closed last, where it has this label.
     *
     * @param confirmed a supervisor vouches for the label; without it the clock must be trusted
     */
    record OpenDay(LocalDate label, boolean confirmed, ActorId actor) implements Command {}

    /**
     * Corrects or confirms the date of a day.
     *
     * @param day the date of a day that may be over; null for the day that is open
     */
    record RelabelDay(@Nullable LocalDate day, LocalDate label, String reason, ActorId actor) implements Command {
        public RelabelDay {
            Checks.text("reason", reason);
        }

        /** Of the day that is open. */
        public RelabelDay(LocalDate label, String reason, ActorId actor) {
            this(null, label, reason, actor);
        }
    }

    /**
     * Brings the day in line with the clock where there is reason to, as a program does all the time; see
     * {@link DayTurn}.
     */
    record KeepDay(ActorId actor) implements Command {}

    /** Ends every ticket that is still open, closes the counters, then the day. */
    record CloseDay(String reason, ActorId actor) implements Command {
        public CloseDay {
            Checks.text("reason", reason);
        }
    }

    record GrantNumbers(String prefix, NodeId node, int size) implements Command {
        public GrantNumbers {
            TicketNumber.checkPrefix(prefix);
        }
    }

    /**
     * Lets the numbers of a prefix go on above {@code through}: those up to it may have been issued unknown to this
     * hall.
     */
    record SkipNumbers(String prefix, int through, String reason, ActorId actor) implements Command {
        public SkipNumbers {
            TicketNumber.checkPrefix(prefix);
            Checks.range("through", through, 1, TicketNumber.MAX_VALUE);
            Checks.text("reason", reason);
        }
    }

    record OverrideHours(String reason, ActorId actor) implements Command {
        public OverrideHours {
            Checks.text("reason", reason);
        }
    }

    record RestoreHours(ActorId actor) implements Command {}

    /** Stops issuing and calling in the whole hall at once, as for an evacuation. */
    record PauseHall(String reason, ActorId actor) implements Command {
        public PauseHall {
            Checks.text("reason", reason);
        }
    }

    record ResumeHall(ActorId actor) implements Command {}

    /** A supervisor's answer to an officer's {@link RequestClosure}. */
    record DecideClosure(CounterId counter, boolean approved, ActorId actor) implements Command {}

    record DeclareDisruption(
            AgencyId agency, String reason, @Nullable Instant expectedEnd, ActorId actor) implements Command {
        public DeclareDisruption {
            Checks.text("reason", reason);
        }
    }

    record EndDisruption(AgencyId agency, ActorId actor) implements Command {}

    // ---- tickets -------------------------------------------------------------------------------------------------

    /**
     * What a visitor asks for.
     *
     * @param priority whether priority is declared
     * @param language the language of the paper and the phone page
     */
    record Wish(ServiceId service, boolean priority, String language) {
        public Wish {
            Checks.text("language", language);
        }
    }

    /**
     * @param node where the number is issued
     * @param printer the kiosk whose printer prints it; null where no paper is wanted
     * @param booking the reservation that is checked in with; null for none
     * @param visit an earlier ticket of the same visitor on this day; null for none
     */
    record IssueTicket(
            TicketId ticket,
            Wish wish,
            NodeId node,
            @Nullable NodeId printer,
            @Nullable Booking booking,
            @Nullable TicketId visit)
            implements Command {
        /** Without paper and reservation, for a visit of its own. */
        public static IssueTicket of(TicketId ticket, Wish wish, NodeId node) {
            return new IssueTicket(ticket, wish, node, null, null, null);
        }

        public IssueTicket printedBy(@Nullable NodeId kiosk) {
            return new IssueTicket(ticket, wish, node, kiosk, booking, visit);
        }

        public IssueTicket checkingInWith(@Nullable Booking reservation) {
            return new IssueTicket(ticket, wish, node, printer, reservation, visit);
        }

        public IssueTicket inVisitOf(@Nullable TicketId earlier) {
            return new IssueTicket(ticket, wish, node, printer, booking, earlier);
        }
    }

    /** Takes over a ticket that was issued elsewhere, from a block that {@code node} owns. */
    record AdmitTicket(TicketNumber number, TicketId ticket, Instant issuedAt, NodeId node, Wish wish)
            implements Command {}

    record CancelTicket(TicketId ticket, ActorId actor) implements Command {}

    /** @param token a one-way word for the ticket, which is answered once */
    record GiveFeedback(String token, ServiceId service, AgencyId agency, Survey survey) implements Command {
        public GiveFeedback {
            Checks.token("token", token);
        }
    }

    // ---- counters ------------------------------------------------------------------------------------------------

    /** A command at one counter. */
    sealed interface AtCounter extends Command {
        CounterId counter();

        ActorId actor();
    }

    record OpenCounter(CounterId counter, ActorId actor) implements AtCounter {}

    record PauseCounter(CounterId counter, String reason, ActorId actor) implements AtCounter {
        public PauseCounter {
            Checks.text("reason", reason);
        }
    }

    record ResumeCounter(CounterId counter, ActorId actor) implements AtCounter {}

    record CloseCounter(CounterId counter, ActorId actor) implements AtCounter {}

    /** Asks a supervisor to let the counter close for today. */
    record RequestClosure(CounterId counter, String reason, ActorId actor) implements AtCounter {
        public RequestClosure {
            Checks.text("reason", reason);
        }
    }

    /** Leaves word about the ticket at the counter for whoever serves it next; staff alone read it. */
    record AddNote(CounterId counter, String text, ActorId actor) implements AtCounter {
        public AddNote {
            Checks.text("note", text);
        }
    }

    record CallNext(CounterId counter, ActorId actor) implements AtCounter {}

    /** Calls one ticket by name: one that waits, or a no-show within the hall's tolerance. Never a parked one. */
    record CallTicket(CounterId counter, TicketId ticket, ActorId actor) implements AtCounter {}

    record Recall(CounterId counter, ActorId actor) implements AtCounter {}

    record StartServing(CounterId counter, ActorId actor) implements AtCounter {}

    record Finish(CounterId counter, String outcome, ActorId actor) implements AtCounter {
        public Finish {
            Checks.text("outcome", outcome);
        }
    }

    record MarkNoShow(CounterId counter, ActorId actor) implements AtCounter {}

    record Park(CounterId counter, String reason, ActorId actor) implements AtCounter {
        public Park {
            Checks.text("reason", reason);
        }
    }

    record ResumeTicket(CounterId counter, TicketId ticket, ActorId actor) implements AtCounter {}

    /** @param withReturn whether the ticket comes back to this counter when the other service is finished */
    record Transfer(CounterId counter, ServiceId service, Position position, boolean withReturn, ActorId actor)
            implements AtCounter {}

    /** Takes back the last transition this counter made. */
    record Undo(CounterId counter, ActorId actor) implements AtCounter {}

    // ---- paper ---------------------------------------------------------------------------------------------------

    /** Another copy of a paper, marked as such. */
    record Reprint(TicketId ticket, NodeId printer) implements Command {}

    /**
     * Tells what became of a paper.
     *
     * @param reason empty for SENT and CONFIRMED
     */
    record ReportPaper(TicketId ticket, int copy, PaperState state, String reason) implements Command {
        public ReportPaper {
            Checks.text("reason", reason);
        }
    }

    // ---- the kiosk itself ----------------------------------------------------------------------------------------

    /**
     * Tells that the service door of a kiosk was opened or closed.
     *
     * @param found whether it was open already when the kiosk began to look
     */
    record ReportDoor(NodeId node, boolean open, boolean found) implements Command {}

    /** Tells that a visitor at a kiosk asks for an officer. */
    record ReportHelp(NodeId node) implements Command {}
}
