package id.mpp.server.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.queue.Command;
import id.mpp.queue.Survey;
import id.mpp.server.report.Leg;
import id.mpp.server.report.LegReader;
import id.mpp.server.report.SurveyReader;
import id.mpp.server.testing.HallScript;
import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every event store must do. */
public abstract class EventStoreContract {
    private static final String INSTALLATION = "installation-0001";
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");

    private EventStore store;

    /** What the test reads without the port. */
    public interface Inside {
        EventStore store();

        LegReader legs();

        SurveyReader surveys();

        List<byte[]> deadLetters();

        /** The kinds of the alarms. */
        List<String> alarms();

        byte[] stored(String installation, long seq);

        /** Bytes of all stored events. */
        long storedBytes();

        /** The same store after a restart of the program. */
        Inside reopened() throws StoreException;
    }

    private Inside inside;

    protected abstract Inside open() throws StoreException;

    @BeforeEach
    void openStore() throws StoreException {
        inside = open();
        store = inside.store();
    }

    @AfterEach
    void closeStore() {
        inside.store().close();
    }

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
    void whatIsNoEventBecomesADeadLetterByteForByteAndTheRestGoesOn() throws StoreException {
        HallScript hall = morning();
        byte[] noise = "{\"not\": \"a batch\"".getBytes(StandardCharsets.UTF_8);
        List<Arrival> messages = new ArrayList<>();
        messages.add(new Arrival("mpp/v1/" + HallScript.BRANCH + "/node/hub-1/event", noise));
        messages.addAll(hall.messages());
        messages.add(new Arrival(
                "mpp/v1/another-hall/node/hub-1/event",
                hall.messages().getFirst().payload()));
        Committed committed = store.append(ArrivalReader.read(messages));
        assertEquals(hall.size(), committed.progress().getFirst().through());
        assertArrayEquals(noise, inside.deadLetters().getFirst());
        assertEquals(1 + Math.min(20, hall.size()), inside.deadLetters().size());
    }

    @Test
    void theSameNoiseAgainIsKeptOnce() throws StoreException {
        Arrival noise = new Arrival("mpp/v1/hall/node/hub-1/event", new byte[] {0, (byte) 0xff, 7});
        store.append(ArrivalReader.read(List.of(noise, noise)));
        store.append(ArrivalReader.read(List.of(noise)));
        assertEquals(1, inside.deadLetters().size());
    }

