package id.mpp.kiosk.web.supervision;

import id.mpp.kiosk.desk.Desk;
import id.mpp.queue.Moment;
import id.mpp.queue.TicketNumber;
import id.mpp.web.Guard;
import id.mpp.web.JsonBody;
import id.mpp.web.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a supervisor looks at: how the hall does now, where every number is, why each was called, and what happened. */
final class SupervisionRoutes {
    private static final String SUPERVISION = "/api/v1/supervision";

    private final SupervisionJson json;
    private final Reconciliation reconciliation;
    private final CallReasons reasons;
    private final Happenings happenings;
    private final Desk desk;
    private final Guard guard;
    private final Supplier<Moment> now;

    SupervisionRoutes(
            SupervisionJson json,
            Reconciliation reconciliation,
            CallReasons reasons,
            Happenings happenings,
            Desk desk,
            Guard guard,
            Supplier<Moment> now) {
        this.json = json;
        this.reconciliation = reconciliation;
        this.reasons = reasons;
        this.happenings = happenings;
        this.desk = desk;
        this.guard = guard;
        this.now = now;
    }

    void register(RoutesConfig routes) {
        answer(routes, "", ctx -> json.bytes(desk.view(), now.get()));
        answer(routes, "/numbers", ctx -> reconciliation.bytes(desk.view()));
        answer(routes, "/happenings", ctx -> happenings.bytes());
        answer(routes, "/calls", ctx -> {
            String number = ctx.queryParam("number");
            return reasons.bytes(
                    desk.view(), number == null ? null : JsonBody.make("number", number, TicketNumber::parse));
        });
    }

    private void answer(RoutesConfig routes, String path, Function<Context, byte[]> bytes) {
        routes.get(SUPERVISION + path, ctx -> {
            guard.require(ctx, Role.SUPERVISOR, Role.ADMIN);
            ctx.contentType("application/json").result(bytes.apply(ctx));
        });
    }
}
