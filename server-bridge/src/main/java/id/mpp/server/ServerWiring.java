package id.mpp.server;

import id.mpp.file.Copies;
import id.mpp.file.FileTroubles;
import id.mpp.program.CatalogFile;
import id.mpp.program.ConfigurationException;
import id.mpp.program.DataFolder;
import id.mpp.program.Ending;
import id.mpp.program.LogLines;
import id.mpp.program.NativeLibrary;
import id.mpp.program.SimulatedTime;
import id.mpp.program.SteadyClock;
import id.mpp.program.Watched;
import id.mpp.program.Workers;
import id.mpp.queue.ActorId;
import id.mpp.queue.Hall;
import id.mpp.server.api.AlarmRoutes;
import id.mpp.server.api.BranchRoutes;
import id.mpp.server.api.EventRoutes;
import id.mpp.server.api.FleetRoutes;
import id.mpp.server.broker.BrokerException;
import id.mpp.server.broker.EmbeddedBroker;
import id.mpp.server.dashboard.ChangeFeed;
import id.mpp.server.fleet.Fleet;
import id.mpp.server.fleet.FleetWatch;
import id.mpp.server.fleet.NodeStates;
import id.mpp.server.fleet.Rivals;
import id.mpp.server.ingest.Acknowledger;
import id.mpp.server.ingest.EventIntake;
import id.mpp.server.ingest.EventStore;
import id.mpp.server.ingest.StoreException;
import id.mpp.server.mqtt.HallBus;
import id.mpp.server.report.Halls;
import id.mpp.server.sqlite.SqliteAlarms;
import id.mpp.server.sqlite.SqliteDatabase;
import id.mpp.server.sqlite.SqliteEventStore;
import id.mpp.server.sqlite.SqliteFleetReader;
import id.mpp.server.sqlite.SqliteHeardStore;
import id.mpp.server.sqlite.SqliteLegReader;
import id.mpp.server.sqlite.SqliteSurveyReader;
import id.mpp.server.web.ServerPages;
import id.mpp.web.Accounts;
import id.mpp.web.CredentialsFile;
import id.mpp.web.Guard;
import id.mpp.web.HttpServer;
import id.mpp.web.ProblemTexts;
import id.mpp.web.Role;
import id.mpp.web.SessionRoutes;
import id.mpp.web.Sessions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/** Makes the server from its parts, by hand and in order, and closes them in the opposite order. */
public final class ServerWiring implements AutoCloseable, Watched {
    private static final Logger LOG = LoggerFactory.getLogger(ServerWiring.class);

    /** Loggers that say too much: Artemis logs every queue at INFO, and Flyway and Hikari log every start. */
    private static final List<String> TALKATIVE = List.of("org.apache.activemq", "org.flywaydb", "com.zaxxer.hikari");

    private final ServerConfig config;
    private final Workers workers;
    private final InstantSource clock;

    /** The clock of sessions and failed logins: people are real even in a simulated day. */
    private final InstantSource world = InstantSource.system();

    private final FileTroubles troubles = new FileTroubles();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final HttpServer http;
    private final Map<String, Duty> duties = new LinkedHashMap<>();

    /** Starts everything; when this returns pages are served and events are taken. */
    ServerWiring(ServerConfig config, Workers workers) throws ConfigurationException {
        this.config = config;
        this.workers = workers;
        SimulatedTime simulated = config.simulated();
        this.clock = simulated == null ? world : simulated;
        TALKATIVE.forEach(LogLines::quiet);
        try {
            http = wireAndStart();
        } catch (ConfigurationException | RuntimeException e) {
            close();
            throw e;
        }
        LOG.info("server ready on http://" + config.http().host() + ":" + http.port() + "/");
    }

    public int port() {
        return http.port();
    }

