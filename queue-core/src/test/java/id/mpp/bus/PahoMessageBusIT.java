package id.mpp.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.program.TestWorkers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bus against a real Mosquitto. */
@Timeout(600)
class PahoMessageBusIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration MOMENT = Duration.ofMillis(300);

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
    void whatOneSendsTheOtherReceivesInOrder() throws Exception {
        Mosquitto broker = broker();
        MessageBus kiosk = connected(options(broker, "kiosk", "to/kiosk"));
        MessageBus server = connected(options(broker, "server", "to/server"));
        for (int i = 0; i < 500; i++) {
            CompletableFuture<Void> sent = kiosk.send(BusMessage.of("to/server", text(i)));
            assertFalse(sent.isCompletedExceptionally());
        }
        for (int i = 0; i < 500; i++) {
            Delivery delivery = take(server);
            assertEquals(Integer.toString(i), new String(delivery.message().payload(), UTF_8));
            delivery.acknowledge();
        }
        await().atMost(SOON).until(() -> kiosk.state().sent() == 500);
    }

    @Test
    void aMessageThatWasNotAcknowledgedComesAgain() throws Exception {
        Mosquitto broker = broker();
        MessageBus sender = connected(options(broker, "sender", "to/sender"));
        MessageBus first = connected(options(broker, "receiver", "to/receiver"));
        assertTrue(sender.publish(BusMessage.of("to/receiver", text(1)), SOON));
        assertTrue(sender.publish(BusMessage.of("to/receiver", text(2)), SOON));
        take(first).acknowledge();
        take(first);
        first.close();
        MessageBus again = connected(options(broker, "receiver", "to/receiver"));
        assertEquals("2", new String(take(again).message().payload(), UTF_8));
        assertNull(again.poll(MOMENT));
    }

    @Test
    void aBrokerThatIsAwayAtStartIsFoundWhenItComes() throws Exception {
        Mosquitto broker = new Mosquitto(folder);
        open.add(broker);
        MessageBus bus = started(options(broker, "early", "to/early"));
        await().atMost(SOON).until(() -> bus.state().lastError() != null);
        assertFalse(bus.publish(BusMessage.of("to/early", text(1)), MOMENT));
        assertTrue(bus.state().toString().startsWith("not connected to " + broker.url()));
        broker.start();
        awaitConnected(bus);
        assertTrue(bus.publish(BusMessage.of("to/early", text(2)), SOON));
        assertEquals("2", new String(take(bus).message().payload(), UTF_8));
    }

    @Test
    void afterABrokerWasKilledItConnectsAgainAndSubscribesAgain() throws Exception {
        Mosquitto broker = broker();
        AtomicInteger connects = new AtomicInteger();
        MessageBus bus = new PahoMessageBus(options(broker, "again", "to/again"), TestWorkers.told());
        open.add(bus);
        AtomicInteger ahead = new AtomicInteger();
        bus.beforeConnect(ahead::incrementAndGet);
        bus.onConnected(() -> {
            connects.incrementAndGet();
            assertTrue(ahead.get() >= connects.get());
        });
        bus.start();
        awaitConnected(bus);
        for (int round = 1; round <= 3; round++) {
            broker.kill();
            await().atMost(SOON).until(() -> !bus.state().connected());
            broker.start();
            awaitConnected(bus);
            byte[] payload = text(round);
            await().atMost(SOON).until(() -> bus.publish(BusMessage.of("to/again", payload), SOON));
            Delivery delivery = take(bus);
            assertEquals(Integer.toString(round), new String(delivery.message().payload(), UTF_8));
            delivery.acknowledge();
        }
        assertTrue(connects.get() >= 4 && ahead.get() >= connects.get());
        assertEquals(connects.get(), bus.state().connections());
    }

    @Test
    void whatIsInFlightWhenTheBrokerDiesFailsAtOnceAndNobodyWaits() throws Exception {
        Mosquitto broker = broker();
        MessageBus bus = connected(options(broker, "flight", "to/flight").withBounds(16, 4));
        broker.freeze();
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sent.add(bus.send(BusMessage.of("elsewhere", text(i))));
        }
        CountDownLatch fifth = new CountDownLatch(1);
        Thread blocked = Thread.ofVirtual().start(() -> {
            try {
                assertFalse(bus.publish(BusMessage.of("elsewhere", text(5)), SOON));
                fifth.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertFalse(fifth.await(MOMENT.toMillis(), TimeUnit.MILLISECONDS), "the window has four places");
        broker.kill();
        assertTrue(fifth.await(90, TimeUnit.SECONDS));
        blocked.join();
        for (CompletableFuture<Void> one : sent) {
            ExecutionException failure = assertThrows(ExecutionException.class, () -> one.get(90, TimeUnit.SECONDS));
            assertTrue(failure.getCause() instanceof BusException);
        }
    }

    @Test
    void aFrozenBrokerIsNoticedByTheMissingSignOfLife() throws Exception {
        Mosquitto broker = broker();
        MessageBus bus = connected(
                options(broker, "pulse", "to/pulse").withPulse(Duration.ofMillis(200), Duration.ofMillis(500)));
        broker.freeze();
        await().atMost(SOON).until(() -> !bus.state().connected());
        assertTrue(String.valueOf(bus.state().lastError()).contains("no answer within"), bus.state()::toString);
        broker.thaw();
        awaitConnected(bus);
    }

    @Test
    void theSignOfLifeKeepsAQuietLineAndRepeatsNoRetainedMessage() throws Exception {
        Mosquitto broker = broker();
        MessageBus bus =
                connected(options(broker, "quiet", "kept").withPulse(Duration.ofMillis(50), Duration.ofSeconds(2)));
        assertTrue(bus.publish(BusMessage.retained("kept", text(1)), SOON));
        take(bus).acknowledge();
        assertNull(bus.poll(Duration.ofSeconds(2)), "forty pulses and no copy");
        assertEquals(1, bus.state().connections());
    }

    @Test
    void aSlowReaderHoldsTheBrokerBackAndLosesNothing() throws Exception {
        Mosquitto broker = broker();
        BusOptions slow = options(broker, "slow", "to/slow")
                .withBounds(4, 4)
                .withPulse(Duration.ofMillis(200), Duration.ofMillis(400));
        MessageBus reader = connected(slow);
        MessageBus sender = connected(options(broker, "fast", "to/fast"));
        for (int i = 0; i < 200; i++) {
            assertTrue(sender.publish(BusMessage.of("to/slow", text(i)), SOON));
        }
        await().pollDelay(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> reader.state().waiting() == 4);
        assertEquals(4, reader.state().received());
        assertTrue(reader.state().connected(), "waiting for room is no dead line");
        for (int i = 0; i < 200; i++) {
            Delivery delivery = take(reader);
            assertEquals(Integer.toString(i), new String(delivery.message().payload(), UTF_8));
            delivery.acknowledge();
        }
        assertEquals(1, reader.state().connections());
    }

    @Test
    void theWillIsPublishedWhenAProgramVanishesAndNotWhenItLeaves() throws Exception {
        Mosquitto broker = broker();
        BusMessage will = BusMessage.retained("state/a", "gone".getBytes(UTF_8));
        MessageBus watcher = connected(options(broker, "watcher", "state/+"));
        MessageBus polite = connected(options(broker, "a", "to/a").withWill(will));
        polite.close();
        assertNull(watcher.poll(MOMENT));
        CuttableLine line = new CuttableLine(broker.port());
        open.add(line);
        BusOptions throughLine = BusOptions.of(line.url(), "a", List.of("to/a")).withWill(will);
        MessageBus lonely = connected(throughLine);
        line.cut();
        await().atMost(SOON).until(() -> lonely.state().connections() == 2);
        assertNull(watcher.poll(MOMENT), "who is back at once was not gone");
        line.down();
        Delivery delivery = take(watcher);
        assertEquals("gone", new String(delivery.message().payload(), UTF_8));
    }

    @Test
    void twoProgramsWithOneIdAreToldSo() throws Exception {
        Mosquitto broker = broker();
        MessageBus first = connected(options(broker, "twin", "to/twin"));
        MessageBus second = connected(options(broker, "twin", "to/twin"));
        await().atMost(SOON).until(() -> first.state().lastError() != null);
        assertTrue(String.valueOf(first.state().lastError()).contains("client id 'twin'"), first.state()::toString);
        assertNotNull(second);
    }

    @Test
    void anUnusableAddressIsSaidInWords() throws Exception {
        MessageBus bus = started(BusOptions.of("nonsense", "n", List.of("t")));
        await().atMost(SOON).until(() -> bus.state().lastError() != null);
        assertTrue(String.valueOf(bus.state().lastError()).contains("cannot use 'nonsense' as a broker"));
    }

    @Test
    void closingDuringAnAttemptDoesNotHang() throws Exception {
        Mosquitto broker = broker();
        broker.freeze();
        MessageBus bus = started(options(broker, "closing", "to/closing"));
        long begin = System.nanoTime();
        bus.close();
        assertTrue(Duration.ofNanos(System.nanoTime() - begin).compareTo(Duration.ofSeconds(30)) < 0);
        broker.thaw();
    }

    private Mosquitto broker() throws IOException {
        Mosquitto broker = Mosquitto.started(folder);
        open.add(broker);
        return broker;
    }

    private static BusOptions options(Mosquitto broker, String id, String... topics) {
        return BusOptions.of(broker.url(), id, List.of(topics))
                .withDelays(Duration.ofMillis(50), Duration.ofMillis(500));
    }

    private MessageBus started(BusOptions options) {
        MessageBus bus = new PahoMessageBus(options, TestWorkers.told());
        open.add(bus);
        bus.start();
        return bus;
    }

    private MessageBus connected(BusOptions options) {
        MessageBus bus = started(options);
        awaitConnected(bus);
        return bus;
    }

    private static void awaitConnected(MessageBus bus) {
        await().atMost(SOON).until(() -> bus.state().connected());
    }

    private static Delivery take(MessageBus bus) throws InterruptedException {
        Delivery delivery = bus.poll(SOON);
        assertNotNull(delivery, "nothing came");
        return delivery;
    }

    private static byte[] text(int number) {
        return Integer.toString(number).getBytes(UTF_8);
    }
}
