package id.mpp.kiosk.web.counter;

import static id.mpp.kiosk.web.TestKiosk.COUNTER;
import static id.mpp.kiosk.web.TestKiosk.OFFICER;
import static id.mpp.kiosk.web.TestKiosk.OTHER_OFFICER;
import static id.mpp.kiosk.web.TestKiosk.SUPERVISOR;
import static id.mpp.kiosk.web.TestKiosk.code;
import static id.mpp.kiosk.web.TestKiosk.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.web.SseProbe;
import id.mpp.kiosk.web.TestKiosk;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an officer's page is told besides the ticket: who waits and why, who else is there, and what stands still. */
class DeskRoutesTest {
    private static final String DESK = "/api/v1/counters/" + COUNTER + "/desk";
    private static final String SEAT = "/api/v1/events?counter=" + COUNTER + "&page=";
    private static final String ONE = "aaaaaaaaaaaaaaaa";
    private static final String TWO = "bbbbbbbbbbbbbbbb";

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
    void theLineStandsInTheOrderOfTheCallsWithTheFiguresThatDecide() throws Exception {
        kiosk.take();
        kiosk.pass(Duration.ofMinutes(20));
        kiosk.post("/api/v1/tickets", "{\"service\":\"ktp-rekam\",\"priority\":true}");
        kiosk.pass(Duration.ofMinutes(10));
        assertEquals(List.of("A-001", "A-002"), numbers(desk()));
        kiosk.pass(Duration.ofMinutes(22));
        JsonNode desk = desk();
        assertEquals(List.of("A-002", "A-001"), numbers(desk));
        JsonNode why = desk.at("/waiting/0/why");
        assertEquals("longest-weighted-wait", why.path("kind").asText());
        assertEquals(32 * 60, why.path("ageSeconds").asInt());
        assertEquals(2.0, why.path("rate").asDouble());
        assertEquals(64 * 60, why.path("scoreSeconds").asInt());
        assertEquals(1.0, desk.at("/waiting/1/why/rate").asDouble());
        assertFalse(why.path("moved").asBoolean());
        assertEquals(
                "A-002",
                json(kiosk.counter("call-next", "{}")).at("/ticket/number").asText());
    }

    @Test
    void whoComesBackToThisCounterStandsFirstAndIsNotInTheLineOfAnother() throws Exception {
        kiosk.take();
        kiosk.take();
        kiosk.counter("call-next", "{}");
        kiosk.counter("start", "{}");
        kiosk.counter("transfer", "{\"service\":\"kia\",\"position\":\"front\",\"return\":true}");
        String other = "/api/v1/counters/loket-02/";
        kiosk.as(OFFICER, "POST", other + "open", "{}");
        JsonNode moved = json(kiosk.as(OFFICER, "GET", other + "desk", null));
        assertEquals("front", moved.at("/waiting/0/why/kind").asText());
        assertTrue(moved.at("/waiting/0/why/moved").asBoolean());
        kiosk.as(OFFICER, "POST", other + "call-next", "{}");
        kiosk.as(OFFICER, "POST", other + "start", "{}");
        kiosk.as(OFFICER, "POST", other + "finish", "{}");

        JsonNode desk = desk();
        assertEquals(List.of("A-001", "A-002"), numbers(desk));
        assertEquals("returned", desk.at("/waiting/0/why/kind").asText());
        JsonNode elsewhere = json(kiosk.as(OFFICER, "GET", other + "desk", null));
        assertEquals(List.of("A-002"), numbers(elsewhere));
        assertEquals(1, elsewhere.path("waitingTotal").asInt());
    }

    @Test
    void everyFurtherPageAtACounterIsToldOfUntilItIsGone() throws Exception {
        try (SseProbe first = new SseProbe(kiosk, SEAT + ONE, OFFICER, null)) {
            awaitPages(1);
            try (SseProbe second = new SseProbe(kiosk, SEAT + TWO, SUPERVISOR, null)) {
                assertEquals(COUNTER, first.next("desk").data().path("counter").asText());
                assertEquals(200, second.status());
                assertEquals(
                        List.of(SUPERVISOR, OFFICER),
                        awaitPages(2)
                                .path("officers")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList());
            }
            awaitPages(1);
        }
    }

    @Test
    void aPageThatIsLoadedAgainIsNoSecondPage() throws Exception {
        try (SseProbe first = new SseProbe(kiosk, SEAT + ONE, OFFICER, null);
                SseProbe again = new SseProbe(kiosk, SEAT + TWO + "&instead=" + ONE, OFFICER, null);
                SseProbe sameLineAgain = new SseProbe(kiosk, SEAT + TWO, OFFICER, null)) {
            assertEquals(List.of(200, 200, 200), List.of(first.status(), again.status(), sameLineAgain.status()));
            assertEquals(1, desk().path("pages").asInt());
        }
    }

    @Test
    void nobodySitsAtACounterOfOthersOrUnderAPageThatIsNone() throws Exception {
        assertEquals(403, status(SEAT + ONE, OTHER_OFFICER));
        assertEquals(404, status("/api/v1/events?counter=loket-99&page=" + ONE, OFFICER));
        assertEquals("field-wrong", code(kiosk.as(OFFICER, "GET", SEAT + "short", null)));
        assertEquals(200, status(SEAT + ONE, ""));
        assertEquals(0, desk().path("pages").asInt());
    }

    @Test
    void theHallsPauseAndTheAgencysDisruptionStandOnTheDesk() throws Exception {
        String disruption = "/api/v1/agencies/disdukcapil/disruption";
        kiosk.as(SUPERVISOR, "POST", "/api/v1/day/pause", "{\"reason\":\"evakuasi\"}");
        assertEquals("evakuasi", desk().at("/day/pauseReason").asText());
        assertEquals(
                200,
                kiosk.as(OFFICER, "POST", disruption, "{\"reason\":\"Listrik padam\"}")
                        .statusCode());
        assertEquals("Listrik padam", desk().at("/disruption/reason").asText());
        assertEquals(403, kiosk.as(OTHER_OFFICER, "DELETE", disruption, null).statusCode());
        assertEquals(200, kiosk.as(OFFICER, "DELETE", disruption, null).statusCode());
        assertFalse(desk().has("disruption"));
    }

    private JsonNode desk() throws Exception {
        return json(kiosk.as(OFFICER, "GET", DESK, null));
    }

    /** Waits on the desk until it tells of so many pages. */
    private JsonNode awaitPages(int pages) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        JsonNode desk = desk();
        while (desk.path("pages").asInt() != pages && System.nanoTime() < until) {
            Thread.onSpinWait();
            desk = desk();
        }
        assertEquals(pages, desk.path("pages").asInt());
        return desk;
    }

    private int status(String path, String who) throws Exception {
        try (SseProbe probe = new SseProbe(kiosk, path, who, null)) {
            return probe.status();
        }
    }

    private static List<String> numbers(JsonNode desk) {
        return desk.path("waiting")
                .valueStream()
                .map(row -> row.path("number").asText())
                .toList();
    }
}