    @Override
    public Map<String, Duty> duties() {
        return duties;
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

    /**
     * Ends the program with one line when a part is lost without which it is half of itself. Whoever runs it starts it
     * again. Nothing is closed in order: what was acknowledged is on disk, and everything else is sent again.
     */
    private static void endProgram(String what) {
        Ending.ofProcess().end("storage", new IllegalStateException(what));
    }

    private HttpServer wireAndStart() throws ConfigurationException {
        NativeLibrary.load("SQLite", "org.sqlite.tmpdir", SQLiteJDBCLoader::initialize);
        DataFolder folder = keepOpen(new DataFolder(config.data(), "server-bridge"));
        Halls halls = readHalls();
        SqliteDatabase database = openDatabase(folder.file("server.db"));
        EventStore store = keepOpen(openStore(database));
        SqliteAlarms alarms = keepOpen(new SqliteAlarms(database, clock, workers));
        checkFree(config.http().host(), config.http().port(), "http.port");
        if (config.broker().embedded()) {
            keepOpen(startBroker(folder.file("broker")));
        }
        ChangeFeed changes = keepOpen(new ChangeFeed(workers));
        NodeStates nodes = new NodeStates(clock, System::nanoTime);
        Rivals rivals = new Rivals(alarms, System::nanoTime);
        keepOpen(new FleetWatch(nodes, rivals, new SqliteHeardStore(database), changes::publishFleet))
                .start(workers);
        HallBus bus = keepOpen(bus(store));
        Acknowledger acknowledger = keepOpen(new Acknowledger(bus.bus(), store, config.server(), workers));
        HallTraffic traffic = new HallTraffic(acknowledger, nodes, rivals, changes);
        EventIntake intake = keepOpen(new EventIntake(bus.bus(), store, traffic, workers));
        bus.bus().onConnected(acknowledger::sayAgain);

        Accounts accounts = keepOpen(openAccounts(folder.file("accounts.json")));
        Sessions sessions = keepOpen(new Sessions(
                folder.file("sessions.json"), accounts, new SteadyClock(world), account -> false, troubles));
        Guard guard = new Guard(sessions, config.http().tls(), "mpp_server_session");
        SessionRoutes login =
                keepOpen(new SessionRoutes(accounts, sessions, guard, world, account -> Map.of(), workers));
        SqliteFleetReader fleetReader = new SqliteFleetReader(database);
        Fleet fleet = new Fleet(nodes, fleetReader);
        EventRoutes events = new EventRoutes(changes, guard);
        ServerHealth health = new ServerHealth(config.data(), bus.bus(), intake, acknowledger);
        HttpServer server = keepOpen(new HttpServer(
                config.http(), ProblemTexts.load(List.of("id", "en"), "messages/problems-server"), workers, javalin -> {
                    guard.register(javalin.routes);
                    login.register(javalin.routes);
                    branches(database, halls, fleet, guard).register(javalin.routes);
                    new FleetRoutes(fleet, fleetReader, guard).register(javalin.routes);
                    new AlarmRoutes(alarms, guard).register(javalin.routes);
                    events.register(javalin.routes);
                    health.routes(troubles, events, traffic, nodes).register(javalin.routes);
                    ServerPages.register(javalin.routes);
                }));
        keepOpen(events);
        startAll(acknowledger, intake, bus);
        watchDuties(server, health, bus);
        return server.start();
    }

    private void watchDuties(HttpServer server, ServerHealth health, HallBus bus) {
        duties.put("pages", server::trouble);
        duties.putAll(health.duties());
        if (config.broker().embedded()) {
            duties.put("broker", ServerHealth.brokerDuty(bus::lostFor));
        }
    }

    private HallBus bus(EventStore store) {
        return new HallBus(config.broker().access(), config.server(), store.epoch(), workers);
    }

    private BranchRoutes branches(SqliteDatabase database, Halls halls, Fleet fleet, Guard guard) {
        return new BranchRoutes(
                new SqliteLegReader(database), new SqliteSurveyReader(database), halls, fleet, guard, clock);
    }

    private static void startAll(Acknowledger acknowledger, EventIntake intake, HallBus bus)
            throws ConfigurationException {
        try {
            acknowledger.start();
        } catch (StoreException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
        intake.start();
        bus.start();
    }

    private Halls readHalls() throws ConfigurationException {
        Hall hall = CatalogFile.read(config.catalog(), Copies.in(config.data()), troubles);
        return new Halls(Map.of(hall.branch().id(), hall));
    }

    private SqliteDatabase openDatabase(Path file) throws ConfigurationException {
        try {
            return new SqliteDatabase(file, ServerWiring::endProgram);
        } catch (RuntimeException e) {
            throw DataFolder.unusable(
                    config.data(),
                    "the store " + file + " cannot be opened (" + oneLine(e)
                            + "); restore it from a backup, or move it away: the halls send their last 14 days again",
                    e);
        }
    }

    private EventStore openStore(SqliteDatabase database) throws ConfigurationException {
        try {
            return new SqliteEventStore(database, clock);
        } catch (StoreException | RuntimeException e) {
            database.close();
            throw DataFolder.unusable(config.data(), oneLine(e), e);
        }
    }

    private EmbeddedBroker startBroker(Path folder) throws ConfigurationException {
        checkFree(config.broker().host(), config.broker().port(), "broker.port");
        try {
            return new EmbeddedBroker(config.broker().host(), config.broker().port(), folder, ServerWiring::endProgram);
        } catch (BrokerException e) {
            throw DataFolder.unusable(folder, oneLine(e), e);
        }
    }

    /** Checks a port before anything is started, so that the operator reads one line about the right key. */
    private static void checkFree(String host, int port, String key) throws ConfigurationException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new ConfigurationException("cannot listen on " + host + ":" + port + " (" + e.getMessage()
                    + "); stop the other program or choose another port (" + key + ")");
        }
    }

    private Accounts openAccounts(Path file) throws ConfigurationException {
        Accounts accounts = Accounts.open(file, troubles);
        try {
            accounts.firstStart(
                    List.of(new Accounts.Wanted(new ActorId("admin"), Role.ADMIN, null)),
                    credentials -> CredentialsFile.put(config.credentials(), "server", credentials),
                    workers);
        } catch (IOException e) {
            throw DataFolder.unusable(
                    config.data(),
                    "the first passwords cannot be written to " + config.credentials() + " (" + e
                            + "); make its folder writable, or choose another file (credentials)",
                    e);
        }
        return accounts;
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private <T extends AutoCloseable> T keepOpen(T part) {
        open.push(part);
        return part;
    }
}
