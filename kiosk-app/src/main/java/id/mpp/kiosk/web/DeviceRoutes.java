package id.mpp.kiosk.web;

import com.fasterxml.jackson.core.JsonGenerator;
import id.mpp.kiosk.web.VirtualDevices.Face;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the devices are. For everybody: it holds nothing of any visitor. */
final class DeviceRoutes {
    static final String DEVICES = "/api/v1/devices";

    private final DevicePorts ports;

    DeviceRoutes(DevicePorts ports) {
        this.ports = ports;
    }

    void register(RoutesConfig routes) {
        routes.get(DEVICES, this::list);
    }

    void list(Context ctx) {
        ctx.contentType("application/json").result(JsonBytes.object(out -> {
            out.writeArrayFieldStart("devices");
            for (DeviceHealth device : ports.health().get()) {
                write(out, device);
            }
            out.writeEndArray();
            out.writeBooleanField("samples", ports.samples() != null);
        }));
    }

    private void write(JsonGenerator out, DeviceHealth device) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", device.id());
        out.writeStringField("kind", device.kind());
        out.writeBooleanField("working", device.working());
        out.writeStringField("power", device.power());
        out.writeStringField("state", device.state());
        words(out, "conditions", device.conditions());
        JsonBytes.text(out, "sentence", device.sentence());
        Optional<VirtualDevices.View> view =
                Optional.ofNullable(ports.virtual()).flatMap(virtual -> virtual.view(device.id()));
        if (view.isPresent()) {
            write(out, view.get());
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, VirtualDevices.View view) throws IOException {
        flags(out, "faults", view.faults());
        out.writeStringField("level", view.level());
        Integer paper = view.paperMm();
        if (paper != null) {
            out.writeNumberField("paperMm", paper);
        }
        Face face = view.face();
        out.writeObjectFieldStart("face");
        words(out, "lines", face.lines());
        words(out, "segments", face.segments());
        words(out, "lamps", face.lamps());
        flags(out, "contacts", face.contacts());
        out.writeEndObject();
    }

    private static void words(JsonGenerator out, String field, List<String> words) throws IOException {
        out.writeArrayFieldStart(field);
        for (String word : words) {
            out.writeString(word);
        }
        out.writeEndArray();
    }

    private static void flags(JsonGenerator out, String field, Map<String, Boolean> flags) throws IOException {
        out.writeObjectFieldStart(field);
        for (Map.Entry<String, Boolean> flag : flags.entrySet()) {
            out.writeBooleanField(flag.getKey(), flag.getValue());
        }
        out.writeEndObject();
    }
}
