package id.mpp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.KioskMain;
import id.mpp.server.testing.TestServer;
import id.mpp.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * This version runs on the server's store of an earlier version (the {@code upgrade} of queue-core). It tells the same
 * figures, and the relay goes on.
 */
class UpgradeIT {
    private static final String FIXTURE = "/upgrade/4dfbf94/";
    private static final String DAY = "2026-11-23";

    @TempDir
    Path folder;

    @Test
    void theServerTellsTheSameFiguresAndTheRelayGoesOn() throws Exception {
        JsonNode held = Json.mapper().readTree(resource(FIXTURE + "server.json"));
        Path data = folder.resolve("server");
        unpack("server", data);
        Files.writeString(data.resolve("credentials.json"), "{\"server\":[" + held.path("password") + "]}");
        String clock = """
            simulation.begin = "2026-11-23T11:00:00+07:00"
            simulation.end = "2026-11-23T18:00:00+07:00"
            simulation.realBegin = "%s"
            simulation.speed = 1
            """.formatted(OffsetDateTime.now(ZoneOffset.UTC));
        try (TestServer server = new TestServer(data, clock).logIn()) {
            assertAgrees(held.path("nodes"), server.json("/api/v1/nodes").path("items"), "nodes");
            for (Map.Entry<String, JsonNode> branch : held.path("branches").properties()) {
                String base = "/api/v1/branches/" + branch.getKey();
                String days = "from=" + DAY + "&to=" + DAY;
                JsonNode then = branch.getValue();
                assertAgrees(
                        then.path("tickets"), server.json(base + "/tickets?" + days), branch.getKey() + " tickets");
                assertAgrees(then.path("live"), server.json(base + "/live"), branch.getKey() + " live");
                for (Map.Entry<String, JsonNode> by : then.path("statistics").properties()) {
                    String what = base + "/statistics?" + days + "&by=" + by.getKey();
                    assertAgrees(by.getValue(), server.json(what), what);
                }
            }
            relayGoesOn(server, clock);
        }
    }

    private void relayGoesOn(TestServer server, String clock) throws Exception {
        unpack("open-day", folder.resolve("kiosk"));
        Program kiosk = new Program(
                folder,
                "kiosk",
                KioskMain.class,
                clock + "hours = \"open\"\nprinter.address = \"none\"\nrelay.url = \"" + server.mqtt() + "\"\n");
        try {
            kiosk.start();
            int before = tickets(server);
            JsonNode ticket = kiosk.post("/api/v1/tickets", "{\"service\":\"ktp-rekam\"}");
            await().atMost(Duration.ofSeconds(60)).until(() -> tickets(server) == before + 1);
            JsonNode all = server.json("/api/v1/branches/mpp-2172-01/tickets?from=" + DAY + "&to=" + DAY)
                    .path("items");
            assertTrue(
                    all.valueStream().anyMatch(one -> one.path("number").equals(ticket.path("number"))),
                    all.toString());
        } finally {
            kiosk.end();
        }
    }

    private static int tickets(TestServer server) throws Exception {
        return server.json("/api/v1/branches/mpp-2172-01/statistics?from=" + DAY + "&to=" + DAY + "&by=day")
                .at("/total/tickets")
                .asInt();
    }

    /** Compares an earlier answer with the present one, to which fields may have been added. */
    private static void assertAgrees(JsonNode then, JsonNode now, String where) {
        if (then.isObject()) {
            for (Map.Entry<String, JsonNode> field : then.properties()) {
                // The time of the question is no figure.
                if (!field.getValue().isNull() && !field.getKey().equals("asOf")) {
                    assertAgrees(field.getValue(), now.path(field.getKey()), where + "." + field.getKey());
                }
            }
        } else if (then.isArray()) {
            assertEquals(then.size(), now.size(), where);
            Iterator<JsonNode> other = now.iterator();
            int at = 0;
            for (JsonNode element : then) {
                assertAgrees(element, other.next(), where + "[" + at++ + "]");
            }
        } else {
            assertEquals(then, now, where);
        }
    }

    private static void unpack(String fixture, Path into) throws IOException {
        Files.createDirectories(into);
        try (ZipInputStream zip = new ZipInputStream(
                Objects.requireNonNull(UpgradeIT.class.getResourceAsStream(FIXTURE + fixture + ".zip")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.write(into.resolve(entry.getName()), zip.readAllBytes());
            }
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(UpgradeIT.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }
}
