package id.mpp.kiosk.simulation;

import id.mpp.program.ConfigurationException;
import id.mpp.program.SimulatedTime;
import id.mpp.program.Worker;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Counter;
import id.mpp.queue.WeeklyCalendar;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everybody of one day, each on a thread of their own, from the first at the door to the closing of the day. */
final class SimulatedDay {
    private static final Duration PROGRESS = Duration.ofMinutes(30);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Numbers taken just before the cut-off are served long after closing on a crowded day, not for ever. */
    private static final Duration OVERTIME = Duration.ofHours(8);

    private final SimulationConfig config;
    private final DayPlan plan;
    private final SimulatedTime time;
    private final DayLog log = new DayLog();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final HallClient kiosk;
    private final HallWatch watch;
    private final DayReport report;

    /** What somebody does all day. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** @throws IllegalArgumentException where nothing is open on the day */
    SimulatedDay(SimulationConfig config, PrintStream out) {
        this.config = config;
        this.time = config.time();
        this.plan = new DayPlan(config.hall(), config.day(), config.visitors(), config.scenario(), config.seed());
        this.kiosk = new HallClient(http, config.kiosk());
        this.watch = new HallWatch(kiosk);
        this.report = new DayReport(out, config.hall().branch().zone());
    }

    /** Plays the day in real threads and real HTTP; answers whether every number is accounted for. */
    boolean play() throws IOException, InterruptedException, ConfigurationException {
        report.begins(config);
        watch.look();
        HallClient atWork = kiosk.as("supervisor", config.password("kiosk", "supervisor"));
        Supervisor supervisor =
                new Supervisor(plan, config.scenario(), config.hall().branch().zone(), atWork, time, log);
        List<Worker> background = List.of(start("watch", watch::run), start("progress", this::progress));
        List<Worker> staff = new ArrayList<>(officers());
        staff.add(start("outage", supervisor::outage));
        staff.add(start("paper", supervisor::paperOut));
        List<Worker> visitors = visitors();
        List<Worker> people = new ArrayList<>(staff);
        people.addAll(visitors);
        boolean home = join(people);
        background.forEach(Worker::interrupt);
        if (!home) {
            log.fault("somebody was still in the hall " + OVERTIME.toHours() + " h after closing");
        }
        HallClient server = new HallClient(http, config.server()).as("admin", config.password("server", "admin"));
        DayCheck check = new DayCheck(config.hall().branch().id(), config.day(), kiosk, atWork, server, log);
        supervisor.failInTheEvening();
        check.sameHall("before the close");
        supervisor.closeDay();
        check.run();
        report.ends(config, check, log);
        return log.faults().isEmpty();
    }

    private List<Worker> officers() throws IOException, InterruptedException, ConfigurationException {
        Map<AgencyId, HallClient> sessions = new HashMap<>();
        List<Worker> officers = new ArrayList<>();
        for (Counter counter : plan.counters()) {
            HallClient session = sessions.get(counter.agency());
            if (session == null) {
                String user = "petugas-" + counter.agency();
                session = kiosk.as(user, config.password("kiosk", user));
                sessions.put(counter.agency(), session);
            }
            Officer officer = new Officer(counter, config.hall(), plan, session, watch, time, log, config.seed());
            officers.add(start(counter.id().value(), officer::run));
        }
        return officers;
    }

    private List<Worker> visitors() {
        return plan.visits().stream()
                .map(visit -> new Visitor(visit, kiosk, watch, time, closing(), log))
                .map(visitor -> start("visitor", visitor::run))
                .toList();
    }

    private Instant closing() {
        return plan.counters().stream()
                .map(plan::hours)
                .map(List::getLast)
                .map(WeeklyCalendar.Range::to)
                .max(Comparator.naturalOrder())
                .map(plan::at)
                .orElseThrow();
    }

    private Worker start(String who, Work work) {
        return People.THREADS.errand(who, () -> {
            try {
                work.run();
            } catch (IOException | RuntimeException e) {
                log.fault(who + " had to give up: " + e);
            }
        });
    }

    /** Waits for all; answers whether they came home before it was far too late. */
    private boolean join(List<Worker> people) throws InterruptedException {
        Instant latest = closing().plus(OVERTIME);
        for (Worker one : people) {
            while (one.isAlive()) {
                if (time.instant().isAfter(latest)) {
                    return false;
                }
                one.join(Duration.ofMillis(100));
            }
        }
        return true;
    }

    private void progress() throws IOException, InterruptedException {
        Instant next = time.begin();
        while (true) {
            time.sleepUntil(next, People.THREADS);
            report.progress(next, watch.waiting(), log);
            next = next.plus(PROGRESS);
        }
    }
}
