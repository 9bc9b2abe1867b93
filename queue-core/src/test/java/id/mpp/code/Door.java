package id.mpp.code;

import id.mpp.queue.ActorId;
import id.mpp.queue.Booking;
import id.mpp.queue.Command;
import id.mpp.queue.Decision;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.QueueState;
import id.mpp.queue.Refusal;
import id.mpp.queue.TicketId;
import id.mpp.wire.CatalogReader;

/** What stands behind the check of a code: the engine, which lets each reservation in once. */
final class Door {
    private static final ActorId SUPERVISOR = new ActorId("penyelia-1");
    private static final NodeId HUB = new NodeId("hub-1");

    private final QueueEngine engine = new QueueEngine(CatalogReader.sample(), QueuePolicy.standard());
    private QueueState state = new QueueState();
    private final Moment now = new Moment(CodeFixture.NOW, true, "boot-0001", 1_000);

    Door() {
        decide(new Command.OpenDay(CodeFixture.TODAY, true, SUPERVISOR));
        decide(new Command.OverrideHours("uji", SUPERVISOR));
    }

    /** How many were let in. */
    int admitted() {
        return state.tickets().size();
    }

    /** {@code in}, or why not. */
    String admit(Verification verification) {
        return switch (verification) {
            case Verification.Refused(Verification.Reason reason) -> reason.name();
            case Verification.Valid(Claims claims) -> {
                Booking booking = new Booking(claims.id(), true, null, null);
                TicketId ticket = new TicketId("ticket-" + (admitted() + 1));
                Decision decision =
                        decide(Command.IssueTicket.of(ticket, new Command.Wish(claims.service(), false, "id"), HUB)
                                .checkingInWith(booking));
                yield decision instanceof Decision.Refused(Refusal refusal)
                        ? refusal.getClass().getSimpleName()
                        : "in";
            }
        };
    }

    private Decision decide(Command command) {
        Decision decision = engine.decide(state, command, now);
        if (decision instanceof Decision.Accepted accepted) {
            state = QueueEngine.evolve(state, accepted.events(), now);
        }
        return decision;
    }
}
