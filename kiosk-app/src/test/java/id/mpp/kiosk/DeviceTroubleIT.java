package id.mpp.kiosk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.bus.BusOptions;
import id.mpp.bus.Delivery;
import id.mpp.bus.MessageBus;
import id.mpp.bus.Mosquitto;
import id.mpp.bus.PahoMessageBus;
import id.mpp.kiosk.web.SseProbe;
import id.mpp.program.Configuration;
import id.mpp.program.TestWorkers;
import id.mpp.testing.MondayMorning;
import id.mpp.wire.Json;
import id.mpp.wire.Messages;
import id.mpp.wire.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A device that cannot be used is told of in words wherever somebody looks, and numbers are issued on the screen all
 * the same.
 */
class DeviceTroubleIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int FLOOD_BYTES = 10 * 1024 * 1024;
    private static final int PIECE_BYTES = 4_000;

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private @Nullable KioskWiring started;
    private int keys;

    @AfterEach
    void stop() {
        client.close();
        kiosk().close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        file:///dev/mpp-no-printer     | Printer tidak ditemukan. Periksa kabel dan daya, lalu alamatnya (printer.address).
        file:///dev                    | Alamat printer (printer.address) menunjuk ke sesuatu yang bukan printer. Teknisi: perbaiki alamat itu.
        file:///proc/sys/kernel/ostype | Program ini tidak boleh memakai printer. Teknisi: masukkan pengguna program ke grup pemilik alat, biasanya lp atau dialout.
        silent                         | Printer tidak menjawab. Periksa daya, kabel, dan kecepatan sambungan (baud).
        """)
    void aPrinterThatCannotBeUsedIsNamedInWordsAndTheKioskServesOnTheScreen(String address, String sentence)
            throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String printer = address.equals("silent") ? "tcp://127.0.0.1:" + deaf.getLocalPort() : address;
            start("printer.address = \"" + printer + "\"\n");
            await().atMost(SOON)
                    .until(() ->
                            sentence.equals(device("printer").at("/sentence/id").asText()));
            HttpResponse<String> issued = post("/api/v1/tickets", "{\"service\":\"ktp-rekam\"}");
            assertEquals(201, issued.statusCode(), issued.body());
            JsonNode ticket = Json.mapper().readTree(issued.body());
            assertEquals("A-001", ticket.path("number").asText());
            assertTrue(ticket.path("statusUrl").asText().contains("/t/"), issued.body());
        }
    }

    @Test
    void theSameTroubleIsToldOnEveryWay() throws Exception {
        Mosquitto broker = Mosquitto.started(Files.createDirectories(folder.resolve("broker")));
        try (broker;
                MessageBus server = new PahoMessageBus(
                        BusOptions.of(broker.url(), "watcher", List.of(Topics.ALL_NODE_STATES)), TestWorkers.told())) {
            server.start();
            start("relay.url = \"" + broker.url() + "\"\nscanner.address = \"evdev:///etc/hostname\"\n");
            String words = "Alamat pemindai (scanner.address) menunjuk ke sesuatu yang bukan pemindai."
                    + " Teknisi: perbaiki alamat itu.";
            await().atMost(SOON)
                    .until(() ->
                            words.equals(device("scanner").at("/sentence/id").asText()));
            assertEquals("wrong-device", device("scanner").at("/conditions/0").asText());
            assertTrue(get("/metrics").contains("mpp_device_working{device=\"scanner\"} 0"));
            login();
            await().atMost(SOON)
                    .until(() -> words.equals(named(
                                    Json.mapper()
                                            .readTree(get("/api/v1/counters/loket-01/desk"))
                                            .path("devices"),
                                    "scanner")
                            .at("/sentence/id")
                            .asText()));
            await().atMost(SOON).until(() -> toldToTheServer(server, "scanner", words));
        }
    }

    @Test
    void aFloodOfTenMegabytesFromTheScannerLeavesThePageLive() throws Exception {
        Path wire = folder.resolve("scanner");
        assertEquals(0, new ProcessBuilder("mkfifo", wire.toString()).start().waitFor());
        start("scanner.address = \"serial://" + wire + "\"\n");
        try (OutputStream out = Files.newOutputStream(wire);
                SseProbe page = new SseProbe(kiosk().port(), "/api/v1/scans", "", null)) {
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> flood(out));
            String ticket = "";
            for (int issued = 0; issued == 0 || !flood.isDone(); issued++) {
                HttpResponse<String> answer = post("/api/v1/tickets", "{\"service\":\"nib\"}");
                assertEquals(201, answer.statusCode(), answer.body());
                ticket = Json.mapper().readTree(answer.body()).path("id").asText();
            }
            flood.join();
            assertTrue(get("/metrics").contains("mpp_device_working{device=\"scanner\"} 1"));
            byte[] code = ("\rhttp://127.0.0.1:0/t/" + ticket + "\r").getBytes(StandardCharsets.US_ASCII);
            String mine = ticket;
            await().atMost(SOON).until(() -> {
                out.write(code);
                return mine.equals(page.next("scan").data().path("ticket").asText());
            });
        }
    }

    /** Lines that all differ. */
    private static void flood(OutputStream out) {
        try {
            int sent = 0;
            for (int line = 0; sent < FLOOD_BYTES; line++) {
                StringBuilder piece = new StringBuilder();
                while (piece.length() < PIECE_BYTES) {
                    piece.append("CODE-")
                            .append(line)
                            .append('-')
                            .append(piece.length())
                            .append('\r');
                }
                out.write(piece.toString().getBytes(StandardCharsets.US_ASCII));
                sent += piece.length();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on in what the node has said of itself. */
    private static boolean toldToTheServer(MessageBus server, String device, String words) throws Exception {
        Delivery delivery = server.poll(Duration.ofMillis(200));
        if (delivery == null) {
            return false;
        }
        Messages.NodeState state = Messages.read(delivery.message().payload(), Messages.NodeState.class);
        delivery.acknowledge();
        return state.devices().stream().anyMatch(each -> each.id().equals(device) && words.equals(each.detail()));
    }

    private void start(String devices) throws Exception {
        started = KioskWiring.start(
                KioskConfig.read(Configuration.of(
                        "test",
                        MondayMorning.toml() + "hours = \"open\"\nhttp.port = 0\ndata.folder = '"
                                + folder.resolve("data") + "'\n" + devices,
                        Map.of())),
                TestWorkers.told());
    }

    private KioskWiring kiosk() {
        return Objects.requireNonNull(started);
    }

    private void login() throws Exception {
        JsonNode accounts = Json.mapper()
                .readTree(folder.resolve("data/credentials.json").toFile())
                .path("kiosk");
        for (JsonNode account : accounts) {
            if (account.path("username").asText().equals("petugas-disdukcapil")) {
                String answer = "{\"username\":\"petugas-disdukcapil\",\"password\":\""
                        + account.path("password").asText() + "\"}";
                assertTrue(post("/api/v1/session", answer).statusCode() < 300);
            }
        }
    }

    private JsonNode device(String id) throws Exception {
        return named(Json.mapper().readTree(get("/api/v1/devices")).path("devices"), id);
    }

    private static JsonNode named(JsonNode devices, String id) {
        for (JsonNode device : devices) {
            if (device.path("id").asText().equals(id)) {
                return device;
            }
        }
        return devices.path(id);
    }

    private String get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return client.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + kiosk().port() + path))
                .header("X-Requested-With", "mpp")
                .header("Idempotency-Key", "key-" + ++keys);
    }
}
