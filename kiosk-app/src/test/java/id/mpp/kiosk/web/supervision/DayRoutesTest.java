package id.mpp.kiosk.web.supervision;

import static id.mpp.kiosk.web.TestKiosk.SUPERVISOR;
import static id.mpp.kiosk.web.TestKiosk.code;
import static id.mpp.kiosk.web.TestKiosk.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.web.TestKiosk;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people see of a day that was closed by mistake, and of dates that are put right. */
class DayRoutesTest {
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
    void aDayClosedByMistakeGoesOnForThosePhonesAndCounters() throws Exception {
        JsonNode serving = kiosk.take();
        JsonNode waiting = kiosk.take();
        kiosk.counter("call-next", "{}");
        kiosk.counter("start", "{}");
        assertEquals(200, day("close", "{\"reason\":\"salah tekan\"}").statusCode());
        assertEquals("finished", state(serving));
        assertEquals("expired", state(waiting));
        HttpResponse<String> again = day("open", "{\"confirm\":true}");
        assertEquals(200, again.statusCode(), again.body());
        assertEquals(1, json(again).at("/day/ordinal").asInt());
        assertEquals("serving", state(serving));
        assertEquals("waiting", state(waiting));
        assertEquals(200, kiosk.counter("finish", "{}").statusCode());
        assertEquals(
                "A-002",
                json(kiosk.counter("call-next", "{}")).at("/ticket/number").asText());
        assertEquals("A-003", kiosk.take().path("number").asText());
        JsonNode told = json(kiosk.as(SUPERVISOR, "GET", "/api/v1/supervision/happenings", null));
        assertEquals("day-resumed", told.at("/happenings/0/kind").asText());
    }

    @Test
    void aDateWithNumbersIsRefusedAndTheyAreNamed() throws Exception {
        kiosk.take();
        kiosk.take();
        day("close", "{\"reason\":\"selesai\"}");
        assertEquals(
                200, day("open", "{\"label\":\"2026-11-24\",\"confirm\":true}").statusCode());
        HttpResponse<String> refused = day("relabel", "{\"label\":\"2026-11-23\"}");
        assertEquals(409, refused.statusCode());
        assertEquals("date-has-numbers", code(refused));
        assertEquals(2, json(refused).path("count").asInt());
        assertTrue(json(refused).path("detail").asText().contains("A-001…A-002"), refused.body());
        day("close", "{\"reason\":\"selesai\"}");
        assertEquals("date-has-numbers", code(day("open", "{\"label\":\"2026-11-23\",\"confirm\":true}")));
    }

    @Test
    void aWrongDateIsPutRightWhileTheHallGoesOnAndAfterIt() throws Exception {
        kiosk.take();
        assertEquals("nothing-to-change", code(day("relabel", "{\"label\":\"2026-11-23\"}")));
        HttpResponse<String> wrong = day("relabel", "{\"label\":\"2030-01-01\"}");
        assertEquals("2030-01-01", json(wrong).at("/day/label").asText(), wrong.body());
        assertEquals("A-002", kiosk.take().path("number").asText());
        assertEquals("date-unknown", code(day("relabel", "{\"label\":\"2026-11-23\",\"day\":\"2031-01-01\"}")));
        day("close", "{\"reason\":\"selesai\"}");
        assertEquals("day-not-open", code(day("relabel", "{\"label\":\"2026-11-23\"}")));
        HttpResponse<String> right = day("relabel", "{\"label\":\"2026-11-23\",\"day\":\"2030-01-01\"}");
        assertEquals("2026-11-23", json(right).at("/day/label").asText(), right.body());
    }

    private String state(JsonNode ticket) throws IOException, InterruptedException {
        return json(kiosk.get("/api/v1/tickets/" + ticket.path("id").asText()))
                .path("state")
                .asText();
    }

    private HttpResponse<String> day(String what, @Nullable String body) throws IOException, InterruptedException {
        return kiosk.as(SUPERVISOR, "POST", "/api/v1/day/" + what, body);
    }
}
