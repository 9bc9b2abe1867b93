package id.mpp.kiosk.web.device;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the devices are, for everybody: it holds nothing of any visitor. And the answer to a call for help, by the staff.
 */
final class DeviceRoutes {
    static final String DEVICES = "/api/v1/devices";
    private static final Logger LOG = LoggerFactory.getLogger(DeviceRoutes.class);

    /** @param samples whether sample bookings can be made */
    private record Devices(List<Row> devices, boolean samples) {}

    /** A device as one flat object. */
    private record Row(
            String id,
            String kind,
            boolean working,
            String power,
            String state,
            List<String> conditions,
            Map<String, String> sentence,
            @JsonUnwrapped @Nullable Virtual virtual) {}

    /** The switches of a virtual device, and what a person in front of it sees. */
    private record Virtual(
            Map<String, Boolean> faults,
            @Nullable String level,
            @Nullable Integer paperMm,
            Face face) {}

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

    /**
     * An officer goes to whoever asked for help at the kiosk: the notice goes away everywhere, and the lamp with it.
     */
    private void helpAnswered(Context ctx) {
        ActorId officer = guard.require(ctx, Role.OFFICER, Role.SUPERVISOR, Role.ADMIN)
                .account()
                .name();
        JsonBody.of(ctx).done();
        helpAnswered.run();
        LOG.info("the call for help is answered by " + officer);
        ctx.status(204);
    }

    void list(Context ctx) {
        JsonBytes.answer(ctx, new Devices(health.get().stream().map(this::row).toList(), samples));
    }

    private Row row(DeviceHealth device) {
        VirtualDevices.View seen =
                virtual == null ? null : virtual.view(device.id()).orElse(null);
        return new Row(
                device.id(),
                device.kind(),
                device.working(),
                device.power(),
                device.state(),
                device.conditions(),
                device.sentence().byLanguage(),
                seen == null ? null : new Virtual(seen.faults(), seen.level(), seen.paperMm(), seen.face()));
    }
}
