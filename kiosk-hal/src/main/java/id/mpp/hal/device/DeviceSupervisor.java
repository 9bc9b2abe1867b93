package id.mpp.hal.device;

import id.mpp.hal.device.Patience.GivenUpException;
import id.mpp.hal.thread.DeviceThreads;
import id.mpp.hal.thread.ThreadMaker.Running;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one device going: opens it, watches it, opens it again after it was lost, with a growing pause, and tells how
 * it is.
 *
 * <p>Threads: each opening has a platform thread of its own, on which the {@link DeviceDriver} works, for a call that
 * hangs in a device can be freed neither by an interrupt nor by closing, and such a thread has to be given up and
 * replaced. At most {@value #STUCK_THREADS_AT_MOST} are left hanging at a time; with more the device waits until one
 * comes back. A virtual thread watches, and another tells the listeners in order, so that a slow listener holds up
 * neither.
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
    private final DeviceThreads.Line delivery;
    private @Nullable Running watch;
    private boolean started;
    private final List<Running> stuck = new ArrayList<>();

    private @Nullable DeviceSession session;
    private @Nullable Running sessionThread;
    private boolean running;
    private volatile DeviceStatus status;

    /**
     * A device that is not touched before {@link #start()}.
     *
     * @param kind first part of its message keys; needs sentences for {@code ok}, {@code off}, {@code offline},
     *     {@code unknown}, {@code closed}, {@code stalled} and for each condition that the driver reports
     */
    public DeviceSupervisor(String id, String kind, DeviceDriver driver, DeviceTiming timing) {
        this.id = id;
        this.kind = kind;
        this.driver = driver;
        this.timing = timing;
        this.pause = new ReopenPause(timing.reopenFirst(), timing.reopenMost());
        this.status = closed("the device was not started");
        this.delivery = DeviceThreads.line("device-delivery " + id);
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
        if (started) {
            throw new IllegalStateException("a device is started once: " + id);
        }
        started = true;
        running = true;
        publish(closed("the device is being opened"));
        begin();
        watch = DeviceThreads.every("device-watch " + id, timing.watch(), this::watch);
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
        Running thread;
        synchronized (this) {
            boolean wasRunning = running;
            running = false;
            started = true;
            if (watch != null) {
                watch.interrupt();
            }
            if (!wasRunning) {
                delivery.close();
                return;
            }
            ending = session;
            thread = sessionThread;
            session = null;
            sessionThread = null;
            publish(closed("the device was closed"));
        }
        try {
            if (ending != null && thread != null) {
                thread.interrupt();
                if (!thread.join(CLOSE_LIMIT)) {
                    abandon(ending, thread);
                    driver.ended(ending, "the device was closed while it hung");
                }
            }
            if (!delivery.finish(CLOSE_LIMIT)) {
                LOG.warn("{}: a listener was still busy when the device was closed", id);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
            } else if (sessionThread != null && !sessionThread.isAlive()) {
                lost(current, Power.OFF, List.of(), "the thread of the device ended by a fault");
            } else if (!there) {
                replace(current, Power.OFF, List.of(), "the device is not at its place any more");
            }
        }
    }

    /**
     * Opens the device for work that waits before the pause is over, unless that was tried just now.
     *
     * @return whether the device is open or being opened; where it is not, the work would wait for nothing
     */
    public synchronized boolean openForWork() {
        if (mayBegin() && pause.mayTryForJob()) {
            begin();
        }
        return session != null;
    }

    private void beginWhenDue() {
        if (mayBegin() && !pause.left().isPositive()) {
            begin();
        }
    }

    private boolean mayBegin() {
        stuck.removeIf(thread -> !thread.isAlive());
        return running && session == null && stuck.size() < STUCK_THREADS_AT_MOST;
    }

    private synchronized void begin() {
        pause.tried();
        DeviceSession next = new DeviceSession(id, kind, this::reported);
        session = next;
        sessionThread = DeviceThreads.start("device " + id, () -> serve(next));
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
        } catch (LinkageError e) {
            LOG.error("{}: a library is missing", id, e);
            why = "a library that the device needs does not load: " + e.getMessage();
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
        if (sessionThread != null) {
            abandon(lost, sessionThread);
        }
        lost(lost, power, conditions, why);
    }

    private void lost(DeviceSession lost, Power power, List<String> conditions, String why) {
        session = null;
        sessionThread = null;
        if (lost.isReady()) {
            pause.opened();
        }
        if (lost.isReady() && lost.age().compareTo(timing.reopenMost()) >= 0) {
            pause.reset();
        }
        pause.failed();
        publish(DeviceStatus.of(kind, power, DeviceState.ERROR, conditions, why));
        driver.ended(lost, why);
    }

    private synchronized void abandon(DeviceSession lost, Running thread) {
        lost.patience().lose();
        stuck.add(thread);
        thread.interrupt();
        // Closing frees a thread that hangs in a socket; in a device it may hang as well.
        DeviceThreads.start("device-close " + id, lost::closeHeld);
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
