package id.mpp.kiosk.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.code.CodeSigner;
import id.mpp.wire.Json;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every file a kiosk reads at its start, in every state a disk, a copy or an editor can leave it in: the hall serves.
 */
class BrokenFilesIT {
    private static final String TAKE = "{\"service\":\"kk\"}";
    private static final String BOOK = "code,service,day\nABC-123,kk,2026-11-23\nABC-124,kk,2026-11-23\n";
    /** Where a last good copy or a message is owed. Sessions and paper begin anew, which is told as well. */
    private static final List<String> FILES = List.of(
            "catalog.json",
            "layout.toml",
            "logo.png",
            "bookings.csv",
            "keys/hall.pub",
            "data/feedback.key",
            "data/accounts.json",
            "data/sessions.json",
            "data/paper.json");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private interface Damage {
        void to(Path file) throws IOException;
    }

    @BeforeEach
    void write() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.write(folder.resolve("catalog.json"), resource("/catalog/sample-hall.json"));
        Files.write(folder.resolve("layout.toml"), resource("/printing/ticket-layout.toml"));
        ImageIO.write(
                new BufferedImage(64, 32, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                folder.resolve("logo.png").toFile());
        Files.writeString(folder.resolve("bookings.csv"), BOOK);
        Files.createDirectories(folder.resolve("keys"));
        CodeSigner.createKeys(folder.resolve("private.pem"), folder.resolve("keys/hall.pub"));
        try (KioskProcess kiosk = start()) {
            assertEquals(201, kiosk.post("/api/v1/tickets", TAKE, null).statusCode());
            kiosk.cookie("supervisor");
            assertEquals(List.of(), troubles(kiosk));
        }
        Files.writeString(folder.resolve("data/paper.json"), "{\"usedMm\":7}");
    }

    @Test
    void filesThatAreEmptyStopNothingAndAreNamed() throws Exception {
        everyFile(file -> Files.write(file, new byte[0]));
    }

    @Test
    void filesThatAreHalfWrittenStopNothingAndAreNamed() throws Exception {
        everyFile(file -> {
            byte[] all = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(all, all.length * 3 / 5));
        });
    }

    @Test
    void filesThatAreMissingStopNothing() throws Exception {
        everyFile(Files::delete);
    }

    @Test
    void filesThatAreFoldersStopNothing() throws Exception {
        for (String name : List.of("catalog.json", "layout.toml", "logo.png", "bookings.csv")) {
            Files.delete(folder.resolve(name));
            Files.createDirectory(folder.resolve(name));
        }
        try (KioskProcess kiosk = start()) {
            assertEquals(201, kiosk.post("/api/v1/tickets", TAKE, null).statusCode());
            assertEquals(4, troubles(kiosk).size(), troubles(kiosk).toString());
        }
    }

    @Test
    void aWrongEntryOfTheCatalogueLeavesTheHallAsItWas() throws Exception {
        String catalog = Files.readString(folder.resolve("catalog.json"));
        Files.writeString(
                folder.resolve("catalog.json"),
                catalog.replaceFirst("\"targetMinutes\": *\\d+", "\"targetMinutes\": \"ten\""));
        try (KioskProcess kiosk = start()) {
            assertEquals(201, kiosk.post("/api/v1/tickets", TAKE, null).statusCode());
            assertTrue(
                    troubles(kiosk).toString().contains("targetMinutes"),
                    troubles(kiosk).toString());
        }
    }

    private void everyFile(Damage damage) throws Exception {
        for (String name : FILES) {
            damage.to(folder.resolve(name));
        }
        try (KioskProcess kiosk = start()) {
            assertEquals(201, kiosk.post("/api/v1/tickets", TAKE, null).statusCode());
            kiosk.cookie("supervisor");
            List<String> told = troubles(kiosk);
            for (String name : FILES) {
                Path file = folder.resolve(name);
                boolean mayBegin = name.endsWith("sessions.json") || name.endsWith("paper.json");
                boolean named = told.stream()
                        .anyMatch(what -> what.contains(file.toString())
                                || what.contains(String.valueOf(file.getFileName()))
                                || what.contains(String.valueOf(file.getParent())));
                assertTrue(named || mayBegin, name + " is not told: " + told);
            }
        }
        try (KioskProcess again = start()) {
            again.cookie("supervisor");
        }
    }

    private KioskProcess start() throws IOException {
        return new KioskProcess(folder.resolve("data"), """
            printer.address = "none"
            catalog = "%1$s/catalog.json"
            printer.layout = "%1$s/layout.toml"
            printer.logo = "%1$s/logo.png"
            codes.bookings = "%1$s/bookings.csv"
            codes.keys = "%1$s/keys"
            """.formatted(folder));
    }

    private static List<String> troubles(KioskProcess kiosk) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + kiosk.port() + "/health/ready"))
                .build();
        JsonNode files = Json.mapper()
                .readTree(CLIENT.send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .path("files");
        return files.valueStream().map(JsonNode::asText).toList();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(BrokenFilesIT.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }
}
