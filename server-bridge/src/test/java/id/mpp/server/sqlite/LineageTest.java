package id.mpp.server.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.queue.ActorId;
import id.mpp.queue.CounterId;
import id.mpp.queue.JournalEvent;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import id.mpp.server.dashboard.LiveHall;
import id.mpp.server.ingest.ArrivalReader;
import id.mpp.server.ingest.EventStore;
import id.mpp.server.ingest.Progress;
import id.mpp.server.ingest.StoreException;
import id.mpp.server.report.Figures;
import id.mpp.server.report.LegState;
import id.mpp.server.testing.HallScript;
import id.mpp.wire.Chain;
import id.mpp.wire.Messages.Numbers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the server tells of a day in which a kiosk had to go on with a new journal: each ticket once, and what became of
 * it.
 */
class LineageTest extends LineageFixture {
    @Test
    void aDayThatGoesOnInAnotherJournalIsToldAsOneWithoutABreak() throws StoreException {
        Told whole = aWholeDay();
        playMorning(parent);
        send(parent);
        HallScript child = parent.child("installation-0002", "damaged", ALL);
        send(child);
        assertEquals(List.of("journal-begun"), alarms());
        playAfternoon(child);
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
        playMorning(parent);
        int known = parent.size() / 2;
        store.append(ArrivalReader.read(parent.messages(1, known, 7)));
        HallScript child = parent.child("installation-0002", "damaged", ALL);
        send(child);
        playAfternoon(child);
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
        playMorning(parent);
        int known = parent.size() / 3;
        HallScript child = parent.child("installation-0002", "damaged", ALL);
        playAfternoon(child);
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
        playMorning(parent);
        HallScript child = parent.child("installation-0002", "damaged", ALL);
        send(child);
        send(parent);
        playAfternoon(child);
        send(child);
        assertEquals(whole, told());
        agreesAfterARebuild();
    }

    @Test
    void ticketsThatTheChildDoesNotKnowCountOnceAndTheOpenOnesHaveMoved() throws StoreException {
        playMorning(parent);
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
        assertEquals(1, total.ends().moved());
        assertEquals(
                total.tickets(),
                total.ends().served()
                        + total.ends().moved()
                        + total.ends().expired()
                        + total.ends().noShows()
                        + total.ends().transferred());
        agreesAfterARebuild();
    }

    @Test
    void ofAJournalOfWhichNothingCanBeReadTheOpenTicketsHaveMovedAndTheHallIsClosed() throws StoreException {
        playMorning(parent);
        send(parent);
        HallScript child = parent.child("installation-0002", "damaged", copy -> false);
        send(child);
        LiveHall live = live(child);
        assertFalse(live.businessDay().open());
        assertEquals(0, live.tickets().waiting() + live.tickets().atCounter());
        assertEquals(List.of(), live.disruptions());
        assertTrue(live.counters().stream().allMatch(counter -> counter.state().equals("closed")));
        assertEquals(4, told().total().ends().moved());
        child.wait(Duration.ofMinutes(1)).openDay();
        child.take(KTP);
        send(child);
        assertTrue(live(child).businessDay().open());
        assertEquals(1, live(child).tickets().waiting());
        assertEquals(7, told().total().tickets());
        agreesAfterARebuild();
    }

    @Test
    void aRestoredJournalGoesOnAsItKnowsTheHallAndLosesNoTicketThatWasIssuedMeanwhile() throws StoreException {
        playMorning(parent);
        int copied = parent.size();
        parent.finish("loket-01").callNext("loket-01");
        TicketId later = parent.take(KTP);
        parent.wait(Duration.ofMinutes(10)).closeDay();
        send(parent);
        assertFalse(live(parent).businessDay().open());
        HallScript old = parent.copyOf(copied);
        HallScript child = old.child("installation-0002", "restored", ALL);
        send(child);
        LiveHall live = live(child);
        assertTrue(live.businessDay().open());
        assertEquals(2, live.tickets().waiting(), "who waited when the copy was made waits again");
        assertEquals("paused", counter(live, "loket-02").state());
        assertEquals("sistem pusat", live.disruptions().getFirst().reason());
        assertEquals(LegState.EXPIRED, stateOf(later), "how it ended is known here");
        playAfternoon(child);
        send(child);
        assertEquals(0, told().total().present().waiting());
        agreesAfterARebuild();
    }

    @Test
    void whereTheCopyHasGoneOnByItselfBothCountEachTicketOnce() throws StoreException {
        playMorning(parent);
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
        assertEquals(2, told().total().present().atCounter());
        agreesAfterARebuild();
    }

    @Test
    void aParentThatSpeaksOnMakesNoFiguresAndIsAnAlarm() throws StoreException {
        playMorning(parent);
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
        playMorning(parent);
        send(parent);
        Told before = told();
        List<String> rows = rows();
        forge("mpp-9999-01", "hub-1", "installation-0009");
        forge(HallScript.BRANCH, "hub-2", "installation-0008");
        parent.journal(
                new JournalEvent.JournalBegun("installation-0001", 1, "0".repeat(64), "damaged", 0, null, List.of()));
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
        playMorning(parent);
        send(parent);
        assertEquals(6, told().total().tickets());
        agreesAfterARebuild();
    }

    @Test
    void whatTheChildAddsInPlaceOfAnUnreadableEventGivesWayToTheEvent() throws StoreException {
        playMorning(parent);
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
        playMorning(parent);
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
        playMorning(parent);
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
}