    @Test
    void anInstallationBelongsToOneHall() throws StoreException {
        HallScript hall = morning();
        store.append(ArrivalReader.read(hall.messages()));
        String stolen = new String(hall.links().getFirst().stored(), StandardCharsets.UTF_8)
                .replace("/mpp/" + HallScript.BRANCH, "/mpp/other-hall");
        EventBatch.Link link = new EventBatch.Link(stolen.getBytes(StandardCharsets.UTF_8), new byte[32]);
        store.append(ArrivalReader.read(
                List.of(new Arrival("mpp/v1/other-hall/node/hub-1/event", EventBatch.join(List.of(link))))));
        assertTrue(inside.alarms().contains("foreign-installation"));
        assertEquals(hall.size(), store.progress().getFirst().through());
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

    @Test
    void anEventWithATimeBeyondAllCalendarsIsStoredAndStopsNobody() throws StoreException {
        HallScript hall = new HallScript(INSTALLATION).openDay();
        String issued = new String(
                new HallScript(INSTALLATION).openDay().links().getFirst().stored(), StandardCharsets.UTF_8);
        hall.journalRaw(issued.replaceAll("\"time\":\"[^\"]*\"", "\"time\":\"+1000000000-12-31T23:59:59Z\"")
                .replaceAll("\"seq\":\\d+", "\"seq\":" + (hall.size() + 1)));
        hall.take("ktp-rekam");
        Committed committed = store.append(ArrivalReader.read(hall.messages()));
        assertEquals(hall.size(), committed.progress().getFirst().through());
        assertEquals(List.of("unreadable-event"), inside.alarms());
        assertEquals(1, inside.legs().legs(HallScript.BRANCH, DAY, DAY).size());
        inside = inside.reopened();
        store = inside.store();
        store.rebuild();
        assertEquals(1, inside.legs().legs(HallScript.BRANCH, DAY, DAY).size());
    }

    @Test
    void anotherHallCannotTouchATicketAndTheRestOfItsEventsCount() throws StoreException {
        HallScript hall = morning();
        store.append(ArrivalReader.read(hall.messages()));
        List<Leg> before = inside.legs().legs(HallScript.BRANCH, DAY, DAY);
        String other = "mpp-other-01";
        List<EventBatch.Link> links = new ArrayList<>();
        byte[] head = Chain.start();
        for (EventBatch.Link link : hall.links()) {
            byte[] stored = new String(link.stored(), StandardCharsets.UTF_8)
                    .replace(HallScript.BRANCH, other)
                    .replace(INSTALLATION, "installation-0002")
                    .getBytes(StandardCharsets.UTF_8);
            head = new Chain().next(head, stored);
            links.add(new EventBatch.Link(stored, head));
        }
        Committed committed = store.append(ArrivalReader.read(
                List.of(new Arrival("mpp/v1/" + other + "/node/hub-1/event", EventBatch.join(links)))));
        assertEquals(links.size(), committed.progress().getFirst().through());
        assertEquals(before, inside.legs().legs(HallScript.BRANCH, DAY, DAY));
        assertTrue(inside.alarms().contains("figures-failed"));
        assertEquals(List.of(), inside.legs().legs(other, DAY, DAY));
        store.rebuild();
        assertEquals(before, inside.legs().legs(HallScript.BRANCH, DAY, DAY));
    }

    @Test
    void anEventWhoseEnvelopeIsBrokenIsAskedForAgainAndThenStoredAsItIs() throws StoreException {
        HallScript hall = new HallScript(INSTALLATION).openDay();
        int broken = hall.size() + 1;
        hall.journalRaw("{\"installation\":\"$installation\",\"seq\":$s\"eq, bits fell over}");
        hall.take("ktp-rekam");
        Progress held =
                store.append(ArrivalReader.read(hall.messages())).progress().getFirst();
        assertEquals(new Progress.Gap(broken, broken), held.gap().orElseThrow());
        assertTrue(inside.alarms().contains("unreadable-message"));
        Progress taken = store.append(ArrivalReader.read(hall.messages(broken, broken, 1)))
                .progress()
                .getFirst();
        assertEquals(hall.size(), taken.through());
        assertTrue(taken.gap().isEmpty());
        assertArrayEquals(hall.links().get(broken - 1).stored(), inside.stored(INSTALLATION, broken));
        assertTrue(inside.alarms().contains("unreadable-event"));
        assertEquals(1, inside.legs().legs(HallScript.BRANCH, DAY, DAY).size());
    }

    @Test
    void whatSomebodyElsePutAboveAGapGivesWayToTheJournalsOwnEvent() throws StoreException {
        HallScript hall = morning();
        HallScript forger = new HallScript(INSTALLATION)
                .wait(Duration.ofMinutes(5))
                .openDay()
                .open("loket-01");
        forger.take("ktp-rekam");
        int forged = forger.size();
        store.append(ArrivalReader.read(forger.messages(forged, forged, 1)));
        store.append(ArrivalReader.read(hall.messages(1, forged - 1, 20)));
        assertEquals(forged - 1, store.progress().getFirst().through());
        store.append(ArrivalReader.read(hall.messages(forged, hall.size(), 20)));
        assertEquals(hall.size(), store.progress().getFirst().through());
        assertArrayEquals(hall.links().get(forged - 1).stored(), inside.stored(INSTALLATION, forged));
        assertEquals(3, inside.legs().legs(HallScript.BRANCH, DAY, DAY).size());
    }

    @Test
    void aHallThatSendsFarAheadFillsItsOwnRoomAndNoMore() throws StoreException {
        HallScript hall = morning();
        byte[] filler = new byte[60_000];
        Arrays.fill(filler, (byte) 'x');
        String event = "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"/mpp/" + HallScript.BRANCH
                + "/hub-1\",\"type\":\"id.mpp.ticket.teleported.v9\",\"installation\":\"" + INSTALLATION
                + "\",\"seq\":$seq,\"data\":\"" + new String(filler, StandardCharsets.US_ASCII) + "\"}";
        for (long seq = 1L << 39; seq < (1L << 39) + 400; seq++) {
            byte[] stored = event.replace("$seq", Long.toString(seq)).getBytes(StandardCharsets.UTF_8);
            store.append(ArrivalReader.read(List.of(new Arrival(
                    "mpp/v1/" + HallScript.BRANCH + "/node/hub-1/event",
                    EventBatch.join(List.of(new EventBatch.Link(stored, new byte[32])))))));
        }
        assertTrue(inside.alarms().contains("held-too-much"));
        assertTrue(inside.storedBytes() < 20 << 20, "bytes held: " + inside.storedBytes());
        store.append(ArrivalReader.read(hall.messages()));
        assertEquals(hall.size(), store.progress().getFirst().through());
        assertEquals(3, inside.legs().legs(HallScript.BRANCH, DAY, DAY).size());
    }

    @Test
    void evidenceOfOneHallIsBoundedInBytesAndKeepsTheLatest() throws StoreException {
        Arrival first = new Arrival("mpp/v1/quiet-hall/node/hub-1/event", new byte[] {0, 1, 2});
        store.append(ArrivalReader.read(List.of(first)));
        byte[] last = new byte[0];
        for (int i = 0; i < 40; i++) {
            last = new byte[1 << 20];
            Arrays.fill(last, (byte) i);
            store.append(ArrivalReader.read(List.of(new Arrival("mpp/v1/noisy-hall/node/hub-1/event", last))));
        }
        List<byte[]> kept = inside.deadLetters();
        assertTrue(kept.stream().mapToLong(bytes -> bytes.length).sum() <= 5 << 20);
        assertArrayEquals(first.payload(), kept.getFirst());
        assertArrayEquals(last, kept.getLast());
    }

    /** Three tickets: one is served, one does not come, and one waits. */
    private static HallScript morning() {
        HallScript hall = new HallScript(INSTALLATION).openDay().open("loket-01");
        hall.take("ktp-rekam");
        hall.take("ktp-rekam");
        hall.take("ktp-rekam");
        return hall.wait(Duration.ofMinutes(10))
                .callNext("loket-01")
                .start("loket-01")
                .wait(Duration.ofMinutes(7))
                .finish("loket-01")
                .callNext("loket-01")
                .wait(Duration.ofMinutes(2))
                .noShow("loket-01");
    }
}
