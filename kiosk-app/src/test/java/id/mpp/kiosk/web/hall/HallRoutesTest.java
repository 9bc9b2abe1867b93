package id.mpp.kiosk.web.hall;

import static id.mpp.kiosk.web.TestKiosk.code;
import static id.mpp.kiosk.web.TestKiosk.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.web.TestKiosk;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HallRoutesTest {
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
    void theHallIsToldWithEverythingAPageNeeds() throws Exception {
        kiosk.counter("open", "{}");
        kiosk.take();
        JsonNode hall = json(kiosk.get("/api/v1/hall"));
        assertEquals("WIB", hall.at("/branch/zoneLabel").asText());
        assertEquals("2026-11-23", hall.at("/day/label").asText());
        assertTrue(hall.at("/day/open").asBoolean());
        assertEquals("2026-11-23T08:10:00.000+07:00", hall.path("now").asText());
        assertEquals(kiosk.hall().services().size(), hall.path("services").size());
        assertEquals(kiosk.hall().counters().size(), hall.path("counters").size());
        assertEquals("open", hall.at("/counters/0/state").asText());
        JsonNode agency = hall.at("/agencies/0");
        assertEquals("disdukcapil", agency.path("id").asText());
        assertEquals(1, agency.path("waiting").asInt());
        JsonNode service = hall.at("/services/0");
        assertEquals("open", service.path("state").asText());
        assertEquals(79, service.path("remaining").asInt());
        assertEquals(1, service.path("openCounters").asInt());
        assertEquals(600, service.path("targetSeconds").asInt());
        assertTrue(service.at("/requirements/0").has("id"));
        assertFalse(service.has("reason"));
    }

    @Test
    void theHallTellsItsHoursItsMottoAndHowItKeptItsPromise() throws Exception {
        kiosk.counter("open", "{}");
        kiosk.take();
        kiosk.take();
        kiosk.pass(Duration.ofMinutes(5));
        kiosk.counter("call-next", "{}");
        kiosk.counter("start", "{}");
        kiosk.counter("finish", "{}");
        kiosk.pass(Duration.ofMinutes(40));
        kiosk.counter("call-next", "{}");
        JsonNode hall = json(kiosk.get("/api/v1/hall"));
        assertEquals("{\"called\":2,\"within\":1}", hall.path("keptToday").toString());
        assertEquals(
                "[{\"from\":\"08:00\",\"to\":\"12:00\"},{\"from\":\"13:00\",\"to\":\"15:30\"}]",
                hall.path("hours").toString());
        assertEquals("2026-11-23T13:00:00.000+07:00", hall.path("nextOpening").asText());
        assertEquals("Satu gedung, semua urusan.", hall.at("/branch/motto/id").asText());
        kiosk.as(TestKiosk.SUPERVISOR, "POST", "/api/v1/day/hours-override", "{\"reason\":\"pameran\"}");
        assertFalse(json(kiosk.get("/api/v1/hall")).has("hours"), "hours that do not count are not told");
    }

    @Test
    void aCounterShowsItsNumberAndItsPause() throws Exception {
        kiosk.take();
        kiosk.counter("open", "{}");
        kiosk.counter("pause", "{\"reason\":\"prayer\"}");
        assertEquals(
                "prayer",
                json(kiosk.get("/api/v1/hall")).at("/counters/0/pauseReason").asText());
        kiosk.counter("resume", "{}");
        kiosk.counter("call-next", "{}");
        JsonNode counter = json(kiosk.get("/api/v1/hall")).at("/counters/0");
        assertEquals("called", counter.path("state").asText());
        assertEquals("A-001", counter.path("number").asText());
    }

    @Test
    void closedServicesSayWhyAsTimeGoesOn() throws Exception {
        kiosk.pass(Duration.ofHours(4));
        JsonNode service = json(kiosk.get("/api/v1/hall")).at("/services/0");
        assertEquals("paused", service.path("state").asText());
        assertEquals("break", service.path("reason").asText());
        assertEquals("2026-11-23T13:00:00.000+07:00", service.path("reopensAt").asText());
        kiosk.pass(Duration.ofHours(5));
        service = json(kiosk.get("/api/v1/hall")).at("/services/0");
        assertEquals("closed", service.path("state").asText());
        assertEquals("outside-hours", service.path("reason").asText());
    }

    @Test
    void aSupervisorRunsTheDay() throws Exception {
        String day = "/api/v1/day";
        assertEquals("day-already-open", code(supervisor("POST", day + "/open", "{}")));
        assertTrue(json(supervisor("POST", day + "/hours-override", "{\"reason\":\"uji coba\"}"))
                .at("/day/hoursOverridden")
                .asBoolean());
        assertEquals("nothing-to-change", code(supervisor("POST", day + "/hours-override", "{\"reason\":\"x\"}")));
        assertEquals(200, supervisor("POST", day + "/hours-restore", "{}").statusCode());
        kiosk.take();
        assertFalse(json(supervisor("POST", day + "/close", "{\"reason\":\"selesai\"}"))
                .at("/day/open")
                .asBoolean());
        assertEquals("day-not-open", code(kiosk.post("/api/v1/tickets", "{\"service\":\"ktp-rekam\"}")));
        JsonNode opened = json(supervisor("POST", day + "/open", "{\"label\":\"2026-11-24\",\"confirm\":true}"));
        assertEquals(2, opened.at("/day/ordinal").asInt());
        assertEquals("field-wrong", code(supervisor("POST", day + "/open", "{\"label\":\"tomorrow\"}")));
    }

    @Test
    void aDisruptionBeginsAndEnds() throws Exception {
        String path = "/api/v1/agencies/disdukcapil/disruption";
        HttpResponse<String> declared =
                supervisor("POST", path, "{\"reason\":\"SIAK luring\",\"expectedEnd\":\"2026-11-23T10:00:00+07:00\"}");
        assertEquals("disdukcapil", json(declared).at("/disrupted/0").asText(), declared.body());
        JsonNode hall = json(kiosk.get("/api/v1/hall"));
        assertEquals("disrupted", hall.at("/agencies/0/state").asText());
        assertEquals(
                "2026-11-23T10:00:00.000+07:00",
                hall.at("/services/0/reopensAt").asText());
        assertEquals(200, supervisor("DELETE", path, null).statusCode());
        assertEquals("nothing-to-change", code(supervisor("DELETE", path, null)));
        assertEquals(
                "agency-unknown", code(supervisor("POST", "/api/v1/agencies/none/disruption", "{\"reason\":\"x\"}")));
    }

    @Test
    void healthAndFiguresAreTold() throws Exception {
        kiosk.counter("open", "{}");
        kiosk.take();
        assertEquals(200, kiosk.get("/health/live").statusCode());
        JsonNode ready = json(kiosk.get("/health/ready"));
        assertEquals(TestKiosk.BROKER_AWAY, ready.at("/relay/problems/0").asText());
        assertTrue(ready.path("ready").asBoolean());
        assertEquals(3, ready.at("/relay/outbox").asInt());
        String figures = kiosk.get("/metrics").body();
        assertTrue(figures.contains("\nmpp_issued_today 1\n"), figures);
        assertTrue(figures.contains("\nmpp_waiting 1\n"), figures);
        assertTrue(figures.contains("# TYPE mpp_open_counters gauge\nmpp_open_counters 1\n"), figures);
        assertTrue(figures.contains("mpp_outbox_events 3\n"), figures);
    }

    @Test
    void theVirtualCabinetShowsAndBreaks() throws Exception {
        JsonNode devices = json(kiosk.get("/api/v1/devices"));
        assertEquals("ticket-printer", devices.at("/devices/0/kind").asText());
        assertEquals(
                "A-001",
                json(kiosk.get("/api/v1/devices/printer/slips"))
                        .at("/slips/0/text/0")
                        .asText());
        assertEquals(200, kiosk.get("/api/v1/devices/printer/slips/1.png").statusCode());
        assertEquals("slip-unknown", code(kiosk.get("/api/v1/devices/printer/slips/9.png")));
        String faults = "/api/v1/devices/printer/faults";
        JsonNode broken = json(kiosk.post(faults, "{\"fault\":\"unplugged\",\"on\":true}"));
        assertTrue(broken.at("/devices/0/faults/unplugged").asBoolean());
        assertEquals("field-wrong", code(kiosk.post(faults, "{\"fault\":\"fire\",\"on\":true}")));
    }

    @Test
    void anUnknownLanguageIsRefusedInWords() throws Exception {
        HttpResponse<String> response = kiosk.get("/api/v1/messages/fr.json");
        assertEquals(404, response.statusCode());
        assertEquals("language-unknown", code(response));
    }

    private HttpResponse<String> supervisor(String method, String path, @Nullable String json) throws Exception {
        return kiosk.as(TestKiosk.SUPERVISOR, method, path, json);
    }
}
