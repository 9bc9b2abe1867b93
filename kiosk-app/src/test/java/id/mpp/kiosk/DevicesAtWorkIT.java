package id.mpp.kiosk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import id.mpp.code.Claims;
import id.mpp.code.CodeKind;
import id.mpp.code.CodeSigner;
import id.mpp.kiosk.web.SseProbe;
import id.mpp.program.Configuration;
import id.mpp.program.ConfigurationException;
import id.mpp.program.TestWorkers;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketNumber;
import id.mpp.testing.MondayMorning;
import id.mpp.wire.Json;
import java.io.ByteArrayOutputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole kiosk with real drivers, and devices made of software at the far ends of their wires. */
class DevicesAtWorkIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String BRANCH = "mpp-2172-01";

    @TempDir
    Path folder;

    private KioskWiring kiosk;
    private HttpClient client;
    private CodeSigner signer;
    private int keys;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(folder.resolve("keys"));
        CodeSigner.createKeys(folder.resolve("hall.key"), folder.resolve("keys/hall.pub"));
        signer = CodeSigner.read(folder.resolve("hall.key"), folder.resolve("keys/hall.pub"));
        kiosk = KioskWiring.start(
                KioskConfig.read(configuration("""
                    pins = "virtual"
                    codes.keys = '%s'
                    scanner.address = "virtual"
                    display.loket-01 = "virtual"
                    display.loket-02 = "max7219:spi=0,cs=0"
                    buttons.callAssist = "gpio:pin=17,active=low"
                    buttons.serviceDoor = "gpio:pin=23"
                    lights.green = "gpio:pin=5"
                    lights.yellow = "gpio:pin=6"
                    lights.red = "gpio:pin=13"
                    speaker.1 = "virtual"
                    """.formatted(folder.resolve("keys")))), TestWorkers.told());
        client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    @AfterEach
    void stop() {
        client.close();
        kiosk.close();
    }

    private Configuration configuration(String devices) throws ConfigurationException {
        return Configuration.of(
                "test",
                MondayMorning.toml() + "hours = \"open\"\nhttp.port = 0\ndata.folder = '" + folder.resolve("data")
                        + "'\n" + devices,
                Map.of());
    }

    @Test
    void everyDeviceOpensAndIsListedInOneForm() {
        await().atMost(SOON).until(() -> all("working"));
        assertEquals(
                "[printer, scanner, display-loket-01, display-loket-02, buttons, lights, speaker-1, voice]",
                StreamSupport.stream(devices().spliterator(), false)
                        .map(device -> device.path("id").asText())
                        .toList()
                        .toString());
    }

    @Test
    void unpluggingShowsWithinSecondsAndSoDoesPluggingIn() throws Exception {
        await().atMost(SOON).until(() -> all("working"));
        for (String device : new String[] {"printer", "scanner", "buttons"}) {
            post("devices/" + device + "/faults", "{\"fault\":\"unplugged\",\"on\":true}");
        }
        await().atMost(SOON).until(() -> !works("scanner") && !works("buttons") && !works("printer"));
        assertEquals(
                "Pemindai mati atau kabelnya terlepas.",
                device("scanner").at("/sentence/id").asText());
        assertTrue(get("/metrics").contains("mpp_device_working{device=\"scanner\"} 0"));
        for (String device : new String[] {"printer", "scanner", "buttons"}) {
            post("devices/" + device + "/faults", "{\"fault\":\"unplugged\",\"on\":false}");
        }
        await().atMost(SOON).until(() -> all("working"));
    }

    @Test
    void aCallReachesPlateLoudspeakerAndLightsAndThePlateIsDarkAgainAfterwards() throws Exception {
        await().atMost(SOON).until(() -> all("working"));
        String number = Json.mapper()
                .readTree(post("tickets", "{\"service\":\"ktp-rekam\"}"))
                .path("number")
                .asText();
        login();
        for (String what : new String[] {"open", "call-next"}) {
            post("counters/loket-01/" + what, "{}");
        }
        await().atMost(SOON).until(() -> lines("display-loket-01").equals(number));
        assertEquals("[green]", lamps());
        for (String what : new String[] {"start", "finish"}) {
            post("counters/loket-01/" + what, "{}");
        }
        await().atMost(SOON).until(() -> lines("display-loket-01").isEmpty());
    }

    @Test
    void aLoudspeakerThatHangsIsToldOfAndTheKioskServesOn() throws Exception {
        post("devices/speaker-1/faults", "{\"fault\":\"unplugged\",\"on\":true}");
        post("tickets", "{\"service\":\"ktp-rekam\"}");
        login();
        for (String what : new String[] {"open", "call-next"}) {
            post("counters/loket-01/" + what, "{}");
        }
        await().atMost(SOON).until(() -> !works("speaker-1"));
        JsonNode told =
                Json.mapper().readTree(get("/api/v1/counters/loket-01/desk")).path("devices");
        assertTrue(told.findValuesAsText("id").contains("speaker-1"), told.toString());
        assertTrue(post("tickets", "{\"service\":\"ktp-rekam\"}").contains("number"));
    }

    @Test
    void aScannedTicketABookingAndAForgedOneReachThePage() throws Exception {
        await().atMost(SOON).until(() -> works("scanner"));
        await().atMost(SOON)
                .until(() -> Json.mapper()
                        .readTree(get("/api/v1/hall"))
                        .at("/day/open")
                        .asBoolean());
        String ticket = Json.mapper()
                .readTree(post("tickets", "{\"service\":\"ktp-rekam\"}"))
                .path("id")
                .asText();
        try (SseProbe page = new SseProbe(kiosk.port(), "/api/v1/scans", "", null)) {
            JsonNode mine = scanned(page, "http://127.0.0.1:0/t/" + ticket);
            assertEquals("ticket", mine.path("kind").asText(), mine.toString());
            assertEquals(ticket, mine.path("ticket").asText());

            String booking = signer.sign(booking());
            JsonNode genuine = scanned(page, booking);
            assertEquals("booking", genuine.path("kind").asText(), genuine.toString());
            assertEquals("ktp-rekam", genuine.path("service").asText());
            assertEquals(booking, genuine.path("code").asText());

            JsonNode forged = scanned(page, booking.substring(0, 150) + (booking.endsWith("0000") ? "1111" : "0000"));
            assertEquals("refused", forged.path("kind").asText());
            JsonNode elsewhere = scanned(page, "https://evil.example/run?<b>");
            assertEquals("refused", elsewhere.path("kind").asText());
            assertFalse(elsewhere.toString().contains("evil"));
            assertEquals(
                    "reference", scanned(page, "REF-2026-000123").path("kind").asText());
        }
        assertTrue(get("/metrics").contains("mpp_scans_total{kind=\"refused\"} 2"));
    }

    @Test
    void aReservationIsUsedOnceAlsoAfterARestartAndTheSamePressIsTheSameNumber() throws Exception {
        await().atMost(SOON)
                .until(() -> Json.mapper()
                        .readTree(get("/api/v1/hall"))
                        .at("/day/open")
                        .asBoolean());
        String body = Json.mapper()
                .createObjectNode()
                .put("booking", signer.sign(booking()))
                .toString();
        HttpResponse<String> first = send("tickets", body, "press-1");
        assertEquals(201, first.statusCode(), first.body());
        kiosk.close();
        kiosk = KioskWiring.start(
                KioskConfig.read(configuration("codes.keys = '%s'\n".formatted(folder.resolve("keys")))),
                TestWorkers.told());
        HttpResponse<String> again = send("tickets", body, "press-1");
        assertEquals(first.body(), again.body());
        assertEquals("true", again.headers().firstValue("Idempotency-Replayed").orElse(""));
        HttpResponse<String> second = send("tickets", body, "press-2");
        assertEquals(409, second.statusCode());
        assertEquals(
                "booking-used",
                Json.mapper().readTree(second.body()).path("code").asText());
    }

    @Test
    void aPictureOfACodeIsScanned() throws Exception {
        await().atMost(SOON).until(() -> works("scanner"));
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        MatrixToImageWriter.writeToStream(
                new QRCodeWriter().encode("REF-2026-000456", BarcodeFormat.QR_CODE, 300, 300), "PNG", png);
        try (SseProbe page = new SseProbe(kiosk.port(), "/api/v1/scans", "", null)) {
            HttpRequest request = request("devices/scanner/scan")
                    .header("Content-Type", "image/png")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(png.toByteArray()))
                    .build();
            assertTrue(client.send(request, BodyHandlers.ofString()).body().contains("sent"));
            assertEquals("reference", page.next("scan").data().path("kind").asText());
        }
    }

    @Test
    void helpIsAskedForAndAnOpenServiceDoorIsCounted() throws Exception {
        await().atMost(SOON).until(() -> all("working"));
        post("devices/buttons/service-door", "{\"on\":true}");
        await().atMost(SOON)
                .until(() -> device("buttons").path("conditions").toString().contains("service-door-open"));
        await().atMost(SOON).until(() -> lamps().equals("[green, yellow]"));
        post("devices/buttons/call-assist", "{\"on\":true}");
        await().atMost(SOON)
                .until(() -> device("buttons").at("/conditions/0").asText().equals("assist"));
        await().atMost(SOON).until(() -> lamps().equals("[yellow]"));
        String metrics = get("/metrics");
        assertTrue(metrics.contains("mpp_contacts_total{contact=\"service-door\"} 1"), metrics);
        await().atMost(SOON)
                .until(() -> journalled("id.mpp.door.opened.v1") == 1 && journalled("id.mpp.help.requested.v1") == 1);
    }

    @Test
    void aDeviceThatCannotBeIsOneLineAtTheStart() throws Exception {
        for (String wrong : new String[] {
            "scanner.address = \"usb\"",
            "display.loket-01 = \"virtual\"",
            "display.loket-01 = \"lcd:1\"",
            "buttons.callAssist = \"pin 17\"",
            "speaker.address = \"gramophone\"",
            "voice.recordings = \"/no/such/folder\"",
            "lights.blue = \"gpio:pin=4\"",
            "codes.samples = \"samples\"",
        }) {
            String key = wrong.substring(0, wrong.indexOf(' '));
            String said = String.valueOf(
                    assertThrows(ConfigurationException.class, () -> KioskConfig.read(configuration(wrong + "\n")))
                            .getMessage());
            assertTrue(said.contains(key) && said.lines().count() == 1, said);
        }
        kiosk.close();
        for (String wrong : new String[] {"display.loket-99 = \"max7219:spi=0,cs=0\"", "speaker.9 = \"sound\""}) {
            KioskConfig config = KioskConfig.read(configuration("pins = \"virtual\"\n" + wrong + "\n"));
            String said = String.valueOf(assertThrows(
                            ConfigurationException.class,
                            () -> KioskWiring.start(config, TestWorkers.told()).close())
                    .getMessage());
            assertTrue(said.contains(wrong.substring(0, wrong.indexOf(' '))), said);
        }
    }

    /** Events of this type on the kiosk's disk. */
    private int journalled(String type) throws SQLException {
        try (var journal = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/journal.db"));
                var select = journal.prepareStatement(
                        "SELECT COUNT(*) FROM event WHERE json_extract(CAST(body AS TEXT), '$.type') = ?")) {
            select.setString(1, type);
            return select.executeQuery().getInt(1);
        }
    }

    private static Claims booking() {
        byte[] id = new byte[16];
        new SecureRandom().nextBytes(id);
        LocalDate today = LocalDate.ofInstant(MondayMorning.now(), ZoneId.of("Asia/Jakarta"));
        return new Claims(
                CodeKind.BOOKING,
                BRANCH,
                today,
                new ServiceId("ktp-rekam"),
                new TicketNumber("A", 7),
                Base64.getUrlEncoder().withoutPadding().encodeToString(id),
                MondayMorning.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3_600));
    }

    private JsonNode scanned(SseProbe page, String text) throws Exception {
        post(
                "devices/scanner/scan",
                Json.mapper().createObjectNode().put("text", text).toString());
        return page.next("scan").data();
    }

    private void login() throws Exception {
        for (JsonNode account : Json.mapper()
                .readTree(folder.resolve("data/credentials.json").toFile())
                .path("kiosk")) {
            if (account.path("username").asText().equals("petugas-disdukcapil")) {
                post(
                        "session",
                        "{\"username\":\"petugas-disdukcapil\",\"password\":\""
                                + account.path("password").asText() + "\"}");
            }
        }
    }

    private JsonNode devices() {
        try {
            return Json.mapper().readTree(get("/api/v1/devices")).path("devices");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode device(String id) {
        for (JsonNode device : devices()) {
            if (device.path("id").asText().equals(id)) {
                return device;
            }
        }
        throw new IllegalStateException("no device " + id);
    }

    private boolean works(String id) {
        return device(id).path("working").asBoolean();
    }

    private boolean all(String flag) {
        for (JsonNode device : devices()) {
            if (!device.path(flag).asBoolean()) {
                return false;
            }
        }
        return true;
    }

    private String lines(String id) {
        return device(id).at("/face/lines/0").asText();
    }

    private String lamps() {
        return StreamSupport.stream(device("lights").at("/face/lamps").spliterator(), false)
                .map(JsonNode::asText)
                .toList()
                .toString();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + kiosk.port() + "/api/v1/" + path))
                .header("X-Requested-With", "mpp")
                .header("Idempotency-Key", "key-" + ++keys);
    }

    private String get(String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + kiosk.port() + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> send(String path, String json, String key) throws Exception {
        return client.send(
                request(path)
                        .setHeader("Idempotency-Key", key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private String post(String path, String json) throws Exception {
        HttpResponse<String> answer = send(path, json, "key-" + ++keys);
        assertTrue(answer.statusCode() < 300, path + ": " + answer.body());
        return answer.body();
    }
}
