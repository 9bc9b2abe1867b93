package id.mpp.kiosk.web.device;

import static java.lang.System.Logger.Level.INFO;

import com.fasterxml.jackson.core.JsonGenerator;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.equipment.VirtualDevices;
import id.mpp.kiosk.equipment.VirtualDevices.Face;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.queue.ActorId;
import id.mpp.web.Guard;
import id.mpp.web.JsonBody;
import id.mpp.web.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the devices are, for everybody: it holds nothing of any visitor. And the answer to a call for help, by the staff. */
final class DeviceRoutes {
    static final String DEVICES = "/api/v1/devices";
    private static final System.Logger LOG = System.getLogger(DeviceRoutes.class.getName());

    private final Supplier<List<DeviceHealth>> health;
    private final Runnable helpAnswered;
    private final @Nullable VirtualDevices virtual;
    private final boolean samples;
    private final Guard guard;

    DeviceRoutes(
            Supplier<List<DeviceHealth>> health,
            Runnable helpAnswered,
            @Nullable VirtualDevices virtual,
            boolean samples,
            Guard guard) {
        this.health = health;
        this.helpAnswered = helpAnswered;
        this.virtual = virtual;
        this.samples = samples;
        this.guard = guard;
    }

    void register(RoutesConfig routes) {
        routes.get(DEVICES, this::list);
        routes.post("/api/v1/help/answered", this::helpAnswered);
    }

    /** An officer goes to whoever asked for help at the kiosk: the notice goes away everywhere, and the lamp with it. */
    private void helpAnswered(Context ctx) {
        ActorId officer = guard.require(ctx, Role.OFFICER, Role.SUPERVISOR, Role.ADMIN)
                .account()
                .name();
        JsonBody.of(ctx).done();
        helpAnswered.run();
        LOG.log(INFO, "the call for help is answered by " + officer);
        ctx.status(204);
    }

    void list(Context ctx) {
        ctx.contentType("application/json").result(JsonBytes.object(out -> {
            out.writeArrayFieldStart("devices");
            for (DeviceHealth device : health.get()) {
                write(out, device);
            }
            out.writeEndArray();
            out.writeBooleanField("samples", samples);
        }));
    }

    private void write(JsonGenerator out, DeviceHealth device) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", device.id());
        out.writeStringField("kind", device.kind());
        out.writeBooleanField("working", device.working());
        out.writeStringField("power", device.power());
        out.writeStringField("state", device.state());
        JsonBytes.words(out, "conditions", device.conditions());
        JsonBytes.text(out, "sentence", device.sentence());
        Optional<VirtualDevices.View> view = Optional.ofNullable(virtual).flatMap(cabinet -> cabinet.view(device.id()));
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
        JsonBytes.words(out, "lines", face.lines());
        JsonBytes.words(out, "segments", face.segments());
        JsonBytes.words(out, "lamps", face.lamps());
        flags(out, "contacts", face.contacts());
        out.writeEndObject();
    }

    private static void flags(JsonGenerator out, String field, Map<String, Boolean> flags) throws IOException {
        out.writeObjectFieldStart(field);
        for (Map.Entry<String, Boolean> flag : flags.entrySet()) {
            out.writeBooleanField(flag.getKey(), flag.getValue());
        }
        out.writeEndObject();
    }
}
