package id.mpp.kiosk;

import id.mpp.bus.BrokerAccess;
import id.mpp.bus.PahoMessageBus;
import id.mpp.file.Copies;
import id.mpp.file.FileTroubles;
import id.mpp.kiosk.desk.ClockEvidence;
import id.mpp.kiosk.desk.HallClock;
import id.mpp.kiosk.desk.HallSecret;
import id.mpp.kiosk.desk.Journal;
import id.mpp.kiosk.desk.Journal.JournalException;
import id.mpp.kiosk.desk.QueueDesk;
import id.mpp.kiosk.disk.DiskReserve;
import id.mpp.kiosk.disk.DiskWatch;
import id.mpp.kiosk.disk.StandIn;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.kiosk.sqlite.SqliteJournal;
import id.mpp.kiosk.sync.DisplayFeed;
import id.mpp.kiosk.sync.HallDisplays;
import id.mpp.kiosk.sync.Outbox;
import id.mpp.kiosk.sync.OutboxRelay;
import id.mpp.kiosk.sync.RelayAlarm;
import id.mpp.kiosk.sync.RelayOptions;
import id.mpp.kiosk.sync.RelayStatus;
import id.mpp.kiosk.web.Kernel;
import id.mpp.kiosk.web.KioskApi;
import id.mpp.kiosk.web.Metrics;
import id.mpp.kiosk.web.StaffSessions;
import id.mpp.kiosk.web.health.HealthFeature.Readiness;
import id.mpp.program.CatalogFile;
import id.mpp.program.ConfigurationException;
import id.mpp.program.DataFolder;
import id.mpp.program.NativeLibrary;
import id.mpp.program.SimulatedTime;
import id.mpp.program.SteadyClock;
import id.mpp.program.Watched;
import id.mpp.program.Worker;
import id.mpp.program.Workers;
import id.mpp.queue.ActorId;
import id.mpp.queue.Hall;
import id.mpp.queue.NodeId;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueuePolicy;
import id.mpp.web.Accounts;
import id.mpp.web.CredentialsFile;
import id.mpp.web.HttpServer;
import id.mpp.web.Role;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/** Makes the kiosk of its parts, by hand and in order, and closes them in the opposite order. */
public final class KioskWiring implements AutoCloseable, Watched {
    static final String JOURNAL = "journal.db";
    private static final Logger LOG = LoggerFactory.getLogger(KioskWiring.class);
    /** For the desk to answer a command that asks for nothing. */
    private static final Duration DESK_PATIENCE = Duration.ofSeconds(2);
    /** Longer than any commit of a sound disk takes. */
    private static final Duration STILL_AT_MOST = Duration.ofSeconds(5);

    /** How soon the hall notices that its clock was put right. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private static final int EXIT_FAULT = 1;

    private final KioskConfig config;
    private final @Nullable StandIn standIn;
    /** The data folder, or what stands in for it. */
    private final Path data;

    private final Workers workers;
    private final InstantSource wall;
    private final HallClock clock;
    private final QueuePolicy policy;
    private final FileTroubles troubles = new FileTroubles();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final HttpServer http;
    private final Map<String, Duty> duties = new LinkedHashMap<>();

    /**
     * Starts everything; when this returns pages are served and numbers are issued. Where only the disk keeps it from
     * that, the hall is shown as it was, and nothing is taken.
     */
    static KioskWiring start(KioskConfig config, Workers workers) throws ConfigurationException {
        try {
            return new KioskWiring(config, null, workers);
        } catch (ConfigurationException e) {
            StandIn standIn = e.mayPass() ? StandIn.of(config.files().data(), e) : null;
            if (standIn == null) {
                throw e;
            }
            try {
                return new KioskWiring(config, standIn, workers);
            } catch (ConfigurationException copy) {
                LOG.warn("the hall cannot be shown from a copy: " + copy.getMessage());
                throw e;
            }
        }
    }

    private KioskWiring(KioskConfig config, @Nullable StandIn standIn, Workers workers) throws ConfigurationException {
        this.config = config;
        this.standIn = standIn;
        this.data = standIn == null ? config.files().data() : standIn.folder();
        this.workers = workers;
        this.policy = QueuePolicy.standard().withSurveyEvery(config.service().surveyEvery());
        SimulatedTime simulated = config.clock().simulated();
        this.wall = simulated == null ? InstantSource.system() : simulated;
        this.clock = simulated == null
                ? new HallClock(
                        wall,
                        System::nanoTime,
                        config.clock().trusted()
                                ? null
                                : new ClockEvidence(config.clock().root()))
                : new HallClock(wall, simulated::nanoTime);
        if (standIn != null) {
            keep(standIn);
        }
        try {
            http = startInOrder();
        } catch (ConfigurationException | RuntimeException e) {
            close();
            throw e;
        }
        LOG.info("kiosk ready on http://" + config.web().binding().host() + ":" + http.port() + "/");
    }

