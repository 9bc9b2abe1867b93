package id.mpp.kiosk.web;

import id.mpp.file.FileTroubles;
import id.mpp.program.Workers;
import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import id.mpp.web.Accounts;
import id.mpp.web.Guard;
import id.mpp.web.SessionRoutes;
import id.mpp.web.Sessions;
import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who of the staff is logged in. Registered before all features that ask its guard. */
public final class StaffSessions implements Feature {
    private final Sessions sessions;
    private final Guard guard;
    private final SessionRoutes routes;

    /**
     * @param view tells who is at work and stays logged in for the shift
     * @param clock steady; see {@link Sessions}
     * @param file null keeps sessions in memory only
     * @param tls whether browsers reach us over TLS
     */
    public StaffSessions(
            Hall hall,
            Supplier<HallView> view,
            Accounts accounts,
            InstantSource clock,
            @Nullable Path file,
            boolean tls,
            Workers workers,
            FileTroubles troubles) {
        this.sessions =
                new Sessions(file, accounts, clock, account -> StaffRights.atWork(account, view.get()), troubles);
        this.guard = new Guard(sessions, tls);
        this.routes = new SessionRoutes(
                accounts,
                sessions,
                guard,
                clock,
                account -> Map.of("counters", StaffRights.counters(account, hall)),
                workers);
    }

    /** Asks who is logged in. */
    public Guard guard() {
        return guard;
    }

    @Override
    public void register(RoutesConfig config) {
        guard.register(config);
        routes.register(config);
    }

    /** Stores sessions that were used; to be called about once a minute. */
    public void flush() {
        sessions.flush();
    }

    /** Adds its figures. */
    public void addTo(Metrics metrics) {
        metrics.gauge("mpp_sessions", "Sessions", sessions::count);
    }

    @Override
    public void close() {
        routes.close();
        sessions.close();
    }
}
