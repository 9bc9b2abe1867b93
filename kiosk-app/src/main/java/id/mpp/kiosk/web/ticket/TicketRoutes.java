package id.mpp.kiosk.web.ticket;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.web.DeskCalls;
import id.mpp.kiosk.web.TicketJson;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Decision;
import id.mpp.queue.Event;
import id.mpp.queue.NodeId;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import id.mpp.web.Guard;
import id.mpp.web.JsonBody;
import id.mpp.web.Problem;
import id.mpp.web.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Taking a number, following it, leaving the line. Open to everybody in the hall; a ticket's id is the key to it. */
final class TicketRoutes {
    private static final String TICKETS = "/api/v1/tickets";
    private static final String TICKET = TICKETS + "/{ticket}";
    private static final int MAX_ID = 64;
    /** 128 bits: nobody guesses an id. */
    private static final int ID_BYTES = 16;

    private static final ActorId KIOSK = new ActorId("kiosk");
    private static final ActorId HOLDER = new ActorId("holder");

    private final Desk desk;
    private final DeskCalls calls;
    private final Guard guard;
    private final TicketJson json;
    private final CheckIns checkIns;
    private final NodeId node;
    private final List<String> languages;
    private final SecureRandom random = new SecureRandom();

    TicketRoutes(
            Desk desk,
            DeskCalls calls,
            Guard guard,
            TicketJson json,
            CheckIns checkIns,
            NodeId node,
            List<String> languages) {
        this.desk = desk;
        this.calls = calls;
        this.guard = guard;
        this.json = json;
        this.checkIns = checkIns;
        this.node = node;
        this.languages = languages;
    }

    void register(RoutesConfig routes) {
        routes.post(TICKETS, this::issue);
        routes.get(TICKET, ctx -> ctx.contentType("application/json").result(json.live(ticket(ctx), desk.view())));
        routes.get(TICKET + "/qr.svg", this::qr);
        routes.post(TICKET + "/reprint", this::reprint);
        routes.post(TICKET + "/cancel", this::cancel);
    }

    private void issue(Context ctx) {
        JsonBody body = JsonBody.of(ctx);
        CheckIns.Wanted wanted = checkIns.wanted(body);
        NodeId printer = body.optionalValue("kiosk", 40, NodeId::new).orElse(node);
        boolean priority = body.flag("priority", false);
        boolean paper = body.flag("paper", true);
        String language = body.oneOf("language", languages).orElse(languages.getFirst());
        Optional<TicketId> visit = body.optionalValue("visit", MAX_ID, TicketId::new);
        body.done();
        if (!printer.equals(node)) {
            throw JsonBody.wrong("kiosk", printer.value(), node.value()).thrown();
        }
        Command command = Command.IssueTicket.of(newId(), new Command.Wish(wanted.service(), priority, language), node)
                .printedBy(paper ? printer : null)
                .checkingInWith(wanted.booking())
                .inVisitOf(visit.orElse(null));
        calls.run(ctx, KIOSK, body, command, (decision, after) -> {
            Ticket ticket = after.ticket(issued(decision)).orElseThrow();
            return new Desk.StoredReply(201, json.bytes(ticket, after));
        });
    }

    private void reprint(Context ctx) {
        TicketId id = id(ctx);
        JsonBody body = JsonBody.of(ctx);
        body.done();
        calls.run(ctx, actor(ctx), body, new Command.Reprint(id, node), answer(id, 202));
    }

    private void cancel(Context ctx) {
        TicketId id = id(ctx);
        JsonBody body = JsonBody.of(ctx);
        body.done();
        ActorId actor = actor(ctx);
        calls.run(ctx, actor, body, new Command.CancelTicket(id, actor), answer(id, 200));
    }

    private void qr(Context ctx) {
        ctx.contentType("image/svg+xml").result(QrSvg.of(json.statusUrl(ticket(ctx))));
    }

    private DeskCalls.Answer answer(TicketId id, int status) {
        return (decision, after) ->
                new Desk.StoredReply(status, json.bytes(after.ticket(id).orElseThrow(), after));
    }

    private ActorId actor(Context ctx) {
        return guard.session(ctx)
                .map(Session::account)
                .map(account -> account.name())
                .orElse(HOLDER);
    }

    private Ticket ticket(Context ctx) {
        return desk.view()
                .ticket(id(ctx))
                .orElseThrow(() -> Problem.of(404, "ticket-unknown").thrown());
    }

    /** What is no id of a ticket is an unknown ticket; it is not repeated in the answer. */
    private static TicketId id(Context ctx) {
        String text = ctx.pathParam("ticket");
        try {
            if (text.length() <= MAX_ID) {
                return new TicketId(text);
            }
        } catch (IllegalArgumentException e) {
            throw Problem.of(404, "ticket-unknown").thrown();
        }
        throw Problem.of(404, "ticket-unknown").thrown();
    }

    private TicketId newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return new TicketId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static TicketId issued(Decision.Accepted decision) {
        for (Event event : decision.events()) {
            if (event instanceof TicketEvent.TicketIssued issued) {
                return issued.ticket();
            }
        }
        throw new IllegalStateException("no ticket was issued");
    }
}
