package id.mpp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.bus.BusMessage;
import id.mpp.bus.BusOptions;
import id.mpp.bus.Delivery;
import id.mpp.bus.MessageBus;
import id.mpp.bus.Mosquitto;
import id.mpp.bus.PahoMessageBus;
import id.mpp.kiosk.KioskMain;
import id.mpp.program.TestWorkers;
import id.mpp.server.ServerMain;
import id.mpp.testing.MondayMorning;
import id.mpp.wire.Chain;
import id.mpp.wire.Json;
import id.mpp.wire.Messages;
import id.mpp.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kiosk whose journal is an older copy of itself. The server proves it at the first contact, and nobody else can. */
class ForkIT {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String BRANCH = "mpp-2172-01";
    private static final String NODE = "hub-1";

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private Mosquitto broker;
    private Program server;
    private Program kiosk;

    @BeforeEach
    void startAll() throws Exception {
        broker = Mosquitto.started(Files.createDirectories(folder.resolve("mosquitto")));
        open.add(broker);
        server = program("server", ServerMain.class, "[broker]\nmode = \"external\"\nurl = \"" + broker.url() + "\"\n");
        kiosk = program(
                "kiosk",
                KioskMain.class,
                "hours = \"open\"\nclock = \"trusted\"\n[printer]\naddress = \"virtual\"\n[relay]\nurl = \""
                        + broker.url() + "\"\n");
        server.start();
        server.logIn("admin");
        kiosk.start();
    }

    @AfterEach
    void endAll() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void anOlderCopyIsProvedAtTheFirstContactAndTheProgramEnds() throws Exception {
        take(12);
        long copied = stopAndCopy();
        kiosk.start();
        take(8);
        long through = sent();
        assertTrue(through >= copied + 20, through + " events after " + copied);
        kiosk.kill();
        putTheCopyBack();

        JsonNode evidence = endsWithEvidence();
        JsonNode expected =
                row(folder.resolve("new-card/journal.db"), evidence.path("seq").asLong());
        assertTrue(evidence.path("seq").asLong() > copied, "an event that the copy does not hold");
        assertEquals(expected.path("installation"), evidence.path("installation"));
        assertEquals(expected.path("chain"), evidence.path("chain"));
        assertEquals("main", evidence.path("server").asText());
        assertFalse(evidence.path("at").asText().isEmpty());
        assertEquals(Set.of(), alarms(), "nothing of the copy was sent");
    }

    @Test
    void aCopyThatHasGoneOnFurtherThanTheServerIsProvedBeforeItSendsAnything() throws Exception {
        take(5);
        stopAndCopy();
        kiosk.start();
        take(5);
        long through = sent();
        kiosk.kill();
        JsonNode expected = row(kiosk.data().resolve("journal.db"), through);
        broker.kill();
        putTheCopyBack();
        kiosk.start();
        take(9);
        kiosk.kill();
        Files.deleteIfExists(kiosk.data().resolve("acknowledged"));
        broker.start();
        await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> server.get("/health/ready").path("status").asText().equals("ready"));

