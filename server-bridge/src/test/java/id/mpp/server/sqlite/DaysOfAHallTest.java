package id.mpp.server.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.queue.AgencyId;
import id.mpp.queue.Command;
import id.mpp.queue.CounterId;
import id.mpp.queue.TicketId;
import id.mpp.server.dashboard.LiveHall;
import id.mpp.server.ingest.ArrivalReader;
import id.mpp.server.ingest.StoreException;
import id.mpp.server.report.Leg;
import id.mpp.server.report.LegState;
import id.mpp.server.testing.HallScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the server tells of a hall whose days are closed by mistake, resumed, misdated and carried over. It is what the
 * hall itself tells.
 */
class DaysOfAHallTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final String KTP = "ktp-rekam";
    private static final AgencyId POPULATION = new AgencyId("disdukcapil");

    @TempDir
    private Path folder;

    private SqliteDatabase database;
    private SqliteEventStore store;
    private SqliteLegReader legs;
    private final HallScript hall = new HallScript("installation-0001");
    private int sent;

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
    void aResumedDayIsAsItWasBeforeTheClose() throws StoreException {
        hall.openDay().open("loket-01").open("loket-02").open("loket-03");
        hall.take(KTP);
        hall.wait(Duration.ofMinutes(3)).callNext("loket-01").start("loket-01");
        hall.take(KTP);
        hall.callNext("loket-02");
        hall.take(KTP);
        hall.run(new Command.PauseCounter(new CounterId("loket-03"), "istirahat", HallScript.ACTOR));
        hall.run(new Command.DeclareDisruption(POPULATION, "sistem pusat", null, HallScript.ACTOR));
        LiveHall before = live();
        Map<String, Leg> legsBefore = byNumber();
        assertEquals(1, before.tickets().waiting());
        assertEquals(2, before.tickets().atCounter());

        hall.wait(Duration.ofMinutes(10)).closeDay();
        LiveHall closed = live();
        assertFalse(closed.businessDay().open());
        assertEquals(
                0,
                closed.tickets().waiting()
                        + closed.tickets().atCounter()
                        + closed.tickets().parked());
        assertEquals(List.of(), closed.disruptions());
        assertTrue(
                closed.counters().stream().allMatch(counter -> counter.state().equals("closed")));
        assertEquals(
                Map.of("A-001", LegState.FINISHED, "A-002", LegState.NO_SHOW, "A-003", LegState.EXPIRED), states());
        assertEquals(null, legOf("A-001").serviceSeconds(), "nobody knows when it ended");

        hall.wait(Duration.ofMinutes(10)).run(new Command.OpenDay(MONDAY, true, HallScript.ACTOR));
        LiveHall resumed = live();
        assertTrue(resumed.businessDay().open());
        assertEquals(before.counters(), resumed.counters());
        assertEquals(before.disruptions(), resumed.disruptions());
        assertEquals(legsBefore, byNumber());

        hall.undo("loket-02");
        assertEquals(LegState.WAITING, states().get("A-002"), "what was done before the close can be undone after it");
        assertEquals(null, legOf("A-002").waitSeconds());
        hall.finish("loket-01");
        assertEquals(LegState.FINISHED, states().get("A-001"));
        agreesAfterARebuild();
    }

    @Test
    void whatTheHallClearsAtTheCloseIsClearedHere() throws StoreException {
        hall.openDay().open("loket-01");
        hall.run(new Command.DeclareDisruption(POPULATION, "sistem pusat", null, HallScript.ACTOR));
        hall.closeDay();
        assertEquals(List.of(), live().disruptions());
        hall.wait(Duration.ofDays(1)).openDay();
        assertEquals(List.of(), live().disruptions());
        assertTrue(
                live().counters().stream().allMatch(counter -> counter.state().equals("closed")));
        hall.run(new Command.DeclareDisruption(POPULATION, "lagi", null, HallScript.ACTOR));
        assertEquals("lagi", live().disruptions().getFirst().reason());
        hall.run(new Command.EndDisruption(POPULATION, HallScript.ACTOR));
        assertEquals(List.of(), live().disruptions());
        agreesAfterARebuild();
    }

    @Test
    void theLatestDayIsTheOneOpenedLastWhateverItsDate() throws StoreException {
        LocalDate wrong = LocalDate.parse("2030-01-01");
        hall.openDay().relabel(wrong);
        hall.take(KTP);
        hall.closeDay().wait(Duration.ofDays(1)).openDay();
        hall.take(KTP);
        hall.take(KTP);
        LiveHall live = live();
        assertEquals(TUESDAY, live.businessDay().day());
        assertEquals(2, live.tickets().waiting());
        hall.run(new Command.RelabelDay(wrong, MONDAY, "salah ketik", HallScript.ACTOR));
        assertEquals(TUESDAY, live().businessDay().day());
        assertEquals(1, legs.legs(HallScript.BRANCH, MONDAY, MONDAY).size());
        assertEquals(0, legs.legs(HallScript.BRANCH, wrong, wrong).size());
        assertEquals(2, legs.legs(HallScript.BRANCH, TUESDAY, TUESDAY).size());
        agreesAfterARebuild();
    }

    @Test
    void whoCameUnderAWrongDateGoesOverToTheRightOne() throws StoreException {
        hall.openDay().open("loket-01");
        hall.take(KTP);
        hall.reboot(Duration.ofHours(10), false);
        TicketId serving = hall.take(KTP);
        hall.run(new Command.CallTicket(new CounterId("loket-01"), serving, HallScript.ACTOR))
                .start("loket-01");
        hall.take(KTP);
        sync();
        hall.rightTime(TUESDAY.atTime(7, 33)).run(new Command.KeepDay(HallScript.ACTOR));
        LiveHall live = live();
        assertEquals(TUESDAY, live.businessDay().day());
        assertEquals(1, live.tickets().waiting());
        assertEquals(1, live.tickets().atCounter());
        assertEquals("open", live.counters().getFirst().state());
        assertEquals(1, legs.legs(HallScript.BRANCH, MONDAY, MONDAY).size());
        hall.finish("loket-01");
        sync();
        assertEquals(
                List.of(LegState.FINISHED, LegState.WAITING),
                legs.legs(HallScript.BRANCH, TUESDAY, TUESDAY).stream()
                        .map(Leg::state)
                        .toList());
        agreesAfterARebuild();
    }

    private LiveHall live() throws StoreException {
        sync();
        return LiveHall.of(legs, HallScript.BRANCH, hall.now());
    }

    private void sync() throws StoreException {
        store.append(ArrivalReader.read(hall.messages(sent + 1, hall.size(), 7)));
        sent = hall.size();
    }

    private Map<String, Leg> byNumber() throws StoreException {
        sync();
        Map<String, Leg> byNumber = new TreeMap<>();
        legs.legs(legs.latestDay(HallScript.BRANCH).orElseThrow()).forEach(leg -> byNumber.put(leg.number(), leg));
        return byNumber;
    }

    private Map<String, LegState> states() throws StoreException {
        Map<String, LegState> states = new TreeMap<>();
        byNumber().forEach((number, leg) -> states.put(number, leg.state()));
        return states;
    }

    private Leg legOf(String number) throws StoreException {
        return Objects.requireNonNull(byNumber().get(number), number);
    }

    private void agreesAfterARebuild() throws StoreException {
        LiveHall live = live();
        Map<String, Leg> known = byNumber();
        store.rebuild();
        assertEquals(live, live());
        assertEquals(known, byNumber());
    }
}
