package id.mpp.kiosk.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.wire.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, killed at work, on a journal that was damaged meanwhile. */
class DamagedKioskIT {
    private static final String NO_PRINTER = "printer.address=\"none\"\n";
    private static final String TAKE = "{\"service\":\"kk\"}";
    private static final int TICKETS = 40;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void itServesAndGoesOnInTheNextHundredAndTheSecondTimeInOneRunOfTheMachineItEnds() throws Exception {
        try (KioskProcess kiosk = new KioskProcess(folder, NO_PRINTER)) {
            for (int i = 0; i < TICKETS; i++) {
                assertEquals(String.format(Locale.ROOT, "A-%03d", i + 1), take(kiosk));
            }
            ProcessHandle.of(kiosk.pid()).orElseThrow().destroyForcibly();
        }
        noise();
        try (KioskProcess kiosk = new KioskProcess(folder, NO_PRINTER)) {
            HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + kiosk.port() + "/health/ready"))
                    .build();
            assertEquals(
                    200,
                    client.send(ready, HttpResponse.BodyHandlers.ofString()).statusCode());
            assertEquals("A-101", take(kiosk));
            assertTold(kiosk);
        }
        noise();
        IOException ended = assertThrows(IOException.class, () -> new KioskProcess(folder, NO_PRINTER).close());
        assertTrue(String.valueOf(ended.getMessage()).contains("is damaged"), ended.getMessage());
    }

    @Test
    void numbersThatWereWrittenByHandAreNotIssuedAgainAlsoWhereTheEventIsLostThatGaveThemOut() throws Exception {
        try (KioskProcess kiosk = new KioskProcess(folder, NO_PRINTER)) {
            assertEquals("A-001", take(kiosk));
            assertEquals(
                    200,
                    kiosk.post("/api/v1/day/manual-numbers", "{\"service\":\"kk\",\"count\":20}", "supervisor")
                            .statusCode());
            assertEquals(201, admit(kiosk, "A-101"));
            assertEquals(201, admit(kiosk, "A-102"));
            assertEquals("A-002", take(kiosk));
            ProcessHandle.of(kiosk.pid()).orElseThrow().destroyForcibly();
        }
        for (String lost : new String[] {"%\"node\":\"manual\",\"first\"%", "%admitted%A-102%"}) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                    Statement statement = connection.createStatement()) {
                assertEquals(
                        1,
                        statement.executeUpdate(
                                "UPDATE event SET body = zeroblob(length(body)) WHERE CAST(body AS TEXT)" + " LIKE '"
                                        + lost + "'"));
            }
        }
        try (KioskProcess kiosk = new KioskProcess(folder, NO_PRINTER)) {
            assertEquals("A-201", take(kiosk), "101 to 120 stand on paper, whoever has it");
            assertEquals(201, admit(kiosk, "A-103"), "who has one is still let in");
            assertEquals(409, admit(kiosk, "A-101"));
        }
    }

    private static int admit(KioskProcess kiosk, String number) throws Exception {
        String body = "{\"service\":\"kk\",\"number\":\"" + number + "\",\"issuedAt\":\"2026-11-23T08:05:00+07:00\"}";
        return kiosk.post("/api/v1/tickets/manual", body, "supervisor").statusCode();
    }

    /** Everybody of the staff, until a supervisor knows of it; and numbers can be passed over. */
    private void assertTold(KioskProcess kiosk) throws Exception {
        assertTrue(get(kiosk, "/health/ready").path("journalBefore").asText().contains("was damaged"));
        JsonNode supervision = get(kiosk, "/api/v1/supervision").path("journal");
        assertEquals("damaged", supervision.path("reason").asText());
        assertTrue(Files.exists(folder.resolve(supervision.path("setAside").asText())), supervision.toString());
        assertEquals(supervision, get(kiosk, "/api/v1/hall").path("journal"));
        assertEquals(supervision, get(kiosk, "/api/v1/counters/loket-01/desk").path("journal"));
        String skip = "{\"prefix\":\"A\",\"through\":250,\"reason\":\"kertas beredar\"}";
        assertEquals(
                403,
                kiosk.post("/api/v1/day/skip-numbers", skip, "petugas-disdukcapil")
                        .statusCode());
        assertEquals(
                404,
                kiosk.post("/api/v1/day/skip-numbers", skip.replace("\"A\"", "\"ZZ\""), "supervisor")
                        .statusCode());
        assertEquals(
                200, kiosk.post("/api/v1/day/skip-numbers", skip, "supervisor").statusCode());
        assertEquals(
                409, kiosk.post("/api/v1/day/skip-numbers", skip, "supervisor").statusCode());
        assertEquals("A-251", take(kiosk));
        assertEquals(204, kiosk.post("/api/v1/journal/seen", "{}", "supervisor").statusCode());
        assertTrue(get(kiosk, "/api/v1/hall").path("journal").isMissingNode());
    }

    private JsonNode get(KioskProcess kiosk, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + kiosk.port() + path))
                .header("Cookie", kiosk.cookie("supervisor"))
                .build();
        return Json.mapper()
                .readTree(client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private static String take(KioskProcess kiosk) throws Exception {
        HttpResponse<String> answer = kiosk.post("/api/v1/tickets", TAKE, null);
        assertEquals(201, answer.statusCode(), answer.body());
        JsonNode ticket = Json.mapper().readTree(answer.body());
        return ticket.path("number").asText();
    }

    /** As {@code dd} of garbage into the middle does. */
    private void noise() throws IOException, SQLException {
        Path journal = folder.resolve("journal.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        long size = Files.size(journal);
        byte[] noise = new byte[(int) size / 4];
        new Random(size).nextBytes(noise);
        try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
            file.seek(size / 2);
            file.write(noise);
        }
    }
}