    public int port() {
        return http.port();
    }

    @Override
    public Map<String, Duty> duties() {
        return duties;
    }

    private static @Nullable String deskTrouble(QueueDesk desk) throws InterruptedException {
        Duration still = desk.stillness(DESK_PATIENCE);
        return still.compareTo(STILL_AT_MOST) < 0
                ? null
                : "the desk has taken no press for " + still.toSeconds() + " s: does the disk of the journal hang?";
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("closing was not orderly", e);
            }
        }
    }

    private HttpServer startInOrder() throws ConfigurationException {
        NativeLibrary.load("SQLite", "org.sqlite.tmpdir", SQLiteJDBCLoader::initialize);
        DataFolder folder = keep(new DataFolder(data, "kiosk-app"));
        checkFree(config.web().binding());
        clock.noteIn(folder.file("machine-run"));
        Copies copies = Copies.in(data);
        Hall hall = CatalogFile.read(config.files().catalog(), copies, troubles);
        NodeId node = new NodeId(config.node());
        DiskReserve reserve = new DiskReserve(data);
        JournalStart opening = opening(folder, hall, node, reserve);
        SqliteJournal journal = keep(standIn == null ? opening.open() : opening.openAsItIs());
        QueueDesk desk = desk(hall, standIn == null ? journal : standIn.refusing(journal, KioskWiring::end));
        desk.onFull(reserve::give);
        duties.put("desk", () -> deskTrouble(desk));
        HallSecret secret = HallSecret.in(folder.file("feedback.key"), troubles);
        DeviceWiring devices = keep(new DeviceWiring(
                config, folder, copies, troubles, hall, desk, policy, secret, clock, wall, workers, reserve));
        DisplayFeed displays = new DisplayFeed(hall.branch().id());
        OutboxRelay relay = relay(hall, journal, desk, devices, displays);

        WebWiring web = web(folder, hall, desk, journal, secret, devices, relay, reserve, opening.notice(journal));
        desk.onCommit("pages", web.api()::committed);
        desk.onCommit(
                "clock", (events, at) -> clock.confirmFrom(events, hall.branch().zone()));
        if (relay != null) {
            HallDisplays shown = new HallDisplays(hall, desk::view, displays);
            shown.start();
            desk.onCommit("displays", (events, at) -> shown.committed(events));
            desk.onCommit("relay", (events, at) -> relay.wake());
        }
        devices.serve(web::scanned, web::devicesChanged, node);
        keep(desk).start();
        DayKeeper days = new DayKeeper(desk, config.service().alwaysOpen());
        days.look();
        HttpServer server =
                keep(new HttpServer(config.web().binding(), KioskApi.texts(hall), workers, web.api()::register));
        keep(web);
        duties.put("pages", server::trouble);
        useDisk(reserve, desk, devices);
        every("day-keeper", LOOK_EVERY, () -> {
            clock.look();
            days.look();
        });
        every("sessions", Duration.ofMinutes(1), web::flushSessions);
        every("files", Duration.ofMinutes(1), devices::look);
        web.start();
        return server.start();
    }

    /** On a copy a print could not be noted, so that the next start would print it again. */
    private void useDisk(DiskReserve reserve, QueueDesk desk, DeviceWiring devices) {
        if (standIn == null) {
            devices.recover();
            keep(workers.every("disk-reserve", Duration.ofMinutes(1), reserve::keep)::interrupt);
            every("disk-watch", DiskWatch.EVERY, new DiskWatch(data, desk::doubt)::look);
        } else {
            desk.doubt();
        }
    }

    private WebWiring web(
            DataFolder folder,
            Hall hall,
            QueueDesk desk,
            Outbox journal,
            HallSecret secret,
            DeviceWiring devices,
            @Nullable OutboxRelay relay,
            DiskReserve reserve,
            JournalNotice notice)
            throws ConfigurationException {
        StaffSessions staff = new StaffSessions(
                hall,
                desk::view,
                keep(accounts(folder.file("accounts.json"), hall)),
                new SteadyClock(InstantSource.system()),
                folder.file("sessions.json"),
                config.web().binding().tls(),
                workers,
                troubles);
        HardwareTexts words = new HardwareTexts(hall.branch().languages());
        return new WebWiring(
                config,
                new Kernel(hall, policy, desk, clock::now, config.web().publicUrl(), staff.guard()),
                staff,
                devices,
                secret,
                types -> TodaysEvents.of(journal, types),
                notice,
                () -> readiness(desk, relay, words),
                metrics(desk, reserve, devices),
                troubles,
                workers);
    }

    private Metrics metrics(QueueDesk desk, DiskReserve reserve, DeviceWiring devices) {
        Metrics metrics = new Metrics()
                .gauge("mpp_desk_waiting", "Requests waiting at the desk", desk::waiting)
                .counter("mpp_journal_commits_total", "Journal transactions", desk::commits)
                .counter("mpp_journal_failures_total", "Journal transactions that failed", desk::failures)
                .gauge("mpp_disk_limited", "1 while the journal cannot be written", () -> desk.fault() == null ? 0 : 1)
                .gauge("mpp_disk_reserve_bytes", "Room kept for when the disk is full", reserve::bytes)
                .counters(
                        "mpp_thread_faults_total",
                        "Faults that one thread or listener survived",
                        "thread",
                        workers::faults);
        devices.addTo(metrics);
        return metrics;
    }

    /** Ready is who makes progress: the desk answers now, and the last commit went through. */
    private static Readiness readiness(QueueDesk desk, @Nullable OutboxRelay relay, HardwareTexts texts) {
        String trouble = desk.trouble();
        try {
            String still = deskTrouble(desk);
            trouble = still == null ? trouble : still;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean ready = trouble == null;
        String journal = trouble == null ? "ok" : trouble;
        if (relay == null) {
            return new Readiness(ready, journal, false, 0, List.of(), List.of());
        }
        RelayStatus status = relay.status();
        return new Readiness(
                ready,
                journal,
                status.connected(),
                status.unsent(),
                status.alarms().stream().map(RelayAlarm::sentence).toList(),
                RelayHealth.of(status, texts));
    }

    /** Asked before anything is started, so that nothing is journalled by a kiosk that cannot serve. */
    private static void checkFree(HttpServer.Binding http) throws ConfigurationException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(http.host(), http.port()));
        } catch (IOException e) {
            throw new ConfigurationException("cannot listen on " + http.host() + ":" + http.port() + " ("
                    + e.getMessage() + "); stop the other program or choose another port (http.port)");
        }
    }

    private JournalStart opening(DataFolder folder, Hall hall, NodeId node, DiskReserve reserve) {
        SqliteJournal.Identity identity = new SqliteJournal.Identity(
                hall.branch().id(), node, config.clock().simulated() != null);
        return new JournalStart(folder.file(JOURNAL), hall, identity, reserve, clock, config.relay() != null);
    }

    private QueueDesk desk(Hall hall, Journal journal) throws ConfigurationException {
        try {
            return new QueueDesk(new QueueEngine(hall, policy), journal, clock::now, workers, KioskWiring::end);
        } catch (JournalException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    /** At once, like a crash, which loses nothing: in order would mean to wait for the thread that asks for it. */
    private static void end(String why) {
        System.err.println(why.replaceAll("\\R", " "));
        System.err.flush();
        Runtime.getRuntime().halt(EXIT_FAULT);
    }

    /** As the build wrote it into the program's jar; a program that runs from its classes has none. */
    private static String version() {
        String built = KioskWiring.class.getPackage().getImplementationVersion();
        return built == null ? "development" : built;
    }

    private @Nullable OutboxRelay relay(
            Hall hall, SqliteJournal journal, QueueDesk desk, DeviceWiring devices, DisplayFeed displays) {
        BrokerAccess access = standIn == null ? config.relay() : null;
        if (access == null) {
            return null;
        }
        String branch = hall.branch().id();
        RelayOptions options = RelayOptions.of(branch, config.node(), clock.start(), version());
        PahoMessageBus bus = keep(new PahoMessageBus(options.bus(access, journal.installation()), workers));
        OutboxRelay relay = keep(new OutboxRelay(options, journal, bus, displays, devices::forServer, workers));
        relay.onWord(new ServerVoice(
                desk, hall, journal.installation(), journal.origin().lineage() != null, data, wall, KioskWiring::end));
        relay.start();
        bus.start();
        return relay;
    }

    private Accounts accounts(Path file, Hall hall) throws ConfigurationException {
        Accounts accounts = Accounts.open(file, troubles);
        if (standIn != null) {
            // A kiosk without accounts makes its first ones when it can keep them.
            return accounts;
        }
        List<Accounts.Wanted> wanted = new ArrayList<>();
        hall.agencies()
                .forEach(agency -> wanted.add(
                        new Accounts.Wanted(new ActorId("petugas-" + agency.id()), Role.OFFICER, agency.id())));
        wanted.add(new Accounts.Wanted(new ActorId("supervisor"), Role.SUPERVISOR, null));
        wanted.add(new Accounts.Wanted(new ActorId("admin"), Role.ADMIN, null));
        try {
            accounts.firstStart(
                    wanted, made -> CredentialsFile.put(config.files().credentials(), "kiosk", made), workers);
        } catch (IOException e) {
            throw DataFolder.unusable(
                    data,
                    "the first passwords cannot be written to " + config.files().credentials() + " (" + e
                            + "); make its folder writable, or choose another file (credentials)",
                    e);
        }
        return accounts;
    }

    private void every(String name, Duration pause, Runnable work) {
        Worker timer = workers.every(name, pause, pause, work::run);
        keep(timer::interrupt);
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }
}
