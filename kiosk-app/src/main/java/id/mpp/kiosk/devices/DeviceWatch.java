package id.mpp.kiosk.devices;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import id.mpp.kiosk.web.DeviceHealth;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks at the health of all devices several times a second and tells when it has changed, on a thread of its own. */
public final class DeviceWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DeviceWatch.class.getName());
    private static final Duration EVERY = Duration.ofMillis(300);

    private final Supplier<List<DeviceHealth>> report;
    private final Consumer<List<DeviceHealth>> always;
    private final Runnable changed;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("device-watch").daemon().factory());
    private List<DeviceHealth> before = List.of();

    /**
     * @param always is told each time
     * @param changed is run when a device is otherwise than before, busy or not aside
     */
    public DeviceWatch(Supplier<List<DeviceHealth>> report, Consumer<List<DeviceHealth>> always, Runnable changed) {
        this.report = report;
        this.always = always;
        this.changed = changed;
    }

    public void start() {
        var _ = timer.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
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
        } catch (RuntimeException e) {
            LOG.log(WARNING, "looking at the devices failed; it is tried again", e);
        }
    }

    private static void log(DeviceHealth device) {
        LOG.log(INFO, device.id() + ": " + device.sentence().in("en"));
    }

    private static boolean differs(DeviceHealth now, DeviceHealth before) {
        return now.working() != before.working()
                || !Objects.equals(now.conditions(), before.conditions())
                || !Objects.equals(now.sentence(), before.sentence());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
