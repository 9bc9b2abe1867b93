package id.mpp.kiosk.web.survey;

import static id.mpp.kiosk.web.TestKiosk.code;
import static id.mpp.kiosk.web.TestKiosk.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.web.TestKiosk;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rating tablet's two routes: whom it asks, and what it may say. */
class RatingRoutesTest {
    private static final String RATING = "/api/v1/counters/" + TestKiosk.COUNTER + "/rating";
    private static final String NINE = ",\"elements\":[4,3,4,4,3,4,4,4,3]";

    private TestKiosk kiosk;

    @BeforeEach
    void openCounter() throws Exception {
        kiosk = new TestKiosk();
        kiosk.counter("open", "{}");
    }

    @AfterEach
    void close() {
        kiosk.close();
    }

    @Test
    void theTabletAsksForTheVisitThatJustEndedAndNeverLearnsItsTicket() throws Exception {
        assertTrue(tablet().path("visit").isMissingNode());
        JsonNode ticket = serve();
        JsonNode tablet = tablet();
        assertEquals(ticket.path("number"), tablet.at("/visit/number"));
        assertFalse(tablet.toString().contains(ticket.path("id").asText()), tablet.toString());
        assertEquals(201, rate(visit(), 4, NINE).statusCode());
        assertTrue(tablet().path("visit").isMissingNode(), "it is asked once");
    }

    @Test
    void aVisitIsRatedOnceOnThePhoneOrAtTheTablet() throws Exception {
        JsonNode ticket = serve();
        String visit = visit();
        String onPhone = "{\"ticket\":\"" + ticket.path("id").asText() + "\",\"rating\":3}";
        assertEquals(201, kiosk.post("/api/v1/feedback", onPhone).statusCode());
        assertTrue(tablet().path("visit").isMissingNode(), "who answered on the phone is not asked again");
        assertEquals("feedback-given", code(rate(visit, 1, "")));

        JsonNode next = serve();
        assertEquals(201, rate(visit(), 2, "").statusCode());
        String later = "{\"ticket\":\"" + next.path("id").asText() + "\",\"rating\":3}";
        assertEquals("feedback-given", code(kiosk.post("/api/v1/feedback", later)));
    }

    @Test
    void theSameTapTwiceIsOneAnswer() throws Exception {
        serve();
        String body = "{\"visit\":\"" + visit() + "\",\"rating\":4}";
        HttpResponse<String> first = kiosk.post(RATING, body, "Idempotency-Key", "tap-1");
        HttpResponse<String> again = kiosk.post(RATING, body, "Idempotency-Key", "tap-1");
        assertEquals(201, first.statusCode());
        assertEquals(first.body(), again.body());
    }

    @Test
    void theNextOneWhoSitsDownIsNotAskedForTheOneBefore() throws Exception {
        serve();
        String before = visit();
        kiosk.take();
        kiosk.counter("call-next", "{}");
        assertEquals(before, visit(), "who was called is still on the way");
        kiosk.counter("start", "{}");
        assertTrue(tablet().path("visit").isMissingNode());
        assertEquals(201, rate(before, 4, "").statusCode(), "an answer that was begun still counts");
        kiosk.counter("finish", "{}");
        assertNotEquals(before, visit());
    }

    @Test
    void afterAMinuteNobodyIsAskedAndAfterTenNobodyIsHeard() throws Exception {
        serve();
        String visit = visit();
        kiosk.pass(Duration.ofMinutes(1));
        assertTrue(tablet().path("visit").isMissingNode());
        kiosk.pass(Duration.ofMinutes(9));
        assertEquals("rating-over", code(rate(visit, 4, "")));
    }

    @Test
    void aFinishThatIsTakenBackIsNotRated() throws Exception {
        serve();
        String visit = visit();
        kiosk.counter("undo", "{}");
        assertTrue(tablet().path("visit").isMissingNode());
        assertEquals("feedback-too-early", code(rate(visit, 4, "")));
    }

    @Test
    void whatIsNoVisitOrNoCounterIsRefusedByName() throws Exception {
        serve();
        assertEquals("rating-over", code(rate("somebody-elses-word", 4, "")));
        assertEquals("field-wrong", code(rate("x".repeat(23), 4, "")));
        assertEquals("field-wrong", code(rate(visit(), 5, "")));
        assertEquals("field-wrong", code(rate(visit(), 4, ",\"elements\":[4,4]")));
        assertEquals("counter-unknown", code(kiosk.get("/api/v1/counters/loket-99/rating")));
        String elsewhere = "{\"visit\":\"" + visit() + "\",\"rating\":4}";
        assertEquals("rating-over", code(kiosk.post("/api/v1/counters/loket-02/rating", elsewhere)));
    }

    private JsonNode serve() throws Exception {
        JsonNode ticket = kiosk.take();
        kiosk.counter("call-next", "{}");
        kiosk.counter("start", "{}");
        assertEquals(200, kiosk.counter("finish", "{}").statusCode());
        return ticket;
    }

    private JsonNode tablet() throws Exception {
        return json(kiosk.get(RATING));
    }

    private String visit() throws Exception {
        return tablet().at("/visit/id").asText();
    }

    private HttpResponse<String> rate(String visit, int rating, String more) throws Exception {
        return kiosk.post(RATING, "{\"visit\":\"" + visit + "\",\"rating\":" + rating + more + "}");
    }
}
