package id.mpp.kiosk.web;

import static id.mpp.kiosk.web.TestKiosk.SUPERVISOR;
import static id.mpp.kiosk.web.TestKiosk.code;
import static id.mpp.kiosk.web.TestKiosk.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a supervisor is told: zones with their alarms, devices, and where every number went. */
class SupervisionRoutesTest {
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
    void aZoneTellsItsLongestWaitAgainstThePromiseAndItsIdleCounters() throws Exception {
        assertFalse(zone().has("longestNumber"));
        kiosk.take();
        kiosk.pass(Duration.ofMinutes(31));
        kiosk.take();
        JsonNode zone = zone();
        assertEquals(2, zone.path("waiting").asInt());
        assertEquals("A-001", zone.path("longestNumber").asText());
        assertEquals(31 * 60, zone.path("longestWaitSeconds").asInt());
        assertEquals(30 * 60, zone.path("longestPromiseSeconds").asInt());
        assertEquals(1, zone.path("overPromise").asInt());
        assertEquals("loket-01", zone.at("/idleWhileWaiting/0").asText());
        assertEquals(1, zone.at("/counters/idle").asInt());
        kiosk.counter("call-next", "{}");
        assertEquals(0, zone().at("/counters/idle").asInt());
        assertTrue(zone().path("idleWhileWaiting").isEmpty());
    }

    @Test
    void everyNumberOfTheDayIsExplainedBeforeAndAfterItsEnd() throws Exception {
        kiosk.take();
        kiosk.take();
        kiosk.take();
        JsonNode leaving = kiosk.take();
        kiosk.post("/api/v1/tickets/" + leaving.path("id").asText() + "/cancel", "{}");
        kiosk.counter("call-next", "{}");
        kiosk.counter("start", "{}");
        kiosk.counter("finish", "{}");
        kiosk.counter("call-next", "{}");
        supervisor("POST", "/api/v1/day/manual-numbers", "{\"service\":\"ktp-rekam\",\"count\":2}");
        supervisor(
                "POST",
                "/api/v1/tickets/manual",
                "{\"service\":\"ktp-rekam\",\"number\":\"A-101\",\"issuedAt\":\"2026-11-23T08:00:00+07:00\"}");

        JsonNode before = supervisor("GET", "/api/v1/supervision/numbers", null);
        assertEquals(
                Map.of(
                        "A-001",
                        "finished",
                        "A-002",
                        "called",
                        "A-003",
                        "waiting",
                        "A-004",
                        "cancelled",
                        "A-101",
                        "waiting"),
                ends(before));
        JsonNode prefix = before.at("/prefixes/0");
        assertEquals(5, prefix.path("issued").asInt());
        assertEquals("[\"A-102\"]", prefix.path("notEntered").toString());
        assertEquals("[]", prefix.path("missing").toString());

        supervisor("POST", "/api/v1/day/close", "{\"reason\":\"selesai\"}");
        JsonNode after = supervisor("GET", "/api/v1/supervision/numbers", null);
        assertEquals("expired-called", ends(after).get("A-002"));
        assertEquals("expired-uncalled", ends(after).get("A-003"));
        assertEquals(5, after.at("/numbers/issued").asInt());
        assertEquals(3, after.at("/numbers/expired").asInt());
        supervisor("POST", "/api/v1/day/open", "{\"label\":\"2026-11-24\",\"confirm\":true}");
        assertTrue(supervisor("GET", "/api/v1/supervision/numbers", null)
                .path("tickets")
                .isEmpty());
    }

    private static Map<String, String> ends(JsonNode reconciliation) {
        return reconciliation
                .path("tickets")
                .valueStream()
                .collect(Collectors.toMap(
                        ticket -> ticket.path("number").asText(),
                        ticket -> ticket.path("end").asText()));
    }

    @Test
    void devicesAreToldAndANumberThatIsNoneIsRefused() throws Exception {
        JsonNode printer = supervisor("GET", "/api/v1/supervision", null).at("/devices/0");
        assertEquals("ticket-printer", printer.path("kind").asText());
        assertFalse(printer.path("attention").asBoolean());
        assertEquals(
                "field-wrong", code(kiosk.as(SUPERVISOR, "GET", "/api/v1/supervision/calls?number=nonsense", null)));
        assertEquals(
                0,
                supervisor("GET", "/api/v1/supervision/calls?number=A-001", null)
                        .path("total")
                        .asInt());
    }

    @Test
    void aCallForHelpIsAnsweredByTheStaff() throws Exception {
        kiosk.post("/api/v1/devices/buttons/call-assist", "{\"on\":true}");
        assertEquals(
                204,
                kiosk.as(TestKiosk.OFFICER, "POST", "/api/v1/help/answered", "{}")
                        .statusCode());
        assertFalse(json(kiosk.get("/api/v1/devices"))
                .at("/devices/0/face/contacts/call-assist")
                .asBoolean());
        assertEquals(401, kiosk.post("/api/v1/help/answered", "{}").statusCode());
    }

    private JsonNode zone() throws Exception {
        return supervisor("GET", "/api/v1/supervision", null).at("/zones/0");
    }

    private JsonNode supervisor(String method, String path, @Nullable String json) throws Exception {
        return json(kiosk.as(SUPERVISOR, method, path, json));
    }
}
