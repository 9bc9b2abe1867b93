package id.mpp.kiosk.sync;

import id.mpp.bus.MessageBus;
import id.mpp.program.Worker;
import id.mpp.program.Workers;
import id.mpp.wire.Messages;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells the server what happened, in order and without loss: the journal is the outbox, and its cursor moves only on
 * the server's own acknowledgement, which it sends after its commit. A broker's acknowledgement moves nothing: brokers
 * forget.
 *
 * <p>Two threads of its own: {@link RelayReceiver} takes what the broker delivers and never sends, {@link RelaySender}
 * does all sending; {@link SendPlan} holds the rules and {@link RelayDesk} what the two share. A slow or absent broker
 * delays nobody but these two. At a crash nothing is lost: what the server has not acknowledged goes out again at the
 * next start.
 */
public final class OutboxRelay implements AutoCloseable {
    private final MessageBus bus;
    private final DisplayFeed displays;
    private final RelayDesk desk;
    private final Worker in;
    private final Worker out;
    private volatile ServerWord word = ServerWord.UNHEARD;

    /**
     * @param bus made with {@link RelayOptions#bus}; this relay alone takes its deliveries
     * @param devices the kiosk's devices for its state; asked every few seconds, must not wait
     */
    public OutboxRelay(
            RelayOptions options,
            Outbox outbox,
            MessageBus bus,
            DisplayFeed displays,
            Supplier<List<Messages.Device>> devices,
            Workers workers) {
        this(options, outbox, bus, displays, devices, workers, InstantSource.system(), System::nanoTime);
    }

    OutboxRelay(
            RelayOptions options,
            Outbox outbox,
            MessageBus bus,
            DisplayFeed displays,
            Supplier<List<Messages.Device>> devices,
            Workers workers,
            InstantSource clock,
            LongSupplier nanos) {
        this.bus = bus;
        this.displays = displays;
        this.desk = new RelayDesk(options, outbox, clock, nanos);
        this.in = workers.vital("relay-in", new RelayReceiver(options, outbox, bus, desk, () -> word)::run);
        this.out =
                workers.vital("relay-out", new RelaySender(options, outbox, bus, desk, displays, devices, nanos)::run);
    }

    /** Who hears what the server says of the hall; before {@link #start}. */
    public void onWord(ServerWord hearer) {
        word = hearer;
    }

    /** Starts relaying; call it before the bus is started. Waits for nothing. */
    public void start() {
        bus.beforeConnect(desk::disconnected);
        bus.onConnected(() -> {
            displays.repeatAll();
            desk.connected();
        });
        displays.onChange(desk::ring);
        in.start();
        out.start();
    }

    /** The journal has new events; cheap, for the desk to call after each commit. */
    public void wake() {
        if (bus.state().connected()) {
            desk.ring();
        }
    }

    /** How it is; cheap. */
    public RelayStatus status() {
        return desk.status(bus.state());
    }

    /** Says that this node leaves, where a broker is there, and ends within seconds. Close the bus after it. */
    @Override
    public void close() {
        in.mayEnd();
        out.mayEnd();
        desk.close();
        try {
            if (out.isAlive() && !out.join(RelaySender.FAREWELL)) {
                out.interrupt();
                out.join(RelaySender.FAREWELL);
            }
            in.interrupt();
            in.join(RelaySender.FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
