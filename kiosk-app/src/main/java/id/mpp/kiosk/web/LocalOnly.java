package id.mpp.kiosk.web;

import id.mpp.web.Guard;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What is for this machine alone. */
public final class LocalOnly {
    private LocalOnly() {}

    /** @throws id.mpp.web.ProblemException 403 for a request of another machine */
    public static void check(Context ctx) {
        try {
            if (InetAddress.getByName(ctx.ip()).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            throw Guard.forbidden();
        }
        throw Guard.forbidden();
    }
}
