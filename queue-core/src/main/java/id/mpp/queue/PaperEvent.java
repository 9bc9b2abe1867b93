package id.mpp.queue;

/**
 * What happens to a ticket's paper. The number exists exactly once; its paper is <em>at least once</em>: every copy
 * after the first is marked {@code SALINAN n}.
 */
public sealed interface PaperEvent extends Event {
    TicketId ticket();

    /** 0 for the first paper, n for {@code SALINAN n}. */
    int copy();

    /**
     * A paper is owed.
     *
     * @param printer the kiosk whose printer prints it
     */
    record PaperReserved(TicketId ticket, int copy, NodeId printer) implements PaperEvent {}

    /** From here on bytes may be on paper. */
    record PaperSent(TicketId ticket, int copy) implements PaperEvent {}

    /** The printer answered after the cut. */
    record PaperConfirmed(TicketId ticket, int copy) implements PaperEvent {}

    /** Bytes were sent and nobody can say whether they came out. */
    record PaperDoubted(TicketId ticket, int copy, String reason) implements PaperEvent {
        public PaperDoubted {
            Checks.text("reason", reason);
        }
    }

    /** Nothing came out. */
    record PaperFailed(TicketId ticket, int copy, String reason) implements PaperEvent {
        public PaperFailed {
            Checks.text("reason", reason);
        }
    }
}