        JsonNode evidence = endsWithEvidence();
        assertEquals(through, evidence.path("seq").asLong());
        assertEquals(expected.path("chain"), evidence.path("chain"));
        assertEquals(through, node().path("through").asLong());
        assertEquals(Set.of(), alarms(), "nothing of the copy was sent");
        theNextStartGoesOnWithAllOfIt();
    }

    /** Five tickets are in both journals, five in the one at the server alone, and nine in the copy alone. */
    private void theNextStartGoesOnWithAllOfIt() throws Exception {
        kiosk.start();
        await().atMost(LONG)
                .until(() -> server.get("/api/v1/nodes").path("items").size() == 2);
        sent();
        assertEquals(Set.of("journal-begun"), alarms());
        assertTrue(kiosk.get("/health/ready").toString().contains("journal"), "the kiosk tells it as well");
        List<JsonNode> tickets = tickets();
        assertEquals(19, tickets.size());
        assertEquals(
                19,
                tickets.stream()
                        .map(ticket -> ticket.path("id").asText())
                        .distinct()
                        .count());
        assertEquals(
                5,
                tickets.stream()
                        .filter(ticket -> ticket.path("state").asText().equals("moved"))
                        .count());
        JsonNode total =
                server.get("/api/v1/branches/" + BRANCH + "/statistics").path("total");
        assertEquals(19, total.path("tickets").asInt());
        assertEquals(5, total.path("moved").asInt());
        assertEquals(14, total.path("waiting").asInt());
        String next = kiosk.post("/api/v1/tickets", "{\"service\":\"kk\"}")
                .path("number")
                .asText();
        assertTrue(next.endsWith("-101"), next);
        sent();
        assertEquals(20, tickets().size());
        for (JsonNode ticket : tickets()) {
            if (!ticket.path("state").asText().equals("moved")) {
                assertEquals(
                        kiosk.get("/api/v1/tickets/" + ticket.path("id").asText())
                                .path("state"),
                        ticket.path("state"));
            }
        }
    }

    private List<JsonNode> tickets() throws Exception {
        List<JsonNode> tickets = new ArrayList<>();
        server.get("/api/v1/branches/" + BRANCH + "/tickets").path("items").forEach(tickets::add);
        return tickets;
    }

    @Test
    void whatANeighbourForgesIsAnAlarmAndEndsNothing() throws Exception {
        take(3);
        long through = sent();
        String installation = node().path("installation").asText();
        server.kill();
        MessageBus neighbour = neighbour(Topics.ALL_QUESTIONS);
        publish(
                neighbour,
                true,
                Topics.ack(BRANCH, NODE),
                new Messages.Ack(installation, 1_000_000, "main", "e", null, null));
        await().atMost(LONG).until(() -> kiosk.get("/health/ready").toString().contains("is said to have event"));
        Delivery asked = neighbour.poll(LONG);
        assertNotNull(asked, "the kiosk asks the server");
        String topic = asked.message().topic();
        String id = topic.substring(topic.lastIndexOf('/') + 1);
        Messages.Question question = Messages.read(asked.message().payload(), Messages.Question.class);
        assertEquals(new Messages.Question(installation, through + 1), question);

        publish(neighbour, false, Topics.answer(BRANCH, NODE, "another-id"), forged(installation, through + 1));
        publish(neighbour, true, Topics.answer(BRANCH, NODE, id), forged(installation, through + 1));
        publish(neighbour, false, Topics.answer(BRANCH, NODE, id), forged(installation, through + 1));
        await().atMost(LONG).until(() -> Files.readString(kiosk.log()).contains("proves nothing"));
        take(2);
        assertFalse(Files.exists(kiosk.data().resolve("forked")));

        server.start();
        server.logIn("admin");
        sent();
        assertEquals(Set.of(), alarms());
        assertFalse(kiosk.get("/health/ready").toString().contains("is said to have"), "the alarm has ended");
    }

    /** The kiosk starts, serves, hears the server, and ends as a program that is to be started again. */
    private JsonNode endsWithEvidence() throws Exception {
        Process process = kiosk.run(
                "--config",
                folder.resolve("kiosk.toml").toString(),
                "--watch-parent",
                Long.toString(ProcessHandle.current().pid()));
        assertTrue(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS), Files.readString(kiosk.log()));
        String log = Files.readString(kiosk.log());
        assertEquals(1, process.exitValue(), log);
        assertTrue(log.contains("the journal is a copy of one that went on"), log);
        return Json.mapper().readTree(Files.readAllBytes(kiosk.data().resolve("forked")));
    }

    /** The last event of the copy. */
    private long stopAndCopy() throws Exception {
        sent();
        kiosk.kill();
        long last = last();
        copy(kiosk.data(), folder.resolve("card"));
        return last;
    }

    /** Puts the old card in. It has nothing of the new one, nor how far the server had the old one. */
    private void putTheCopyBack() throws IOException {
        Files.move(kiosk.data(), folder.resolve("new-card"));
        copy(folder.resolve("card"), kiosk.data());
        Files.deleteIfExists(kiosk.data().resolve("acknowledged"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private long last() throws Exception {
        return row(kiosk.data().resolve("journal.db"), 0).path("seq").asLong();
    }

    /** An event of a journal; 0 stands for the last one. */
    private static JsonNode row(Path journal, long seq) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT seq, chain, body FROM event "
                        + (seq == 0 ? "ORDER BY seq DESC LIMIT 1" : "WHERE seq = " + seq))) {
            assertTrue(row.next());
            return Json.mapper()
                    .createObjectNode()
                    .put("seq", row.getLong(1))
                    .put("chain", HexFormat.of().formatHex(row.getBytes(2)))
                    .set("installation", Json.mapper().readTree(row.getBytes(3)).path("installation"));
        }
    }

    /** Takes that many numbers and waits until their papers are out, so that nothing more happens by itself. */
    private void take(int tickets) throws Exception {
        for (int i = 0; i < tickets; i++) {
            String id = kiosk.post("/api/v1/tickets", "{\"service\":\"kk\"}")
                    .path("id")
                    .asText();
            await().atMost(LONG)
                    .until(() -> kiosk.get("/api/v1/tickets/" + id)
                            .path("print")
                            .asText()
                            .equals("confirmed"));
        }
    }

    /** How far the server has the journal, once it has all of it. */
    private long sent() {
        await().atMost(LONG)
                .until(() -> kiosk.get("/health/ready").at("/relay/connected").asBoolean()
                        && kiosk.get("/health/ready").at("/relay/outbox").asInt() == 0);
        return await().atMost(LONG).until(() -> node().path("through").asLong(), seq -> seq > 0);
    }

    private JsonNode node() throws Exception {
        return server.get("/api/v1/nodes").at("/items/0");
    }

    /** Kinds of alarms that nobody has closed. */
    private Set<String> alarms() throws Exception {
        return StreamSupport.stream(server.get("/api/v1/alarms").path("items").spliterator(), false)
                .map(alarm -> alarm.path("kind").asText())
                .collect(Collectors.toSet());
    }

    /** An answer with an event that no journal holds, in a chain of its own that does not fit. */
    private static Messages.Answer forged(String installation, long seq) {
        String zeros = Chain.hex(Chain.start());
        return new Messages.Answer(
                installation,
                1_000_000,
                seq,
                zeros,
                Base64.getEncoder().encodeToString(new byte[30]),
                zeros,
                "main",
                "e");
    }

    private MessageBus neighbour(String... topics) {
        MessageBus bus =
                new PahoMessageBus(BusOptions.of(broker.url(), "neighbour", List.of(topics)), TestWorkers.told());
        open.add(bus);
        bus.start();
        await().atMost(LONG).until(() -> bus.state().connected());
        return bus;
    }

    private static void publish(MessageBus bus, boolean retained, String topic, Record message)
            throws InterruptedException {
        byte[] payload = Messages.write(message);
        assertTrue(bus.publish(retained ? BusMessage.retained(topic, payload) : BusMessage.of(topic, payload), LONG));
    }

    private Program program(String name, Class<?> main, String settings) throws IOException {
        Program program = new Program(folder, name, main, MondayMorning.toml() + settings);
        open.add(program::end);
        return program;
    }
}
