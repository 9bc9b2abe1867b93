package id.mpp.kiosk.web.device;

import id.mpp.kiosk.equipment.Scan;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.kiosk.web.LocalOnly;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketId;
import id.mpp.web.EventStreams;
import id.mpp.web.StreamEvent;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/scans}: what the scanner of this kiosk reads, for the page on this machine alone. */
final class ScanRoutes implements AutoCloseable {
    private record Told(
            String kind,
            @Nullable TicketId ticket,
            @Nullable ServiceId service,
            @Nullable String code,
            Map<String, String> sentence) {}

    private final EventStreams<String> streams = new EventStreams<>();
    private final AtomicLong count = new AtomicLong();

    void register(RoutesConfig routes) {
        routes.get("/api/v1/scans", ctx -> {
            LocalOnly.check(ctx);
            streams.open(ctx, "", List.of());
        });
    }

    /** Tells the pages that are open now; a scan is not kept. Never blocks. */
    void scanned(Scan scan) {
        byte[] json = JsonBytes.of(new Told(
                scan.kind().name().toLowerCase(Locale.ROOT),
                scan.ticket(),
                scan.service(),
                scan.code(),
                scan.sentence().byLanguage()));
        streams.publish(StreamEvent.of(Long.toString(count.incrementAndGet()), "scan", json), about -> true);
    }

    @Override
    public void close() {
        streams.close();
    }
}
