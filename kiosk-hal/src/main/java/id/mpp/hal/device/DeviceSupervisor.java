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
 * Keeps one device going. It opens the device, watches it, reports its status, and opens it again with a growing pause
 * after it was lost.
 *
 * <p>Each opening has a platform thread of its own, on which the {@link DeviceDriver} works. Neither an interrupt nor
 * closing frees a call that hangs in a device, so such a thread has to be given up and replaced. At most
 * {@value #STUCK_THREADS_AT_MOST} threads are left hanging at a time; beyond that the device waits until one comes
 * back. One more thread watches, and another one notifies the listeners in order, so that a slow listener delays
 * neither.
 */
public final class DeviceSupervisor implements Device {

    /** Each stuck thread holds about 1 MB of address space and an open device, so there must be a limit. */
    public static final int STUCK_THREADS_AT_MOST = 4;

    private static final Logger LOG = LoggerFactory.getLogger(DeviceSupervisor.class);

    /** The time given to the driver to end in order, and given again to the listeners. */
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
     * Makes a device that is not touched before {@link #start()}.
     *
     * @param kind the first part of its message keys; needs sentences for {@code ok}, {@code off}, {@code offline},
     *     {@code unknown}, {@code closed}, {@code stalled} and for each condition that the driver reports
     */
    public DeviceSupervisor(String id, String kind, DeviceDriver driver, DeviceTiming timing) {
        this.id = id;
        this.kind = kind;
        this.driver = driver;
        this.timing = timing;
        this.pause = new ReopenPause(timing.reopenFirst(), timing.reopenMost());
        this.status = closedStatus("the device was not started");
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
        publish(closedStatus("the device is being opened"));
        beginSession();
        watch = DeviceThreads.startRepeating("device-watch " + id, timing.watch(), this::watchSession);
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
            publish(closedStatus("the device was closed"));
        }
        try {
            if (ending != null && thread != null) {
                thread.interrupt();
                if (!thread.join(CLOSE_LIMIT)) {
                    abandonThread(ending, thread);
                    driver.settleAfter(ending, "the device was closed while it hung");
                }
            }
            if (!delivery.finishJobs(CLOSE_LIMIT)) {
                LOG.warn("{}: a listener was still busy when the device was closed", id);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchSession() {
        DeviceSession current;
        synchronized (this) {
            current = session;
        }
        boolean there = current == null || current.isThere();
        synchronized (this) {
            if (current == null || current != session) {
                beginWhenDue();
            } else if (current.patience().giveUpWhenOverdue(System.nanoTime())) {
                giveUpAndReplace(current, Power.OFFLINE, List.of(DeviceStatus.STALLED), "the device hangs");
            } else if (sessionThread != null && !sessionThread.isAlive()) {
                endAsLost(current, Power.OFF, List.of(), "the thread of the device ended by a fault");
            } else if (!there) {
                giveUpAndReplace(current, Power.OFF, List.of(), "the device is not at its place any more");
            }
        }
    }

    /**
     * Opens the device for waiting work although the pause is not over, unless that was tried just now.
     *
     * @return whether the device is open or being opened; where it is not, the work would wait for nothing
     */
    public synchronized boolean openForWork() {
        if (mayBegin() && pause.mayTryForJob()) {
            beginSession();
        }
        return session != null;
    }

    private void beginWhenDue() {
        if (mayBegin() && !pause.left().isPositive()) {
            beginSession();
        }
    }

    private boolean mayBegin() {
        stuck.removeIf(thread -> !thread.isAlive());
        return running && session == null && stuck.size() < STUCK_THREADS_AT_MOST;
    }

    private synchronized void beginSession() {
        pause.noteAttempt();
        DeviceSession next = new DeviceSession(id, kind, this::acceptReport);
        session = next;
        sessionThread = DeviceThreads.start("device " + id, () -> serve(next));
    }

    /** The whole life of a device thread. */
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
        endSession(mine, conditions, why);
    }

    private synchronized void endSession(DeviceSession mine, List<String> conditions, @Nullable String why) {
        if (mine == session) {
            endAsLost(mine, Power.OFF, conditions, why == null ? "unknown cause" : why);
        }
    }

    /** Gives up a session whose thread is still in the device. */
    private void giveUpAndReplace(DeviceSession lost, Power power, List<String> conditions, String why) {
        LOG.warn("{}: {}; its thread is given up", id, why);
        if (sessionThread != null) {
            abandonThread(lost, sessionThread);
        }
        endAsLost(lost, power, conditions, why);
    }

    private void endAsLost(DeviceSession lost, Power power, List<String> conditions, String why) {
        session = null;
        sessionThread = null;
        if (lost.isReady()) {
            pause.noteOpening();
        }
        if (lost.isReady() && lost.age().compareTo(timing.reopenMost()) >= 0) {
            pause.reset();
        }
        pause.noteFailure();
        publish(DeviceStatus.of(kind, power, DeviceState.ERROR, conditions, why));
        driver.settleAfter(lost, why);
    }

    private synchronized void abandonThread(DeviceSession lost, Running thread) {
        lost.patience().giveUp();
        stuck.add(thread);
        thread.interrupt();
        // Closing frees a thread that hangs in a socket. In a device the close may hang as well, so it has its own
        // thread.
        DeviceThreads.start("device-close " + id, lost::closeHeld);
    }

    private synchronized void acceptReport(DeviceSession from, DeviceStatus next) {
        if (from == session) {
            publish(next);
        }
    }

    private DeviceStatus closedStatus(String detail) {
        return DeviceStatus.of(kind, Power.UNKNOWN, DeviceState.CLOSED, List.of(), detail);
    }

    private void publish(DeviceStatus next) {
        if (!next.equals(status)) {
            status = next;
            LOG.info("{}: {}", id, next);
            delivery.execute(() -> listeners.forEach(listener -> notifyListener(listener, next)));
        }
    }

    private void notifyListener(Consumer<DeviceStatus> listener, DeviceStatus next) {
        try {
            listener.accept(next);
        } catch (RuntimeException e) {
            LOG.error("{}: a status listener failed", id, e);
        }
    }
}
