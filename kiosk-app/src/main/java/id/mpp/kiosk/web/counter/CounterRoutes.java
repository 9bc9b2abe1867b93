package id.mpp.kiosk.web.counter;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.web.DeskCalls;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.StaffRights;
import id.mpp.kiosk.web.TicketAnswer;
import id.mpp.kiosk.web.TicketJson;
import id.mpp.kiosk.web.Words;
import id.mpp.queue.ActorId;
import id.mpp.queue.CallRule;
import id.mpp.queue.Command;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.Decision;
import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import id.mpp.queue.Position;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketNumber;
import id.mpp.web.Account;
import id.mpp.web.Guard;
import id.mpp.web.JsonBody;
import id.mpp.web.Problem;
import id.mpp.web.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The officer's work at a counter: an officer at those of the own agency, supervisors and administrators at all. */
final class CounterRoutes {
    private static final String COUNTER = "/api/v1/counters/{counter}";
    private static final int MAX_TEXT = 200;
    private static final List<String> POSITIONS = List.of("front", "by-arrival", "end");

    private record Called(TicketAnswer ticket, CounterId counter, String calledAt, Rule rule) {}

    /** @param runnerUp who would have been next; null for nobody, as is its score */
    private record Rule(
            String kind,
            long score,
            @Nullable TicketNumber runnerUp,
            @Nullable Long runnerUpScore) {}

    private final Hall hall;
    private final Desk desk;
    private final DeskCalls calls;
    private final Guard guard;
    private final TicketJson tickets;
    private final CounterJson counters;
    private final HallTime time;

    /** Reads the body of a route and makes its command. */
    @FunctionalInterface
    private interface Reading {
        Command.AtCounter command(JsonBody body, CounterId counter, ActorId actor);
    }

    CounterRoutes(
            Hall hall,
            Desk desk,
            DeskCalls calls,
            Guard guard,
            TicketJson tickets,
            CounterJson counters,
            HallTime time) {
        this.hall = hall;
        this.desk = desk;
        this.calls = calls;
        this.guard = guard;
        this.tickets = tickets;
        this.counters = counters;
        this.time = time;
    }

    void register(RoutesConfig routes) {
        routes.get(COUNTER + "/desk", ctx -> {
            Counter counter = counter(ctx, staff(ctx));
            ctx.contentType("application/json").result(counters.desk(counter, desk.view()));
        });
        atDesk(routes, "open", (body, counter, actor) -> new Command.OpenCounter(counter, actor));
        atDesk(routes, "close", (body, counter, actor) -> new Command.CloseCounter(counter, actor));
        atDesk(
                routes,
                "pause",
                (body, counter, actor) -> new Command.PauseCounter(counter, body.text("reason", MAX_TEXT), actor));
        atDesk(
                routes,
                "request-closure",
                (body, counter, actor) -> new Command.RequestClosure(counter, body.text("reason", MAX_TEXT), actor));
        withTicket(
                routes,
                "note",
                (body, counter, actor) -> new Command.AddNote(
                        counter, body.optionalText("text", MAX_TEXT).orElse(""), actor));
        atDesk(routes, "resume", (body, counter, actor) -> new Command.ResumeCounter(counter, actor));
        routes.post(
                COUNTER + "/call-next",
                ctx -> run(
                        ctx,
                        (body, counter, actor) -> new Command.CallNext(counter, actor),
                        (decision, after) -> new Desk.StoredReply(200, called(decision, after))));
        withTicket(routes, "call", (body, counter, actor) -> new Command.CallTicket(counter, ticketOf(body), actor));
        withTicket(routes, "recall", (body, counter, actor) -> new Command.Recall(counter, actor));
        withTicket(routes, "start", (body, counter, actor) -> new Command.StartServing(counter, actor));
        withTicket(
                routes,
                "finish",
                (body, counter, actor) -> new Command.Finish(
                        counter, body.optionalText("outcome", MAX_TEXT).orElse(""), actor));
        withTicket(routes, "no-show", (body, counter, actor) -> new Command.MarkNoShow(counter, actor));
        withTicket(
                routes,
                "park",
                (body, counter, actor) -> new Command.Park(counter, body.text("reason", MAX_TEXT), actor));
        withTicket(
                routes,
                "resume-ticket",
                (body, counter, actor) -> new Command.ResumeTicket(counter, ticketOf(body), actor));
        withTicket(routes, "transfer", CounterRoutes::transfer);
        withTicket(routes, "undo", (body, counter, actor) -> new Command.Undo(counter, actor));
    }

