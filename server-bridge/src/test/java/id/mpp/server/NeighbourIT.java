package id.mpp.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.bus.BusMessage;
import id.mpp.bus.BusOptions;
import id.mpp.bus.PahoMessageBus;
import id.mpp.program.Ending;
import id.mpp.program.JvmWorkers;
import id.mpp.server.ingest.Arrival;
import id.mpp.server.testing.HallScript;
import id.mpp.server.testing.HostileHall;
import id.mpp.server.testing.TestKiosk;
import id.mpp.server.testing.TestServer;
import id.mpp.wire.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The part of P20 at the broker: a neighbour who may say anything there stops neither the server nor another hall, and
 * everything that he said is kept within its limits.
 */
@Timeout(600)
class NeighbourIT {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int MESSAGES = Integer.getInteger("mpp.p20", 1_000);
    private static final List<String> PRESENCE = List.of(
            "",
            "null",
            "[]",
            "{",
            "{\"online\":true}",
            "{\"online\":true,\"boot\":\"b\",\"installation\":\"i\",\"version\":\"v\",\"outbox\":-9223372036854775808,\"devices\":[]}",
            "{\"online\":true,\"boot\":\"b\",\"installation\":\"i\",\"version\":\"v\",\"outbox\":0,\"devices\":[null]}",
            "{\"online\":\"yes\",\"boot\":[],\"installation\":{},\"version\":1e400,\"outbox\":\"x\",\"devices\":{}}",
            "{\"online\":true,\"boot\":\"b\",\"installation\":\"" + "i".repeat(60_000)
                    + "\",\"version\":\"v\",\"outbox\":0,\"devices\":[]}",
            "{\"a\":".repeat(5_000),
            "\u0000");

    @TempDir
    private Path folder;

    private final Random random = new Random(20);

    @Test
    void aNeighbourWhoSaysAnythingStopsNobody() throws Exception {
        HallScript hall = day();
        try (TestServer server = new TestServer(folder).logIn();
                TestKiosk kiosk = new TestKiosk(server.mqtt(), "hub-1").connect();
                PahoMessageBus neighbour = new PahoMessageBus(
                        BusOptions.of(server.mqtt(), "neighbour", List.of("mpp/v1/nobody")),
                        new JvmWorkers(Ending.told()))) {
            neighbour.start();
            await().atMost(LONG).until(() -> neighbour.state().connected());
            HostileHall hostile = new HostileHall(20);
            List<Long> answers = new ArrayList<>();
            int sent = 0;
            for (int i = 0; i < MESSAGES; i++) {
                say(neighbour, hostile.next());
                if (i % 10 == 0) {
                    say(neighbour, presence());
                    int until = Math.min(hall.size(), sent + Math.max(1, 10 * hall.size() / MESSAGES));
                    if (sent < until) {
                        kiosk.publish(hall.messages(sent + 1, until, 20));
                        sent = until;
                    }
                    answers.add(timed(server));
                }
                if (i % 50 == 0) {
                    say(neighbour, new Arrival("mpp/v1/mpp-hostile-0/node/hub-1/event", large()));
                }
            }
            kiosk.publish(hall.messages(sent + 1, hall.size(), 20));
            kiosk.awaitAck(hall.size());
            Collections.sort(answers);
            System.out.printf(
                    "P20: %d hostile messages, a list of the server meanwhile: median %d ms, p99 %d ms%n",
                    MESSAGES, answers.get(answers.size() / 2), answers.get(answers.size() * 99 / 100));
            assertEquals(200, server.get("/health/ready").statusCode());
            assertEquals(
                    60,
                    server.json("/api/v1/branches/" + HallScript.BRANCH
                                    + "/statistics?by=hour&from=2026-11-23&to=2026-11-23")
                            .at("/total/tickets")
                            .intValue());
            checkLists(server);
        }
    }

    /** Checks that every list answers, page by page, within its size. */
    private static void checkLists(TestServer server) throws Exception {
        for (String list : List.of("/api/v1/dead-letters", "/api/v1/alarms")) {
            int page = 1;
            while (page > 0) {
                var answer = server.get(list + "?page=" + page);
                assertEquals(200, answer.statusCode(), list);
                assertTrue(
                        answer.body().length() < 1 << 20,
                        list + " has " + answer.body().length() + " characters");
                JsonNode json = Json.mapper().readTree(answer.body());
                page = json.path("next").asInt(0);
            }
        }
        assertEquals(200, server.get("/api/v1/nodes").statusCode());
    }

    private static long timed(TestServer server) throws Exception {
        long began = System.nanoTime();
        assertEquals(200, server.get("/api/v1/branches").statusCode());
        return (System.nanoTime() - began) / 1_000_000;
    }

    private Arrival presence() {
        String node = random.nextBoolean() ? "hub-1" : "n\u00f6de " + random.nextInt(1_000);
        String payload = PRESENCE.get(random.nextInt(PRESENCE.size()));
        return new Arrival("mpp/v1/mpp-hostile-0/node/" + node + "/state", payload.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] large() {
        byte[] bytes = new byte[1 << 20];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void say(PahoMessageBus bus, Arrival message) throws InterruptedException {
        if (!message.topic().matches("[^\\u0000#+\\ud800-\\udfff]+")) {
            return;
        }
        bus.publish(BusMessage.of(message.topic(), message.payload()), LONG);
    }

    private static HallScript day() {
        HallScript hall = new HallScript("healthy-hall-0001").openDay().open("loket-01");
        for (int i = 0; i < 60; i++) {
            hall.take("ktp-rekam");
            hall.wait(Duration.ofMinutes(2))
                    .callNext("loket-01")
                    .wait(Duration.ofMinutes(1))
                    .finish("loket-01");
        }
        return hall;
    }
}
