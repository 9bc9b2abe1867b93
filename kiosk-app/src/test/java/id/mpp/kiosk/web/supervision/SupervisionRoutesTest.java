package id.mpp.kiosk.web.supervision;

import static id.mpp.kiosk.web.TestKiosk.SUPERVISOR;
import static id.mpp.kiosk.web.TestKiosk.code;
import static id.mpp.kiosk.web.TestKiosk.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.web.TestKiosk;
import id.mpp.queue.Command;
import id.mpp.queue.PaperState;
import id.mpp.queue.TicketId;
import java.time.Duration;
import java.util.List;
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
        assertEquals("no-show", ends(after).get("A-002"), "called and never started");
        assertEquals("expired-uncalled", ends(after).get("A-003"));
        assertEquals(5, after.at("/numbers/issued").asInt());
        assertEquals(2, after.at("/numbers/expired").asInt());
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
    void whatKeepsTheHallFromItsServerIsToldToTheSupervisorInWords() throws Exception {
        JsonNode devices = supervisor("GET", "/api/v1/supervision", null).path("devices");
        JsonNode broker = devices.get(devices.size() - 1);
        assertEquals("broker", broker.path("kind").asText());
        assertTrue(broker.path("attention").asBoolean());
        assertEquals("Tidak ada broker.", broker.at("/sentence/id").asText());
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
    void whatHappenedTodayIsToldNewestFirstAndPapersThatFailedInOneLine() throws Exception {
        String disruption = "/api/v1/agencies/disdukcapil/disruption";
        supervisor("POST", disruption, "{\"reason\":\"internet\"}");
        kiosk.pass(Duration.ofMinutes(45));
        supervisor("DELETE", disruption, null);
        printed(PaperState.FAILED);
        kiosk.pass(Duration.ofMinutes(5));
        printed(PaperState.FAILED);
        printed(PaperState.CONFIRMED);
        printed(PaperState.FAILED);

        JsonNode told =
                supervisor("GET", "/api/v1/supervision/happenings", null).path("happenings");
        assertEquals(
                List.of("paper-failed", "paper-failed", "disruption-ended", "disruption-declared", "day-opened"),
                told.valueStream().map(one -> one.path("kind").asText()).toList());
        assertEquals(1, told.at("/0/papers").asInt());
        assertEquals(2, told.at("/1/papers").asInt());
        assertEquals("2026-11-23T08:55:00.000+07:00", told.at("/1/at").asText());
        assertEquals("2026-11-23T09:00:00.000+07:00", told.at("/1/last").asText());
        assertEquals("disdukcapil", told.at("/3/agency").asText());
        assertEquals("internet", told.at("/3/reason").asText());
        assertEquals(SUPERVISOR, told.at("/3/actor").asText());
    }

    /** A ticket whose paper is sent and then becomes this. */
    private void printed(PaperState state) throws Exception {
        TicketId ticket = new TicketId(kiosk.take().path("id").asText());
        kiosk.desk().must(new Command.ReportPaper(ticket, 0, PaperState.SENT, ""));
        kiosk.desk().must(new Command.ReportPaper(ticket, 0, state, state == PaperState.FAILED ? "paper-out" : ""));
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
