package id.mpp.kiosk.web.hall;

import id.mpp.kiosk.equipment.Announcements;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.web.Feature;
import id.mpp.kiosk.web.Kernel;
import id.mpp.kiosk.web.Metrics;
import id.mpp.program.Workers;
import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import io.javalin.config.RoutesConfig;
import java.util.function.Supplier;

/** The hall as a visitor meets it at the kiosk: the state of its services, and the voice that guides. */
public final class HallFeature implements Feature {
    private final Hall hall;
    private final Supplier<HallView> view;
    private final HallRoutes routes;
    private final GuideRoutes guide;

    /**
     * @param simulatedSpeed how many times faster than the world the hall's clock goes in a simulated day; else 0
     * @param voice reads the screens
     * @param journal tells where the journal goes on with another one
     */
    public HallFeature(Kernel kernel, int simulatedSpeed, Announcements voice, JournalNotice journal, Workers workers) {
        this.hall = kernel.hall();
        this.view = kernel.desk()::view;
        HallJson json = new HallJson(hall, kernel.time(), simulatedSpeed, kernel.estimate(), journal);
        this.routes = new HallRoutes(kernel.desk(), json, kernel.now());
        this.guide = new GuideRoutes(hall, voice, workers);
    }

    @Override
    public void register(RoutesConfig config) {
        routes.register(config);
        guide.register(config);
    }

    /** Adds its figures. */
    public void addTo(Metrics metrics) {
        metrics.gauge(
                        "mpp_open_counters",
                        "Counters that are open",
                        () -> view.get().counters().size())
                .gauge(
                        "mpp_waiting",
                        "Tickets waiting",
                        () -> hall.services().stream()
                                .mapToInt(service -> view.get().waiting(service.id()))
                                .sum())
                .gauge(
                        "mpp_issued_today",
                        "Numbers issued this business day",
                        () -> hall.services().stream()
                                .mapToInt(service -> view.get().issued(service.id()))
                                .sum());
    }

    @Override
    public void close() {
        guide.close();
    }
}
