package id.mpp.server.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.server.report.Leg;
import id.mpp.server.testing.HallScript;
import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every event store must do with messages that are broken, foreign, forged or far too many. */
public abstract class HostileArrivalsContract extends StoreFixture {
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
}
