package id.mpp.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what, decided on the server for every route: the session behind a cookie, the role a route asks for, and
 * the two checks that keep other sites from acting with somebody's cookie (a header that only our own pages can send,
 * and the origin).
 */
public final class Guard {
    /** Pages send it with every unsafe request; another site cannot without our consent, which it never gets. */
    public static final String HEADER = "X-Requested-With";

    private static final String HEADER_VALUE = "mpp";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    /** No id of ours is longer. */
    private static final int MAX_ID = 64;

    private final Sessions sessions;
    private final String cookie;
    private final boolean tls;

    /**
     * @param tls whether browsers reach us over TLS: the cookie then is {@code Secure} and bound to the host by its
     *     name
     */
    public Guard(Sessions sessions, boolean tls) {
        this(sessions, tls, "mpp_session");
    }

    /**
     * A guard with a cookie of its own name: browsers share cookies between the ports of a host, so two programs on one
     * machine need two names.
     */
    public Guard(Sessions sessions, boolean tls, String name) {
        this.sessions = sessions;
        this.tls = tls;
        this.cookie = tls ? "__Host-" + name : name;
    }

    /** Checks every request; to be called before the routes are added. */
    public void register(RoutesConfig routes) {
        routes.before("/api/*", this::check);
    }

    /** The session of a request, if it has a valid one. */
    public Optional<Session> session(Context ctx) {
        return sessionId(ctx).flatMap(sessions::find);
    }

    /**
     * The session of a request, whose account must have one of these roles.
     *
     * @throws ProblemException 401 without a session, 403 with another role
     */
    public Session require(Context ctx, Role... roles) {
        Session session = session(ctx)
                .orElseThrow(() -> Problem.of(401, "session-required").thrown());
        if (!Set.of(roles).contains(session.account().role())) {
            throw forbidden();
        }
        return session;
    }

    /** For what an account may not do although its role may. */
    public static ProblemException forbidden() {
        return Problem.of(403, "forbidden").thrown();
    }

    Optional<String> sessionId(Context ctx) {
        return Optional.ofNullable(ctx.cookie(cookie)).filter(id -> !id.isEmpty() && id.length() <= MAX_ID);
    }

    void give(Context ctx, String id) {
        ctx.cookie(new Cookie(cookie, id, "/", -1, tls, true, null, SameSite.STRICT));
    }

    void take(Context ctx) {
        ctx.cookie(new Cookie(cookie, "", "/", 0, tls, true, null, SameSite.STRICT));
    }

    private void check(Context ctx) {
        checkOrigin(ctx);
        boolean unsafe = !SAFE.contains(ctx.req().getMethod().toUpperCase(Locale.ROOT));
        if (unsafe && ctx.cookie(cookie) != null && !HEADER_VALUE.equals(ctx.header(HEADER))) {
            throw Problem.of(403, "header-missing").thrown();
        }
    }

    /** A browser that says where a request comes from must say: from here. Programs say nothing and are let through. */
    private static void checkOrigin(Context ctx) {
        String origin = ctx.header("Origin");
        if (origin != null && !isOurs(origin, ctx.header("Host"))) {
            throw Problem.of(403, "origin-wrong").thrown();
        }
        String site = ctx.header("Sec-Fetch-Site");
        if (site != null && site.equals("cross-site")) {
            throw Problem.of(403, "origin-wrong").thrown();
        }
    }

    private static boolean isOurs(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
