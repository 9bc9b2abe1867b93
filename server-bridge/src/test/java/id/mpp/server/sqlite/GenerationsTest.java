package id.mpp.server.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.queue.TicketId;
import id.mpp.server.ingest.ArrivalReader;
import id.mpp.server.ingest.StoreException;
import id.mpp.server.report.LegState;
import id.mpp.server.testing.HallScript;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Journals of several generations, some of which the server missed and some of which come from an old card. Each ticket
 * counts once.
 */
class GenerationsTest extends LineageFixture {
    @Test
    void severalChildrenInARowAndTwoOfOneParentCountEachTicketOnce() throws StoreException {
        Told whole = aWholeDay();
        playMorning(parent);
        send(parent);
        HallScript second = parent.child("installation-0002", "damaged", ALL);
        send(second);
        HallScript third = second.child("installation-0003", "damaged", HallScript.EVENTS);
        send(third);
        HallScript fourth = parent.child(3, "installation-0004", "restored", ALL);
        send(fourth);
        assertEquals(3, alarms().size());
        assertEquals(2, live(fourth).tickets().waiting());
        playAfternoon(fourth);
        send(fourth);
        assertEquals(whole, told());
        TicketId late = third.take(KTP);
        send(third);
        assertEquals(whole, told(), "of several that go on with one journal that of the highest term counts");
        assertTrue(alarms().contains("ended-journal-speaks"));
        assertTrue(states().keySet().stream().noneMatch(number -> number.equals("A-201")), late::toString);
        agreesAfterARebuild();
    }

    @Test
    void copiesAreKnownHoweverManyGenerationsTheServerMissed() throws StoreException {
        Told whole = aWholeDay();
        playMorning(parent);
        int known = parent.size() / 2;
        store.append(ArrivalReader.read(parent.messages(1, known, 7)));
        HallScript missed = parent.child("installation-0002", "damaged", HallScript.EVENTS);
        HallScript another = missed.child("installation-0003", "damaged", HallScript.EVENTS);
        HallScript fourth = another.child("installation-0004", "damaged", HallScript.EVENTS);
        playAfternoon(fourth);
        send(fourth);
        assertEquals(whole, told());
        assertEquals(List.of("journal-begun"), alarms());
        agreesAfterARebuild();
        store.append(ArrivalReader.read(parent.messages(known + 1, parent.size(), 7)));
        send(another);
        send(missed);
        assertEquals(whole, told(), "also where those in between come after all");
        assertEquals(Set.of("journal-begun"), Set.copyOf(alarms()), "all of them was copied");
        agreesAfterARebuild();
        assertEquals(whole, told());
    }

    @Test
    void aJournalThatTheServerHasInPartAndItsParentInPartAreCountedOnceInTheirGrandchild() throws StoreException {
        Told whole = aWholeDay();
        playMorning(parent);
        store.append(ArrivalReader.read(parent.messages(1, 12, 7)));
        HallScript second = parent.child("installation-0002", "damaged", HallScript.EVENTS);
        store.append(ArrivalReader.read(second.messages(1, second.size() - 6, 7)));
        HallScript missed = second.child("installation-0003", "restored", HallScript.EVENTS);
        HallScript fourth = missed.child("installation-0004", "damaged", HallScript.EVENTS);
        playAfternoon(fourth);
        send(fourth);
        assertEquals(whole, told());
        agreesAfterARebuild();
        HallScript again = second.child(4, "installation-0005", "restored", HallScript.EVENTS);
        send(again);
        assertEquals(whole.total().tickets(), told().total().tickets());
        agreesAfterARebuild();
    }

    @Test
    void anOldCardThatIsStartedOnceSilencesNothing() throws StoreException {
        Told whole = aWholeDay();
        playMorning(parent);
        send(parent);
        HallScript child = parent.child("installation-0002", "damaged", HallScript.EVENTS);
        send(child);
        Told before = told();
        HallScript old = parent.child("installation-0009", "forked", HallScript.EVENTS);
        old.wait(Duration.ofMinutes(1)).take(KTP);
        send(old);
        assertEquals(before, told());
        assertEquals(
                List.of("journal-begun", "journal-begun", "ended-journal-speaks"),
                alarms(),
                "it begins, and it has something that nobody else has");
        HallScript grandchild = old.child("installation-0010", "damaged", HallScript.EVENTS);
        grandchild.take(KTP);
        send(grandchild);
        assertEquals(before, told());
        playAfternoon(child);
        send(child);
        assertEquals(whole, told());
        agreesAfterARebuild();
        old.wait(Duration.ofDays(1)).closeDay().openDay().take(KTP);
        send(old);
        assertEquals(whole, told());
        assertEquals(
                "installation-0002",
                legs.latestDay(HallScript.BRANCH).orElseThrow().installation(),
                "the one that was in force spoke after it began");
        assertEquals(old.size(), progressOf(old).through(), "all of it is kept");
        agreesAfterARebuild();
    }

    @Test
    void anOldBackupThatHadToBeRestoredGoesOnWithItsNextDay() throws StoreException {
        playMorning(parent);
        send(parent);
        HallScript child = parent.child("installation-0002", "damaged", HallScript.EVENTS);
        TicketId lost = child.wait(Duration.ofMinutes(1)).take(KTP);
        send(child);
        HallScript old = parent.child("installation-0009", "forked", HallScript.EVENTS);
        TicketId there = old.wait(Duration.ofMinutes(2)).take(KTP);
        send(old);
        assertEquals(7, told().total().tickets());
        old.wait(Duration.ofHours(8)).closeDay().wait(Duration.ofHours(16)).openDay();
        old.take(KTP);
        send(old);
        assertEquals(8, told().total().tickets());
        assertEquals(LegState.MOVED, stateOf(lost));
        assertEquals(LegState.EXPIRED, stateOf(there));
        assertEquals(
                "installation-0009",
                legs.latestDay(HallScript.BRANCH).orElseThrow().installation());
        assertEquals(1, live(old).tickets().waiting());
        agreesAfterARebuild();
    }
}
