package id.mpp.kiosk.web.device;

import id.mpp.kiosk.booking.SampleBookings;
import id.mpp.kiosk.booking.SampleBookings.Arrival;
import id.mpp.kiosk.equipment.VirtualDevices;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.web.JsonBody;
import id.mpp.web.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The switchboard of the virtual cabinet. Registered with virtual devices only. */
final class CabinetRoutes {
    private static final String DEVICES = DeviceRoutes.DEVICES;
    private static final Map<String, Arrival> ARRIVALS =
            Map.of("on-time", Arrival.ON_TIME, "early", Arrival.EARLY, "late", Arrival.LATE);
    private static final String PNG = ".png";
    private static final int MOST_WORD = 60;
    private static final int MOST_TEXT = 600;
    /** What a number of JavaScript holds. */
    private static final long MOST_SEED = 1L << 53;

    /** A phone's photograph of a ticket. */
    static final int MOST_PICTURE = 6 * 1024 * 1024;

    private record Slips(List<SlipRow> slips) {}

    private record SlipRow(String id, String printedAt, List<String> text, int widthPx, int heightPx) {}

    private record Scanned(String outcome) {}

    private record Sample(String outcome, String code, String signed) {}

    private final VirtualDevices devices;
    private final DeviceRoutes list;
    private final HallTime time;
    private final @Nullable SampleBookings samples;

    /** @param samples null where there are no sample bookings */
    CabinetRoutes(VirtualDevices devices, DeviceRoutes list, HallTime time, @Nullable SampleBookings samples) {
        this.devices = devices;
        this.list = list;
        this.time = time;
        this.samples = samples;
    }

    void register(RoutesConfig routes) {
        routes.get(DEVICES + "/printer/slips", this::slips);
        routes.get(DEVICES + "/printer/slips/{slip}", this::picture);
        routes.post(DEVICES + "/{device}/faults", this::fault);
        routes.post(DEVICES + "/{device}/level", this::level);
        routes.post(DEVICES + "/scanner/scan", this::scan);
        routes.post(DEVICES + "/scanner/sample", this::sample);
        routes.post(DEVICES + "/buttons/{button}", this::contact);
    }

    private void slips(Context ctx) {
        JsonBytes.answer(ctx, new Slips(devices.slips().stream().map(this::row).toList()));
    }

    private SlipRow row(VirtualDevices.Slip slip) {
        return new SlipRow(slip.id(), time.json(slip.printedAt()), slip.text(), slip.widthPx(), slip.heightPx());
    }

    private void picture(Context ctx) {
        String file = ctx.pathParam("slip");
        String id = file.endsWith(PNG) ? file.substring(0, file.length() - PNG.length()) : "";
        byte[] png = devices.png(id)
                .orElseThrow(() -> Problem.of(404, "slip-unknown").thrown());
        ctx.contentType("image/png").result(png);
    }

    private void fault(Context ctx) throws IOException {
        String device = known(ctx);
        JsonBody body = JsonBody.of(ctx);
        String fault = body.text("fault", MOST_WORD);
        boolean on = body.flag("on", true);
        body.done();
        if (!devices.setFault(device, fault, on)) {
            throw JsonBody.wrong("fault", fault, "a fault of this device, as listed in " + DEVICES)
                    .thrown();
        }
        list.list(ctx);
    }

    private void level(Context ctx) {
        String device = known(ctx);
        JsonBody body = JsonBody.of(ctx);
        String level = body.oneOf("level", VirtualDevices.LEVELS)
                .orElseThrow(() -> Problem.of(400, "field-missing")
                        .with("field", "level")
                        .with("expected", String.join(", ", VirtualDevices.LEVELS))
                        .thrown());
        long seed = body.number("seed", 1, 0, MOST_SEED);
        body.done();
        devices.setLevel(device, level, seed);
        list.list(ctx);
    }

    private void scan(Context ctx) throws IOException {
        String type = ctx.contentType();
        String outcome;
        if (type != null && type.startsWith("image/")) {
            outcome = devices.scan(pictureOf(ctx)).orElseThrow(() -> unknown("scanner"));
        } else {
            JsonBody body = JsonBody.of(ctx);
            String text = body.text("text", MOST_TEXT);
            body.done();
            outcome = devices.scan(text).orElseThrow(() -> unknown("scanner"));
        }
        JsonBytes.answer(ctx, new Scanned(outcome));
    }

    /** Makes a booking and holds its signed code in front of the scanner; its other code can be typed at the kiosk. */
    private void sample(Context ctx) throws IOException {
        JsonBody body = JsonBody.of(ctx);
        Arrival arrival =
                body.oneOf("arrival", ARRIVALS.keySet()).map(ARRIVALS::get).orElse(Arrival.ON_TIME);
        boolean scan = body.flag("scan", true);
        body.done();
        if (samples == null) {
            throw unknown("scanner/sample");
        }
        SampleBookings.Sample made = samples.make(arrival);
        String outcome = scan ? devices.scan(made.signed()).orElseThrow(() -> unknown("scanner")) : "made";
        JsonBytes.answer(ctx, new Sample(outcome, made.code(), made.signed()));
    }

    private static byte[] pictureOf(Context ctx) {
        try (InputStream in = ctx.req().getInputStream()) {
            byte[] picture = in.readNBytes(MOST_PICTURE + 1);
            if (picture.length > MOST_PICTURE) {
                throw Problem.of(413, "body-too-large")
                        .with("limit", MOST_PICTURE)
                        .thrown();
            }
            return picture;
        } catch (IOException e) {
            throw Problem.of(400, "body-unreadable").thrown();
        }
    }

    private void contact(Context ctx) {
        String contact = ctx.pathParam("button");
        JsonBody body = JsonBody.of(ctx);
        boolean on = body.flag("on", true);
        body.done();
        if (!devices.setContact(contact, on)) {
            throw unknown(contact);
        }
        list.list(ctx);
    }

    private String known(Context ctx) {
        String device = ctx.pathParam("device");
        if (devices.view(device).isEmpty()) {
            throw unknown(device);
        }
        return device;
    }

    private static RuntimeException unknown(String device) {
        String shown = device.length() <= MOST_WORD ? device : device.substring(0, MOST_WORD);
        return Problem.of(404, "device-unknown").with("device", shown).thrown();
    }
}
