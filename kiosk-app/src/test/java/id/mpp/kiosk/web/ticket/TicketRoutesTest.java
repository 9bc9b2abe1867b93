package id.mpp.kiosk.web.ticket;

import static id.mpp.kiosk.web.TestKiosk.code;
import static id.mpp.kiosk.web.TestKiosk.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.web.TestKiosk;
import id.mpp.queue.ActorId;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Command;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TicketRoutesTest {
    private static final String TICKETS = "/api/v1/tickets";
    private static final ActorId PENYELIA = new ActorId("penyelia");

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
    void aNumberIsAnsweredWithEverythingAboutIt() throws Exception {
        kiosk.counter("open", "{}");
        kiosk.take();
        HttpResponse<String> response =
                kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\",\"language\":\"en\",\"priority\":false}");
        assertEquals(201, response.statusCode(), response.body());
        JsonNode ticket = json(response);
        assertEquals("A-002", ticket.path("number").asText());
        assertEquals("waiting", ticket.path("state").asText());
        assertEquals("2026-11-23", ticket.path("businessDay").asText());
        assertEquals("2026-11-23T08:10:00.000+07:00", ticket.path("issuedAt").asText());
        assertEquals(1, ticket.path("ahead").asInt());
        assertEquals(600, ticket.at("/waitSeconds/p50").asInt());
        assertEquals("reserved", ticket.path("print").asText());
        assertEquals("en", ticket.path("language").asText());
        assertEquals(
                "http://192.0.2.7:8080/t/" + ticket.path("id").asText(),
                ticket.path("statusUrl").asText());
        assertEquals(22, ticket.path("id").asText().length(), "128 bits");
        assertEquals(
                response.body(),
                kiosk.get(TICKETS + "/" + ticket.path("id").asText()).body());
    }

    @Test
    void aTicketWithoutPaperHasNone() throws Exception {
        JsonNode ticket = json(kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\",\"paper\":false}"));
        assertEquals("none", ticket.path("print").asText());
    }

    @Test
    void theSameKeyAnswersTheSameTicketAndAnotherBodyIsRefused() throws Exception {
        String body = "{\"service\":\"ktp-rekam\"}";
        HttpResponse<String> first = kiosk.post(TICKETS, body, "Idempotency-Key", "press-1");
        HttpResponse<String> again = kiosk.post(TICKETS, body, "Idempotency-Key", "press-1");
        assertEquals(201, again.statusCode());
        assertEquals(first.body(), again.body());
        assertEquals("true", again.headers().firstValue("Idempotency-Replayed").orElse(""));
        HttpResponse<String> other = kiosk.post(TICKETS, "{\"service\":\"ktp-cetak\"}", "Idempotency-Key", "press-1");
        assertEquals(422, other.statusCode());
        assertEquals("idempotency-key-reused", code(other));
    }

    @Test
    void aKeyIsRequiredAndMustBeOne() throws Exception {
        String body = "{\"service\":\"ktp-rekam\"}";
        assertEquals("idempotency-key-missing", code(kiosk.post(TICKETS, body, "Idempotency-Key", "")));
        HttpResponse<String> odd = kiosk.post(TICKETS, body, "Idempotency-Key", "x".repeat(200));
        assertEquals(400, odd.statusCode());
        assertEquals("field-wrong", code(odd));
    }

    @Test
    void unknownServicesKiosksLanguagesAndFieldsAreRefusedByName() throws Exception {
        HttpResponse<String> unknown = kiosk.post(TICKETS, "{\"service\":\"no-such\"}");
        assertEquals(404, unknown.statusCode());
        assertEquals("service-unknown", code(unknown));
        assertEquals("field-wrong", code(kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\",\"kiosk\":\"other\"}")));
        assertEquals("field-wrong", code(kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\",\"language\":\"fr\"}")));
        assertEquals("field-unknown", code(kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\",\"nik\":\"2172…\"}")));
        assertEquals("field-missing", code(kiosk.post(TICKETS, "{}")));
    }

    @Test
    void whatIsNoTicketIsUnknownAndNotRepeated() throws Exception {
        for (String id : List.of("nothing-here", "x", "a%20b", "..", "<script>", "x".repeat(300))) {
            HttpResponse<String> response = kiosk.get(TICKETS + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
            assertEquals(404, response.statusCode(), id);
            assertFalse(response.body().contains(id), response.body());
        }
    }

    @Test
    void aClosedServiceSaysWhyAndWhenItOpens() throws Exception {
        kiosk.pass(Duration.ofHours(4));
        JsonNode problem = json(kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\"}"));
        assertEquals("service-closed", problem.path("code").asText());
        assertEquals("break", problem.path("reason").asText());
        assertEquals("2026-11-23T13:00:00.000+07:00", problem.path("reopensAt").asText());
        assertEquals(
                "Layanan ini sedang jeda. Nomor diambil kembali pukul 13.00 WIB.",
                problem.path("detail").asText());
        kiosk.pass(Duration.ofDays(4));
        assertEquals(
                "Friday prayer break. Numbers can be taken again at 13.00 WIB.",
                json(kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\"}", "Accept-Language", "en"))
                        .path("detail")
                        .asText());
        kiosk.pass(Duration.ofHours(3));
        problem = json(kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\"}"));
        assertEquals("past-cutoff", problem.path("code").asText());
        assertTrue(problem.path("detail").asText().contains("hari Senin, 30 November 2026 pukul 08.00 WIB"));
    }

    @Test
    void aDisruptionIsToldBeforeANumberIsIssued() throws Exception {
        kiosk.desk().must(new Command.DeclareDisruption(new AgencyId(TestKiosk.DUKCAPIL), "SIAK", null, PENYELIA));
        HttpResponse<String> refused = kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\"}");
        assertEquals(409, refused.statusCode());
        assertEquals("service-disrupted", code(refused));
        assertTrue(json(refused).path("detail").asText().contains("Nomor yang sudah diambil tetap berlaku."));
        JsonNode service = service(json(kiosk.get("/api/v1/hall")), "ktp-rekam");
        assertEquals("disrupted", service.path("state").asText());
        assertEquals("SIAK", service.path("reasonText").asText());
    }

    @Test
    void aFullQuotaIsTheSameInTheHallAndAtThePress() throws Exception {
        for (int i = 0; i < 80; i++) {
            assertEquals(201, kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\"}").statusCode());
        }
        HttpResponse<String> full = kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\"}");
        assertEquals("quota-full", code(full));
        assertEquals(
                "Kuota layanan ini (80 nomor sehari) sudah penuh. Nomor diambil kembali besok pukul 08.00 WIB.",
                json(full).path("detail").asText());
        JsonNode service = service(json(kiosk.get("/api/v1/hall")), "ktp-rekam");
        assertEquals("full", service.path("state").asText());
        assertEquals(0, service.path("remaining").asInt());
        assertEquals(80, service.path("waiting").asInt());
    }

    @Test
    void theHolderLeavesTheLineOnce() throws Exception {
        String id = kiosk.take().path("id").asText();
        HttpResponse<String> left = kiosk.post(TICKETS + "/" + id + "/cancel", "{}");
        assertEquals(200, left.statusCode());
        assertEquals("cancelled", json(left).path("state").asText());
        HttpResponse<String> again = kiosk.post(TICKETS + "/" + id + "/cancel", "{}");
        assertEquals(409, again.statusCode());
        assertEquals("wrong-state", code(again));
        assertTrue(json(again).path("detail").asText().contains("A-001 sudah dibatalkan"));
    }

    @Test
    void aPaperOnItsWayIsNotPrintedAgain() throws Exception {
        String id = kiosk.take().path("id").asText();
        assertEquals("paper-pending", code(kiosk.post(TICKETS + "/" + id + "/reprint", "{}")));
        String without = json(kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\",\"paper\":false}"))
                .path("id")
                .asText();
        HttpResponse<String> printed = kiosk.post(TICKETS + "/" + without + "/reprint", "{}");
        assertEquals(202, printed.statusCode(), printed.body());
        assertEquals("reserved", json(printed).path("print").asText());
    }

    @Test
    void theQrOnTheScreenLeadsToTheTicket() throws Exception {
        JsonNode ticket = kiosk.take();
        HttpResponse<String> svg = kiosk.get(TICKETS + "/" + ticket.path("id").asText() + "/qr.svg");
        assertTrue(svg.headers().firstValue("Content-Type").orElse("").startsWith("image/svg+xml"));
        assertEquals(ticket.path("statusUrl").asText(), read(svg.body()));
    }

    @Test
    void aDeskThatCannotWriteIsA503AndNothingHappened() throws Exception {
        kiosk.desk().trouble(new Desk.Unavailable("the disk is full"));
        HttpResponse<String> response = kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\"}");
        assertEquals(503, response.statusCode());
        assertEquals("unavailable", code(response));
        assertEquals("2", response.headers().firstValue("Retry-After").orElse(""));
        kiosk.desk().trouble(new Desk.OutcomeUnknown("the disk hangs"));
        assertEquals("outcome-unknown", code(kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\"}")));
        kiosk.desk().trouble(null);
        assertEquals("A-001", kiosk.take().path("number").asText());
    }

    @Test
    void idsAreNeverEqual() throws Exception {
        assertNotEquals(
                kiosk.take().path("id").asText(), kiosk.take().path("id").asText());
    }

    private static JsonNode service(JsonNode hall, String id) {
        for (JsonNode service : hall.path("services")) {
            if (service.path("id").asText().equals(id)) {
                return service;
            }
        }
        throw new AssertionError("no service " + id);
    }

    /** Paints the modules of the picture and reads them with a decoder. */
    private static String read(String svg) throws Exception {
        Matcher size = Pattern.compile("viewBox=\"0 0 (\\d+)").matcher(svg);
        assertTrue(size.find());
        int modules = Integer.parseInt(size.group(1));
        int scale = 4;
        int[] pixels = new int[modules * modules * scale * scale];
        Arrays.fill(pixels, 0xffffff);
        Matcher module = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
        while (module.find()) {
            int left = Integer.parseInt(module.group(1)) * scale;
            int top = Integer.parseInt(module.group(2)) * scale;
            for (int y = top; y < top + scale; y++) {
                Arrays.fill(pixels, y * modules * scale + left, y * modules * scale + left + scale, 0);
            }
        }
        RGBLuminanceSource source = new RGBLuminanceSource(modules * scale, modules * scale, pixels);
        // A picture without distortion is read module by module; finding the corners is a camera's problem.
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }
}
