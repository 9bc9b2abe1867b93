package id.mpp.server.ingest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.bus.BrokerAccess;
import id.mpp.program.TestWorkers;
import id.mpp.server.broker.EmbeddedBroker;
import id.mpp.server.mqtt.HallBus;
import id.mpp.server.sqlite.SqliteDatabase;
import id.mpp.server.sqlite.SqliteEventStore;
import id.mpp.server.testing.FreePort;
import id.mpp.server.testing.HallScript;
import id.mpp.server.testing.TestKiosk;
import id.mpp.wire.Messages.Ack;
import id.mpp.wire.Messages.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The intake against a real embedded broker, with a server that ends at the worst moments. */
@Timeout(600)
class IntakeIT {
    private static final String INSTALLATION = "installation-0001";
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;
    private int port;
    private String url;
    private TestKiosk kiosk;

    @BeforeEach
    void startBroker() throws Exception {
        port = FreePort.find();
        broker = new EmbeddedBroker("127.0.0.1", port, folder.resolve("broker"), line -> {});
        url = "tcp://127.0.0.1:" + port;
        kiosk = new TestKiosk(url, "hub-1").connect();
    }

    @AfterEach
    void stopBroker() {
        kiosk.close();
        broker.close();
    }

    @Test
    void eventsAreAcknowledgedOnceTheyAreCommitted() throws Exception {
        HallScript hall = day();
        try (Server server = new Server(folder.resolve("server.db"), Moment.NEVER)) {
            kiosk.publish(hall.messages());
            Ack ack = kiosk.awaitAck(hall.size());
            assertEquals(INSTALLATION, ack.installation());
            assertEquals(server.store.epoch(), ack.epoch());
            assertEquals("test", ack.server());
        }
    }

    @Test
    void aServerThatDiesBeforeItsCommitLosesNothing() throws Exception {
        HallScript hall = day();
        Path file = folder.resolve("server.db");
        try (Server dying = new Server(file, Moment.BEFORE_COMMIT)) {
            kiosk.publish(hall.messages());
            dying.store.died.await();
        }
        try (Server next = new Server(file, Moment.NEVER)) {
            kiosk.awaitAck(hall.size());
            assertEquals(hall.size(), next.intake.events());
        }
    }

    @Test
    void aServerThatDiesBetweenCommitAndAcknowledgementStoresNothingTwice() throws Exception {
        HallScript hall = day();
        Path file = folder.resolve("server.db");
        try (Server dying = new Server(file, Moment.AFTER_COMMIT)) {
            kiosk.publish(hall.messages());
            dying.store.died.await();
        }
        long committed;
        try (Server next = new Server(file, Moment.NEVER)) {
            kiosk.awaitAck(hall.size());
            committed = hall.size() - next.intake.events();
            assertNotEquals(0, committed);
            assertEquals(hall.size(), next.store.progress().getFirst().through());
        }
    }

    @Test
    void aStoreThatFailsForAWhileKeepsEverythingAtTheBroker() throws Exception {
        HallScript hall = day();
        try (Server server = new Server(folder.resolve("server.db"), Moment.FAILS_TWICE)) {
            kiosk.publish(hall.messages());
            kiosk.awaitAck(hall.size());
            assertEquals(hall.size(), server.intake.events());
        }
    }

    @Test
    void missingEventsAreAskedFor() throws Exception {
        HallScript hall = day();
        try (Server server = new Server(folder.resolve("server.db"), Moment.NEVER)) {
            kiosk.publish(hall.messages(1, 5, 5));
            kiosk.awaitAck(5);
            kiosk.publish(hall.messages(9, hall.size(), 20));
            assertEquals(new Command("resend", 6, 8), kiosk.awaitCommand());
            kiosk.publish(hall.messages(6, 8, 20));
            kiosk.awaitAck(hall.size());
            assertEquals(hall.size(), server.intake.events());
        }
    }

    @Test
    void aServerRestoredFromABackupSaysHowLittleItHas() throws Exception {
        HallScript hall = day();
        String lostEpoch;
        try (Server server = new Server(folder.resolve("lost.db"), Moment.NEVER)) {
            kiosk.present(INSTALLATION, 0);
            kiosk.publish(hall.messages());
            kiosk.awaitAck(hall.size());
            lostEpoch = server.store.epoch();
        }
        try (Server empty = new Server(folder.resolve("empty.db"), Moment.NEVER)) {
            Ack ack = kiosk.awaitAck(0);
            assertNotEquals(lostEpoch, ack.epoch());
            kiosk.publish(hall.messages());
            kiosk.awaitAck(hall.size());
            assertEquals(hall.size(), empty.intake.events());
        }
    }

    @Test
    void poisonDoesNotHoldUpTheOthers() throws Exception {
        HallScript hall = day();
        try (Server server = new Server(folder.resolve("server.db"), Moment.NEVER)) {
            String topic = "mpp/v1/" + HallScript.BRANCH + "/node/hub-1/event";
            kiosk.publish(List.of(new Arrival(topic, new byte[0]), new Arrival(topic, new byte[] {'[', 0})));
            kiosk.publish(hall.messages());
            kiosk.awaitAck(hall.size());
            long letters = server.database.deadLetters();
            assertEquals(2, letters);
        }
    }

    @Test
    void aGapThatClosesByItselfIsNotAskedFor() throws Exception {
        HallScript hall = day();
        try (Server server = new Server(folder.resolve("server.db"), Moment.NEVER)) {
            kiosk.publish(hall.messages(1, 5, 5));
            kiosk.publish(hall.messages(9, 20, 20));
            kiosk.awaitAck(5);
            kiosk.publish(hall.messages(6, 8, 20));
            kiosk.awaitAck(20);
            // This is another gap, which stays. The first question is about this one.
            kiosk.publish(hall.messages(24, hall.size(), 20));
            assertEquals(new Command("resend", 21, 23), kiosk.awaitCommand());
            assertTrue(server.intake.events() > 0);
        }
    }

