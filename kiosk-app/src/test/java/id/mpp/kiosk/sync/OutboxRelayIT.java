package id.mpp.kiosk.sync;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.bus.BrokerAccess;
import id.mpp.bus.BusMessage;
import id.mpp.bus.BusOptions;
import id.mpp.bus.CuttableLine;
import id.mpp.bus.Delivery;
import id.mpp.bus.MessageBus;
import id.mpp.bus.Mosquitto;
import id.mpp.bus.PahoMessageBus;
import id.mpp.program.TestWorkers;
import id.mpp.testing.Busyness;
import id.mpp.wire.EventBatch;
import id.mpp.wire.Heartbeat;
import id.mpp.wire.Messages;
import id.mpp.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The relay against a real Mosquitto and a tiny server. */
@Timeout(600)
class OutboxRelayIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String OURS = "installation-1";
    private static final String BRANCH = MemoryOutbox.BRANCH;
    private static final String NODE = MemoryOutbox.NODE;
    /** P5: kills of the broker, one every 200 messages. */
    private static final int KILLS = Integer.getInteger("mpp.p5", 5);

    /** P4: events of the time without a network. */
    private static final int BACKLOG = Integer.getInteger("mpp.p4", 6_000);

    private static final int MESSAGES_A_KILL = 200;
    /** So small that every event travels alone. */
    private static final int ONE_EVENT = 10;

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final MemoryOutbox outbox = new MemoryOutbox(OURS);
    private final DisplayFeed displays = new DisplayFeed(BRANCH);
    private final TinyServer.Store store = new TinyServer.Store();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open.reversed()) {
            closeable.close();
        }
    }

    @Test
    void everyEventReachesTheServerWithTheBytesThatWereStored() throws Exception {
        Mosquitto broker = broker();
        outbox.append(3_000);
        server(broker, store);
        OutboxRelay relay = relay(broker.url(), EventBatch.MAX_BYTES);
        awaitAll(3_000);
        outbox.append(10);
        relay.wake();
        awaitAll(3_010);
        assertEquals(0, store.duplicates());
        for (long seq = 1; seq <= 3_010; seq++) {
            assertArrayEquals(outbox.stored(seq), store.stored(seq));
        }
        RelayStatus status = relay.status();
        assertEquals(0, status.unsent());
        assertNotNull(status.lastAckAt());
        assertNull(status.problem());
        assertTrue(status.serverOnline() && status.connected());
    }

    @Test
    void aBrokerKilledEveryTwoHundredMessagesLosesNothing() throws Exception {
        Mosquitto broker = broker();
        server(broker, store);
        OutboxRelay relay = relay(broker.url(), ONE_EVENT);
        int total = (KILLS + 1) * MESSAGES_A_KILL;
        for (int kill = 1; kill <= KILLS; kill++) {
            long published = relay.status().published();
            outbox.append(MESSAGES_A_KILL);
            relay.wake();
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> relay.status().published() - published >= MESSAGES_A_KILL / 2);
            broker.kill();
            outbox.append(kill == KILLS ? MESSAGES_A_KILL : 0);
            broker.start();
        }
        long begin = System.nanoTime();
        awaitAll(total);
        System.out.printf(
                "P5: %d kills, %d events, 0 lost, %d seen twice, %d stalls, drained %d ms after the last start%n",
                KILLS,
                total,
                store.duplicates(),
                relay.status().stalls(),
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
        assertEquals(total, store.size());
    }

    @Test
    @Tag("alone")
    void aBacklogOfThreeDaysIsDrainedWithinAMinute() throws Exception {
        Mosquitto broker = broker();
        server(broker, store);
        outbox.append(BACKLOG);
        long begin = System.nanoTime();
        relay(broker.url(), EventBatch.MAX_BYTES);
        awaitAll(BACKLOG);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf(
                "P4: %d events drained in %d ms, %d seen twice%n", BACKLOG, took.toMillis(), store.duplicates());
        assertTrue(took.toSeconds() < 60 * Busyness.factor());
    }

    @Test
    void aServerThatDiesBeforeItsCommitGetsTheEventsAgain() throws Exception {
        Mosquitto broker = broker();
        TinyServer first = server(broker, store);
        first.dieBeforeCommit = seq -> seq == 50;
        outbox.append(100);
        OutboxRelay relay = relay(broker.url(), ONE_EVENT);
        await().atMost(SOON).until(first::isDead);
        assertTrue(store.through() < 50 && relay.status().acknowledged() < 50);
        first.close();
        server(broker, store);
        awaitAll(100);
    }

    @Test
    void aServerThatDiesBetweenCommitAndAcknowledgementAcknowledgesWhenItComesBack() throws Exception {
        Mosquitto broker = broker();
        TinyServer first = server(broker, store);
        first.dieBeforeAck = seq -> seq == 100;
        outbox.append(100);
        OutboxRelay relay = relay(broker.url(), EventBatch.MAX_BYTES);
        await().atMost(SOON).until(first::isDead);
        assertEquals(100, store.through());
        assertTrue(relay.status().acknowledged() < 100);
        first.close();
        server(broker, store);
        await().atMost(SOON).until(() -> outbox.acknowledged() == 100);
        assertEquals(100, store.size());
    }

    @Test
    void aServerRestoredFromABackupIsRebuiltFromTheJournal() throws Exception {
        Mosquitto broker = broker();
        TinyServer first = server(broker, store);
        outbox.append(400);
        relay(broker.url(), EventBatch.MAX_BYTES);
        awaitAll(400);
        first.close();
        store.restore(123, "epoch-2");
        server(broker, store);
        awaitAll(400);
        assertEquals(400, store.size());
    }

    @Test
    void anAcknowledgementOfAnotherJournalOrBeyondOursMovesNothing() throws Exception {
        Mosquitto broker = broker();
        MessageBus other = bus(broker.url(), "other", "nothing");
        outbox.append(10);
        OutboxRelay relay = relay(broker.url(), EventBatch.MAX_BYTES);
        publishAck(other, new Messages.Ack("installation-2", 7, "s", "e", null, null));
        publishAck(other, new Messages.Ack(OURS, 11, "s", "e", null, null));
        await().atMost(SOON).until(() -> relay.status().problem() != null);
        assertEquals(0, outbox.acknowledged());
        publishAck(other, new Messages.Ack(OURS, 4, "s", "e", null, null));
        await().atMost(SOON).until(() -> outbox.acknowledged() == 4);
        assertNull(relay.status().problem());
    }

    @Test
    void aBrokerThatIsAwayAtStartDelaysNothingButTheRelay() throws Exception {
        Mosquitto broker = new Mosquitto(folder);
        open.add(broker);
        outbox.append(20);
        OutboxRelay relay = relay(broker.url(), EventBatch.MAX_BYTES);
        await().atMost(SOON).until(() -> relay.status().line().contains("refused"));
        assertFalse(relay.status().connected());
        assertEquals(20, relay.status().unsent());
        broker.start();
        server(broker, store);
        awaitAll(20);
    }

    @Test
    void noMoreThanTheWindowGoesAheadOfASilentServerAndItIsRepeated() throws Exception {
        Mosquitto broker = broker();
        TinyServer server = server(broker, store);
        server.silent = true;
        outbox.append(100);
        OutboxRelay relay = relay(broker.url(), ONE_EVENT);
        await().atMost(SOON).until(() -> relay.status().underway() == 8 && store.size() == 8);
        await().atMost(SOON).until(() -> relay.status().stalls() >= 2);
        assertEquals(8, store.size(), "repetitions of the same eight");
        server.silent = false;
        awaitAll(100);
    }

    @Test
    void nothingIsSentWhileTheServerIsAwayAndOneMessageWhereNoneWasEverHeardOf() throws Exception {
        Mosquitto broker = broker();
        MessageBus listener = bus(broker.url(), "listener", Topics.ALL_EVENTS);
        outbox.append(50);
        OutboxRelay relay = relay(broker.url(), ONE_EVENT);
        Delivery probe = take(listener);
        assertEquals(1, EventBatch.split(probe.message().payload()).size());
        assertFalse(relay.status().serverOnline());
        assertTrue(listener.publish(
                BusMessage.retained(Topics.serverState("s"), Messages.write(new Messages.ServerState(false, "e"))),
                SOON));
        await().atMost(SOON).until(() -> listener.poll(Duration.ofSeconds(3)) == null);
        assertTrue(relay.status().published() < 5);
    }

    @Test
    void aResendIsCarriedOutOnceAndAnsweredAsOftenAsItIsAsked() throws Exception {
        Mosquitto broker = broker();
        outbox.append(30);
        outbox.acknowledge(30);
        relay(broker.url(), EventBatch.MAX_BYTES);
        MessageBus server =
                bus(broker.url(), "asking", Topics.ALL_EVENTS, Topics.reply(BRANCH, NODE, "+"), Topics.ALL_NODE_STATES);
        assertTrue(state(server).online() && state(server).proves(), "it says that it is there, and its heart beats");
        ask(server, "c1", new Messages.Command("resend", 5, 9));
        List<EventBatch.Link> links = EventBatch.split(take(server).message().payload());
        assertEquals(5, links.size());
        assertArrayEquals(outbox.stored(5), links.getFirst().stored());
        assertEquals(new Messages.Reply("done", "sent up to 9"), reply(server, "c1"));
        ask(server, "c1", new Messages.Command("resend", 5, 9));
        assertEquals(new Messages.Reply("done", "sent up to 9"), reply(server, "c1"));
        ask(server, "c2", new Messages.Command("resend", 31, 0));
        assertEquals("refused", reply(server, "c2").outcome());
        ask(server, "c3", new Messages.Command("dance", 0, 0));
        assertEquals("refused", reply(server, "c3").outcome());
    }

    @Test
    void theNodeSaysThatItIsThereAndItsWillThatItIsGone() throws Exception {
        Mosquitto broker = broker();
        MessageBus watcher = bus(broker.url(), "watcher", Topics.ALL_NODE_STATES);
        CuttableLine line = new CuttableLine(broker.port());
        open.add(line);
        outbox.append(3);
        relay(line.url(), EventBatch.MAX_BYTES);
        Messages.NodeState here = new Messages.NodeState(
                true, "boot-0001", OURS, "1.0", 3, List.of(device()), Messages.NodeState.HUB, 20, null);
        assertEquals(here, state(watcher));
        assertEquals(here.withBeat(1), state(watcher));
        line.down();
        assertEquals(
                new Messages.NodeState(false, "boot-0001", OURS, "1.0", 0, List.of(), Messages.NodeState.HUB, 20, null),
                state(watcher));
        line.up();
        assertEquals(here, state(watcher), "said again on the new line");
        assertEquals(here.withBeat(2), state(watcher));
        open.removeLast().close();
        assertFalse(state(watcher).online());
    }

    private static Messages.NodeState state(MessageBus watcher) throws Exception {
        return Messages.read(take(watcher).message().payload(), Messages.NodeState.class);
    }

    @Test
    void displaysSeeTheLatestValueAlsoAfterABrokerForgot() throws Exception {
        Mosquitto broker = broker();
        relay(broker.url(), EventBatch.MAX_BYTES);
        MessageBus display = bus(broker.url(), "display", Topics.counterServing(BRANCH, "+"));
        for (int i = 1; i <= 100; i++) {
            displays.serving(new Messages.Serving("A-%03d".formatted(i), "loket-01", "serving"));
        }
        int seen = 0;
        String number = "";
        while (!number.equals("A-100")) {
            number = Messages.read(take(display).message().payload(), Messages.Serving.class)
                    .number();
            seen++;
        }
        assertTrue(seen <= 3, "values in between are left out; saw " + seen);
        broker.kill();
        broker.start();
        assertEquals(
                "A-100",
                Messages.read(take(display).message().payload(), Messages.Serving.class)
                        .number());
    }

    @Test
    void nonsenseFromTheBrokerIsCountedAndPutAside() throws Exception {
        Mosquitto broker = broker();
        outbox.append(5);
        OutboxRelay relay = relay(broker.url(), EventBatch.MAX_BYTES);
        MessageBus other = bus(broker.url(), "other", "nothing");
        assertTrue(other.publish(BusMessage.of(Topics.ack(BRANCH, NODE), new byte[] {'{', 0}), SOON));
        assertTrue(other.publish(BusMessage.of(Topics.command(BRANCH, NODE, "c9"), new byte[0]), SOON));
        await().atMost(SOON).until(() -> relay.status().refused() == 2);
        server(broker, store);
        awaitAll(5);
    }

    private Mosquitto broker() throws IOException {
        Mosquitto broker = Mosquitto.started(folder);
        open.add(broker);
        return broker;
    }

    private TinyServer server(Mosquitto broker, TinyServer.Store into) {
        TinyServer server = new TinyServer(broker.url(), "server-1", into, OURS);
        open.add(server);
        return server;
    }

    private OutboxRelay relay(String url, int batchBytes) {
        RelayOptions options = new RelayOptions(
                new RelayOptions.Relaying(BRANCH, NODE, "boot-0001", "1.0"),
                new RelayOptions.Amounts(8, batchBytes),
                new RelayOptions.Pace(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(200),
                        Duration.ofMillis(200),
                        Heartbeat.EVERY));
        MessageBus bus = new PahoMessageBus(
                options.bus(BrokerAccess.open(url), OURS).withDelays(Duration.ofMillis(50), Duration.ofMillis(400)),
                TestWorkers.told());
        OutboxRelay relay =
                new OutboxRelay(options, outbox, bus, displays, () -> List.of(device()), TestWorkers.told());
        relay.start();
        bus.start();
        open.add(bus);
        open.add(relay);
        return relay;
    }

    private MessageBus bus(String url, String id, String... topics) {
        MessageBus bus = new PahoMessageBus(
                BusOptions.of(url, id, List.of(topics)).withDelays(Duration.ofMillis(50), Duration.ofMillis(400)),
                TestWorkers.told());
        open.addFirst(bus);
        bus.start();
        await().atMost(SOON).until(() -> bus.state().connected());
        return bus;
    }

    private void awaitAll(long seq) {
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            assertEquals(seq, store.through());
            assertEquals(seq, outbox.acknowledged());
        });
    }

    private static void publishAck(MessageBus bus, Messages.Ack ack) throws InterruptedException {
        assertTrue(bus.publish(BusMessage.retained(Topics.ack(BRANCH, NODE), Messages.write(ack)), SOON));
    }

    private static void ask(MessageBus bus, String id, Messages.Command command) throws InterruptedException {
        assertTrue(bus.publish(BusMessage.of(Topics.command(BRANCH, NODE, id), Messages.write(command)), SOON));
    }

    private static Messages.Reply reply(MessageBus bus, String id) throws Exception {
        Delivery delivery = take(bus);
        assertEquals(Topics.reply(BRANCH, NODE, id), delivery.message().topic());
        return Messages.read(delivery.message().payload(), Messages.Reply.class);
    }

    private static Messages.Device device() {
        return new Messages.Device("printer-1", "ticket-printer", "idle", null);
    }

    private static Delivery take(MessageBus bus) throws InterruptedException {
        Delivery delivery = bus.poll(SOON);
        assertNotNull(delivery, "nothing came");
        delivery.acknowledge();
        return delivery;
    }
}
