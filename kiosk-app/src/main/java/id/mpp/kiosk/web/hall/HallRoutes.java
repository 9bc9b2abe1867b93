package id.mpp.kiosk.web.hall;

import id.mpp.kiosk.desk.Desk;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import io.javalin.config.RoutesConfig;
import java.util.function.Supplier;

/** {@code GET /api/v1/hall}. Many screens ask at the same moment, so an answer is kept for as long as it is true. */
final class HallRoutes {
    private final Desk desk;
    private final HallJson json;
    private final Supplier<Moment> now;
    private volatile Kept kept = new Kept(-1, -1, true, new byte[0]);

    /** True for a version of the hall and for a second: breaks and cut-offs come with time. */
    private record Kept(long version, long second, boolean writable, byte[] json) {}

    HallRoutes(Desk desk, HallJson json, Supplier<Moment> now) {
        this.desk = desk;
        this.json = json;
        this.now = now;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/hall", ctx -> ctx.contentType("application/json").result(current()));
    }

    private byte[] current() {
        HallView view = desk.view();
        Moment at = now.get();
        long second = at.wall().getEpochSecond();
        Kept last = kept;
        boolean writes = desk.writable();
        if (last.version() != view.version() || last.second() != second || last.writable() != writes) {
            last = new Kept(view.version(), second, writes, json.bytes(view, at, writes));
            kept = last;
        }
        return last.json();
    }
}
