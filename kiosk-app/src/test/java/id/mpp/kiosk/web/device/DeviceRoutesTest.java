package id.mpp.kiosk.web.device;

import static id.mpp.kiosk.web.TestKiosk.code;
import static id.mpp.kiosk.web.TestKiosk.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.equipment.Scan;
import id.mpp.kiosk.web.Contract;
import id.mpp.kiosk.web.SseProbe;
import id.mpp.kiosk.web.TestKiosk;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Text;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The devices over HTTP: how they are, the switchboard of the virtual ones, and the feed of scans. */
class DeviceRoutesTest {
    private static final String DEVICES = "/api/v1/devices";
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
    void aVirtualDeviceShowsWhatCanBeSeenOfItAndItsSwitches() throws Exception {
        JsonNode printer = json(kiosk.get(DEVICES)).at("/devices/0");
        assertTrue(printer.path("working").asBoolean());
        assertEquals("ideal", printer.path("level").asText());
        JsonNode worn = json(kiosk.post(DEVICES + "/printer/level", "{\"level\":\"worn\",\"seed\":7}"));
        assertEquals("worn", worn.at("/devices/0/level").asText());
        JsonNode pressed = json(kiosk.post(DEVICES + "/buttons/call-assist", "{\"on\":true}"));
        assertTrue(pressed.at("/devices/0/face/contacts/call-assist").asBoolean());
    }

    @Test
    void whatTheCabinetDoesNotHaveIsRefused() throws Exception {
        assertEquals("device-unknown", code(kiosk.post(DEVICES + "/toaster/faults", "{\"fault\":\"unplugged\"}")));
        assertEquals("device-unknown", code(kiosk.post(DEVICES + "/toaster/level", "{\"level\":\"worn\"}")));
        assertEquals("device-unknown", code(kiosk.post(DEVICES + "/buttons/toast", "{\"on\":true}")));
        assertEquals("field-wrong", code(kiosk.post(DEVICES + "/printer/faults", "{\"fault\":\"fire\"}")));
        assertEquals("field-wrong", code(kiosk.post(DEVICES + "/printer/level", "{\"level\":\"awful\"}")));
        assertEquals("field-wrong", code(kiosk.post(DEVICES + "/printer/level", "{\"level\":\"worn\",\"seed\":-1}")));
        assertEquals("field-missing", code(kiosk.post(DEVICES + "/printer/level", "{}")));
    }

    @Test
    void aCodeOrAPictureOfOneIsHeldInFrontOfTheScannerAndAHugeOneIsNot() throws Exception {
        assertEquals(
                "sent",
                json(kiosk.post(DEVICES + "/scanner/scan", "{\"text\":\"REF-1\"}"))
                        .path("outcome")
                        .asText());
        HttpResponse<String> small = picture(new byte[100]);
        assertEquals("no-code", json(small).path("outcome").asText());
        HttpResponse<String> huge = picture(new byte[CabinetRoutes.MOST_PICTURE + 1]);
        assertEquals(413, huge.statusCode());
        assertEquals("body-too-large", code(huge));
    }

    private HttpResponse<String> picture(byte[] bytes) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + kiosk.port() + DEVICES + "/scanner/scan"))
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aScanReachesThePageOfThisMachine() throws Exception {
        try (SseProbe page = new SseProbe(kiosk, "/api/v1/scans", "", null)) {
            assertEquals(200, page.status());
            kiosk.scanned(new Scan(
                    Scan.Kind.BOOKING,
                    null,
                    new ServiceId(TestKiosk.SERVICE),
                    "BK-2026-7",
                    Text.of("Sah.", "Genuine.")));
            SseProbe.Event scan = page.next("scan");
            assertEquals(List.of(), Contract.errors("Scan", scan.text()));
            assertEquals(TestKiosk.SERVICE, scan.data().path("service").asText());
        }
    }

    @Test
    void anOfficerIsToldOfADeviceThatDoesNotWork() throws Exception {
        String desk = "/api/v1/counters/" + TestKiosk.COUNTER + "/desk";
        assertEquals(
                0,
                json(kiosk.as(TestKiosk.OFFICER, "GET", desk, null))
                        .path("devices")
                        .size());
        kiosk.post(DEVICES + "/printer/faults", "{\"fault\":\"unplugged\",\"on\":true}");
        JsonNode device = json(kiosk.as(TestKiosk.OFFICER, "GET", desk, null)).at("/devices/0");
        assertEquals("Printer tidak ditemukan.", device.at("/sentence/id").asText());
        assertFalse(device.path("working").asBoolean(true));
    }

    @Test
    void officersPagesLookAgainWhenADeviceChanges() throws Exception {
        kiosk.counter("open", "{}");
        try (SseProbe page = new SseProbe(kiosk, "/api/v1/events", TestKiosk.OFFICER, null)) {
            page.next("snapshot");
            kiosk.devicesChanged();
            assertEquals(
                    TestKiosk.COUNTER, page.next("desk").data().path("counter").asText());
        }
    }

    @Test
    void boardsAreSilentWhereAZoneHasALoudspeaker() throws Exception {
        kiosk.take();
        kiosk.counter("open", "{}");
        try (SseProbe board = new SseProbe(kiosk, "/api/v1/events", "", null)) {
            board.next("snapshot");
            kiosk.counter("call-next", "{}");
            assertFalse(board.next("call").data().path("loudspeaker").asBoolean(true));
            kiosk.devices().loudspeaker = true;
            kiosk.counter("recall", "{}");
            assertTrue(board.next("call").data().path("loudspeaker").asBoolean());
        }
    }
}
