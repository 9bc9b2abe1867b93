package id.mpp.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Survey;
import id.mpp.server.ingest.Arrival;
import id.mpp.server.testing.HallScript;
import id.mpp.server.testing.TestKiosk;
import id.mpp.server.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The interface of the whole server, over real HTTP, fed over a real broker. */
class ServerApiIT {
    private static final String HALL = "/api/v1/branches/" + HallScript.BRANCH;

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static TestServer stranger;
    private static TestKiosk kiosk;

    @BeforeAll
    static void start() throws Exception {
        stranger = new TestServer(folder.resolve("stranger"));
        server = new TestServer(folder.resolve("server")).logIn();
        kiosk = new TestKiosk(server.mqtt(), "hub-1").connect();
        HallScript hall = new HallScript("installation-0001").openDay().open("loket-01");
        for (int i = 0; i < 10; i++) {
            hall.take("ktp-rekam", i == 3);
        }
        for (int i = 1; i <= 5; i++) {
            hall.wait(Duration.ofMinutes(10)).callNext("loket-01").start("loket-01");
            hall.wait(Duration.ofMinutes(2L * i)).finish("loket-01");
        }
        hall.callNext("loket-01").noShow("loket-01").callNext("loket-01");
        for (int i = 0; i < 5; i++) {
            hall.give("answer-" + i, new Survey(3 + i % 2, Collections.nCopies(Survey.ELEMENTS, i < 4 ? 4 : 3)));
        }
        hall.give("answer-5", new ServiceId("teller"), new Survey(1, Collections.nCopies(Survey.ELEMENTS, 1)));
        kiosk.publish(hall.messages());
        kiosk.publish(List.of(new Arrival(
                "mpp/v1/" + HallScript.BRANCH + "/node/hub-1/event", "noise".getBytes(StandardCharsets.UTF_8))));
        kiosk.present("installation-0001", 0);
        kiosk.awaitAck(hall.size());
    }

    @AfterAll
    static void stop() {
        kiosk.close();
        server.close();
        stranger.close();
    }

    @Test
    void statisticsSayWhatHappened() throws Exception {
        JsonNode answer = server.json(HALL + "/statistics?by=service&from=2026-11-23&to=2026-11-23");
        JsonNode total = answer.path("total");
        assertEquals(10, total.path("tickets").intValue());
        assertEquals(5, total.path("served").intValue());
        assertEquals(1, total.path("noShows").intValue());
        assertEquals(1, total.path("atCounter").intValue());
        assertEquals(3, total.path("waiting").intValue());
        assertEquals(1, total.path("priority").intValue());
        // The tickets are served in 2, 4, 6, 8 and 10 minutes, and 10 are promised.
        assertEquals(360, total.at("/serviceTime/medianSeconds").intValue());
        assertEquals(600, total.at("/serviceTime/p90Seconds").intValue());
        assertEquals(5, total.at("/serviceTime/within").intValue());
        assertEquals(600, total.at("/serviceTime/promiseSeconds").intValue());
        // They waited 10, 22, 36, 52, 70 and, called last, 80 minutes, and 30 are promised.
        assertEquals(6, total.at("/waitTime/n").intValue());
        assertEquals(2160, total.at("/waitTime/medianSeconds").intValue());
        assertEquals(2, total.at("/waitTime/within").intValue());
        assertEquals(6, total.at("/estimate/n").intValue());
        assertTrue(total.at("/estimate/meanErrorSeconds").intValue() > 0);
        assertEquals("ktp-rekam", answer.at("/items/0/key").textValue());
    }

    @Test
    void everyGroupingAddsUpToTheTotal() throws Exception {
        for (String by : List.of("hour", "day", "service", "agency")) {
            JsonNode answer = server.json(HALL + "/statistics?by=" + by);
            int tickets = 0;
            int served = 0;
            for (JsonNode group : answer.path("items")) {
                tickets += group.path("tickets").intValue();
                served += group.path("served").intValue();
            }
            assertEquals(10, tickets, by);
            assertEquals(5, served, by);
        }
    }

