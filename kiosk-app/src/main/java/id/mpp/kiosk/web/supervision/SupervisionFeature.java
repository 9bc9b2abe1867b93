package id.mpp.kiosk.web.supervision;

import id.mpp.file.FileTroubles;
import id.mpp.kiosk.desk.DayHistory;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.web.Feature;
import id.mpp.kiosk.web.HallTime;
import id.mpp.kiosk.web.Kernel;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a supervisor looks at and decides: the whole hall, its day, closures, disruptions, numbers on paper, and the
 * journal.
 */
public final class SupervisionFeature implements Feature {
    private final SupervisionRoutes looks;
    private final DayRoutes day;
    private final JournalRoutes journals;
    private final ManualNumberRoutes manual;

    /**
     * @param devices all devices, and the ways to the server
     * @param files what is wrong with the hall's files
     * @param history what was journalled today
     * @param journal tells where the journal goes on with another one
     */
    public SupervisionFeature(
            Kernel kernel,
            Supplier<List<DeviceHealth>> devices,
            FileTroubles files,
            DayHistory history,
            JournalNotice journal) {
        HallTime time = kernel.time();
        this.looks = new SupervisionRoutes(
                new SupervisionJson(kernel.hall(), time, devices, files, journal),
                new Reconciliation(time),
                new CallReasons(history, kernel.policy(), time),
                new Happenings(history, time),
                kernel.desk(),
                kernel.guard(),
                kernel.now());
        this.day = new DayRoutes(kernel.hall(), kernel.calls(), kernel.guard(), kernel.now());
        this.journals = new JournalRoutes(kernel.hall(), kernel.calls(), kernel.guard(), journal);
        this.manual = new ManualNumberRoutes(kernel.hall(), kernel.calls(), kernel.guard(), kernel.tickets());
    }

    @Override
    public void register(RoutesConfig config) {
        looks.register(config);
        day.register(config);
        journals.register(config);
        manual.register(config);
    }
}
