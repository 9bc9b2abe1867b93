package id.mpp.kiosk;

import id.mpp.file.FileTroubles;
import id.mpp.kiosk.desk.DayHistory;
import id.mpp.kiosk.desk.HallSecret;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.equipment.Scan;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.web.Kernel;
import id.mpp.kiosk.web.KioskApi;
import id.mpp.kiosk.web.Metrics;
import id.mpp.kiosk.web.PageRoutes;
import id.mpp.kiosk.web.StaffSessions;
import id.mpp.kiosk.web.board.BoardFeature;
import id.mpp.kiosk.web.counter.CounterFeature;
import id.mpp.kiosk.web.device.DeviceFeature;
import id.mpp.kiosk.web.hall.HallFeature;
import id.mpp.kiosk.web.health.HealthFeature;
import id.mpp.kiosk.web.health.HealthFeature.Readiness;
import id.mpp.kiosk.web.supervision.SupervisionFeature;
import id.mpp.kiosk.web.survey.SurveyFeature;
import id.mpp.kiosk.web.ticket.TicketFeature;
import id.mpp.program.Workers;
import id.mpp.queue.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The kiosk's pages, wired: each feature is made with what it needs, and all of them are given to the API. */
final class WebWiring implements AutoCloseable {
    private final StaffSessions staff;
    private final BoardFeature board;
    private final DeviceFeature cabinet;
    private final KioskApi api;

    WebWiring(
            KioskConfig config,
            Kernel kernel,
            StaffSessions staff,
            DeviceWiring devices,
            HallSecret secret,
            DayHistory history,
            JournalNotice journal,
            Supplier<Readiness> readiness,
            Metrics metrics,
            FileTroubles troubles,
            Workers workers) {
        this.staff = staff;
        this.board = new BoardFeature(
                kernel, devices.voice(), devices::hasSpeaker, config.files().boardFolder(), troubles, workers);
        this.cabinet = new DeviceFeature(
                kernel, devices::health, () -> answerHelp(devices), devices.virtual(), devices.samples());
        int speed = config.clock().simulated() == null
                ? 0
                : config.clock().simulated().speed();
        HallFeature hall = new HallFeature(kernel, speed, devices.voice(), journal, workers);
        staff.addTo(metrics);
        board.addTo(metrics);
        hall.addTo(metrics);
        this.api = new KioskApi(List.of(
                kernel.calls(),
                staff,
                new TicketFeature(kernel, new NodeId(config.node()), devices.bookings()),
                new CounterFeature(kernel, board::officersAt, devices::health, journal),
                new SupervisionFeature(
                        kernel, () -> devicesAndConnections(devices, readiness), troubles, history, journal),
                new SurveyFeature(kernel, secret),
                hall,
                board,
                cabinet,
                new HealthFeature(kernel, readiness, metrics, troubles, journal),
                new PageRoutes(kernel.hall().branch().languages(), devices.virtual() != null)));
    }

    /** A supervisor is told of the way to the server beside the devices; officers cannot mend it. */
    private static List<DeviceHealth> devicesAndConnections(DeviceWiring devices, Supplier<Readiness> readiness) {
        List<DeviceHealth> all = new ArrayList<>(devices.health());
        all.addAll(readiness.get().connections());
        return all;
    }

    /** Pages are told at once: a call for help that is answered quickly was never seen by the watch of the devices. */
    private void answerHelp(DeviceWiring devices) {
        devices.answerHelp();
        board.devicesChanged();
    }

    KioskApi api() {
        return api;
    }

    /** Begins to follow the hall; the desk must be running. */
    void start() {
        board.start();
    }

    /** Tells the page on this machine what was scanned. Never blocks. */
    void scanned(Scan scan) {
        cabinet.scanned(scan);
    }

    /** Officers' pages look again, because a device is not as it was before. Never blocks. */
    void devicesChanged() {
        board.devicesChanged();
    }

    /** Stores sessions that were used; to be called about once a minute. */
    void flushSessions() {
        staff.flush();
    }

    @Override
    public void close() {
        api.close();
    }
}
