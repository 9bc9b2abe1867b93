package id.mpp.kiosk.web.supervision;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.web.DeskCalls;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Hall;
import id.mpp.queue.TicketNumber;
import id.mpp.web.Guard;
import id.mpp.web.JsonBody;
import id.mpp.web.Problem;
import id.mpp.web.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a supervisor does where the journal had to begin anew: numbers go on higher, and that it is known. */
final class JournalRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(JournalRoutes.class);
    private static final int MAX_PREFIX = 2;
    private static final int MAX_REASON = 200;

    private record Skipped(String prefix, int through) {}

    private final Hall hall;
    private final DeskCalls calls;
    private final Guard guard;
    private final JournalNotice notice;

    JournalRoutes(Hall hall, DeskCalls calls, Guard guard, JournalNotice notice) {
        this.hall = hall;
        this.calls = calls;
        this.guard = guard;
        this.notice = notice;
    }

    void register(RoutesConfig routes) {
        routes.post("/api/v1/day/skip-numbers", this::skip);
        routes.post("/api/v1/journal/seen", this::seen);
    }

    private ActorId supervisor(Context ctx) {
        return guard.require(ctx, Role.SUPERVISOR, Role.ADMIN).account().name();
    }

    /** Those up to a number may be on papers that this hall does not know. */
    private void skip(Context ctx) {
        ActorId actor = supervisor(ctx);
        JsonBody body = JsonBody.of(ctx);
        String prefix = body.text("prefix", MAX_PREFIX);
        int through = body.number("through", 1, TicketNumber.MAX_VALUE);
        String reason = body.text("reason", MAX_REASON);
        body.done();
        if (hall.services().stream().noneMatch(service -> service.prefix().equals(prefix))) {
            throw Problem.of(404, "prefix-unknown").with("prefix", prefix).thrown();
        }
        calls.run(
                ctx,
                actor,
                body,
                new Command.SkipNumbers(prefix, through, reason, actor),
                (decision, after) -> new Desk.StoredReply(200, JsonBytes.of(new Skipped(prefix, through))));
    }

    private void seen(Context ctx) throws IOException {
        ActorId actor = supervisor(ctx);
        JsonBody.of(ctx).done();
        notice.seen();
        LOG.info(actor + " knows that the journal goes on with another one");
        ctx.status(204);
    }
}