    private void atDesk(RoutesConfig routes, String what, Reading reading) {
        routes.post(
                COUNTER + "/" + what,
                ctx -> run(
                        ctx,
                        reading,
                        (decision, after) -> new Desk.StoredReply(
                                200, counters.desk(known(new CounterId(ctx.pathParam("counter"))), after))));
    }

    private void withTicket(RoutesConfig routes, String what, Reading reading) {
        routes.post(
                COUNTER + "/" + what,
                ctx -> run(
                        ctx,
                        reading,
                        (decision, after) -> new Desk.StoredReply(
                                200,
                                tickets.bytes(after.ticket(touched(decision)).orElseThrow(), after))));
    }

    private void run(Context ctx, Reading reading, DeskCalls.Answer answer) {
        Account account = staff(ctx);
        Counter counter = counter(ctx, account);
        JsonBody body = JsonBody.of(ctx);
        Command.AtCounter command = reading.command(body, counter.id(), account.name());
        body.done();
        calls.run(ctx, account.name(), body, command, answer);
    }

    private Account staff(Context ctx) {
        return guard.require(ctx, Role.OFFICER, Role.SUPERVISOR, Role.ADMIN).account();
    }

    private Counter counter(Context ctx, Account account) {
        String text = ctx.pathParam("counter");
        Counter counter = known(JsonBody.make("counter", text, CounterId::new));
        if (!StaffRights.mayWorkAt(account, counter)) {
            throw Guard.forbidden();
        }
        return counter;
    }

    private Counter known(CounterId id) {
        return hall.counter(id)
                .orElseThrow(() -> Problem.of(404, "counter-unknown")
                        .with("counter", id.value())
                        .thrown());
    }

    private static TicketId ticketOf(JsonBody body) {
        return body.value("ticket", 64, TicketId::new);
    }

    private static Command.AtCounter transfer(JsonBody body, CounterId counter, ActorId actor) {
        ServiceId service = body.value("service", 40, ServiceId::new);
        String position = body.oneOf("position", POSITIONS)
                .orElseThrow(() -> Problem.of(400, "field-missing")
                        .with("field", "position")
                        .with("expected", String.join(", ", POSITIONS))
                        .thrown());
        boolean withReturn = body.flag("return", false);
        Position place = Position.valueOf(position.toUpperCase(Locale.ROOT).replace('-', '_'));
        return new Command.Transfer(counter, service, place, withReturn, actor);
    }

    private byte[] called(Decision.Accepted decision, HallView after) {
        TicketEvent.TicketCalled event = decision.events().stream()
                .filter(TicketEvent.TicketCalled.class::isInstance)
                .map(TicketEvent.TicketCalled.class::cast)
                .findFirst()
                .orElseThrow();
        Ticket ticket = after.ticket(event.ticket()).orElseThrow();
        CallRule rule = event.rule();
        TicketNumber second = rule.runnerUp();
        return JsonBytes.of(new Called(
                tickets.answer(ticket, after),
                event.counter(),
                time.json(Objects.requireNonNull(ticket.calledAt())),
                new Rule(Words.of(rule.kind()), rule.score(), second, second == null ? null : rule.runnerUpScore())));
    }

    /** The ticket that a decision is about. */
    private static TicketId touched(Decision.Accepted decision) {
        for (Event event : decision.events()) {
            if (event instanceof TicketEvent ticket) {
                return ticket.ticket();
            }
        }
        throw new IllegalStateException("no ticket was touched");
    }
}
