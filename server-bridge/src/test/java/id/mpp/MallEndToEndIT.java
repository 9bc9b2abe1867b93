package id.mpp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.bus.Mosquitto;
import id.mpp.kiosk.KioskMain;
import id.mpp.server.ServerMain;
import id.mpp.testing.MondayMorning;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guided tour: a hall and the central server as they run at a mall. They are two programs that know each other only
 * through a broker. Somebody takes a number, is called, is served and goes home. The server fails, and the hall does
 * not notice. In the end the server learns all of it, and nothing twice.
 */
class MallEndToEndIT {
    private static final Duration LONG = Duration.ofMinutes(4);
    private static final String TICKETS = "/api/v1/tickets";
    private static final String COUNTER = "/api/v1/counters/loket-01/";
    private static final String BRANCH = "/api/v1/branches/mpp-2172-01/";
    private static final int WAV_HEADER = 44;
    private static final int AUDIBLE = 1_000;

    @TempDir
    private Path folder;

    private final List<Program> programs = new ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        for (Program program : programs) {
            program.end();
        }
    }

    @Test
    void aDayAtTheMallWithTheBrokerOfTheServer() throws Exception {
        int port = Mosquitto.freePort();
        aDayAtTheMall("[broker]\nmode = \"embedded\"\nport = " + port + "\n", "tcp://127.0.0.1:" + port);
    }

    @Test
    void aDayAtTheMallWithMosquitto() throws Exception {
        try (Mosquitto broker = Mosquitto.started(Files.createDirectories(folder.resolve("mosquitto")))) {
            aDayAtTheMall("[broker]\nmode = \"external\"\nurl = \"" + broker.url() + "\"\n", broker.url());
        }
    }

    private void aDayAtTheMall(String broker, String relay) throws Exception {
        Program server = program("server", ServerMain.class, broker);
        Program kiosk = program(
                "kiosk",
                KioskMain.class,
                "hours = \"open\"\nclock = \"trusted\"\n[printer]\naddress = \"virtual\"\n[relay]\nurl = \"" + relay
                        + "\"\n");
        server.start();
        kiosk.start();

        String first = aNumberIsTaken(kiosk);
        thePaperComesOut(kiosk, first);

        kiosk.logIn("petugas-disdukcapil");
        assertEquals(
                "open", kiosk.post(COUNTER + "open", "{}").at("/counter/state").asText());
        theHallSeesAndHearsTheCall(kiosk, first);
        serve(kiosk);

        howItWasIsSaid(kiosk, first);

        server.logIn("admin");
        theServerKnows(server, kiosk, Set.of(first), 1);
        theServerKnowsHowItWas(server, first);

        server.kill();
        Set<String> all = new HashSet<>(Set.of(first));
        theHallGoesOn(kiosk, all);
        server.start();
        theServerKnows(server, kiosk, all, 4);

        kiosk.kill();
        theJournalIsSound(kiosk);
        kiosk.start();
        assertEquals("finished", kiosk.get(TICKETS + "/" + first).path("state").asText());
        all.add(take(kiosk));
        theServerKnows(server, kiosk, all, 4);
        theNumbersAreDifferent(kiosk, all);
    }

    private Program program(String name, Class<?> main, String settings) throws IOException {
        Program program = new Program(folder, name, main, MondayMorning.toml() + settings);
        programs.add(program);
        return program;
    }

    /** A request that is sent twice with one key, as by a finger that trembles, gives one number. */
    private String aNumberIsTaken(Program kiosk) throws Exception {
        String key = UUID.randomUUID().toString();
        JsonNode ticket = kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\"}", key);
        JsonNode again = kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\"}", key);
        assertEquals("waiting", ticket.path("state").asText());
        assertEquals(ticket.path("id"), again.path("id"));
        return ticket.path("id").asText();
    }

    private void thePaperComesOut(Program kiosk, String id) throws Exception {
        await().atMost(LONG)
                .until(() ->
                        kiosk.get(TICKETS + "/" + id).path("print").asText().equals("confirmed"));
        await().atMost(LONG)
                .until(() ->
                        kiosk.get("/api/v1/devices/printer/slips").path("slips").size() == 1);
        JsonNode slip = kiosk.get("/api/v1/devices/printer/slips").at("/slips/0");
        String number = kiosk.get(TICKETS + "/" + id).path("number").asText();
        assertTrue(slip.path("text").toString().contains(number), () -> number + " is not on " + slip);

        Path picture = Files.write(
                Files.createDirectories(Path.of("target", "mall")).resolve(number + "-" + id + ".png"),
                kiosk.bytes("/api/v1/devices/printer/slips/" + slip.path("id").asText() + ".png"));
        assertEquals(kiosk.url("/t/" + id), qrCode(picture));
        assertTrue(kiosk.bytes("/t/" + id).length > 0);
    }

    /**
     * Reads the code with zbarimg, which needs one look. ZXing does not find about one sound code in a hundred when it
     * is held quite straight.
     */
    private static String qrCode(Path picture) throws Exception {
        Process zbar = new ProcessBuilder("zbarimg", "--quiet", "--raw", picture.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(zbar.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, zbar.waitFor(), "zbarimg (Debian zbar-tools) reads no code in " + picture);
        return text;
    }

    private void theHallSeesAndHearsTheCall(Program kiosk, String id) throws Exception {
        Queue<String> heard = kiosk.listen("/api/v1/events");
        await().atMost(LONG).until(() -> heard.contains("event: snapshot"));
        JsonNode called = kiosk.post(COUNTER + "call-next", "{}").path("ticket");
        assertEquals(id, called.path("id").asText());
        assertEquals("called", called.path("state").asText());

        await().atMost(LONG).until(() -> callIn(heard).isPresent());
        JsonNode call = Json.mapper().readTree(callIn(heard).orElseThrow());
        assertEquals(called.path("number"), call.path("number"));
        assertEquals("loket-01", call.path("counter").asText());
        JsonNode board = kiosk.get("/api/v1/board").at("/now/0");
        assertEquals(call, board);
        assertFalse(board.toString().contains(id), "the board shows numbers, never the key to a ticket");

        byte[] wav =
                kiosk.bytes("/api/v1/announcements/" + call.path("announcement").asText() + ".wav");
        assertEquals("RIFF", new String(wav, 0, 4, StandardCharsets.US_ASCII));
        assertTrue(loudest(wav) > AUDIBLE, "the announcement is silent");
    }

    private static Optional<String> callIn(Queue<String> lines) {
        String last = "";
        for (String line : lines) {
            if (last.equals("event: call") && line.startsWith("data: ")) {
                return Optional.of(line.substring("data: ".length()));
            }
            last = line.startsWith("event: ") ? line : last;
        }
        return Optional.empty();
    }

    private static int loudest(byte[] wav) {
        var samples = ByteBuffer.wrap(wav, WAV_HEADER, wav.length - WAV_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        int loudest = 0;
        while (samples.hasRemaining()) {
            loudest = Math.max(loudest, Math.abs(samples.get()));
        }
        return loudest;
    }

    /** Numbers are issued and called although nobody listens beyond the hall. */
    private void theHallGoesOn(Program kiosk, Set<String> all) throws Exception {
        for (int i = 0; i < 5; i++) {
            all.add(take(kiosk));
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    "called",
                    kiosk.post(COUNTER + "call-next", "{}").at("/ticket/state").asText());
            serve(kiosk);
        }
        kiosk.post(COUNTER + "call-next", "{}");
        assertTrue(outbox(kiosk) > 0, "with the server dead events wait in the hall");
    }

    private String take(Program kiosk) throws Exception {
        return kiosk.post(TICKETS, "{\"service\":\"ktp-rekam\"}").path("id").asText();
    }

    private void serve(Program kiosk) throws Exception {
        assertEquals(
                "serving", kiosk.post(COUNTER + "start", "{}").path("state").asText());
        assertEquals(
                "finished", kiosk.post(COUNTER + "finish", "{}").path("state").asText());
    }

    /** Gives an answer at the rating tablet of the counter, which never learns the ticket. */
    private void howItWasIsSaid(Program kiosk, String id) throws Exception {
        JsonNode tablet = kiosk.get(COUNTER + "rating");
        assertEquals(kiosk.get(TICKETS + "/" + id).path("number"), tablet.at("/visit/number"));
        assertFalse(tablet.toString().contains(id), "the tablet learns no ticket");
        String visit = tablet.at("/visit/id").asText();
        JsonNode kept = kiosk.post(
                COUNTER + "rating", "{\"visit\":\"" + visit + "\",\"rating\":4,\"elements\":[4,4,3,4,4,4,4,3,4]}");
        assertEquals(9, kept.path("elements").asInt());
    }

    private void theServerKnowsHowItWas(Program server, String id) throws Exception {
        JsonNode skm = server.get(BRANCH + "reports/skm.json");
        assertEquals(1, skm.at("/total/answers").asInt());
        assertFalse(skm.at("/total").has("index"), "one answer is nobody's business");
        assertFalse(skm.toString().contains(id), "what was said leads to no ticket");
    }

    private int outbox(Program kiosk) throws Exception {
        return kiosk.get("/health/ready").at("/relay/outbox").asInt();
    }

    /** Checks that the server has every ticket once, as the hall has it. */
    private void theServerKnows(Program server, Program kiosk, Set<String> tickets, int served) throws Exception {
        await().atMost(LONG)
                .until(() -> outbox(kiosk) == 0
                        && server.get(BRANCH + "tickets").path("items").size() >= tickets.size());
        List<String> known = new ArrayList<>();
        for (JsonNode theirs : server.get(BRANCH + "tickets").path("items")) {
            String id = theirs.path("id").asText();
            known.add(id);
            JsonNode ours = kiosk.get(TICKETS + "/" + id);
            for (String same : List.of("number", "service", "state", "counter", "businessDay")) {
                assertEquals(ours.path(same), theirs.path(same), same);
            }
            for (String time : List.of("issuedAt", "calledAt", "startedAt", "finishedAt")) {
                assertEquals(instant(ours.path(time)), instant(theirs.path(time)), time);
            }
        }
        assertEquals(tickets.size(), known.size(), () -> "something arrived twice or never: " + known);
        assertEquals(tickets, Set.copyOf(known));
        JsonNode total = server.get(BRANCH + "statistics").path("total");
        assertEquals(served, total.path("served").asInt());
        assertEquals(tickets.size(), total.path("tickets").asInt());
    }

    private static String instant(JsonNode time) {
        return time.asText().isEmpty()
                ? ""
                : OffsetDateTime.parse(time.asText()).toInstant().toString();
    }

    private void theJournalIsSound(Program kiosk) throws Exception {
        Process verify = kiosk.run("verify", kiosk.data().toString());
        assertTrue(verify.waitFor(LONG.toSeconds(), TimeUnit.SECONDS));
        String said = Files.readString(kiosk.log());
        assertEquals(0, verify.exitValue(), said);
        assertTrue(said.contains("sound: "), said);
    }

    private void theNumbersAreDifferent(Program kiosk, Set<String> all) throws Exception {
        Set<String> numbers = new HashSet<>();
        for (String id : all) {
            numbers.add(kiosk.get(TICKETS + "/" + id).path("number").asText());
        }
        assertEquals(all.size(), numbers.size(), () -> "a number was issued twice: " + numbers);
    }
}
