package id.mpp.kiosk.sync;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.bus.BrokerAccess;
import id.mpp.bus.BusMessage;
import id.mpp.bus.BusOptions;
import id.mpp.bus.MessageBus;
import id.mpp.bus.Mosquitto;
import id.mpp.bus.PahoMessageBus;
import id.mpp.program.TestWorkers;
import id.mpp.wire.Messages;
import id.mpp.wire.Messages.NodeState;
import id.mpp.wire.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two hubs of one hall at a real broker, with hearts that beat faster than the product's. */
@Timeout(300)
class OtherHubsIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open.reversed()) {
            closeable.close();
        }
    }

    @Test
    void eachOfTwoHubsTellsOfTheOtherUntilItIsSilent() throws Exception {
        Mosquitto broker = broker();
        OutboxRelay first = relay(broker, "hub-1");
        OutboxRelay second = relay(broker, "hub-2");
        await().atMost(SOON)
                .until(() ->
                        told(first).equals(List.of("hub-2")) && told(second).equals(List.of("hub-1")));
        assertTrue(
                first.status().alarms().getFirst().sentence().contains("another hub of this hall is running: hub-2"));
        open.removeLast().close();
        await().atMost(SOON).until(() -> told(first).isEmpty());
    }

    @Test
    void aStateThatTheBrokerKeepsAndAHubOfAnotherHallAreNoSecondHub() throws Exception {
        Mosquitto broker = broker();
        MessageBus other =
                new PahoMessageBus(BusOptions.of(broker.url(), "other", List.of("nothing/at/all")), TestWorkers.told());
        open.add(other);
        other.start();
        await().atMost(SOON).until(() -> other.state().connected());
        NodeState state = new NodeState(true, "b", "i", "1", 0, List.of(), NodeState.HUB, 1, null);
        assertTrue(other.publish(
                BusMessage.retained(Topics.nodeState(MemoryOutbox.BRANCH, "hub-2"), Messages.write(state)), SOON));
        OutboxRelay relay = relay(broker, "hub-1");
        await().during(Duration.ofSeconds(4)).atMost(SOON).until(() -> {
            other.publish(
                    BusMessage.of(Topics.nodeState("elsewhere", "hub-2"), Messages.write(state.withBeat(1))), SOON);
            return told(relay).isEmpty();
        });
    }

    @Test
    void aBrokerThatDoesNotLetAKioskHearItsHallTakesItsEventsAllTheSame() throws Exception {
        Path rules = Files.writeString(folder.resolve("acl"), """
            topic readwrite mpp/v1/%1$s/node/hub-1/#
            topic read mpp/v1/server/+/state
            """.formatted(MemoryOutbox.BRANCH));
        Mosquitto broker = Mosquitto.started(folder, "acl_file " + rules);
        open.add(broker);
        OutboxRelay relay = relay(broker, "hub-1");
        await().atMost(SOON).until(() -> relay.status().connected());
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> relay.status().connected());
        assertEquals(List.of(), told(relay));
    }

    private static List<String> told(OutboxRelay relay) {
        return relay.status().alarms().stream()
                .filter(alarm -> alarm.code().equals("two-hubs"))
                .flatMap(alarm -> alarm.values().stream())
                .toList();
    }

    private Mosquitto broker() throws Exception {
        Mosquitto broker = Mosquitto.started(folder);
        open.add(broker);
        return broker;
    }

    private OutboxRelay relay(Mosquitto broker, String node) {
        RelayOptions options = RelayOptions.of(MemoryOutbox.BRANCH, node, "boot-of-" + node, "1.0")
                .withBeat(Duration.ofSeconds(1));
        String installation = "installation-of-" + node;
        MessageBus bus =
                new PahoMessageBus(options.bus(BrokerAccess.open(broker.url()), installation), TestWorkers.told());
        OutboxRelay relay = new OutboxRelay(
                options,
                new MemoryOutbox(installation),
                bus,
                new DisplayFeed(MemoryOutbox.BRANCH),
                List::of,
                TestWorkers.told());
        relay.start();
        bus.start();
        open.add(() -> {
            relay.close();
            bus.close();
        });
        return relay;
    }
}
