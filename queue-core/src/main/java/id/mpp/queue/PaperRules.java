package id.mpp.queue;

/** What may become of a paper: reserved → sent → confirmed | doubt | failed; copies are counted. */
final class PaperRules {
    private final QueuePolicy policy;

    PaperRules(QueuePolicy policy) {
        this.policy = policy;
    }

    /** A failed paper is tried again as the same copy; one that may exist is followed by a marked copy. */
    Decision reprint(QueueState state, Command.Reprint command) {
        Ticket ticket = state.tickets.get(command.ticket());
        if (ticket == null) {
            return Decision.refuse(new Refusal.TicketUnknown(command.ticket()));
        }
        Paper paper = state.papers.get(command.ticket());
        if (paper == null) {
            return Decision.of(new PaperEvent.PaperReserved(ticket.id(), 0, command.printer()));
        }
        if (paper.state() == PaperState.RESERVED) {
            return Decision.refuse(new Refusal.PaperPending(ticket.number()));
        }
        int copy = paper.state() == PaperState.FAILED ? paper.copy() : paper.copy() + 1;
        return copy > policy.copyLimit()
                ? Decision.refuse(new Refusal.CopyLimitReached(ticket.number(), policy.copyLimit()))
                : Decision.of(new PaperEvent.PaperReserved(ticket.id(), copy, command.printer()));
    }

    Decision report(QueueState state, Command.ReportPaper command) {
        Ticket ticket = state.tickets.get(command.ticket());
        if (ticket == null) {
            return Decision.refuse(new Refusal.TicketUnknown(command.ticket()));
        }
        Paper paper = state.papers.get(command.ticket());
        PaperState from = paper == null ? PaperState.NONE : paper.state();
        if (paper == null || paper.copy() != command.copy() || !follows(from, command.state())) {
            return Decision.refuse(new Refusal.PaperOutOfOrder(ticket.number(), command.copy(), from, command.state()));
        }
        return Decision.of(event(command));
    }

    private static boolean follows(PaperState from, PaperState to) {
        return switch (from) {
            case RESERVED -> to == PaperState.SENT || to == PaperState.FAILED;
            case SENT -> to == PaperState.CONFIRMED || to == PaperState.DOUBT || to == PaperState.FAILED;
            case NONE, CONFIRMED, DOUBT, FAILED -> false;
        };
    }

    private static Event event(Command.ReportPaper command) {
        return switch (command.state()) {
            case SENT -> new PaperEvent.PaperSent(command.ticket(), command.copy());
            case CONFIRMED -> new PaperEvent.PaperConfirmed(command.ticket(), command.copy());
            case DOUBT -> new PaperEvent.PaperDoubted(command.ticket(), command.copy(), command.reason());
            case FAILED -> new PaperEvent.PaperFailed(command.ticket(), command.copy(), command.reason());
            case NONE, RESERVED -> throw new IllegalArgumentException(command.state() + " is not reported");
        };
    }
}
