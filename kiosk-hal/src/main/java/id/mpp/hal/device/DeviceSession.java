package id.mpp.hal.device;

import id.mpp.hal.device.Patience.GivenUpException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One opening of a device, from {@link #open} until it is lost; the driver reaches the device through it. Belongs to
 * the thread that serves it. Every call throws {@link GivenUpException} once the supervisor has replaced that thread.
 */
public final class DeviceSession {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceSession.class);

    private final String name;
    private final String kind;
    private final BiConsumer<DeviceSession, DeviceStatus> reports;
    private final Patience patience = new Patience();
    private final Deque<Closeable> held = new ConcurrentLinkedDeque<>();
    private final long begunNanos = System.nanoTime();
    private volatile boolean ready;
    private volatile BooleanSupplier presence = () -> true;

    DeviceSession(String name, String kind, BiConsumer<DeviceSession, DeviceStatus> reports) {
        this.name = name;
        this.kind = kind;
        this.reports = reports;
    }

    /** Opens something of the device within {@code limit}; it is closed when the session ends, the latest first. */
    public <T extends Closeable> T open(Duration limit, DeviceCall<T> opening)
            throws IOException, InterruptedException, GivenUpException {
        return call(limit, () -> {
            T opened = opening.call();
            held.push(opened);
            return opened;
        });
    }

    /**
     * A call that hangs when it takes longer than {@code limit}; the thread is then given up and the device opened
     * anew.
     */
    public <T extends @Nullable Object> T call(Duration limit, DeviceCall<T> call)
            throws IOException, InterruptedException, GivenUpException {
        patience.begin(limit);
        try {
            return call.call();
        } finally {
            patience.end();
        }
    }

    /** A call that may rightly wait for good, such as the reading of a scanner. */
    public <T extends @Nullable Object> T await(DeviceCall<T> call)
            throws IOException, InterruptedException, GivenUpException {
        patience.check();
        try {
            return call.call();
        } finally {
            patience.check();
        }
    }

    /**
     * From now on {@code isThere} is asked several times a second on the watching thread, and the session ends when it
     * says no: for devices whose blocked reader does not notice the unplugging. It must look at names only, never touch
     * the device.
     */
    public void watchPresence(BooleanSupplier isThere) {
        presence = isThere;
    }

    /** The device works and nothing is wrong. */
    public void ready() throws GivenUpException {
        report(Power.ONLINE, DeviceState.IDLE, List.of(), "");
    }

    /** How the device is now; see {@link DeviceStatus#of}. The first report says that it was opened. */
    public void report(Power power, DeviceState state, List<String> conditions, String detail) throws GivenUpException {
        patience.check();
        ready = true;
        reports.accept(this, DeviceStatus.of(kind, power, state, conditions, detail));
    }

    Patience patience() {
        return patience;
    }

    boolean isThere() {
        return presence.getAsBoolean();
    }

    /** Whether it was reported how the device is, which says that it was opened. */
    public boolean isReady() {
        return ready;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    /** Also called by the one that gives this session up; a close that hangs then hangs there. */
    void closeHeld() {
        for (Closeable next = held.poll(); next != null; next = held.poll()) {
            try {
                next.close();
            } catch (IOException e) {
                LOG.info("{}: closing failed: {}", name, e.getMessage());
            }
        }
    }
}
