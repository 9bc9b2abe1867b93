package id.mpp.kiosk.devices;

import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.program.Worker;
import id.mpp.program.Workers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the health of all devices several times a second and tells when it has changed, on a thread of its own. */
public final class DeviceWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceWatch.class);
    private static final Duration EVERY = Duration.ofMillis(300);

    private final Supplier<List<DeviceHealth>> report;
    private final Consumer<List<DeviceHealth>> always;
    private final Runnable changed;
    private final Workers workers;
    private @Nullable Worker timer;
    private List<DeviceHealth> before = List.of();

    /**
     * @param always is told each time
     * @param changed is run when a device is not as it was before; that it has become busy or idle does not count
     */
    public DeviceWatch(
            Supplier<List<DeviceHealth>> report,
            Consumer<List<DeviceHealth>> always,
            Runnable changed,
            Workers workers) {
        this.report = report;
        this.always = always;
        this.changed = changed;
        this.workers = workers;
    }

    public void start() {
        timer = workers.every("device-watch", EVERY, this::look);
    }

    private void look() {
        List<DeviceHealth> now = report.get();
        always.accept(now);
        boolean differs = now.size() != before.size();
        for (int i = 0; i < now.size() && !differs; i++) {
            differs = differs(now.get(i), before.get(i));
        }
        if (differs) {
            now.stream().filter(DeviceHealth::wantsAttention).forEach(DeviceWatch::log);
            before = now;
            changed.run();
        }
    }

    private static void log(DeviceHealth device) {
        LOG.info(device.id() + ": " + device.sentence().in("en"));
    }

    private static boolean differs(DeviceHealth now, DeviceHealth before) {
        return now.working() != before.working()
                || !Objects.equals(now.conditions(), before.conditions())
                || !Objects.equals(now.sentence(), before.sentence());
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.interrupt();
        }
    }
}