    @Test
    void aFaultOfOurOwnCodeAtOneMessageHoldsUpNoOther() throws Exception {
        HallScript hall = day();
        try (Server server = new Server(folder.resolve("server.db"), Moment.FAILS_AT_POISON)) {
            kiosk.publish(List.of(new Arrival("mpp/v1/poison/node/hub-1/event", new byte[] {'x'})));
            kiosk.publish(hall.messages());
            kiosk.awaitAck(hall.size());
            assertEquals(hall.size(), server.intake.events());
            assertTrue(server.intake.faults() > 0);
        }
    }

    @Test
    void afterABrokerRestartTheAcknowledgementsAreSaidAgain() throws Exception {
        HallScript hall = day();
        try (Server server = new Server(folder.resolve("server.db"), Moment.NEVER)) {
            kiosk.publish(hall.messages(1, 5, 5));
            kiosk.awaitAck(5);
            broker.close();
            await().atMost(SOON).until(() -> !server.bus.bus().state().connected());
            kiosk.forgetAcks();
            broker = new EmbeddedBroker("127.0.0.1", port, folder.resolve("broker"), line -> {});
            kiosk.awaitAck(5);
            kiosk.publish(hall.messages(6, hall.size(), 5));
            kiosk.awaitAck(hall.size());
        }
    }

    private static HallScript day() {
        HallScript hall = new HallScript(INSTALLATION).openDay().open("loket-01");
        for (int i = 0; i < 20; i++) {
            hall.take("ktp-rekam");
            hall.wait(Duration.ofMinutes(3))
                    .callNext("loket-01")
                    .wait(Duration.ofMinutes(2))
                    .finish("loket-01");
        }
        return hall;
    }

    private enum Moment {
        NEVER,
        BEFORE_COMMIT,
        AFTER_COMMIT,
        FAILS_TWICE,
        FAILS_AT_POISON
    }

    /** Ends its thread at a chosen moment, like a crash: nothing happens after that moment. */
    private static final class DyingStore implements EventStore {
        private final EventStore store;
        private final Moment moment;
        private final CountDownLatch died = new CountDownLatch(1);
        private int failures;

        DyingStore(EventStore store, Moment moment) {
            this.store = store;
            this.moment = moment;
        }

        @Override
        public Committed append(Arrivals arrivals) throws StoreException {
            if (moment == Moment.FAILS_TWICE && failures++ < 2) {
                throw new StoreException("the disk is full", new IllegalStateException("test"));
            }
            if (moment == Moment.FAILS_AT_POISON
                    && arrivals.deadLetters().stream()
                            .anyMatch(each -> !each.reason().contains("failed at it"))) {
                throw new IllegalStateException("a fault of the program, made by the test");
            }
            if (moment == Moment.BEFORE_COMMIT) {
                throw death();
            }
            Committed committed = store.append(arrivals);
            if (moment == Moment.AFTER_COMMIT) {
                throw death();
            }
            return committed;
        }

        private ThreadDeathInTest death() {
            died.countDown();
            return new ThreadDeathInTest();
        }

        @Override
        public String epoch() {
            return store.epoch();
        }

        @Override
        public Optional<Found> find(String installation, long seq) throws StoreException {
            return store.find(installation, seq);
        }

        @Override
        public List<Progress> progress() throws StoreException {
            return store.progress();
        }

        @Override
        public void rebuild() throws StoreException {
            store.rebuild();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static final class ThreadDeathInTest extends Error {
        private static final long serialVersionUID = 1;

        ThreadDeathInTest() {
            super("the server dies here", null, false, false);
        }
    }

    private static final class Letters {
        private final SqliteDatabase database;

        Letters(SqliteDatabase database) {
            this.database = database;
        }

        long deadLetters() {
            return new id.mpp.server.sqlite.SqliteFleetReader(database)
                    .deadLetters(0, 100)
                    .size();
        }
    }

    private final class Server implements AutoCloseable {
        private final Letters database;
        private final DyingStore store;
        private final HallBus bus;
        private final Acknowledger acknowledger;
        private final EventIntake intake;

        Server(Path file, Moment moment) throws StoreException {
            SqliteDatabase opened = new SqliteDatabase(file);
            database = new Letters(opened);
            store = new DyingStore(new SqliteEventStore(opened, InstantSource.system()), moment);
            bus = new HallBus(BrokerAccess.open(url), "test", store.epoch(), TestWorkers.told());
            acknowledger = new Acknowledger(bus.bus(), store, "test", TestWorkers.told());
            intake = new EventIntake(
                    bus.bus(),
                    store,
                    new IntakeListener() {
                        @Override
                        public void handleCommit(Committed committed) {
                            acknowledger.sayCommitted(committed.progress());
                        }

                        @Override
                        public void handlePresence(String topic, byte[] payload, boolean kept) {
                            acknowledger.greet(NodeAddress.ofTopic(topic).orElseThrow(), INSTALLATION);
                        }
                    },
                    TestWorkers.told());
            bus.bus().onConnected(acknowledger::sayAgain);
            acknowledger.start();
            intake.start();
            bus.start();
            await().atMost(SOON).until(() -> bus.bus().state().connected());
        }

        @Override
        public void close() {
            bus.close();
            intake.close();
            acknowledger.close();
            store.close();
        }
    }
}
