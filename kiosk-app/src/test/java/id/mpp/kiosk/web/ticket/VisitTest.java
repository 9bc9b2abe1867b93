package id.mpp.kiosk.web.ticket;

import static id.mpp.kiosk.web.TestKiosk.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.web.TestKiosk;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One visit over several services, as its holder and the officers see it. */
class VisitTest {
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
    void ticketsOfOneVisitKnowEachOtherAndNoOther() throws Exception {
        JsonNode first = kiosk.take();
        JsonNode stranger = kiosk.take();
        JsonNode second = take("kk", first.path("id").asText());
        JsonNode third = take("nib", second.path("id").asText());
        assertFalse(ticket(stranger).has("visitTickets"));
        JsonNode others = ticket(second).path("visitTickets");
        assertEquals(2, others.size());
        assertEquals(first.path("id"), others.at("/0/id"));
        assertEquals(third.path("number"), others.at("/1/number"));
        assertEquals("dpmptsp", others.at("/1/agency").asText());
    }

    @Test
    void theOfficerSeesThatTheVisitorIsAtAnotherCounter() throws Exception {
        JsonNode first = kiosk.take();
        JsonNode second = take(TestKiosk.SERVICE, first.path("id").asText());
        kiosk.counter("open", "{}");
        kiosk.counter("call-next", "{}");
        JsonNode other = ticket(second).path("visitTickets").get(0);
        assertEquals("called", other.path("state").asText());
        assertEquals("1", other.path("counterLabel").asText());
        assertTrue(ticket(first).path("visitTickets").get(0).path("counter").isMissingNode());
    }

    @Test
    void whoIsAtOneCounterIsNotCalledToAnother() throws Exception {
        JsonNode first = kiosk.take();
        JsonNode second = take(TestKiosk.SERVICE, first.path("id").asText());
        kiosk.counter("open", "{}");
        kiosk.counter("call-next", "{}");
        String other = "/api/v1/counters/loket-02/";
        kiosk.as(TestKiosk.OFFICER, "POST", other + "open", "{}");
        assertEquals(
                204,
                kiosk.as(TestKiosk.OFFICER, "POST", other + "call-next", "{}").statusCode());
        HttpResponse<String> refused = kiosk.as(
                TestKiosk.OFFICER,
                "POST",
                other + "call",
                "{\"ticket\":\"" + second.path("id").asText() + "\"}");
        assertEquals(409, refused.statusCode());
        assertEquals("visitor-elsewhere", json(refused).path("code").asText());
        assertEquals(TestKiosk.COUNTER, json(refused).path("counter").asText());
        kiosk.counter("finish", "{}");
        assertEquals(
                second.path("number"),
                json(kiosk.as(TestKiosk.OFFICER, "POST", other + "call-next", "{}"))
                        .at("/ticket/number"));
    }

    @Test
    void aTransferWithReturnIsToldUntilTheVisitorIsBack() throws Exception {
        JsonNode ticket = kiosk.take();
        kiosk.counter("open", "{}");
        kiosk.counter("call-next", "{}");
        kiosk.counter("transfer", "{\"service\":\"nib\",\"position\":\"end\",\"return\":true}");
        assertEquals("1", ticket(ticket).path("returnsToLabel").asText());
        String counter = "/api/v1/counters/"
                + kiosk.hall().counters().stream()
                        .filter(one -> one.services().stream()
                                .anyMatch(service -> service.value().equals("nib")))
                        .findFirst()
                        .orElseThrow()
                        .id();
        for (String step : new String[] {"open", "call-next", "start", "finish"}) {
            kiosk.as(TestKiosk.ADMIN, "POST", counter + "/" + step, "{}");
        }
        JsonNode back = ticket(ticket);
        assertEquals("waiting", back.path("state").asText());
        assertFalse(back.has("returnsTo"));
        assertEquals(TestKiosk.COUNTER, back.path("returnedTo").asText());
    }

    private JsonNode take(String service, String visit) throws Exception {
        return json(kiosk.post("/api/v1/tickets", "{\"service\":\"" + service + "\",\"visit\":\"" + visit + "\"}"));
    }

    private JsonNode ticket(JsonNode ticket) throws Exception {
        return json(kiosk.get("/api/v1/tickets/" + ticket.path("id").asText()));
    }
}
