package id.mpp.kiosk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import id.mpp.program.Configuration;
import id.mpp.program.TestWorkers;
import id.mpp.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hall whose every text is as long as a catalogue may make it goes through paper, voice, number plate, boards and
 * pages.
 */
class LongestValuesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Set<String> TEXTS =
            Set.of("name", "label", "city", "cityName", "regionName", "motto", "fee", "productTime", "requirements");
    private static final String LONGEST = "Pelayanan Terpadu Kota ".repeat(9).substring(0, 200);

    @TempDir
    private Path folder;

    @Test
    void theLongestTextsOfACatalogueReachEveryDeviceAndPage() throws Exception {
        Path catalog = Files.writeString(folder.resolve("hall.json"), longest().toString());
        String toml = """
            hours = "open"
            http.port = 0
            data.folder = '%s'
            catalog = '%s'
            printer.address = "virtual"
            pins = "virtual"
            display.loket-01 = "virtual"
            speaker.address = "virtual"
            """.formatted(folder.resolve("data"), catalog);
        try (KioskWiring kiosk = KioskWiring.start(
                        KioskConfig.read(Configuration.of("test", toml, Map.of())), TestWorkers.told());
                HttpClient http = HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .build()) {
            Hall hall = new Hall(http, "http://127.0.0.1:" + kiosk.port());
            await().atMost(SOON)
                    .until(() -> hall.get("/api/v1/hall").at("/day/open").asBoolean());
            String ticket = hall.post("tickets", "{\"service\":\"ktp-rekam\",\"language\":\"en\"}")
                    .path("id")
                    .asText();
            await().atMost(SOON)
                    .until(() -> hall.get("/api/v1/tickets/" + ticket)
                            .path("print")
                            .asText()
                            .equals("confirmed"));
            hall.login(folder.resolve("data/credentials.json"));
            hall.post("counters/loket-01/open", "{}");
            hall.post("counters/loket-01/call-next", "{}");
            await().atMost(SOON).until(() -> hall.shown("display-loket-01").endsWith("001"));
            for (String page : new String[] {"/api/v1/board", "/api/v1/hall", "/api/v1/counters/loket-01/desk"}) {
                assertFalse(hall.get(page).isMissingNode(), page);
            }
            assertFalse(hall.post("tickets", "{\"service\":\"ktp-rekam\"}")
                    .path("number")
                    .isMissingNode());
            String metrics = hall.text("/metrics");
            assertFalse(metrics.contains("mpp_thread_faults_total{"), metrics);
        }
    }

    private static JsonNode longest() throws IOException {
        try (InputStream sample =
                Objects.requireNonNull(LongestValuesTest.class.getResourceAsStream("/catalog/sample-hall.json"))) {
            JsonNode hall = Json.mapper().readTree(sample);
            lengthen(hall, false);
            return hall;
        }
    }

    private static void lengthen(JsonNode node, boolean isText) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                boolean text = isText || TEXTS.contains(entry.getKey());
                if (text && entry.getValue().isTextual()) {
                    entry.setValue(TextNode.valueOf(LONGEST));
                } else {
                    lengthen(entry.getValue(), text);
                }
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (isText && array.get(i).isTextual()) {
                    array.set(i, LONGEST);
                } else {
                    lengthen(array.get(i), isText);
                }
            }
        }
    }

    /** The hall by HTTP. */
    private record Hall(HttpClient http, String base) {
        String text(String path) throws IOException, InterruptedException {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), path + ": " + answer.body());
            return answer.body();
        }

        JsonNode get(String path) throws IOException, InterruptedException {
            return Json.mapper().readTree(text(path));
        }

        JsonNode post(String path, String body) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/v1/" + path))
                    .header("Content-Type", "application/json")
                    .header("X-Requested-With", "mpp")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertEquals(2, answer.statusCode() / 100, path + ": " + answer.body());
            return Json.mapper().readTree(answer.body());
        }

        void login(Path credentials) throws IOException, InterruptedException {
            for (JsonNode account : Json.mapper().readTree(credentials.toFile()).path("kiosk")) {
                if (account.path("username").asText().equals("petugas-disdukcapil")) {
                    post(
                            "session",
                            ((ObjectNode) account)
                                    .retain("username", "password")
                                    .toString());
                }
            }
        }

        /** What a virtual number plate shows. */
        String shown(String device) throws IOException, InterruptedException {
            return StreamSupport.stream(get("/api/v1/devices").path("devices").spliterator(), false)
                    .filter(one -> one.path("id").asText().equals(device))
                    .map(one -> one.at("/face/lines/0").asText())
                    .findFirst()
                    .orElse("");
        }
    }
}
