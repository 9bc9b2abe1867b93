package id.mpp.kiosk.web;

import com.fasterxml.jackson.core.JsonGenerator;
import id.mpp.queue.Text;
import id.mpp.web.JsonBody;
import id.mpp.web.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;

/** The virtual cabinet. Registered with virtual devices only. */
final class DeviceRoutes {
    private static final String DEVICES = "/api/v1/devices";
    private static final String PNG = ".png";

    private final VirtualDevices devices;
    private final HallTime time;

    DeviceRoutes(VirtualDevices devices, HallTime time) {
        this.devices = devices;
        this.time = time;
    }

    void register(RoutesConfig routes) {
        routes.get(DEVICES, this::list);
        routes.get(DEVICES + "/printer/slips", this::slips);
        routes.get(DEVICES + "/printer/slips/{slip}", this::picture);
        routes.post(DEVICES + "/printer/faults", this::fault);
    }

    private void list(Context ctx) {
        ctx.contentType("application/json").result(JsonBytes.object(out -> {
            out.writeArrayFieldStart("devices");
            for (VirtualDevices.Device device : devices.devices()) {
                write(out, device);
            }
            out.writeEndArray();
        }));
    }

    private static void write(JsonGenerator out, VirtualDevices.Device device) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", device.id());
        out.writeStringField("kind", device.kind());
        out.writeStringField("power", device.power());
        out.writeStringField("state", device.state());
        out.writeArrayFieldStart("conditions");
        for (String condition : device.conditions()) {
            out.writeString(condition);
        }
        out.writeEndArray();
        Text sentence = device.sentence();
        if (sentence != null) {
            JsonBytes.text(out, "sentence", sentence);
        }
        out.writeObjectFieldStart("faults");
        for (Map.Entry<String, Boolean> fault : device.faults().entrySet()) {
            out.writeBooleanField(fault.getKey(), fault.getValue());
        }
        out.writeEndObject();
        Integer paper = device.paperMm();
        if (paper != null) {
            out.writeNumberField("paperMm", paper);
        }
        out.writeEndObject();
    }

    private void slips(Context ctx) {
        ctx.contentType("application/json").result(JsonBytes.object(out -> {
            out.writeArrayFieldStart("slips");
            for (VirtualDevices.Slip slip : devices.slips()) {
                out.writeStartObject();
                out.writeStringField("id", slip.id());
                out.writeStringField("printedAt", time.json(slip.printedAt()));
                out.writeArrayFieldStart("text");
                for (String line : slip.text()) {
                    out.writeString(line);
                }
                out.writeEndArray();
                out.writeNumberField("widthPx", slip.widthPx());
                out.writeNumberField("heightPx", slip.heightPx());
                out.writeEndObject();
            }
            out.writeEndArray();
        }));
    }

    private void picture(Context ctx) {
        String file = ctx.pathParam("slip");
        String id = file.endsWith(PNG) ? file.substring(0, file.length() - PNG.length()) : "";
        byte[] png = devices.png(id)
                .orElseThrow(() -> Problem.of(404, "slip-unknown").thrown());
        ctx.contentType("image/png").result(png);
    }

    private void fault(Context ctx) {
        JsonBody body = JsonBody.of(ctx);
        String fault = body.text("fault", 40);
        boolean on = body.flag("on", true);
        body.done();
        if (!devices.setFault(fault, on)) {
            throw JsonBody.wrong("fault", fault, "a fault of the virtual printer, as listed in /api/v1/devices")
                    .thrown();
        }
        list(ctx);
    }
}
