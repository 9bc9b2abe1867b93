package id.mpp.kiosk.web.board;

import static id.mpp.kiosk.web.TestKiosk.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.web.SseProbe;
import id.mpp.kiosk.web.TestKiosk;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class BoardFeedTest {
    private static final String EVENTS = "/api/v1/events";

    private TestKiosk kiosk;

    @BeforeEach
    void start() throws Exception {
        kiosk = new TestKiosk();
        kiosk.counter("open", "{}");
    }

    @AfterEach
    void stop() {
        kiosk.close();
    }

    @Test
    void aBoardGetsItsPictureThenEachCallOnce() throws Exception {
        kiosk.take();
        try (SseProbe board = new SseProbe(kiosk, EVENTS + "?zone=1", "", null)) {
            SseProbe.Event snapshot = board.next();
            assertEquals("snapshot", snapshot.type());
            assertEquals(snapshot.id(), snapshot.data().path("version").asText());
            assertEquals(1, snapshot.data().at("/waiting/disdukcapil").asInt());
            kiosk.counter("call-next", "{}");
            JsonNode call = board.next("call").data();
            assertEquals("A-001", call.path("number").asText());
            assertEquals("1", call.path("counterLabel").asText());
            assertEquals("disdukcapil", call.path("agency").asText());
            assertTrue(call.path("agencyName").has("id"));
            assertEquals(0, call.path("recall").asInt());
            JsonNode now = board.next("board").data();
            while (now.path("now").isEmpty()) {
                now = board.next("board").data();
            }
            assertEquals("A-001", now.at("/now/0/number").asText());
            assertEquals("A-001", now.at("/recent/0/number").asText());
            assertEquals(
                    call.path("announcement").asText(),
                    now.at("/now/0/announcement").asText());
            kiosk.counter("recall", "{}");
            JsonNode again = board.next("call").data();
            assertEquals(1, again.path("recall").asInt());
            assertNotEquals(
                    call.path("announcement").asText(),
                    again.path("announcement").asText());
        }
    }

    @Test
    void aCallIsHeardInItsZoneOnly() throws Exception {
        kiosk.take();
        try (SseProbe other = new SseProbe(kiosk, EVENTS + "?zone=2", "", null);
                SseProbe all = new SseProbe(kiosk, EVENTS, "", null)) {
            assertEquals("snapshot", other.next().type());
            kiosk.counter("call-next", "{}");
            assertEquals("A-001", all.next("call").data().path("number").asText());
            SseProbe.Event event = other.next();
            while (!event.type().equals("hall")) {
                assertNotEquals("call", event.type());
                event = other.next();
            }
            assertTrue(event.data().path("version").asLong() > 0);
        }
    }

    @Test
    void boardsNeverHoldATicketsIdItsServiceOrItsPriority() throws Exception {
        JsonNode ticket = json(kiosk.post("/api/v1/tickets", "{\"service\":\"ktp-rekam\",\"priority\":true}"));
        kiosk.counter("call-next", "{}");
        String board = kiosk.get("/api/v1/board").body();
        assertTrue(board.contains(ticket.path("number").asText()));
        assertFalse(board.contains(ticket.path("id").asText()));
        assertFalse(board.contains("ktp-rekam"));
        assertFalse(board.contains("priority"));
    }

    @Test
    void aStreamThatComesBackGetsExactlyTheCallsItMissed() throws Exception {
        String last;
        try (SseProbe board = new SseProbe(kiosk, EVENTS, "", null)) {
            last = board.next().id();
        }
        kiosk.take();
        kiosk.counter("call-next", "{}");
        kiosk.counter("recall", "{}");
        try (SseProbe board = new SseProbe(kiosk, EVENTS, "", last)) {
            SseProbe.Event first = board.next();
            while (!first.type().equals("call")) {
                assertNotEquals("snapshot", first.type());
                first = board.next();
            }
            assertEquals(0, first.data().path("recall").asInt());
            assertEquals(1, board.next("call").data().path("recall").asInt());
        }
    }

    @Test
    void anIdFromAnotherBootOrFromNowhereGetsASnapshot() throws Exception {
        for (String id : new String[] {"old-boot-5", "boot-0001-999999", "boot-0001-x", "garbage", "boot-0001--3"}) {
            try (SseProbe board = new SseProbe(kiosk, EVENTS, "", id)) {
                assertEquals("snapshot", board.next().type(), id);
            }
        }
    }

    @Test
    void manyChangesMakeFewPictures() throws Exception {
        try (SseProbe board = new SseProbe(kiosk, EVENTS, "", null)) {
            board.next();
            for (int i = 0; i < 60; i++) {
                kiosk.take();
            }
            int pictures = 0;
            SseProbe.Event event = board.next("board");
            while (event.data().at("/waiting/disdukcapil").asInt() < 60) {
                pictures++;
                event = board.next("board");
            }
            assertTrue(pictures < 30, "pictures: " + pictures);
        }
    }

    @Test
    void officersLearnThatTheirDeskChangedAndTheHallDisplayDoesNot() throws Exception {
        try (SseProbe officer = new SseProbe(kiosk, EVENTS, TestKiosk.OFFICER, null);
                SseProbe display = new SseProbe(kiosk, EVENTS, "", null)) {
            officer.next();
            display.next();
            kiosk.take();
            assertEquals(
                    TestKiosk.COUNTER,
                    officer.next("desk").data().path("counter").asText());
            SseProbe.Event event = display.next();
            while (!event.type().equals("hall")) {
                assertNotEquals("desk", event.type());
                event = display.next();
            }
        }
    }

    @Test
    void aCallThatWasTakenBackLeavesTheBoard() throws Exception {
        kiosk.take();
        kiosk.counter("call-next", "{}");
        kiosk.counter("undo", "{}");
        try (SseProbe board = new SseProbe(kiosk, EVENTS, "", null)) {
            JsonNode picture = board.next().data();
            while (!picture.path("recent").isEmpty()) {
                picture = board.next().data();
            }
            assertTrue(picture.path("now").isEmpty());
        }
    }

    @Test
    void anAnnouncementCanBeFetchedForTenMinutes() throws Exception {
        kiosk.take();
        try (SseProbe board = new SseProbe(kiosk, EVENTS, "", null)) {
            kiosk.counter("call-next", "{}");
            String path = "/api/v1/announcements/"
                    + board.next("call").data().path("announcement").asText() + ".wav";
            HttpResponse<String> wav = kiosk.get(path + "?lang=en");
            assertEquals("RIFF A-001 en", wav.body());
            assertTrue(wav.headers().firstValue("Content-Type").orElse("").startsWith("audio/wav"));
            assertEquals("RIFF A-001 id", kiosk.get(path).body());
            assertEquals(400, kiosk.get(path + "?lang=fr").statusCode());
            kiosk.pass(Duration.ofMinutes(11));
            assertEquals(404, kiosk.get(path).statusCode());
            assertEquals(404, kiosk.get("/api/v1/announcements/nothing.wav").statusCode());
        }
    }

    @Test
    void anUnknownZoneIsRefused() throws Exception {
        assertEquals(404, kiosk.get("/api/v1/board?zone=99").statusCode());
        assertEquals(400, kiosk.get("/api/v1/board?zone=!!").statusCode());
    }
}
