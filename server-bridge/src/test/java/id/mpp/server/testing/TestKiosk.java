package id.mpp.server.testing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.bus.BusMessage;
import id.mpp.bus.BusOptions;
import id.mpp.bus.Delivery;
import id.mpp.bus.MessageBus;
import id.mpp.bus.PahoMessageBus;
import id.mpp.program.TestWorkers;
import id.mpp.server.ingest.Arrival;
import id.mpp.wire.Messages;
import id.mpp.wire.Messages.Ack;
import id.mpp.wire.Messages.Command;
import id.mpp.wire.Messages.NodeState;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The other end of the line: publishes what a kiosk would and collects what the server answers. */
public final class TestKiosk implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration TRY = Duration.ofMillis(500);

    private final String node = HallScript.NODE.value();
    private final MessageBus bus;
    private final BlockingQueue<Ack> acks = new LinkedBlockingQueue<>();
    private final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();
    private final Thread listener;
    private volatile boolean ending;

    public TestKiosk(String url, String clientId) {
        bus = new PahoMessageBus(
                BusOptions.of(
                        url,
                        clientId,
                        List.of(Topics.ack(HallScript.BRANCH, node), Topics.commands(HallScript.BRANCH, node))),
                TestWorkers.told());
        listener = Thread.ofPlatform().name("test-kiosk").unstarted(this::listen);
    }

    public TestKiosk connect() {
        bus.start();
        await().atMost(SOON).until(() -> bus.state().connected());
        listener.start();
        return this;
    }

    /** In order; what the broker does not take, because it was lost meanwhile, is sent again as a kiosk does. */
    public void publish(List<Arrival> messages) {
        for (Arrival message : messages) {
            await().atMost(SOON.multipliedBy(2))
                    .until(() -> bus.publish(BusMessage.of(message.topic(), message.payload()), SOON));
        }
    }

    /** Publishes as far as the broker takes it; without a broker nothing. */
    public void offer(List<Arrival> messages, Duration patience) throws InterruptedException {
        bus.start();
        listener.start();
        long deadline = System.nanoTime() + patience.toNanos();
        while (!bus.state().connected() && System.nanoTime() < deadline) {
            listener.join(Duration.ofMillis(50));
        }
        for (Arrival message : messages) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative()) {
                return;
            }
            bus.publish(BusMessage.of(message.topic(), message.payload()), left.compareTo(TRY) < 0 ? left : TRY);
        }
    }

    public void present(String installation, long outbox) throws InterruptedException {
        NodeState state = new NodeState(true, "boot-0001", installation, "0.1.0", outbox, List.of());
        assertTrue(bus.publish(
                BusMessage.retained(Topics.nodeState(HallScript.BRANCH, node), Messages.write(state)), SOON));
    }

    /** Only what comes from now on counts; waits until the broker is gone, so that nothing old is on its way. */
    public void forgetAcks() {
        await().atMost(SOON).until(() -> !bus.state().connected());
        acks.clear();
    }

    /** Waits for the acknowledgement that all up to {@code through} is committed. */
    public Ack awaitAck(long through) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (true) {
            Ack ack = acks.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertTrue(ack != null, "no acknowledgement through " + through);
            if (ack.through() == through) {
                return ack;
            }
        }
    }

    public Command awaitCommand() throws InterruptedException {
        Command command = commands.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        assertTrue(command != null, "no command");
        return command;
    }

    private void listen() {
        try {
            while (!ending) {
                Delivery delivery = bus.poll(Duration.ofMillis(200));
                if (delivery != null) {
                    handleDelivery(delivery);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handleDelivery(Delivery delivery) {
        try {
            if (delivery.message().topic().endsWith("/ack")) {
                acks.add(Messages.read(delivery.message().payload(), Ack.class));
            } else {
                commands.add(Messages.read(delivery.message().payload(), Command.class));
            }
        } catch (id.mpp.wire.EventFormatException e) {
            throw new AssertionError(delivery.message().topic(), e);
        }
        delivery.acknowledge();
    }

    @Override
    public void close() {
        ending = true;
        bus.close();
    }
}
