package id.mpp.kiosk.web.counter;

import static id.mpp.kiosk.web.TestKiosk.COUNTER;
import static id.mpp.kiosk.web.TestKiosk.code;
import static id.mpp.kiosk.web.TestKiosk.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.web.TestKiosk;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CounterRoutesTest {
    private TestKiosk kiosk;

    @BeforeEach
    void start() throws Exception {
        kiosk = new TestKiosk();
    }

    @AfterEach
    void stop() {
        kiosk.close();
    }

    @Test
    void aTicketIsCalledStartedAndFinished() throws Exception {
        JsonNode taken = kiosk.take();
        kiosk.pass(Duration.ofMinutes(5));
        kiosk.post("/api/v1/tickets", "{\"service\":\"ktp-rekam\",\"priority\":true}");
        assertEquals(
                "open", json(kiosk.counter("open", "{}")).at("/counter/state").asText());
        JsonNode call = json(kiosk.counter("call-next", "{}"));
        assertEquals(taken.path("id").asText(), call.at("/ticket/id").asText());
        assertEquals("called", call.at("/ticket/state").asText());
        assertEquals("1", call.at("/ticket/counterLabel").asText());
        assertEquals("2026-11-23T08:15:00.000+07:00", call.path("calledAt").asText());
        assertEquals("longest-weighted-wait", call.at("/rule/kind").asText());
        assertEquals(300_000, call.at("/rule/score").asLong());
        assertEquals("A-002", call.at("/rule/runnerUp").asText());
        assertEquals("serving", json(kiosk.counter("start", "{}")).path("state").asText());
        kiosk.pass(Duration.ofMinutes(9));
        JsonNode finished = json(kiosk.counter("finish", "{\"outcome\":\"selesai\"}"));
        assertEquals("finished", finished.path("state").asText());
        assertEquals("selesai", finished.path("outcome").asText());
        assertEquals(
                "2026-11-23T08:24:00.000+07:00", finished.path("finishedAt").asText());
        JsonNode desk = json(kiosk.as(TestKiosk.OFFICER, "GET", "/api/v1/counters/" + COUNTER + "/desk", null));
        assertEquals(1, desk.path("servedToday").asInt());
        assertEquals("finished", desk.at("/undo/what").asText());
        assertEquals("A-001", desk.at("/undo/number").asText());
        assertEquals("A-002", desk.at("/waiting/0/number").asText());
        assertEquals(540, desk.at("/waiting/0/waitedSeconds").asInt());
        assertEquals(1, desk.path("waitingTotal").asInt());
        assertEquals(3, desk.path("recallLimit").asInt());
        assertFalse(desk.has("ticket"));
    }

    @Test
    void callingWithNobodyWaitingIs204() throws Exception {
        kiosk.counter("open", "{}");
        HttpResponse<String> response = kiosk.counter("call-next", "{}");
        assertEquals(204, response.statusCode());
        assertEquals("", response.body());
    }

    @Test
    void eachRefusalHasItsCode() throws Exception {
        String id = kiosk.take().path("id").asText();
        Set<String> codes = new TreeSet<>();
        codes.add(code(kiosk.counter("call-next", "{}")));
        kiosk.counter("open", "{}");
        codes.add(code(kiosk.counter("resume", "{}")));
        codes.add(code(kiosk.counter("recall", "{}")));
        codes.add(code(kiosk.counter("undo", "{}")));
        kiosk.counter("pause", "{\"reason\":\"prayer\"}");
        codes.add(code(kiosk.counter("call-next", "{}")));
        kiosk.counter("resume", "{}");
        kiosk.counter("call-next", "{}");
        codes.add(code(kiosk.counter("call-next", "{}")));
        codes.add(code(kiosk.counter("close", "{}")));
        for (int i = 0; i < 4; i++) {
            codes.add(code(kiosk.counter("recall", "{}")));
        }
        kiosk.counter("no-show", "{}");
        kiosk.pass(Duration.ofMinutes(31));
        codes.add(code(kiosk.counter("call", "{\"ticket\":\"" + id + "\"}")));
        codes.add(code(kiosk.counter("call", "{\"ticket\":\"unknown-ticket\"}")));
        codes.add(code(kiosk.counter("resume-ticket", "{\"ticket\":\"" + id + "\"}")));
        String other = json(kiosk.post("/api/v1/tickets", "{\"service\":\"" + foreignService() + "\"}"))
                .path("id")
                .asText();
        codes.add(code(kiosk.counter("call", "{\"ticket\":\"" + other + "\"}")));
        codes.add(code(kiosk.as(TestKiosk.ADMIN, "POST", "/api/v1/counters/loket-99/open", "{}")));
        codes.remove("");
        assertEquals(
                Set.of(
                        "counter-closed",
                        "counter-not-paused",
                        "counter-idle",
                        "nothing-to-undo",
                        "counter-paused",
                        "counter-busy",
                        "recall-limit",
                        "no-show-too-late",
                        "ticket-unknown",
                        "wrong-state",
                        "not-served-here",
                        "counter-unknown"),
                codes);
    }

    @Test
    void parkingComingBackTransferAndUndoWork() throws Exception {
        kiosk.counter("open", "{}");
        String id = kiosk.take().path("id").asText();
        kiosk.counter("call-next", "{}");
        JsonNode parked = json(kiosk.counter("park", "{\"reason\":\"documents\"}"));
        assertEquals("parked", parked.path("state").asText());
        assertEquals("documents", parked.path("parkReason").asText());
        JsonNode desk = json(kiosk.as(TestKiosk.OFFICER, "GET", "/api/v1/counters/" + COUNTER + "/desk", null));
        assertEquals("A-001", desk.at("/parked/0/number").asText());
        assertEquals(
                "called",
                json(kiosk.counter("resume-ticket", "{\"ticket\":\"" + id + "\"}"))
                        .path("state")
                        .asText());
        HttpResponse<String> moved = kiosk.counter(
                "transfer", "{\"service\":\"" + foreignService() + "\",\"position\":\"by-arrival\",\"return\":true}");
        assertEquals(200, moved.statusCode(), moved.body());
        assertEquals("waiting", json(moved).path("state").asText());
        assertEquals(foreignService(), json(moved).path("service").asText());
        assertEquals("called", json(kiosk.counter("undo", "{}")).path("state").asText());
    }

    @Test
    void bodiesAreReadStrictly() throws Exception {
        kiosk.counter("open", "{}");
        assertEquals("field-missing", code(kiosk.counter("pause", "{}")));
        assertEquals("field-missing", code(kiosk.counter("call", "{}")));
        assertEquals("field-wrong", code(kiosk.counter("call", "{\"ticket\":\"no\"}")));
        assertEquals("field-missing", code(kiosk.counter("transfer", "{\"service\":\"kk\"}")));
        assertEquals("field-wrong", code(kiosk.counter("transfer", "{\"service\":\"kk\",\"position\":\"top\"}")));
        assertEquals("field-wrong", code(kiosk.counter("park", "{\"reason\":\"" + "x".repeat(300) + "\"}")));
        assertEquals("field-unknown", code(kiosk.counter("start", "{\"now\":true}")));
        assertEquals("json-malformed", code(kiosk.counter("start", "{")));
    }

    @Test
    void openingAnOpenCounterAnswersItAsItIs() throws Exception {
        assertEquals(200, kiosk.counter("open", "{}").statusCode());
        assertEquals(200, kiosk.counter("open", "{}").statusCode());
    }

    @Test
    void anOfficerLearnsWhichCountersAreTheirs() throws Exception {
        JsonNode officer = json(kiosk.as(TestKiosk.OFFICER, "GET", "/api/v1/session", null));
        JsonNode admin = json(kiosk.as(TestKiosk.ADMIN, "GET", "/api/v1/session", null));
        assertEquals(COUNTER, officer.at("/counters/0").asText());
        assertTrue(officer.path("counters").size() < admin.path("counters").size());
        assertEquals(kiosk.hall().counters().size(), admin.path("counters").size());
    }

    /** A service of another agency that is open now. */
    private String foreignService() {
        return kiosk.hall().services().stream()
                .filter(service -> !service.agency().value().equals(TestKiosk.DUKCAPIL))
                .map(service -> service.id().value())
                .findFirst()
                .orElseThrow();
    }
}
