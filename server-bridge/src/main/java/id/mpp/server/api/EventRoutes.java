package id.mpp.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import id.mpp.server.dashboard.ChangeFeed;
import id.mpp.server.dashboard.ChangeFeed.Change;
import id.mpp.web.EventStreams;
import id.mpp.web.Guard;
import id.mpp.web.Role;
import id.mpp.web.StreamEvent;
import id.mpp.wire.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * {@code /api/v1/events}: tells an open page that figures changed. The first event says that anything may have changed.
 * So a page that was away asks for everything again, and nothing needs to be repeated.
 */
public final class EventRoutes implements AutoCloseable {
    private static final String ALL = "all";

    private final EventStreams<String> streams = new EventStreams<>();
    private final ChangeFeed feed;
    private final Guard guard;

    public EventRoutes(ChangeFeed feed, Guard guard) {
        this.feed = feed;
        this.guard = guard;
    }

    public void register(RoutesConfig routes) {
        routes.get("/api/v1/events", this::openStream);
        feed.subscribe(change -> streams.publish(event(change), about -> true));
    }

    /** How many pages listen now. */
    public int count() {
        return streams.count();
    }

    @Override
    public void close() {
        streams.close();
    }

    private void openStream(Context ctx) {
        guard.require(ctx, Role.ADMIN, Role.SUPERVISOR);
        streams.open(ctx, ALL, List.of(event(new Change(0, Set.of(), true))));
    }

    private static StreamEvent event(Change change) {
        try {
            return StreamEvent.of(
                    Long.toString(change.version()), "changed", Json.mapper().writeValueAsBytes(change));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + change, e);
        }
    }
}
