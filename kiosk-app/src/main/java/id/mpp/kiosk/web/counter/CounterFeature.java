package id.mpp.kiosk.web.counter;

import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.web.Feature;
import id.mpp.kiosk.web.Kernel;
import id.mpp.queue.ActorId;
import id.mpp.queue.CounterId;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The officer's work at a counter: the desk that the page shows, and what is done there. */
public final class CounterFeature implements Feature {
    private final CounterRoutes routes;

    /**
     * @param seated the officers of all pages that show a counter's desk, one for each page
     * @param devices all devices; the desk shows those somebody should look after
     * @param journal tells where the journal goes on with another one
     */
    public CounterFeature(
            Kernel kernel,
            Function<CounterId, List<ActorId>> seated,
            Supplier<List<DeviceHealth>> devices,
            JournalNotice journal) {
        WaitingLine line = new WaitingLine(kernel.policy(), kernel.time(), kernel.now());
        CounterJson desk = new CounterJson(
                kernel.policy(), kernel.tickets(), kernel.time(), line, seated, kernel.now(), devices, journal);
        this.routes = new CounterRoutes(
                kernel.hall(), kernel.desk(), kernel.calls(), kernel.guard(), kernel.tickets(), desk, kernel.time());
    }

    @Override
    public void register(RoutesConfig config) {
        routes.register(config);
    }
}
