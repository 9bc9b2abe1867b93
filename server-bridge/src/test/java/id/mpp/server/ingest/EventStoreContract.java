package id.mpp.server.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.queue.Command;
import id.mpp.queue.Survey;
import id.mpp.server.report.Leg;
import id.mpp.server.report.SurveyReader;
import id.mpp.server.testing.HallScript;
import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every event store must do with the events of halls that work as they should. */
public abstract class EventStoreContract extends StoreFixture {
    @Test
    void eventsAreKeptByteForByteAndCounted() throws StoreException {
        HallScript hall = morning();
        Committed committed = store.append(ArrivalReader.read(hall.messages()));
        assertEquals(hall.size(), committed.stored());
        assertEquals(
                List.of(new Progress(
                        HallScript.BRANCH,
                        "hub-1",
                        INSTALLATION,
                        hall.size(),
                        0,
                        Chain.hex(hall.links().getLast().chain()),
                        null)),
                committed.progress());
        for (int seq = 1; seq <= hall.size(); seq++) {
            assertArrayEquals(hall.links().get(seq - 1).stored(), inside.stored(INSTALLATION, seq));
        }
        assertEquals(List.of(), inside.alarms());
    }

    @Test
    void theSameEventsAgainChangeNothingAndAreAcknowledged() throws StoreException {
        HallScript hall = morning();
        store.append(ArrivalReader.read(hall.messages()));
        List<Leg> before = inside.legs().legs(HallScript.BRANCH, DAY, DAY);
        Committed again = store.append(ArrivalReader.read(hall.messages()));
        assertEquals(0, again.stored());
        assertEquals(hall.size(), again.progress().getFirst().through());
        assertEquals(before, inside.legs().legs(HallScript.BRANCH, DAY, DAY));
        assertEquals(List.of(), inside.alarms());
    }

