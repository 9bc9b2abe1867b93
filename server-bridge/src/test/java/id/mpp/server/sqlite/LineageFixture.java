package id.mpp.server.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.mpp.queue.AgencyId;
import id.mpp.queue.Command;
import id.mpp.queue.CounterId;
import id.mpp.queue.JournalEvent;
import id.mpp.queue.NodeId;
import id.mpp.queue.Survey;
import id.mpp.queue.TicketId;
import id.mpp.server.dashboard.LiveHall;
import id.mpp.server.ingest.Arrival;
import id.mpp.server.ingest.ArrivalReader;
import id.mpp.server.ingest.Progress;
import id.mpp.server.ingest.StoreException;
import id.mpp.server.report.Figures;
import id.mpp.server.report.Halls;
import id.mpp.server.report.Leg;
import id.mpp.server.report.LegState;
import id.mpp.server.report.Statistics;
import id.mpp.server.report.SurveyReader.Answer;
import id.mpp.server.report.SurveyReader.Asked;
import id.mpp.server.testing.HallScript;
import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventBatch.Link;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store, a hall that plays a day for it, and what the server tells of that day. */
abstract class LineageFixture {
    static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    static final String KTP = "ktp-rekam";
    static final AgencyId SAMSAT = new AgencyId("samsat");
    static final Predicate<EventEnvelope> ALL = Objects::nonNull;
    static final Survey CONTENT = new Survey(4, List.of(4, 4, 3, 4, 3, 4, 4, 3, 4));

    @TempDir
    private Path folder;

    SqliteDatabase database;
    SqliteEventStore store;
    SqliteLegReader legs;
    final HallScript parent = new HallScript("installation-0001");

    /** Everything that is told of a day except the numbers of the tickets. */
    record Told(
            Figures total,
            List<Figures> services,
            List<Figures> counters,
            List<Figures> hours,
            List<Answer> answers,
            Asked asked,
            List<LiveHall.LiveCounter> live,
            int waiting,
            List<?> disruptions) {}

    @BeforeEach
    void open() throws StoreException {
        database = new SqliteDatabase(folder.resolve("server.db"));
        store = new SqliteEventStore(database, InstantSource.system());
        legs = new SqliteLegReader(database);
    }

    @AfterEach
    void close() {
        store.close();
    }

    Progress progressOf(HallScript hall) throws StoreException {
        return store.append(ArrivalReader.read(hall.messages())).progress().getFirst();
    }

    /** The figures of the same day in a hall whose kiosk kept its journal. */
    Told aWholeDay() throws StoreException {
        HallScript hall = new HallScript("installation-0001");
        playMorning(hall);
        playAfternoon(hall);
        send(hall);
        Told whole = told();
        store.close();
        database = new SqliteDatabase(folder.resolve("other.db"));
        store = new SqliteEventStore(database, InstantSource.system());
        legs = new SqliteLegReader(database);
        return whole;
    }

    /**
     * Six tickets: one is finished and invited to the survey, one does not come, one is being served, one is called,
     * and two wait.
     */
    static void playMorning(HallScript hall) {
        hall.openDay().open("loket-01").open("loket-02").open("loket-03");
        for (int i = 0; i < 5; i++) {
            hall.wait(Duration.ofSeconds(40)).take(KTP, i == 1);
        }
        hall.callNext("loket-02").wait(Duration.ofSeconds(50)).noShow("loket-02");
        hall.callNext("loket-01").start("loket-01").wait(Duration.ofMinutes(6)).finish("loket-01");
        hall.give("said-0001", CONTENT);
        hall.callNext("loket-01").wait(Duration.ofSeconds(20)).start("loket-01");
        hall.run(new Command.PauseCounter(new CounterId("loket-02"), "istirahat", HallScript.ACTOR));
        hall.take(KTP);
        hall.callNext("loket-03");
        hall.run(new Command.DeclareDisruption(SAMSAT, "sistem pusat", null, HallScript.ACTOR));
    }

