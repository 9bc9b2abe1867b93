package id.mpp.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.mpp.server.alarm.Alarms;
import id.mpp.server.alarm.Alarms.AlarmState;
import id.mpp.server.alarm.Alarms.Filter;
import id.mpp.web.Guard;
import id.mpp.web.Problem;
import id.mpp.web.Role;
import id.mpp.web.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;

/** {@code /api/v1/alarms}: what went wrong, and who looked at it. */
public final class AlarmRoutes {
    /** With details of 500 characters a page stays below 200 KB. */
    private static final int ITEMS_A_PAGE = 100;

    private static final int PAGES_AT_MOST = 1_000;

    private final Alarms alarms;
    private final Guard guard;

    /** Which states a list shows. */
    private enum Shown {
        LIVE(AlarmState.OPEN, AlarmState.SEEN),
        OPEN(AlarmState.OPEN),
        SEEN(AlarmState.SEEN),
        CLOSED(AlarmState.CLOSED);

        @SuppressWarnings("ImmutableEnumChecker")
        private final List<AlarmState> states;

        Shown(AlarmState... states) {
            this.states = List.of(states);
        }
    }

    /** An alarm as one flat object. */
    record Alarm(
            long id,
            String kind,
            @JsonUnwrapped Alarms.Source source,
            String detail,
            String state,
            @JsonUnwrapped Times raised,
            @JsonUnwrapped Alarms.Persons persons,
            boolean further) {
        record Times(Instant firstAt, Instant lastAt, long times) {}

        static Alarm of(Alarms.Alarm alarm) {
            return new Alarm(
                    alarm.id(),
                    alarm.kind(),
                    alarm.source(),
                    alarm.detail(),
                    Query.spelled(alarm.state()),
                    new Times(
                            Instant.ofEpochMilli(alarm.raised().firstAt()),
                            Instant.ofEpochMilli(alarm.raised().lastAt()),
                            alarm.raised().times()),
                    alarm.persons(),
                    alarm.further());
        }
    }

    public AlarmRoutes(Alarms alarms, Guard guard) {
        this.alarms = alarms;
        this.guard = guard;
    }

    public void register(RoutesConfig routes) {
        routes.get("/api/v1/alarms", this::answerAlarms);
        routes.post("/api/v1/alarms/{id}/see", this::markSeen);
        routes.post("/api/v1/alarms/{id}/close", this::closeAlarm);
    }

    private void answerAlarms(Context ctx) {
        guard.require(ctx, Role.ADMIN, Role.SUPERVISOR);
        Shown shown = Query.word(ctx, "state", Shown.class, null);
        int page = Query.page(ctx, PAGES_AT_MOST);
        List<Alarms.Alarm> found = alarms.list(new Filter(
                shown == null ? List.of(AlarmState.values()) : shown.states,
                ctx.queryParam("branch"),
                (page - 1) * ITEMS_A_PAGE,
                ITEMS_A_PAGE + 1));
        List<Alarm> items = found.stream().limit(ITEMS_A_PAGE).map(Alarm::of).toList();
        Answers.sendJson(
                ctx, new Answers.Page<>(items, found.size() > ITEMS_A_PAGE && page < PAGES_AT_MOST ? page + 1 : null));
    }

    private void markSeen(Context ctx) {
        Session session = guard.require(ctx, Role.ADMIN, Role.SUPERVISOR);
        answerWhetherFound(
                ctx, alarms.markSeen(Query.id(ctx), session.account().name().value()));
    }

    private void closeAlarm(Context ctx) {
        Session session = guard.require(ctx, Role.ADMIN, Role.SUPERVISOR);
        answerWhetherFound(
                ctx, alarms.close(Query.id(ctx), session.account().name().value()));
    }

    private static void answerWhetherFound(Context ctx, boolean found) {
        if (!found) {
            throw Problem.of(404, "alarm-unknown")
                    .with("id", ctx.pathParam("id"))
                    .thrown();
        }
        ctx.status(204);
    }
}
