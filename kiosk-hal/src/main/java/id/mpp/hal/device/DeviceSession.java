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
 * One opening of a device, from {@link #open} until the device is lost. The driver reaches the device through it. It
 * belongs to the thread that serves it. Every call throws {@link GivenUpException} once the supervisor has replaced
 * that thread.
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

    /** Opens a part of the device within {@code limit}. The session closes its parts when it ends, the latest first. */
    public <T extends Closeable> T open(Duration limit, DeviceCall<T> opening)
            throws IOException, InterruptedException, GivenUpException {
        return call(limit, () -> {
            T opened = opening.call();
            held.push(opened);
            return opened;
        });
    }

    /**
     * Makes a call to the device. A call that takes longer than {@code limit} counts as hanging: its thread is then
     * given up, and the device is opened anew.
     */
    public <T extends @Nullable Object> T call(Duration limit, DeviceCall<T> call)
            throws IOException, InterruptedException, GivenUpException {
        patience.beginCall(limit);
        try {
            return call.call();
        } finally {
            patience.endCall();
        }
    }

    /** Makes a call that may wait for any time, such as reading from a scanner. */
    public <T extends @Nullable Object> T await(DeviceCall<T> call)
            throws IOException, InterruptedException, GivenUpException {
        patience.checkNotGivenUp();
        try {
            return call.call();
        } finally {
            patience.checkNotGivenUp();
        }
    }

    /**
     * Makes the watching thread ask {@code isThere} several times a second from now on. The session ends when the
     * answer is no. This is for devices whose blocked reader does not notice that they were unplugged. {@code isThere}
     * must look at names only and never touch the device.
     */
    public void watchPresence(BooleanSupplier isThere) {
        presence = isThere;
    }

    /** Reports that the device works and nothing is wrong. */
    public void reportReady() throws GivenUpException {
        report(Power.ONLINE, DeviceState.IDLE, List.of(), "");
    }

    /**
     * Reports how the device is now; see {@link DeviceStatus#of}. The first report also says that the device was
     * opened.
     */
    public void report(Power power, DeviceState state, List<String> conditions, String detail) throws GivenUpException {
        patience.checkNotGivenUp();
        ready = true;
        reports.accept(this, DeviceStatus.of(kind, power, state, conditions, detail));
    }

    Patience patience() {
        return patience;
    }

    boolean isThere() {
        return presence.getAsBoolean();
    }

    /** Whether there was a report, which means that the device was opened. */
    public boolean isReady() {
        return ready;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    /**
     * Closes the parts of the device. Whoever gives this session up calls it too; a close that hangs then hangs on that
     * thread.
     */
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
