package id.mpp.server.api;

import id.mpp.server.fleet.Fleet;
import id.mpp.server.fleet.FleetReader;
import id.mpp.server.fleet.FleetReader.DeadLetterRow;
import id.mpp.web.Guard;
import id.mpp.web.Problem;
import id.mpp.web.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** {@code /api/v1/nodes} and {@code …/dead-letters}: the kiosks, and the messages from them that were no events. */
public final class FleetRoutes {
    /** With excerpts of 1 KiB, topics of 200 and reasons of 500 characters a page stays below 250 KB. */
    private static final int ITEMS_A_PAGE = 100;

    private static final int PAGES_AT_MOST = 10_000;

    private final Fleet fleet;
    private final FleetReader reader;
    private final Guard guard;

    /**
     * @param kept whether all bytes are available under {@code …/{id}/payload}
     * @param payload the first KiB of the bytes as they came, in base64
     */
    record DeadLetter(
            long id,
            String topic,
            String reason,
            Instant firstAt,
            Instant lastAt,
            long times,
            long bytes,
            String sha256,
            boolean kept,
            String payload) {}

    public FleetRoutes(Fleet fleet, FleetReader reader, Guard guard) {
        this.fleet = fleet;
        this.reader = reader;
        this.guard = guard;
    }

    public void register(RoutesConfig routes) {
        routes.get("/api/v1/nodes", this::answerNodes);
        routes.get("/api/v1/dead-letters", this::answerDeadLetters);
        routes.get("/api/v1/dead-letters/{id}/payload", this::answerPayload);
    }

    private void answerNodes(Context ctx) {
        guard.require(ctx, Role.ADMIN, Role.SUPERVISOR);
        Answers.sendJson(ctx, new Answers.Page<>(fleet.nodes(), null));
    }

    private void answerDeadLetters(Context ctx) {
        guard.require(ctx, Role.ADMIN);
        int page = Query.page(ctx, PAGES_AT_MOST);
        List<DeadLetterRow> found = reader.deadLetters((page - 1) * ITEMS_A_PAGE, ITEMS_A_PAGE + 1);
        List<DeadLetter> items = found.stream()
                .limit(ITEMS_A_PAGE)
                .map(row -> new DeadLetter(
                        row.id(),
                        row.topic(),
                        row.reason(),
                        Instant.ofEpochMilli(row.firstAt()),
                        Instant.ofEpochMilli(row.lastAt()),
                        row.times(),
                        row.bytes(),
                        row.sha256(),
                        row.kept(),
                        Base64.getEncoder().encodeToString(row.excerpt())))
                .toList();
        Answers.sendJson(
                ctx, new Answers.Page<>(items, found.size() > ITEMS_A_PAGE && page < PAGES_AT_MOST ? page + 1 : null));
    }

    /** Sends bytes from outside as a download: a browser saves them and never shows them. */
    private void answerPayload(Context ctx) {
        guard.require(ctx, Role.ADMIN);
        byte[] payload = reader.deadLetter(Query.id(ctx))
                .orElseThrow(() -> Problem.of(404, "payload-gone")
                        .with("id", ctx.pathParam("id"))
                        .thrown());
        ctx.header("Content-Disposition", "attachment; filename=\"dead-letter-" + Query.id(ctx) + ".bin\"");
        ctx.contentType("application/octet-stream").result(payload);
    }
}
