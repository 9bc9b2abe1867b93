package id.mpp.kiosk.web.supervision;

import static id.mpp.kiosk.web.TestKiosk.code;
import static id.mpp.kiosk.web.TestKiosk.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.web.TestKiosk;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The kiosks fail at 08.10; numbers are written by hand until 08.40 and entered afterwards. And those who were called
 * and not there.
 */
class ManualNumbersTest {
    private static final String BLOCK = "/api/v1/day/manual-numbers";
    private static final String ENTER = "/api/v1/tickets/manual";

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
    void numbersWrittenByHandAreCalledByTheTimeTheyWereTakenAndNoneIsGivenTwice() throws Exception {
        JsonNode block = json(supervisor(BLOCK, "{\"service\":\"ktp-rekam\",\"count\":3}"));
        String first = block.path("first").asText();
        assertEquals("A-003", block.path("last").asText());
        kiosk.pass(Duration.ofMinutes(30));
        String later = kiosk.take().path("number").asText();
        HttpResponse<String> entered = enter(first, "2026-11-23T08:15:00+07:00");
        assertEquals(201, entered.statusCode(), entered.body());
        assertEquals("number-taken", code(enter(first, "2026-11-23T08:16:00+07:00")));
        assertEquals("number-not-owned", code(enter("A-900", "2026-11-23T08:16:00+07:00")));
        assertEquals(
                first,
                json(kiosk.counter("call-next", "{}")).at("/ticket/number").asText());
        kiosk.counter("finish", "{}");
        assertEquals(
                later,
                json(kiosk.counter("call-next", "{}")).at("/ticket/number").asText());
    }

    @Test
    void aNoShowIsOnTheDeskAndMayComeBackForHalfAnHour() throws Exception {
        String id = kiosk.take().path("id").asText();
        kiosk.counter("call-next", "{}");
        kiosk.counter("no-show", "{}");
        assertEquals(id, desk().at("/noShows/0/id").asText());
        kiosk.pass(Duration.ofMinutes(29));
        HttpResponse<String> back = kiosk.counter("call", "{\"ticket\":\"" + id + "\"}");
        assertEquals(200, back.statusCode(), back.body());
        kiosk.counter("no-show", "{}");
        kiosk.pass(Duration.ofMinutes(31));
        assertEquals(0, desk().path("noShows").size());
        assertEquals("no-show-too-late", code(kiosk.counter("call", "{\"ticket\":\"" + id + "\"}")));
    }

    private JsonNode desk() throws Exception {
        return json(kiosk.as(TestKiosk.OFFICER, "GET", "/api/v1/counters/" + TestKiosk.COUNTER + "/desk", null));
    }

    private HttpResponse<String> enter(String number, String time) throws Exception {
        return supervisor(
                ENTER, "{\"service\":\"ktp-rekam\",\"number\":\"" + number + "\",\"issuedAt\":\"" + time + "\"}");
    }

    private HttpResponse<String> supervisor(String path, String body) throws Exception {
        return kiosk.as(TestKiosk.SUPERVISOR, "POST", path, body);
    }
}
