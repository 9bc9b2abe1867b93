package id.mpp.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import id.mpp.kiosk.sqlite.JournalCheck;
import id.mpp.program.Configuration;
import id.mpp.program.TestWorkers;
import id.mpp.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * This version on the data folders of an earlier one (queue-core's {@code upgrade}): it starts, and agrees with what
 * they held.
 */
class UpgradeTest {
    private static final String FIXTURE = "/upgrade/4dfbf94/";
    private static final List<String> TICKET = List.of(
            "number", "service", "agency", "zone", "state", "counter", "print", "issuedAt", "businessDay", "priority");

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void anOpenDayGoesOn() throws Exception {
        JsonNode held = held("open-day");
        String since;
        try (KioskWiring kiosk = start("open-day", "")) {
            agrees(kiosk, held, "");
            for (JsonNode key : held.path("keys")) {
                HttpResponse<String> again = post(
                        kiosk,
                        key.path("path").asText(),
                        key.path("body").asText(),
                        key.path("key").asText());
                assertEquals(key.path("answer"), Json.mapper().readTree(again.body()), "the first answer stands");
            }
            HttpResponse<String> used = post(kiosk, "/api/v1/tickets", "{\"booking\":\"RSV00001\"}", null);
            assertEquals(
                    "booking-used",
                    Json.mapper().readTree(used.body()).path("code").asText(),
                    used.body());
            HttpResponse<String> free = post(kiosk, "/api/v1/tickets", "{\"booking\":\"RSV00003\"}", null);
            assertEquals(201, free.statusCode(), free.body());
            since = Json.mapper().readTree(free.body()).path("service").asText();
            assertEquals(
                    "A-019", Json.mapper().readTree(free.body()).path("number").asText());
            HttpResponse<String> login =
                    post(kiosk, "/api/v1/session", held.path("password").toString(), null);
            assertEquals(200, login.statusCode(), login.body());
        }
        assertEquals(List.of(), JournalCheck.all(folder.resolve("journal.db")).faults());
        try (KioskWiring again = start(null, "")) {
            agrees(again, held, since);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aRetryIsAnsweredAsBeforeWhereTheOldJournalIsDamagedBeforeItIsBroughtOver(int version) throws Exception {
        JsonNode held = held("open-day");
        unpack("open-day");
        Path journal = folder.resolve("journal.db");
        if (version == 1) {
            toVersionOne(journal);
        }
        try (FileChannel file = FileChannel.open(journal, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(100), 0);
        }
        try (KioskWiring kiosk = start(null, "")) {
            assertTrue(held.path("keys").size() > 1);
            for (JsonNode key : held.path("keys")) {
                HttpResponse<String> again = post(
                        kiosk,
                        key.path("path").asText(),
                        key.path("body").asText(),
                        key.path("key").asText());
                assertEquals(key.path("answer"), Json.mapper().readTree(again.body()), "the first answer stands");
            }
            HttpResponse<String> next = post(kiosk, "/api/v1/tickets", "{\"service\":\"ktp-rekam\"}", null);
            assertEquals(
                    "A-201",
                    Json.mapper().readTree(next.body()).path("number").asText(),
                    "above those that were given out for paper: " + next.body());
        }
    }

    /** As the first program kept answers, which is all that was different. */
    private static void toVersionOne(Path journal) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "ALTER TABLE answer RENAME TO answer_2",
                    "CREATE TABLE answer (key TEXT PRIMARY KEY, fingerprint BLOB NOT NULL, status INTEGER NOT NULL,"
                            + " body BLOB NOT NULL, at INTEGER NOT NULL, sum BLOB NOT NULL) STRICT, WITHOUT ROWID",
                    "INSERT INTO answer SELECT key, fingerprint, status, body, at, sum FROM answer_2",
                    "DROP TABLE answer_2",
                    "CREATE INDEX answer_at ON answer (at)",
                    "PRAGMA user_version = 1",
                    "PRAGMA wal_checkpoint(TRUNCATE)",
                    "VACUUM",
                    "PRAGMA wal_checkpoint(TRUNCATE)")) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void aDayThatWasOpenedAgainUnderItsDateGoesOnWithItsSecondNumbers() throws Exception {
        JsonNode held = held("opened-twice");
        String catalog = new String(resource("/catalog/sample-hall.json"), StandardCharsets.UTF_8);
        Path second = Files.writeString(
                folder.resolveSibling(folder.getFileName() + "-second.json"),
                catalog.replace("mpp-2172-01", "mpp-2172-02"));
        String more = "catalog = \"" + second + "\"\nnode.id = \"hub-2\"\n";
        try (KioskWiring kiosk = start("opened-twice", more)) {
            agrees(kiosk, held, "");
            for (JsonNode gone : held.path("gone")) {
                assertEquals(404, get(kiosk, "/api/v1/tickets/" + gone.asText()).statusCode());
            }
            HttpResponse<String> next = post(kiosk, "/api/v1/tickets", "{\"service\":\"ktp-rekam\"}", null);
            assertEquals(
                    "A-003", Json.mapper().readTree(next.body()).path("number").asText(), next.body());
        } finally {
            Files.delete(second);
        }
        assertEquals(List.of(), JournalCheck.all(folder.resolve("journal.db")).faults());
    }

    /**
     * Each service's places that are left, and who waits for it.
     *
     * @param issued a service that has issued one number since; empty where none has
     */
    private static void quotasAgree(JsonNode hall, JsonNode held, String issued) {
        assertTrue(hall.path("services").size() > 1);
        for (JsonNode service : hall.path("services")) {
            String id = service.path("id").asText();
            int one = id.equals(issued) ? 1 : 0;
            JsonNode then = held.path("services").path(id);
            if (then.path("remaining").isNumber()) {
                assertEquals(
                        then.path("remaining").asInt() - one,
                        service.path("remaining").asInt(-1),
                        id);
            } else {
                assertFalse(service.path("remaining").isNumber(), id);
            }
            assertEquals(
                    then.path("waiting").asInt() + one, service.path("waiting").asInt(-1), id);
        }
    }

    private void agrees(KioskWiring kiosk, JsonNode held, String issued) throws Exception {
        assertTrue(held.path("tickets").size() > 1);
        for (JsonNode ticket : held.path("tickets")) {
            HttpResponse<String> answer =
                    get(kiosk, "/api/v1/tickets/" + ticket.path("id").asText());
            assertEquals(200, answer.statusCode(), ticket.toString());
            JsonNode now = Json.mapper().readTree(answer.body());
            for (String field : TICKET) {
                JsonNode then = ticket.path(field).isNull() ? MissingNode.getInstance() : ticket.path(field);
                assertEquals(then, now.path(field), field + " of " + ticket.path("number"));
            }
        }
        JsonNode hall = Json.mapper().readTree(get(kiosk, "/api/v1/hall").body());
        for (JsonNode counter : hall.path("counters")) {
            assertEquals(
                    held.path("counters").path(counter.path("id").asText()), counter.path("state"), counter.toString());
        }
        quotasAgree(hall, held, issued);
        assertEquals(held.path("day").path("ordinal"), hall.path("day").path("ordinal"));
        assertEquals(held.path("day").path("label"), hall.path("day").path("label"));
    }

    /** @param fixture null where the folder is there already */
    private KioskWiring start(@Nullable String fixture, String more) throws Exception {
        if (fixture != null) {
            unpack(fixture);
        }
        String toml = """
            hours = "open"
            http.port = 0
            http.publicUrl = "http://hall.example"
            printer.address = "none"
            data.folder = "%s"
            codes.bookings = "%s/bookings.csv"
            simulation.begin = "2026-11-23T11:00:00+07:00"
            simulation.end = "2026-11-23T18:00:00+07:00"
            simulation.realBegin = "%s"
            simulation.speed = 1
            """.formatted(folder, folder, OffsetDateTime.now(ZoneOffset.UTC));
        return KioskWiring.start(KioskConfig.read(Configuration.of("test", toml + more, Map.of())), TestWorkers.told());
    }

    private void unpack(String fixture) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(
                Objects.requireNonNull(UpgradeTest.class.getResourceAsStream(FIXTURE + fixture + ".zip")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.write(folder.resolve(entry.getName()), zip.readAllBytes());
            }
        }
    }

    private static JsonNode held(String fixture) throws IOException {
        return Json.mapper().readTree(resource(FIXTURE + fixture + ".json"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(UpgradeTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    private HttpResponse<String> get(KioskWiring kiosk, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(kiosk, path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(KioskWiring kiosk, String path, String body, @Nullable String key)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(kiosk, path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key == null ? UUID.randomUUID().toString() : key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(KioskWiring kiosk, String path) {
        return URI.create("http://127.0.0.1:" + kiosk.port() + path);
    }
}
