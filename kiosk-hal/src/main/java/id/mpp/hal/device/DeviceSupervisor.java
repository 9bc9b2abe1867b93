package id.mpp.hal.device;

import id.mpp.hal.device.Patience.GivenUpException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one device going: opens it, watches it, opens it again after it was lost, with a growing pause, and tells how it is.
 *
 * <p>Threads: each opening has a platform thread of its own, on which the {@link DeviceDriver} works, for a call that hangs in a
 * device can be freed neither by an interrupt nor by closing, and such a thread has to be given up and replaced. At most
 * {@value #STUCK_THREADS_AT_MOST} are left hanging at a time; with more the device waits until one comes back. A virtual
 * thread watches, and another tells the listeners in order, so that a slow listener holds up neither.
 */
public final class DeviceSupervisor implements Device {

    /** Each holds about 1 MB of address space and an open device, so there must be an end. */
    public static final int STUCK_THREADS_AT_MOST = 4;

    private static final Logger LOG = LoggerFactory.getLogger(DeviceSupervisor.class);

    /** For the driver to end in order, and again for the listeners. */
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(400);

    private final String id;
    private final String kind;
    private final DeviceDriver driver;
    private final DeviceTiming timing;
    private final ReopenPause pause;
    private final List<Consumer<DeviceStatus>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService delivery;
    private final ScheduledExecutorService watch;
    private final List<Thread> stuck = new ArrayList<>();

    private @Nullable DeviceSession session;
    private @Nullable Thread sessionThread;
    private boolean running;
    private volatile DeviceStatus status;

    /**
     * A device that is not touched before {@link #start()}.
     *
     * @param kind first part of its message keys; needs sentences for {@code ok}, {@code off}, {@code offline}, {@code unknown}, {@code
     *     closed}, {@code stalled} and for each condition that the driver reports
     */
    public DeviceSupervisor(String id, String kind, DeviceDriver driver, DeviceTiming timing) {
        this.id = id;
        this.kind = kind;
        this.driver = driver;
        this.timing = timing;
        this.pause = new ReopenPause(timing.reopenFirst(), timing.reopenMost());
        this.status = closed("the device was not started");
        this.delivery = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("device-delivery " + id).factory());
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("device-watch " + id).factory());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public synchronized void start() {
        if (running || watch.isShutdown()) {
            throw new IllegalStateException("a device is started once: " + id);
        }
        running = true;
        publish(closed("the device is being opened"));
        begin();
        long every = timing.watch().toNanos();
        var _ = watch.scheduleAtFixedRate(this::watchSafely, every, every, TimeUnit.NANOSECONDS);
    }

    @Override
    public DeviceStatus status() {
        return status;
    }

    @Override
    public void onStatus(Consumer<DeviceStatus> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        DeviceSession ending;
        Thread thread;
        synchronized (this) {
            boolean wasRunning = running;
            running = false;
            watch.shutdownNow();
            if (!wasRunning) {
                delivery.shutdown();
                return;
            }
            ending = session;
            thread = sessionThread;
            session = null;
            sessionThread = null;
            publish(closed("the device was closed"));
        }
        delivery.shutdown();
        try {
            if (ending != null && thread != null) {
                thread.interrupt();
                if (!thread.join(CLOSE_LIMIT)) {
                    abandon(ending, thread);
                }
            }
            if (!delivery.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{}: a listener was still busy when the device was closed", id);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An exception would end the watching for good. */
    private void watchSafely() {
        try {
            watch();
        } catch (RuntimeException e) {
            LOG.error("{}: a fault in the program while watching the device", id, e);
        }
    }

    private void watch() {
        DeviceSession current;
        synchronized (this) {
            current = session;
        }
        boolean there = current == null || current.isThere();
        synchronized (this) {
            if (current == null || current != session) {
                beginWhenDue();
            } else if (current.patience().lostAt(System.nanoTime())) {
                replace(current, Power.OFFLINE, List.of(DeviceStatus.STALLED), "the device hangs");
            } else if (!there) {
                replace(current, Power.OFF, List.of(), "the device is not at its place any more");
            }
        }
    }

    private void beginWhenDue() {
        stuck.removeIf(thread -> !thread.isAlive());
        if (running
                && session == null
                && stuck.size() < STUCK_THREADS_AT_MOST
                && !pause.left().isPositive()) {
            begin();
        }
    }

    private synchronized void begin() {
        DeviceSession next = new DeviceSession(id, kind, this::reported);
        session = next;
        sessionThread = Thread.ofPlatform().daemon().name("device " + id).start(() -> serve(next));
    }

    /** The life of a device thread. */
    private void serve(DeviceSession mine) {
        String why;
        List<String> conditions = List.of();
        try {
            driver.serve(mine);
            why = "the device has ended the connection";
        } catch (OpeningFault e) {
            why = e.getMessage();
            conditions = List.of(e.condition());
        } catch (IOException e) {
            why = e.getMessage() == null ? e.toString() : e.getMessage();
        } catch (GivenUpException e) {
            why = e.getMessage();
        } catch (InterruptedException e) {
            why = "the device was closed";
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("{}: a fault in the program", id, e);
            why = "a fault in the program: " + e;
        } finally {
            mine.closeHeld();
        }
        ended(mine, conditions, why);
    }

    private synchronized void ended(DeviceSession mine, List<String> conditions, @Nullable String why) {
        if (mine == session) {
            lost(mine, Power.OFF, conditions, why == null ? "unknown cause" : why);
        }
    }

    /** Goes on without a session whose thread is still in the device. */
    private void replace(DeviceSession lost, Power power, List<String> conditions, String why) {
        LOG.warn("{}: {}; its thread is given up", id, why);
        Thread thread = sessionThread;
        lost(lost, power, conditions, why);
        if (thread != null) {
            abandon(lost, thread);
        }
    }

    private void lost(DeviceSession lost, Power power, List<String> conditions, String why) {
        session = null;
        sessionThread = null;
        if (lost.isReady() && lost.age().compareTo(timing.reopenMost()) >= 0) {
            pause.reset();
        }
        pause.failed();
        publish(DeviceStatus.of(kind, power, DeviceState.ERROR, conditions, why));
    }

    private synchronized void abandon(DeviceSession lost, Thread thread) {
        lost.patience().lose();
        stuck.add(thread);
        thread.interrupt();
        // Closing frees a thread that hangs in a socket; in a device it may hang as well.
        Thread.ofPlatform().daemon().name("device-close " + id).start(lost::closeHeld);
    }

    private synchronized void reported(DeviceSession from, DeviceStatus next) {
        if (from == session) {
            publish(next);
        }
    }

    private DeviceStatus closed(String detail) {
        return DeviceStatus.of(kind, Power.UNKNOWN, DeviceState.CLOSED, List.of(), detail);
    }

    private void publish(DeviceStatus next) {
        if (!next.equals(status)) {
            status = next;
            LOG.info("{}: {}", id, next);
            delivery.execute(() -> listeners.forEach(listener -> tell(listener, next)));
        }
    }

    private void tell(Consumer<DeviceStatus> listener, DeviceStatus next) {
        try {
            listener.accept(next);
        } catch (RuntimeException e) {
            LOG.error("{}: a status listener failed", id, e);
        }
    }
}
