package id.mpp.kiosk.web.survey;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.web.DeskCalls;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Survey;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketState;
import id.mpp.web.JsonBody;
import id.mpp.web.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a citizen says of the visit: one tap, or the nine elements of the SKM. Once per ticket, and anonymous: the
 * ticket is turned into a token that only this hall can make, and only the token is journalled.
 */
final class FeedbackRoutes {
    private static final int MAX_ID = 64;
    private static final int LOWEST = 1;
    private static final int HIGHEST = 4;
    private static final ActorId HOLDER = new ActorId("holder");

    /** @param elements how many of the nine were answered */
    private record Given(int rating, int elements) {}

    private final Desk desk;
    private final DeskCalls calls;
    private final TicketTokens tokens;

    FeedbackRoutes(Desk desk, DeskCalls calls, TicketTokens tokens) {
        this.desk = desk;
        this.calls = calls;
        this.tokens = tokens;
    }

    void register(RoutesConfig routes) {
        routes.post("/api/v1/feedback", this::ofHolder);
    }

    private void ofHolder(Context ctx) {
        JsonBody body = JsonBody.of(ctx);
        TicketId id = body.value("ticket", MAX_ID, TicketId::new);
        give(
                ctx,
                body,
                () -> desk.view()
                        .ticket(id)
                        .orElseThrow(() -> Problem.of(404, "ticket-unknown").thrown()));
    }

    /**
     * Reads what else is in the body and answers the request; the ticket is looked for once the body is known to be
     * sound.
     */
    void give(Context ctx, JsonBody body, Supplier<Ticket> of) {
        int rating = body.number("rating", LOWEST, HIGHEST);
        List<Integer> elements = body.numbers("elements", Survey.ELEMENTS, LOWEST, HIGHEST);
        body.done();
        Ticket ticket = of.get();
        if (ticket.state() != TicketState.FINISHED) {
            throw Problem.of(409, "feedback-too-early").thrown();
        }
        Command command = new Command.GiveFeedback(
                tokens.ofSurvey(ticket.id()), ticket.service(), ticket.agency(), new Survey(rating, elements));
        Given given = new Given(rating, elements.size());
        calls.run(ctx, HOLDER, body, command, (decision, after) -> new Desk.StoredReply(201, JsonBytes.of(given)));
    }
}
