package id.mpp.server.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.queue.ActorId;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Command;
import id.mpp.queue.CounterId;
import id.mpp.queue.JournalEvent;
import id.mpp.queue.NodeId;
import id.mpp.queue.Survey;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import id.mpp.server.dashboard.LiveHall;
import id.mpp.server.ingest.Arrival;
import id.mpp.server.ingest.ArrivalReader;
import id.mpp.server.ingest.EventStore;
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
import id.mpp.wire.Messages.Numbers;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server tells of a day in which a kiosk had to go on with a new journal: each ticket once, and what became of it. */
class LineageTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final String KTP = "ktp-rekam";
    private static final AgencyId SAMSAT = new AgencyId("samsat");
    private static final Predicate<EventEnvelope> ALL = Objects::nonNull;
    private static final Survey CONTENT = new Survey(4, List.of(4, 4, 3, 4, 3, 4, 4, 3, 4));

    @TempDir
    private Path folder;

    private SqliteDatabase database;
    private SqliteEventStore store;
    private SqliteLegReader legs;
    private final HallScript parent = new HallScript("installation-0001");

    /** All that is told of a day but the numbers of tickets. */
    private record Told(
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

    @Test
    void aDayThatGoesOnInAnotherJournalIsToldAsOneWithoutABreak() throws StoreException {
        Told whole = aWholeDay();
        morning(parent);
        send(parent);
        HallScript child = parent.child("installation-0002", "damaged", ALL);
        send(child);
        assertEquals(List.of("journal-begun"), alarms());
        afternoon(child);
        send(child);
        assertEquals(whole, told());
        assertEquals(List.of("journal-begun"), alarms());
        agreesAfterARebuild();
        assertEquals(whole, told());
    }

    @Test
    void whatTheServerDidNotHaveTravelsWithTheChildAndCountsOnceAlsoWhereTheParentSendsItAfterAll()
            throws StoreException {
        Told whole = aWholeDay();
        morning(parent);
        int known = parent.size() / 2;
        store.append(ArrivalReader.read(parent.messages(1, known, 7)));
        HallScript child = parent.child("installation-0002", "damaged", ALL);
        send(child);
        afternoon(child);
        send(child);
        assertEquals(whole, told());
        store.append(ArrivalReader.read(parent.messages(known + 1, parent.size(), 7)));
        assertEquals(whole, told());
        assertEquals(List.of("journal-begun"), alarms(), "what the child has copied is no news");
        agreesAfterARebuild();
        assertEquals(whole, told());
    }

    @Test
    void theParentsEventsThatComeBetweenTheChildsAreNotCountedTwice() throws StoreException {
        Told whole = aWholeDay();
        morning(parent);
        int known = parent.size() / 3;
        HallScript child = parent.child("installation-0002", "damaged", ALL);
        afternoon(child);
        store.append(ArrivalReader.read(parent.messages(1, known, 7)));
        store.append(ArrivalReader.read(child.messages(1, 10, 7)));
        store.append(ArrivalReader.read(parent.messages(known + 1, parent.size(), 7)));
        store.append(ArrivalReader.read(child.messages(11, child.size(), 7)));
        assertEquals(whole, told());
        assertEquals(List.of("journal-begun"), alarms());
        agreesAfterARebuild();
        assertEquals(whole, told());
    }

    @Test
    void aChildWhoseParentTheServerNeverHeardOfIsAWholeDay() throws StoreException {
        Told whole = aWholeDay();
        morning(parent);
        HallScript child = parent.child("installation-0002", "damaged", ALL);
        send(child);
        send(parent);
        afternoon(child);
        send(child);
        assertEquals(whole, told());
        agreesAfterARebuild();
    }

    @Test
    void ticketsThatTheChildDoesNotKnowCountOnceAndTheOpenOnesHaveMoved() throws StoreException {
        morning(parent);
        send(parent);
        Map<String, LegState> before = states();
        assertEquals(LegState.FINISHED, before.get("A-001"));
        assertEquals(LegState.CALLED, before.get("A-004"));
        assertEquals(LegState.WAITING, before.get("A-005"));
        Set<TicketId> lost = Set.of(ticket("A-001"), ticket("A-004"));
        HallScript child = parent.child(
                "installation-0002",
                "damaged",
                copy -> !(copy.event() instanceof TicketEvent of && lost.contains(of.ticket())));
        send(child);
        assertEquals(LegState.FINISHED, states().get("A-001"), "how it ended is known here");
        assertEquals(LegState.MOVED, states().get("A-004"));
        assertEquals(LegState.WAITING, states().get("A-005"));
        child.wait(Duration.ofMinutes(5)).finish("loket-01").callNext("loket-01");
        child.take(KTP);
        child.start("loket-01").wait(Duration.ofHours(1)).closeDay();
        send(child);
        Figures total = told().total();
        assertEquals(before.size() + 1, total.tickets());
        assertEquals(1, total.moved());
        assertEquals(
                total.tickets(),
                total.served() + total.moved() + total.expired() + total.noShows() + total.transferred());
        agreesAfterARebuild();
    }

    @Test
    void ofAJournalOfWhichNothingCanBeReadTheOpenTicketsHaveMovedAndTheHallIsClosed() throws StoreException {
        morning(parent);
        send(parent);
        HallScript child = parent.child("installation-0002", "damaged", copy -> false);
        send(child);
        LiveHall live = live(child);
        assertFalse(live.open());
        assertEquals(0, live.waiting() + live.atCounter());
        assertEquals(List.of(), live.disruptions());
        assertTrue(live.counters().stream().allMatch(counter -> counter.state().equals("closed")));
        assertEquals(4, told().total().moved());
        child.wait(Duration.ofMinutes(1)).openDay();
        child.take(KTP);
        send(child);
        assertTrue(live(child).open());
        assertEquals(1, live(child).waiting());
        assertEquals(7, told().total().tickets());
        agreesAfterARebuild();
    }

    @Test
    void aRestoredJournalGoesOnAsItKnowsTheHallAndLosesNoTicketThatWasIssuedMeanwhile() throws StoreException {
        morning(parent);
        int copied = parent.size();
        parent.finish("loket-01").callNext("loket-01");
        TicketId later = parent.take(KTP);
        parent.wait(Duration.ofMinutes(10)).closeDay();
        send(parent);
        assertFalse(live(parent).open());
        HallScript old = parent.copyOf(copied);
        HallScript child = old.child("installation-0002", "restored", ALL);
        send(child);
        LiveHall live = live(child);
        assertTrue(live.open());
        assertEquals(2, live.waiting(), "who waited when the copy was made waits again");
        assertEquals("paused", counter(live, "loket-02").state());
        assertEquals("sistem pusat", live.disruptions().getFirst().reason());
        assertEquals(LegState.EXPIRED, stateOf(later), "how it ended is known here");
        afternoon(child);
        send(child);
        assertEquals(0, told().total().waiting());
        agreesAfterARebuild();
    }

    @Test
    void whereTheCopyHasGoneOnByItselfBothCountEachTicketOnce() throws StoreException {
        morning(parent);
        int copied = parent.size();
        TicketId here = parent.take(KTP);
        parent.wait(Duration.ofMinutes(1)).finish("loket-01");
        send(parent);
        HallScript old = parent.copyOf(copied);
        TicketId there = old.wait(Duration.ofMinutes(30)).take(KTP);
        old.finish("loket-01").callNext("loket-01");
        HallScript child = old.child("installation-0002", "forked", ALL);
        send(child);
        assertEquals(LegState.MOVED, stateOf(here));
        assertEquals(LegState.WAITING, stateOf(there));
        assertEquals(8, told().total().tickets());
        assertEquals(2, told().total().atCounter());
        agreesAfterARebuild();
    }

    @Test
    void severalChildrenInARowAndTwoOfOneParentCountEachTicketOnce() throws StoreException {
        Told whole = aWholeDay();
        morning(parent);
        send(parent);
        HallScript second = parent.child("installation-0002", "damaged", ALL);
        send(second);
        HallScript third =
                second.child("installation-0003", "damaged", copy -> !(copy.event() instanceof JournalEvent));
        send(third);
        HallScript fourth = parent.child("installation-0004", "restored", ALL);
        send(fourth);
        assertEquals(3, alarms().size());
        assertEquals(2, live(fourth).waiting());
        afternoon(fourth);
        send(fourth);
        assertEquals(whole, told());
        TicketId late = third.take(KTP);
        send(third);
        assertEquals(whole, told(), "of several that go on with one journal the latest counts");
        assertTrue(alarms().contains("ended-journal-speaks"));
        assertTrue(states().keySet().stream().noneMatch(number -> number.equals("A-201")), late::toString);
        agreesAfterARebuild();
    }

    @Test
    void aParentThatSpeaksOnMakesNoFiguresAndIsAnAlarm() throws StoreException {
        morning(parent);
        send(parent);
        int copied = parent.size();
        HallScript child = parent.child("installation-0002", "forked", ALL);
        send(child);
        Told before = told();
        parent.wait(Duration.ofMinutes(1)).take(KTP);
        parent.wait(Duration.ofHours(9)).closeDay();
        parent.wait(Duration.ofDays(1)).openDay();
        store.append(ArrivalReader.read(parent.messages(copied + 1, parent.size(), 7)));
        assertEquals(before, told());
        assertEquals(List.of("journal-begun", "ended-journal-speaks"), alarms());
        assertEquals(
                "installation-0002",
                legs.latestDay(HallScript.BRANCH).orElseThrow().installation());
        agreesAfterARebuild();
    }

    @Test
    void aForgedBeginningOfAnotherHallOrNodeOrInTheMiddleOfAJournalMovesNothing() throws StoreException {
        morning(parent);
        send(parent);
        Told before = told();
        List<String> rows = rows();
        forge("mpp-9999-01", "hub-1", "installation-0009");
        forge(HallScript.BRANCH, "hub-2", "installation-0008");
        parent.journal(new JournalEvent.JournalBegun("installation-0001", 1, "0".repeat(64), "damaged", 0, List.of()));
        send(parent);
        assertEquals(before, told());
        assertRows(rows, rows());
        assertEquals(List.of("journal-begun", "journal-begun", "journal-begun"), alarms());
        parent.wait(Duration.ofMinutes(1)).take(KTP);
        send(parent);
        assertEquals(before.total().tickets() + 1, told().total().tickets());
        agreesAfterARebuild();
    }

    @Test
    void aForgedBeginningThatIsThereFirstDoesNotSilenceTheJournalOfAnotherHall() throws StoreException {
        forge("mpp-9999-01", "hub-1", "installation-0009");
        forge(HallScript.BRANCH, "hub-2", "installation-0008");
        morning(parent);
        send(parent);
        assertEquals(6, told().total().tickets());
        agreesAfterARebuild();
    }

    @Test
    void whatTheChildAddsInPlaceOfAnUnreadableEventGivesWayToTheEvent() throws StoreException {
        morning(parent);
        send(parent);
        TicketId first = ticket("A-001");
        HallScript child = parent.child(
                "installation-0002",
                "damaged",
                copy -> !(copy.event() instanceof TicketEvent.TicketFinished of
                        && of.ticket().equals(first)),
                new TicketEvent.TicketNoShow(
                        first, new id.mpp.queue.ServiceId(KTP), new CounterId("loket-01"), new ActorId("system")));
        send(child);
        assertEquals(LegState.FINISHED, stateOf(first));
        agreesAfterARebuild();
    }

    @Test
    void aChildIsToldTheHighestNumbersOfItsDayWhicheverJournalIssuedThem() throws StoreException {
        morning(parent);
        assertEquals(null, progressOf(parent).numbers(), "a journal that goes on with none");
        int sent = parent.size();
        HallScript child = parent.copyOf(10).child("installation-0002", "restored", copy -> copy.seq() <= 10);
        Progress progress = progressOf(child);
        assertEquals(new Numbers(MONDAY, Map.of("A", 6)), progress.numbers());
        assertEquals(Chain.hex(child.links().getLast().chain()), progress.head());
        parent.wait(Duration.ofMinutes(1)).take(KTP);
        store.append(ArrivalReader.read(parent.messages(sent + 1, parent.size(), 7)));
        assertEquals(
                new Numbers(MONDAY, Map.of("A", 7)),
                progressOf(child).numbers(),
                "also of an event of which no figures are made");
        assertEquals(
                Map.of("A", 7),
                store.progress().stream()
                        .filter(each -> each.installation().equals("installation-0002"))
                        .map(each -> Objects.requireNonNull(each.numbers()).highest())
                        .findFirst()
                        .orElseThrow(),
                "also after a restart");
    }

    @Test
    void anEventIsFoundWithItsChainWhereItIsCommittedAndNotWhereItIsNot() throws StoreException {
        morning(parent);
        store.append(ArrivalReader.read(parent.messages(1, 9, 9)));
        EventStore.Event first = Objects.requireNonNull(
                store.find(parent.installation(), 1).orElseThrow().event());
        assertArrayEquals(Chain.start(), first.chainBefore());
        EventStore.Event ninth = Objects.requireNonNull(
                store.find(parent.installation(), 9).orElseThrow().event());
        assertArrayEquals(parent.links().get(7).chain(), ninth.chainBefore());
        assertArrayEquals(parent.links().get(8).stored(), ninth.stored());
        assertArrayEquals(parent.links().get(8).chain(), ninth.chain());
        assertEquals(
                new EventStore.Found(HallScript.BRANCH, "hub-1", 9, null),
                store.find(parent.installation(), 10).orElseThrow());
        assertTrue(store.find("installation-0009", 1).isEmpty());
    }

    private Progress progressOf(HallScript hall) throws StoreException {
        return store.append(ArrivalReader.read(hall.messages())).progress().getFirst();
    }

    /** The figures of the same day in a hall whose kiosk kept its journal. */
    private Told aWholeDay() throws StoreException {
        HallScript hall = new HallScript("installation-0001");
        morning(hall);
        afternoon(hall);
        send(hall);
        Told whole = told();
        store.close();
        database = new SqliteDatabase(folder.resolve("other.db"));
        store = new SqliteEventStore(database, InstantSource.system());
        legs = new SqliteLegReader(database);
        return whole;
    }

    /** Six tickets: one finished and asked, one that did not come, one served, one called, two waiting. */
    private static void morning(HallScript hall) {
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

    /** Everybody who is there is served, two more come, one of whom is still there at the close. */
    private static void afternoon(HallScript hall) {
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

    private void send(HallScript hall) throws StoreException {
        store.append(ArrivalReader.read(hall.messages()));
    }

    private void forge(String branch, String node, String installation) throws StoreException {
        byte[] stored = EventCodec.encode(new EventEnvelope(
                "01993b2e-7c00-7abc-8def-0123456789ab",
                branch,
                new NodeId(node),
                installation,
                1,
                null,
                2,
                new id.mpp.queue.Moment(parent.now(), true, "boot-0002", 0),
                false,
                new JournalEvent.JournalBegun(
                        parent.installation(), parent.size(), "0".repeat(64), "damaged", 0, List.of())));
        Link link = new Link(stored, new Chain().next(Chain.start(), stored));
        store.append(
                ArrivalReader.read(List.of(new Arrival(Topics.events(branch, node), EventBatch.join(List.of(link))))));
    }

    private Told told() {
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
                live.waiting(),
                live.disruptions());
    }

    private LiveHall live(HallScript hall) {
        return LiveHall.of(legs, HallScript.BRANCH, hall.now());
    }

    private static LiveHall.LiveCounter counter(LiveHall live, String counter) {
        return live.counters().stream()
                .filter(each -> each.counter().equals(counter))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, LegState> states() {
        Map<String, LegState> states = new TreeMap<>();
        legs.legs(HallScript.BRANCH, MONDAY, MONDAY).forEach(leg -> states.put(leg.number(), leg.state()));
        return states;
    }

    private TicketId ticket(String number) {
        return legs.legs(HallScript.BRANCH, MONDAY, MONDAY).stream()
                .filter(leg -> leg.number().equals(number))
                .map(leg -> new TicketId(leg.ticket()))
                .findFirst()
                .orElseThrow();
    }

    private LegState stateOf(TicketId ticket) {
        List<Leg> found = legs.legs(HallScript.BRANCH, MONDAY, MONDAY).stream()
                .filter(leg -> leg.ticket().equals(ticket.value()))
                .toList();
        assertEquals(1, found.size());
        return found.getFirst().state();
    }

    private List<String> alarms() {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT kind FROM alarm ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    /** All rows that figures are made of. */
    private List<String> rows() {
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

    private void agreesAfterARebuild() throws StoreException {
        List<String> before = rows();
        store.rebuild();
        assertRows(before, rows());
    }

    private static void assertRows(List<String> expected, List<String> actual) {
        List<String> gone = new ArrayList<>(expected);
        gone.removeAll(actual);
        List<String> added = new ArrayList<>(actual);
        added.removeAll(expected);
        assertEquals(String.join("\n", gone), String.join("\n", added));
    }
}