    @Test
    void theSurveySaysHowContentPeopleAreAndTellsNobodysAnswer() throws Exception {
        JsonNode skm = server.json(HALL + "/reports/skm.json?from=2026-11-01&to=2026-11-30");
        assertEquals(5, skm.path("served").intValue());
        assertEquals(5, skm.path("needed").intValue());
        assertEquals(1, skm.path("invited").intValue());
        assertEquals("[1,0,3,2]", skm.path("taps").toString());
        assertEquals(6, skm.at("/total/answers").intValue());
        // The answers are four fours, a three and a one: 20 / 6 × 25.
        assertEquals(83.33, skm.at("/total/index").doubleValue());
        assertEquals("B", skm.at("/total/band").textValue());
        assertEquals(3.33, skm.at("/total/means/8").doubleValue());
        assertEquals(2, skm.path("items").size());
        for (JsonNode agency : skm.path("items")) {
            assertFalse(agency.has("index"), "one answer alone, and what would tell it: " + agency);
        }
        JsonNode printed = server.json(HALL + "/reports/skm.json?weight=printed-0-111");
        assertEquals(83.25, printed.at("/total/index").doubleValue());
        assertEquals("printed-0-111", printed.path("weight").textValue());
        assertEquals(400, server.get(HALL + "/reports/skm.json?weight=0.11").statusCode());
    }

    @Test
    void ticketsComeWithTheirTimes() throws Exception {
        JsonNode items = server.json(HALL + "/tickets?state=finished").path("items");
        assertEquals(5, items.size());
        assertEquals("A-001", items.at("/0/number").textValue());
        assertEquals("2026-11-23T07:30:00+07:00", items.at("/0/issuedAt").textValue());
        assertEquals("loket-01", items.at("/0/counter").textValue());
        // The ticket with priority was called before it.
        assertEquals(22 * 60, items.at("/0/waitSeconds").intValue());
    }

    @Test
    void theLiveHallNamesWhoWaitsAndWhoIsServed() throws Exception {
        JsonNode live = server.json(HALL + "/live");
        assertEquals(3, live.path("waiting").intValue());
        assertEquals("called", live.at("/counters/0/ticketState").textValue());
        assertTrue(live.path("open").booleanValue());
    }

    @Test
    void theFleetShowsNodesAndDeadLettersByteForByte() throws Exception {
        JsonNode node = server.json("/api/v1/nodes").at("/items/0");
        assertEquals("hub-1", node.path("node").textValue());
        assertTrue(node.path("online").booleanValue());
        JsonNode letter = server.json("/api/v1/dead-letters").at("/items/0");
        assertEquals(
                "noise",
                new String(Base64.getDecoder().decode(letter.path("payload").textValue()), StandardCharsets.UTF_8));
    }

    @Test
    void withoutASessionNothingIsTold() throws Exception {
        for (String path : List.of(
                "/api/v1/branches",
                HALL + "/hall",
                HALL + "/live",
                HALL + "/statistics",
                HALL + "/tickets",
                HALL + "/reports/skm.json",
                "/api/v1/nodes",
                "/api/v1/alarms",
                "/api/v1/dead-letters",
                "/api/v1/events",
                "/api/v1/session")) {
            assertEquals(401, stranger.get(path).statusCode(), path);
        }
    }

    @Test
    void wrongParametersAreNamed() throws Exception {
        for (String query : List.of(
                "from=yesterday", "by=colour", "from=2026-01-02&to=2026-01-01", "from=2000-01-01&to=2026-01-01")) {
            var answer = server.get(HALL + "/statistics?" + query);
            assertEquals(400, answer.statusCode(), query);
            assertTrue(answer.body().contains("\"code\":\"parameter-wrong\""), answer.body());
        }
        assertEquals(400, server.get(HALL + "/tickets?page=0").statusCode());
        assertEquals(400, server.get(HALL + "/tickets?state=lost").statusCode());
        assertEquals(404, server.get("/api/v1/branches/nowhere/live").statusCode());
    }

    @Test
    void supervisorsOfProcessesNeedNoSession() throws Exception {
        assertEquals(200, stranger.get("/health/live").statusCode());
        assertEquals(200, server.get("/health/ready").statusCode());
        assertTrue(server.get("/metrics").body().contains("mpp_server_broker_connected 1"));
        assertTrue(stranger.get("/openapi.yaml").body().startsWith("openapi: 3"));
    }
}
