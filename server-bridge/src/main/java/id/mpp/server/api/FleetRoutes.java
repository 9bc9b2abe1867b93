package id.mpp.server.api;

import id.mpp.server.fleet.Fleet;
import id.mpp.server.fleet.FleetReader;
import id.mpp.web.Guard;
import id.mpp.web.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** {@code /api/v1/nodes} and {@code …/dead-letters}: the kiosks and what they sent that was no event. */
public final class FleetRoutes {
    /** The latest ones; older ones stand in the store. */
    private static final int SHOWN = 200;

    private final Fleet fleet;
    private final FleetReader reader;
    private final Guard guard;

    /** @param payload the bytes as they came, in base64 */
    record DeadLetter(
            long id,
            String topic,
            String reason,
            Instant firstAt,
            Instant lastAt,
            int times,
            int bytes,
            String payload) {}

    public FleetRoutes(Fleet fleet, FleetReader reader, Guard guard) {
        this.fleet = fleet;
        this.reader = reader;
        this.guard = guard;
    }

    public void register(RoutesConfig routes) {
        routes.get("/api/v1/nodes", this::nodes);
        routes.get("/api/v1/dead-letters", this::deadLetters);
    }

    private void nodes(Context ctx) {
        guard.require(ctx, Role.ADMIN, Role.SUPERVISOR);
        Answers.json(ctx, new Answers.Page<>(fleet.nodes(), null));
    }

    private void deadLetters(Context ctx) {
        guard.require(ctx, Role.ADMIN);
        List<DeadLetter> items = reader.deadLetters(SHOWN).stream()
                .map(row -> new DeadLetter(
                        row.id(),
                        row.topic(),
                        row.reason(),
                        Instant.ofEpochMilli(row.firstAt()),
                        Instant.ofEpochMilli(row.lastAt()),
                        row.times(),
                        row.payload().length,
                        Base64.getEncoder().encodeToString(row.payload())))
                .toList();
        Answers.json(ctx, new Answers.Page<>(items, null));
    }
}
