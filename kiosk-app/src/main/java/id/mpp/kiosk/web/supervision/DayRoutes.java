package id.mpp.kiosk.web.supervision;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.web.DayAnswer;
import id.mpp.kiosk.web.DeskCalls;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.queue.ActorId;
import id.mpp.queue.Agency;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Command;
import id.mpp.queue.CounterId;
import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.web.Account;
import id.mpp.web.Guard;
import id.mpp.web.JsonBody;
import id.mpp.web.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a supervisor decides for the whole hall: the business day, its hours, closures. A disruption of an agency's own
 * system may also be declared by the agency's officers, who are the first to notice it.
 */
final class DayRoutes {
    private static final String DAY = "/api/v1/day";
    private static final String DISRUPTION = "/api/v1/agencies/{agency}/disruption";
    private static final String CLOSURE = "/api/v1/counters/{counter}/closure";
    private static final int MAX_REASON = 200;
    /** Said where nobody gave a reason: everybody knows what a wrong date is. */
    private static final String DATE_CORRECTED = "tanggal dipastikan penyelia";

    private static final int MAX_TIME = 40;

    /** @param disrupted the agencies whose own systems are down */
    private record Decided(DayAnswer day, List<AgencyId> disrupted) {}

    private final Hall hall;
    private final DeskCalls calls;
    private final Guard guard;
    private final Supplier<Moment> now;

    /** Reads the body of a route and makes its command. */
    @FunctionalInterface
    private interface Reading {
        Command command(Context ctx, JsonBody body, ActorId actor);
    }

    DayRoutes(Hall hall, DeskCalls calls, Guard guard, Supplier<Moment> now) {
        this.hall = hall;
        this.calls = calls;
        this.guard = guard;
        this.now = now;
    }

    void register(RoutesConfig routes) {
        routes.post(DAY + "/open", ctx -> run(ctx, (c, body, actor) -> open(body, actor)));
        routes.post(DAY + "/relabel", ctx -> run(ctx, (c, body, actor) -> relabel(body, actor)));
        routes.post(DAY + "/close", ctx -> run(ctx, (c, body, actor) -> new Command.CloseDay(reason(body), actor)));
        routes.post(
                DAY + "/hours-override",
                ctx -> run(ctx, (c, body, actor) -> new Command.OverrideHours(reason(body), actor)));
        routes.post(DAY + "/hours-restore", ctx -> run(ctx, (c, body, actor) -> new Command.RestoreHours(actor)));
        routes.post(DAY + "/pause", ctx -> run(ctx, (c, body, actor) -> new Command.PauseHall(reason(body), actor)));
        routes.post(DAY + "/resume", ctx -> run(ctx, (c, body, actor) -> new Command.ResumeHall(actor)));
        routes.post(CLOSURE, ctx -> run(ctx, DayRoutes::decideClosure));
        routes.post(DISRUPTION, ctx -> run(ctx, ofAgency(ctx), DayRoutes::declare));
        routes.delete(
                DISRUPTION,
                ctx -> run(ctx, ofAgency(ctx), (c, body, actor) -> new Command.EndDisruption(agency(c), actor)));
    }

    private Account ofAgency(Context ctx) {
        Account account =
                guard.require(ctx, Role.OFFICER, Role.SUPERVISOR, Role.ADMIN).account();
        if (account.role() == Role.OFFICER && !agency(ctx).equals(account.agency())) {
            throw Guard.forbidden();
        }
        return account;
    }

    private void run(Context ctx, Reading reading) {
        run(ctx, guard.require(ctx, Role.SUPERVISOR, Role.ADMIN).account(), reading);
    }

    private void run(Context ctx, Account account, Reading reading) {
        ActorId actor = account.name();
        JsonBody body = JsonBody.of(ctx);
        Command command = reading.command(ctx, body, actor);
        body.done();
        calls.run(
                ctx,
                actor,
                body,
                command,
                (decision, after) -> new Desk.StoredReply(
                        200, JsonBytes.of(new Decided(DayAnswer.of(after.day()), disrupted(after)))));
    }

    private List<AgencyId> disrupted(HallView view) {
        return hall.agencies().stream()
                .map(Agency::id)
                .filter(agency -> view.disruption(agency).isPresent())
                .toList();
    }

    private Command open(JsonBody body, ActorId actor) {
        LocalDate today = now.get().wall().atZone(hall.branch().zone()).toLocalDate();
        LocalDate label =
                body.optionalValue("label", MAX_TIME, LocalDate::parse).orElse(today);
        return new Command.OpenDay(label, body.flag("confirm", false), actor);
    }

    private static Command relabel(JsonBody body, ActorId actor) {
        LocalDate label = body.value("label", MAX_TIME, LocalDate::parse);
        LocalDate day = body.optionalValue("day", MAX_TIME, LocalDate::parse).orElse(null);
        return new Command.RelabelDay(
                day, label, body.optionalText("reason", MAX_REASON).orElse(DATE_CORRECTED), actor);
    }

    private static Command decideClosure(Context ctx, JsonBody body, ActorId actor) {
        CounterId counter = JsonBody.make("counter", ctx.pathParam("counter"), CounterId::new);
        return new Command.DecideClosure(counter, body.flag("approve", false), actor);
    }

    private static Command declare(Context ctx, JsonBody body, ActorId actor) {
        Instant expectedEnd = body.optionalValue("expectedEnd", MAX_TIME, OffsetDateTime::parse)
                .map(OffsetDateTime::toInstant)
                .orElse(null);
        return new Command.DeclareDisruption(agency(ctx), reason(body), expectedEnd, actor);
    }

    private static AgencyId agency(Context ctx) {
        return JsonBody.make("agency", ctx.pathParam("agency"), AgencyId::new);
    }

    private static String reason(JsonBody body) {
        return body.text("reason", MAX_REASON);
    }
}
