package id.mpp.kiosk.web;

import id.mpp.file.FileTroubles;
import id.mpp.kiosk.booking.BookingDesk;
import id.mpp.kiosk.desk.DayHistory;
import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.HallSecret;
import id.mpp.kiosk.desk.HallView;
import id.mpp.kiosk.equipment.DeviceHealth;
import id.mpp.kiosk.equipment.Scan;
import id.mpp.kiosk.equipment.VirtualDevices;
import id.mpp.kiosk.lineage.JournalNotice;
import id.mpp.program.Workers;
import id.mpp.queue.Counter;
import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.WaitEstimate;
import id.mpp.web.Account;
import id.mpp.web.Accounts;
import id.mpp.web.EventStreams;
import id.mpp.web.Guard;
import id.mpp.web.ProblemTexts;
import id.mpp.web.SessionRoutes;
import id.mpp.web.Sessions;
import io.javalin.config.JavalinConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every route of the kiosk, wired. {@link #register} goes into the server's configuration, {@link #committed} to the desk's
 * commits; {@link #start} begins the event stream.
 */
public final class KioskApi implements AutoCloseable {
    /**
     * What the routes are made of.
     *
     * @param node this kiosk
     * @param publicUrl where phones reach this kiosk, without a slash at the end
     * @param now the hall's time, for answers
     * @param sessionClock steady; see {@link Sessions}
     * @param sessionFile null keeps sessions in memory only
     * @param tls whether browsers reach us over TLS
     * @param simulatedSpeed how many times faster than the world the hall's clock goes in a simulated day; else 0
     * @param secret turns a ticket into the token of its feedback
     * @param bookings what a booking's code is
     * @param history what was journalled today
     * @param boardFolder texts and pictures of the hall's boards
     * @param workers make the threads
     * @param files what is wrong with the hall's files
     * @param journal tells where the journal goes on with another one
     */
    public record Parts(
            Hall hall,
            QueuePolicy policy,
            Desk desk,
            NodeId node,
            String publicUrl,
            Supplier<Moment> now,
            Accounts accounts,
            InstantSource sessionClock,
            @Nullable Path sessionFile,
            boolean tls,
            int simulatedSpeed,
            DevicePorts devices,
            Supplier<Readiness> readiness,
            Metrics metrics,
            HallSecret secret,
            BookingDesk bookings,
            DayHistory history,
            BoardFolder boardFolder,
            Workers workers,
            FileTroubles files,
            JournalNotice journal) {}

    private final Parts parts;
    private final ProblemTexts texts;
    private final HallTime time;
    private final WaitEstimate estimate;
    private final TicketJson tickets;
    private final CounterJson counters;
    private final CallLog log;
    private final BoardFeed feed;
    private final Sessions sessions;
    private final Guard guard;
    private final SessionRoutes sessionRoutes;
    private final BoardRoutes boardRoutes;
    private final GuideRoutes guideRoutes;
    private final ScanRoutes scanRoutes = new ScanRoutes();
    private final EndedVisits ended = new EndedVisits();

    public KioskApi(Parts parts) {
        this.parts = parts;
        Hall hall = parts.hall();
        this.texts = texts(hall);
        this.time = new HallTime(hall.branch().zone());
        this.estimate = new WaitEstimate(hall, parts.policy());
        this.tickets = new TicketJson(hall, time, parts.publicUrl(), estimate, parts.now());
        EventStreams<BoardFeed.Listener> streams = new EventStreams<>();
        Seats seats = new Seats(streams);
        this.counters = new CounterJson(
                parts.policy(),
                tickets,
                time,
                new WaitingLine(parts.policy(), time, parts.now()),
                seats,
                parts.now(),
                parts.devices().health(),
                parts.journal());
        // Of this start: ids of streams and calls never mean those of an earlier one.
        String boot = UUID.randomUUID().toString();
        this.log = new CallLog(hall, parts.policy(), boot);
        BoardJson board =
                new BoardJson(hall, log, time, parts.now(), parts.devices().loudspeaker());
        this.feed = new BoardFeed(hall, parts.desk(), log, board, boot, streams, seats, parts.workers());
        this.sessions = new Sessions(
                parts.sessionFile(),
                parts.accounts(),
                parts.sessionClock(),
                account -> CounterRoutes.atWork(account, parts.desk().view()),
                parts.files());
        this.guard = new Guard(sessions, parts.tls());
        this.sessionRoutes = new SessionRoutes(
                parts.accounts(),
                sessions,
                guard,
                parts.sessionClock(),
                account -> Map.of("counters", mayOpen(account)),
                parts.workers());
        this.boardRoutes = new BoardRoutes(
                hall,
                feed,
                log,
                parts.devices().announcements(),
                parts.boardFolder(),
                guard,
                parts.now(),
                parts.workers());
        this.guideRoutes = new GuideRoutes(hall, parts.devices().announcements(), parts.workers());
        addMetrics(parts.metrics());
    }

    /** A supervisor is told of the way to the server beside the devices; officers cannot mend it. */
    private List<DeviceHealth> devicesAndConnections() {
        List<DeviceHealth> all = new ArrayList<>(parts.devices().health().get());
        all.addAll(parts.readiness().get().connections());
        return all;
    }

    /** The sentences of all problems of the kiosk, for the server. */
    public static ProblemTexts texts(Hall hall) {
        return ProblemTexts.load(hall.branch().languages(), "messages/problems");
    }

    /** Adds all routes. */
    public void register(JavalinConfig config) {
        DeskCalls calls = new DeskCalls(parts.desk(), texts, new RefusalProblems(time), parts.now());
        Hall hall = parts.hall();
        List<String> languages = hall.branch().languages();
        guard.register(config.routes);
        sessionRoutes.register(config.routes);
        new TicketRoutes(
                        parts.desk(),
                        calls,
                        guard,
                        tickets,
                        new CheckIns(hall, parts.bookings()),
                        parts.node(),
                        languages)
                .register(config.routes);
        new CounterRoutes(hall, parts.desk(), calls, guard, tickets, counters, time).register(config.routes);
        new DayRoutes(hall, calls, guard, parts.now()).register(config.routes);
        new HallRoutes(
                        parts.desk(),
                        new HallJson(hall, counters, time, parts.simulatedSpeed(), estimate, parts.journal()),
                        parts.now())
                .register(config.routes);
        TicketTokens tokens = new TicketTokens(parts.secret());
        FeedbackRoutes feedback = new FeedbackRoutes(parts.desk(), calls, tokens);
        feedback.register(config.routes);
        new RatingRoutes(hall, parts.desk(), ended, tokens, feedback, parts.now()).register(config.routes);
        new JournalRoutes(hall, calls, guard, parts.journal()).register(config.routes);
        new ManualNumberRoutes(hall, calls, guard, tickets).register(config.routes);
        new SupervisionRoutes(
                        new SupervisionJson(hall, time, this::devicesAndConnections, parts.files(), parts.journal()),
                        new Reconciliation(time),
                        new CallReasons(parts.history(), parts.policy(), time),
                        new Happenings(parts.history(), time),
                        parts.desk(),
                        guard,
                        parts.now())
                .register(config.routes);
        boardRoutes.register(config.routes);
        guideRoutes.register(config.routes);
        new HealthRoutes(parts.readiness(), parts.metrics(), parts.files(), parts.journal(), parts.desk()::view)
                .register(config.routes);
        scanRoutes.register(config.routes);
        DeviceRoutes devices = new DeviceRoutes(parts.devices(), guard, this::devicesChanged);
        devices.register(config.routes);
        VirtualDevices virtual = parts.devices().virtual();
        if (virtual != null) {
            new CabinetRoutes(virtual, devices, time, parts.devices().samples()).register(config.routes);
        }
        new PageRoutes(languages, virtual != null).register(config.routes);
    }

    /** Begins to follow the hall; the desk must be running. */
    public void start() {
        feed.start();
    }

    /** Takes what the desk has committed; never blocks. */
    public void committed(List<Event> events, Moment at) {
        feed.committed(events, at);
        ended.committed(events, at);
    }

    /** A device is otherwise than before: officers' pages look again. Never blocks. */
    public void devicesChanged() {
        feed.devicesChanged();
    }

    /** Tells the page on this machine what was scanned. Never blocks. */
    public void scanned(Scan scan) {
        scanRoutes.scanned(scan);
    }

    /** Stores sessions that were used; to be called about once a minute. */
    public void flushSessions() {
        sessions.flush();
    }

    @Override
    public void close() {
        feed.close();
        boardRoutes.close();
        guideRoutes.close();
        scanRoutes.close();
        sessionRoutes.close();
        sessions.close();
    }

    private List<String> mayOpen(Account account) {
        return parts.hall().counters().stream()
                .filter(counter -> CounterRoutes.mayWorkAt(account, counter))
                .map(Counter::id)
                .map(Object::toString)
                .toList();
    }

    private void addMetrics(Metrics metrics) {
        Supplier<HallView> view = parts.desk()::view;
        metrics.counters(
                        "mpp_thread_faults_total",
                        "Faults that one thread or listener survived",
                        "thread",
                        parts.workers()::faults)
                .gauge(
                        "mpp_file_troubles",
                        "Files that are missing or wrong",
                        () -> parts.files().now().size())
                .gauge(
                        "mpp_open_counters",
                        "Counters that are open",
                        () -> view.get().counters().size())
                .gauge(
                        "mpp_waiting",
                        "Tickets waiting",
                        () -> parts.hall().services().stream()
                                .mapToInt(service -> view.get().waiting(service.id()))
                                .sum())
                .gauge(
                        "mpp_issued_today",
                        "Numbers issued this business day",
                        () -> parts.hall().services().stream()
                                .mapToInt(service -> view.get().issued(service.id()))
                                .sum())
                .gauge("mpp_event_streams", "Event streams open", feed::streams)
                .counter("mpp_event_streams_dropped_total", "Event streams dropped because too slow", feed::dropped)
                .gauge("mpp_sessions", "Sessions", sessions::count)
                .gauge(
                        "mpp_outbox_events",
                        "Events not yet acknowledged by the server",
                        () -> parts.readiness().get().outbox())
                .gauge(
                        "mpp_relay_connected",
                        "Whether the server can be reached",
                        () -> parts.readiness().get().relayConnected() ? 1 : 0);
    }
}
