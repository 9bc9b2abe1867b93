package id.mpp.kiosk.web;

import id.mpp.kiosk.desk.Desk;
import id.mpp.queue.CallRule;
import id.mpp.queue.Moment;
import id.mpp.web.Guard;
import id.mpp.web.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;

/** What a supervisor looks at: how the hall does now, and why each number was called. */
final class SupervisionRoutes {
    /** The newest calls that are shown; the journal has all of them. */
    private static final int MOST_CALLS = 200;

    private final SupervisionJson json;
    private final CallHistory history;
    private final Desk desk;
    private final Guard guard;
    private final HallTime time;
    private final Supplier<Moment> now;

    SupervisionRoutes(
            SupervisionJson json, CallHistory history, Desk desk, Guard guard, HallTime time, Supplier<Moment> now) {
        this.json = json;
        this.history = history;
        this.desk = desk;
        this.guard = guard;
        this.time = time;
        this.now = now;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/supervision", ctx -> {
            guard.require(ctx, Role.SUPERVISOR, Role.ADMIN);
            ctx.contentType("application/json").result(json.bytes(desk.view(), now.get()));
        });
        routes.get("/api/v1/supervision/calls", this::calls);
    }

    /** Newest first. */
    private void calls(Context ctx) {
        guard.require(ctx, Role.SUPERVISOR, Role.ADMIN);
        List<CallHistory.Call> today = history.today();
        ctx.contentType("application/json").result(JsonBytes.object(out -> {
            out.writeArrayFieldStart("calls");
            for (CallHistory.Call call :
                    today.reversed().stream().limit(MOST_CALLS).toList()) {
                CallRule rule = call.event().rule();
                out.writeStartObject();
                out.writeStringField("number", call.event().number().toString());
                out.writeStringField("counter", call.event().counter().value());
                out.writeStringField("service", call.event().service().value());
                out.writeStringField("calledAt", time.json(call.at()));
                out.writeStringField("actor", call.event().actor().value());
                out.writeStringField("kind", Words.of(rule.kind()));
                out.writeNumberField("score", rule.score());
                if (rule.runnerUp() != null) {
                    out.writeStringField("runnerUp", rule.runnerUp().toString());
                    out.writeNumberField("runnerUpScore", rule.runnerUpScore());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeNumberField("total", today.size());
        }));
    }
}
