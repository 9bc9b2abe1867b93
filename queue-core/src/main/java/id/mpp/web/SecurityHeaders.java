package id.mpp.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/**
 * The headers every answer carries. Scripts, styles and everything else come from us alone, nothing is inline, nobody
 * frames us, and no address leaves in a referrer: the id in {@code /t/{id}} is a secret.
 */
public final class SecurityHeaders {
    /** {@code blob:} lets the board play a call it has fetched; {@code data:} lets a stylesheet carry a small icon. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri"
            + " 'none'; form-action 'self'; frame-ancestors 'none'";

    /** For answers that are data: nothing in them may load or run anything. */
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    private static final String PERMISSIONS_POLICY =
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), autoplay=(self), fullscreen=(self),"
                    + " screen-wake-lock=(self)";

    private final boolean tls;

    /** @param tls whether the browser reaches us over TLS, so that it may be told to stay with it */
    public SecurityHeaders(boolean tls) {
        this.tls = tls;
    }

    public void register(RoutesConfig routes) {
        routes.before(this::set);
    }

    private void set(Context ctx) {
        if (ctx.path().startsWith("/api/")) {
            ctx.header("Content-Security-Policy", NOTHING);
        } else {
            ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
            ctx.header("Permissions-Policy", PERMISSIONS_POLICY);
            ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        }
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        // Pages and answers may hold tickets and queues; static files say otherwise for themselves.
        ctx.header("Cache-Control", "no-store");
        if (tls) {
            ctx.header("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
