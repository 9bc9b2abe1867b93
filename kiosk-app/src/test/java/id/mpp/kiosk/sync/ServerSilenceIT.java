package id.mpp.kiosk.sync;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.bus.BrokerAccess;
import id.mpp.bus.BusMessage;
import id.mpp.bus.BusOptions;
import id.mpp.bus.MessageBus;
import id.mpp.bus.Mosquitto;
import id.mpp.bus.PahoMessageBus;
import id.mpp.program.TestWorkers;
import id.mpp.wire.Messages;
import id.mpp.wire.Messages.ServerState;
import id.mpp.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kiosk at a broker that keeps the word of a server that is dead. The kiosk's heart and the servers' beat faster than
 * the product's.
 */
@Timeout(300)
class ServerSilenceIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String OURS = "installation-1";

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final MemoryOutbox outbox = new MemoryOutbox(OURS);

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open.reversed()) {
            closeable.close();
        }
    }

    @Test
    void aServerThatIsSilentIsToldHoldsTheTrafficAndIsOnlineAgainAtItsFirstBeat() throws Exception {
        Mosquitto broker = broker("one");
        MessageBus server = bus(broker.url());
        say(server, BusMessage.retained(topic(), Messages.write(state(null))));
        OutboxRelay relay = relay(broker.url());
        await().atMost(SOON).until(() -> relay.status().serverOnline());
        await().atMost(SOON).until(() -> alarms(relay).equals(List.of("server-silent")));
        assertFalse(relay.status().serverOnline());
        outbox.append(5);
        relay.wake();
        assertEquals(0, relay.status().published(), "nothing goes out to a server that is not heard");
        say(server, BusMessage.expiring(topic(), Messages.write(state(2L)), Duration.ofSeconds(1)));
        await().atMost(SOON)
                .until(() -> relay.status().serverOnline() && relay.status().published() > 0);
        assertEquals(List.of(), alarms(relay));
    }

    @Test
    void ofSeveralBrokersTheNextOneIsTriedWhereNoServerIsHeard() throws Exception {
        Mosquitto dead = broker("dead");
        say(bus(dead.url()), BusMessage.retained(topic(), Messages.write(state(null))));
        Mosquitto lively = broker("lively");
        TinyServer.Store store = new TinyServer.Store();
        open.add(new TinyServer(lively.url(), "server-1", store, OURS));
        outbox.append(40);
        OutboxRelay relay = relay(dead.url(), lively.url());
        await().atMost(SOON).until(() -> outbox.acknowledged() == 40);
        assertEquals(40, store.size());
        assertTrue(relay.status().line().contains(lively.url()), relay.status().line());
        assertTrue(relay.status().serverOnline(), "a server of an older version is held to no beat");
    }

    private static List<String> alarms(OutboxRelay relay) {
        return relay.status().alarms().stream().map(RelayAlarm::code).toList();
    }

    private static ServerState state(@Nullable Long beat) {
        return new ServerState(true, "epoch-1", 1, beat);
    }

    private static String topic() {
        return Topics.serverState("main");
    }

    private static void say(MessageBus bus, BusMessage message) throws InterruptedException {
        assertTrue(bus.publish(message, SOON));
    }

    private Mosquitto broker(String name) throws IOException {
        Mosquitto broker = Mosquitto.started(Files.createDirectories(folder.resolve(name)));
        open.add(broker);
        return broker;
    }

    private MessageBus bus(String url) {
        MessageBus bus = new PahoMessageBus(BusOptions.of(url, "other", List.of("nothing/at/all")), TestWorkers.told());
        open.add(bus);
        bus.start();
        await().atMost(SOON).until(() -> bus.state().connected());
        return bus;
    }

    private OutboxRelay relay(String... urls) {
        RelayOptions options = RelayOptions.of(MemoryOutbox.BRANCH, MemoryOutbox.NODE, "boot-0001", "1.0")
                .withBeat(Duration.ofSeconds(1));
        BrokerAccess first = BrokerAccess.open(urls[0]);
        BrokerAccess access =
                new BrokerAccess(first.keys(), List.of(urls), first.user(), first.password(), first.tls());
        MessageBus bus = new PahoMessageBus(
                options.bus(access, OURS).withDelays(Duration.ofMillis(50), Duration.ofMillis(400)),
                TestWorkers.told());
        OutboxRelay relay = new OutboxRelay(
                options, outbox, bus, new DisplayFeed(MemoryOutbox.BRANCH), List::of, TestWorkers.told());
        relay.start();
        bus.start();
        open.add(bus);
        open.add(relay);
        return relay;
    }
}