    @Test
    void aGapHoldsBackWhatIsAboveItAndIsNamed() throws StoreException {
        HallScript hall = morning();
        store.append(ArrivalReader.read(hall.messages(1, 4, 10)));
        Progress held = store.append(ArrivalReader.read(hall.messages(8, hall.size(), 10)))
                .progress()
                .getFirst();
        assertEquals(4, held.through());
        assertEquals(new Progress.Gap(5, 7), held.gap().orElseThrow());
        Progress filled = store.append(ArrivalReader.read(hall.messages(5, 7, 10)))
                .progress()
                .getFirst();
        assertEquals(hall.size(), filled.through());
        assertTrue(filled.gap().isEmpty());
        assertEquals(List.of(), inside.alarms());
        assertEquals(3, inside.legs().legs(HallScript.BRANCH, DAY, DAY).size());
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() throws StoreException {
        HallScript hall = morning();
        List<Arrival> messages = new ArrayList<>(hall.messages(1, hall.size(), 1));
        Collections.shuffle(messages, new Random(7));
        for (Arrival message : messages) {
            store.append(ArrivalReader.read(List.of(message)));
        }
        assertEquals(hall.size(), store.progress().getFirst().through());
        List<Leg> shuffled = inside.legs().legs(HallScript.BRANCH, DAY, DAY);
        store.rebuild();
        assertEquals(shuffled, inside.legs().legs(HallScript.BRANCH, DAY, DAY));
        assertEquals(List.of(), inside.alarms());
    }

    @Test
    void anotherEventUnderATakenNumberAlarmsAndTheFirstStays() throws StoreException {
        HallScript first = morning();
        store.append(ArrivalReader.read(first.messages()));
        HallScript clone =
                new HallScript(INSTALLATION).wait(Duration.ofMinutes(5)).openDay();
        store.append(ArrivalReader.read(clone.messages()));
        assertArrayEquals(first.links().getFirst().stored(), inside.stored(INSTALLATION, 1));
        assertTrue(inside.alarms().contains("conflicting-event"));
        assertEquals(clone.size(), inside.deadLetters().size());
        assertArrayEquals(
                clone.links().getFirst().stored(), inside.deadLetters().getFirst());
    }

    @Test
    void aBrokenChainAlarmsOnceAndDoesNotStopTheIntake() throws StoreException {
        HallScript hall = morning();
        List<EventBatch.Link> links = new ArrayList<>(hall.links());
        byte[] forged = links.get(4).chain().clone();
        forged[0] ^= 1;
        links.set(4, new EventBatch.Link(links.get(4).stored(), forged));
        Committed committed = store.append(ArrivalReader.read(
                List.of(new Arrival("mpp/v1/" + HallScript.BRANCH + "/node/hub-1/event", EventBatch.join(links)))));
        assertEquals(hall.size(), committed.progress().getFirst().through());
        // The forged link does not follow from the one before, and the next one does not follow from it.
        assertEquals(List.of("chain-broken", "chain-broken"), inside.alarms());
    }

    @Test
    void anOpenedServiceDoorIsAnAlarmOnceHoweverOftenItArrives() throws StoreException {
        HallScript hall = new HallScript(INSTALLATION)
                .run(new Command.ReportDoor(HallScript.NODE, true, false))
                .run(new Command.ReportHelp(HallScript.NODE))
                .openDay()
                .run(new Command.ReportDoor(HallScript.NODE, false, false));
        for (int i = 0; i < 2; i++) {
            Committed committed = store.append(ArrivalReader.read(hall.messages()));
            assertEquals(hall.size(), committed.progress().getFirst().through());
        }
        store.rebuild();
        assertEquals(List.of("door-opened"), inside.alarms());
    }

    @Test
    void anEventOfAnUnknownTypeIsStoredAndCountsAndTheRestGoesOn() throws StoreException {
        HallScript hall = new HallScript(INSTALLATION).openDay();
        hall.journalRaw("{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"/mpp/" + HallScript.BRANCH
                + "/hub-1\",\"type\":\"id.mpp.ticket.teleported.v9\",\"installation\":\"$installation\",\"seq\":$seq,"
                + "\"data\":{}}");
        hall.take("ktp-rekam");
        Committed committed = store.append(ArrivalReader.read(hall.messages()));
        assertEquals(hall.size(), committed.progress().getFirst().through());
        assertEquals(List.of("unreadable-event"), inside.alarms());
        assertEquals(1, inside.legs().legs(HallScript.BRANCH, DAY, DAY).size());
    }

    @Test
    void answersToTheSurveyAreCountedOnceAndBelongToTheDayThatWasMeant() throws StoreException {
        HallScript hall = morning();
        Survey full = new Survey(4, List.of(4, 3, 4, 4, 3, 4, 4, 4, 2));
        hall.give("answer-1", full).give("answer-2", new Survey(2, List.of()));
        store.append(ArrivalReader.read(hall.messages()));
        store.append(ArrivalReader.read(hall.messages()));
        List<SurveyReader.Answer> answers = inside.surveys().answers(HallScript.BRANCH, DAY, DAY);
        assertEquals(List.of(full, new Survey(2, List.of())), surveys(answers));
        assertEquals("disdukcapil", answers.getFirst().agency());

        int known = hall.size();
        hall.relabel(DAY.plusDays(1));
        store.append(ArrivalReader.read(hall.messages(known + 1, hall.size(), 10)));
        assertEquals(List.of(), inside.surveys().answers(HallScript.BRANCH, DAY, DAY));
        assertEquals(
                2,
                inside.surveys()
                        .answers(HallScript.BRANCH, DAY, DAY.plusDays(1))
                        .size());
        store.rebuild();
        assertEquals(
                2,
                inside.surveys()
                        .answers(HallScript.BRANCH, DAY, DAY.plusDays(1))
                        .size());
    }

    @Test
    void everyFifthFinishedTicketIsKnownAsInvited() throws StoreException {
        HallScript hall = new HallScript(INSTALLATION).openDay().open("loket-01");
        for (int served = 0; served < 11; served++) {
            hall.take("ktp-rekam");
            hall.callNext("loket-01").start("loket-01").finish("loket-01");
        }
        store.append(ArrivalReader.read(hall.messages()));
        assertEquals(new SurveyReader.Asked(11, 2), inside.surveys().asked(HallScript.BRANCH, DAY, DAY));
        store.rebuild();
        assertEquals(new SurveyReader.Asked(11, 2), inside.surveys().asked(HallScript.BRANCH, DAY, DAY));
    }

    private static List<Survey> surveys(List<SurveyReader.Answer> answers) {
        return answers.stream().map(SurveyReader.Answer::survey).toList();
    }

    @Test
    void aRestartKeepsEpochProgressAndFigures() throws StoreException {
        HallScript hall = morning();
        store.append(ArrivalReader.read(hall.messages(1, 6, 2)));
        String epoch = store.epoch();
        inside = inside.reopened();
        store = inside.store();
        assertEquals(epoch, store.epoch());
        assertEquals(6, store.progress().getFirst().through());
        store.append(ArrivalReader.read(hall.messages(7, hall.size(), 5)));
        List<Leg> interrupted = inside.legs().legs(HallScript.BRANCH, DAY, DAY);
        store.rebuild();
        assertEquals(interrupted, inside.legs().legs(HallScript.BRANCH, DAY, DAY));
        assertEquals(List.of(), inside.alarms());
    }
}
