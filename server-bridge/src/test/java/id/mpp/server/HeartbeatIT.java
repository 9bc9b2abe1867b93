package id.mpp.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import id.mpp.bus.BusMessage;
import id.mpp.bus.BusOptions;
import id.mpp.bus.MessageBus;
import id.mpp.bus.Mosquitto;
import id.mpp.bus.PahoMessageBus;
import id.mpp.program.TestWorkers;
import id.mpp.server.testing.BeatingKiosk;
import id.mpp.server.testing.HallScript;
import id.mpp.server.testing.TestServer;
import id.mpp.wire.Heartbeat;
import id.mpp.wire.Messages;
import id.mpp.wire.Messages.NodeState;
import id.mpp.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which kiosks the server takes for online, with kiosks that are killed, frozen and forged, at both brokers. Their
 * hearts beat faster than those of the product.
 */
@Timeout(300)
class HeartbeatIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration SLOW = Heartbeat.EVERY;

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open.reversed()) {
            closeable.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKioskThatIsKilledOrFrozenIsOfflineAndLastSeenIsWhenItWasHeard(boolean embedded) throws Exception {
        TestServer server = server(embedded);
        BeatingKiosk kiosk = kiosk(server, "hub-1", BEAT);
        awaitOnline(server, "hub-1", true);
        kiosk.freeze();
        Instant frozen = Instant.now();
        awaitOnline(server, "hub-1", false);
        Instant seen = lastSeen(server, "hub-1");
        assertTrue(seen.isBefore(frozen.plusSeconds(2)), () -> "seen " + seen + ", frozen " + frozen);
        assertTrue(server.get("/metrics")
                .body()
                .contains("mpp_server_node_online{branch=\"mpp-2172-01\",node=\"hub-1\"} 0"));
        kiosk.thaw();
        awaitOnline(server, "hub-1", true);
        assertTrue(lastSeen(server, "hub-1").isAfter(frozen));
        kiosk.kill();
        awaitOnline(server, "hub-1", false);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theWillOfAKilledKioskIsPublishedByEachBrokerLongBeforeItsSilenceTells(boolean embedded) throws Exception {
        TestServer server = server(embedded);
        BeatingKiosk kiosk = kiosk(server, "hub-1", SLOW);
        awaitOnline(server, "hub-1", true);
        kiosk.kill();
        long begin = System.nanoTime();
        awaitOnline(server, "hub-1", false);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertTrue(took.compareTo(Heartbeat.silence(20).minus(SLOW)) < 0, "the will took " + took);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatStartsAgainCallsNobodyOnlineWhomItHasNotHeard(boolean embedded) throws Exception {
        TestServer server = server(embedded);
        BeatingKiosk kiosk = kiosk(server, "hub-1", SLOW);
        awaitOnline(server, "hub-1", true);
        kiosk.freeze();
        Instant seen = lastSeenOfSilent(server, "hub-1");
        open.remove(server);
        server.close();
        TestServer again = again(server, embedded);
        await().atMost(SOON)
                .until(() -> !node(again, "hub-1").isMissingNode()
                        || again.get("/metrics").body().contains("hub-1"));
        assertTrue(again.get("/metrics").body().contains("node_online{branch=\"mpp-2172-01\",node=\"hub-1\"} 0"));
        await().during(Duration.ofSeconds(5)).atMost(SOON).until(() -> !online(again, "hub-1"));
        if (!node(again, "hub-1").isMissingNode()) {
            assertEquals(seen.toEpochMilli(), lastSeen(again, "hub-1").toEpochMilli(), "when it was truly heard");
        }
    }

    @Test
    void aBrokerThatDiesAloneLeavesNobodyOnline() throws Exception {
        Mosquitto broker = Mosquitto.started(Files.createDirectories(folder.resolve("broker")));
        open.add(broker);
        TestServer server =
                keep(TestServer.at(broker.url(), folder.resolve("server")).logIn());
        kiosk(server, "hub-1", BEAT);
        awaitOnline(server, "hub-1", true);
        broker.kill();
        awaitOnline(server, "hub-1", false);
        broker.start();
        awaitOnline(server, "hub-1", true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStateThatTheBrokerKeepsMakesNobodyOnlineWhoeverPutItThere(boolean embedded) throws Exception {
        TestServer server = server(embedded);
        MessageBus forger = forger(server);
        NodeState state =
                new NodeState(true, "boot-of-nobody", "installation-0", "9", 0, List.of(), NodeState.HUB, 20, null);
        publish(forger, "hub-7", BusMessage.retained(topic("hub-7"), Messages.write(state)));
        publish(forger, "hub-8", BusMessage.retained(topic("hub-8"), Messages.write(state.withBeat(1_000_000))));
        await().atMost(SOON).until(() -> !node(server, "hub-8").isMissingNode());
        open.remove(server);
        server.close();
        TestServer again = again(server, embedded);
        await().atMost(SOON)
                .until(() -> !node(again, "hub-7").isMissingNode()
                        && !node(again, "hub-8").isMissingNode());
        assertFalse(online(again, "hub-7"));
        assertFalse(online(again, "hub-8"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoHubsOfOneHallAndTwoMachinesOfOneNameAreAlarms(boolean embedded) throws Exception {
        TestServer server = server(embedded);
        kiosk(server, "hub-1", BEAT);
        awaitOnline(server, "hub-1", true);
        assertEquals(List.of(), alarms(server));
        kiosk(server, "hub-2", BEAT);
        await().atMost(SOON).until(() -> alarms(server).equals(List.of("two-hubs")));
        keep(BeatingKiosk.start(server.mqtt(), "hub-2", "another-boot", BEAT));
        await().atMost(SOON).until(() -> alarms(server).contains("client-id-taken"));
        assertEquals(2, alarms(server).size(), "one alarm of each kind, however often it happens");
    }

    private static List<String> alarms(TestServer server) throws Exception {
        List<String> kinds = new ArrayList<>();
        server.json("/api/v1/alarms")
                .path("items")
                .forEach(alarm -> kinds.add(alarm.path("kind").asText()));
        return kinds;
    }

    private static void publish(MessageBus bus, String node, BusMessage message) throws InterruptedException {
        assertTrue(bus.publish(message, SOON), node);
    }

    private static String topic(String node) {
        return Topics.nodeState(HallScript.BRANCH, node);
    }

    private MessageBus forger(TestServer server) {
        MessageBus bus = keep(new PahoMessageBus(
                BusOptions.of(server.mqtt(), "forger", List.of("nothing/at/all")), TestWorkers.told()));
        bus.start();
        await().atMost(SOON).until(() -> bus.state().connected());
        return bus;
    }

    private TestServer server(boolean embedded) throws Exception {
        if (embedded) {
            return keep(new TestServer(folder.resolve("server")).logIn());
        }
        Mosquitto broker = Mosquitto.started(Files.createDirectories(folder.resolve("broker")));
        open.add(broker);
        return keep(TestServer.at(broker.url(), folder.resolve("server")).logIn());
    }

    private TestServer again(TestServer before, boolean embedded) throws Exception {
        return keep(
                embedded
                        ? new TestServer(folder.resolve("server")).logIn()
                        : TestServer.at(before.mqtt(), folder.resolve("server")).logIn());
    }

    private BeatingKiosk kiosk(TestServer server, String node, Duration beat) throws IOException {
        return keep(BeatingKiosk.start(server.mqtt(), node, "boot-of-" + node, beat));
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.add(part);
        return part;
    }

    private static void awaitOnline(TestServer server, String node, boolean online) {
        await().atMost(SOON).until(() -> online(server, node) == online);
    }

    private static boolean online(TestServer server, String node) throws Exception {
        return node(server, node).path("online").asBoolean();
    }

    /** When the silent kiosk was last seen, after everything on its way has arrived. */
    private static Instant lastSeenOfSilent(TestServer server, String node) throws Exception {
        AtomicReference<Instant> seen = new AtomicReference<>(lastSeen(server, node));
        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> {
            Instant now = lastSeen(server, node);
            return now.equals(seen.getAndSet(now));
        });
        return seen.get();
    }

    private static Instant lastSeen(TestServer server, String node) throws Exception {
        return Instant.parse(node(server, node).path("lastSeen").asText());
    }

    private static JsonNode node(TestServer server, String name) throws Exception {
        for (JsonNode node : server.json("/api/v1/nodes").path("items")) {
            if (node.path("node").asText().equals(name)) {
                return node;
            }
        }
        return MissingNode.getInstance();
    }
}