    /** Everybody who is there is served. Two more come, and one of them is still there at the close. */
    static void playAfternoon(HallScript hall) {
        hall.wait(Duration.ofMinutes(3)).finish("loket-01");
        hall.give("said-0002", new Survey(3, List.of()));
        hall.start("loket-03").wait(Duration.ofMinutes(2)).finish("loket-03");
        hall.run(new Command.EndDisruption(SAMSAT, HallScript.ACTOR));
        hall.run(new Command.ResumeCounter(new CounterId("loket-02"), HallScript.ACTOR));
        hall.wait(Duration.ofMinutes(70)).take(KTP);
        while (hall.attempt(new Command.CallNext(new CounterId("loket-02"), HallScript.ACTOR))) {
            hall.start("loket-02").wait(Duration.ofMinutes(4)).finish("loket-02");
        }
        hall.take(KTP);
        hall.wait(Duration.ofMinutes(1)).closeDay();
    }

    void send(HallScript hall) throws StoreException {
        store.append(ArrivalReader.read(hall.messages()));
    }

    void forge(String branch, String node, String installation) throws StoreException {
        byte[] stored = EventCodec.encode(new EventEnvelope(
                "01993b2e-7c00-7abc-8def-0123456789ab",
                new EventEnvelope.Origin(branch, new NodeId(node), installation, 1, 2),
                null,
                new id.mpp.queue.Moment(parent.now(), true, "boot-0002", 0),
                false,
                new JournalEvent.JournalBegun(
                        parent.installation(), parent.size(), "0".repeat(64), "damaged", 0, null, List.of())));
        Link link = new Link(stored, new Chain().next(Chain.start(), stored));
        store.append(
                ArrivalReader.read(List.of(new Arrival(Topics.events(branch, node), EventBatch.join(List.of(link))))));
    }

    Told told() {
        List<Leg> day = legs.legs(HallScript.BRANCH, MONDAY, MONDAY);
        SqliteSurveyReader surveys = new SqliteSurveyReader(database);
        Halls halls = new Halls(Map.of(HallScript.BRANCH, parent.hall()));
        LiveHall live = live(parent);
        return new Told(
                Statistics.of(day, Statistics.By.SERVICE, halls).total(),
                Statistics.of(day, Statistics.By.SERVICE, halls).groups(),
                Statistics.of(day, Statistics.By.COUNTER, halls).groups(),
                Statistics.of(day, Statistics.By.HOUR, halls).groups(),
                surveys.answers(HallScript.BRANCH, MONDAY, MONDAY).stream()
                        .sorted(Comparator.comparing(Answer::toString))
                        .toList(),
                surveys.asked(HallScript.BRANCH, MONDAY, MONDAY),
                live.counters(),
                live.tickets().waiting(),
                live.disruptions());
    }

    LiveHall live(HallScript hall) {
        return LiveHall.of(legs, HallScript.BRANCH, hall.now());
    }

    static LiveHall.LiveCounter counter(LiveHall live, String counter) {
        return live.counters().stream()
                .filter(each -> each.counter().equals(counter))
                .findFirst()
                .orElseThrow();
    }

    Map<String, LegState> states() {
        Map<String, LegState> states = new TreeMap<>();
        legs.legs(HallScript.BRANCH, MONDAY, MONDAY).forEach(leg -> states.put(leg.number(), leg.state()));
        return states;
    }

    TicketId ticket(String number) {
        return legs.legs(HallScript.BRANCH, MONDAY, MONDAY).stream()
                .filter(leg -> leg.number().equals(number))
                .map(leg -> new TicketId(leg.ticket()))
                .findFirst()
                .orElseThrow();
    }

    LegState stateOf(TicketId ticket) {
        List<Leg> found = legs.legs(HallScript.BRANCH, MONDAY, MONDAY).stream()
                .filter(leg -> leg.ticket().equals(ticket.value()))
                .toList();
        assertEquals(1, found.size());
        return found.getFirst().state();
    }

    List<String> alarms() {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT kind FROM alarm ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    /** All rows from which figures are made. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("leg", "counter", "business_day", "disruption", "survey", "survey_invitation")) {
            database.reader()
                    .useHandle(
                            handle -> handle
                                    .createQuery("SELECT * FROM " + table)
                                    .mapToMap()
                                    .map(row -> table + new TreeMap<>(row))
                                    .stream()
                                    .sorted()
                                    .forEach(rows::add));
        }
        return rows;
    }

    void agreesAfterARebuild() throws StoreException {
        List<String> before = rows();
        store.rebuild();
        assertRows(before, rows());
    }

    static void assertRows(List<String> expected, List<String> actual) {
        List<String> gone = new ArrayList<>(expected);
        gone.removeAll(actual);
        List<String> added = new ArrayList<>(actual);
        added.removeAll(expected);
        assertEquals(String.join("\n", gone), String.join("\n", added));
    }
}
