package id.mpp.hal.printer;

import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.Power;
import id.mpp.hal.device.ReopenPause;
import id.mpp.hal.printer.PrintResult.Reason;
import id.mpp.hal.thread.DeviceThreads;
import id.mpp.hal.thread.ThreadMaker.Running;
import id.mpp.hal.thread.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Driver for ESC/POS receipt printers on any wire.
 *
 * <p>Threads: one talks to the device and takes slips in order; one watches it and replaces it when a call into the device
 * overstays its limit (a write into a stalled printer cannot be interrupted); one delivers results and status to the caller, so that
 * a slow listener holds up neither. At most {@value #STUCK_THREADS_AT_MOST} given-up threads are left hanging at a time.
 */
public final class EscPosPrinter implements TicketPrinter {

    /** Slips accepted and not yet answered. A printer needs about 3 s for one, so this is far beyond what people wait for. */
    public static final int SLIPS_AT_MOST = 512;

    /** Each holds about 1 MB of address space and an open device, so there must be an end. */
    static final int STUCK_THREADS_AT_MOST = 4;

    private static final Logger LOG = LoggerFactory.getLogger(EscPosPrinter.class);
    private static final Duration WATCH_EVERY = Duration.ofMillis(50);
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(500);

    private final PrinterIo io;
    private final PrinterProfile profile;
    private final PrinterTiming timing;
    private final PrinterMemory memory = new PrinterMemory();
    private final ReopenPause pause;
    private final Waiting<PrintJob> queue = new Waiting<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final List<Consumer<PrinterStatus>> listeners = new CopyOnWriteArrayList<>();
    private final DeviceThreads.Line delivery;
    private @Nullable Running watch;
    private boolean started;
    private final List<Running> stuck = new ArrayList<>();

    private @Nullable PrinterThread worker;
    private @Nullable Running workerThread;
    private boolean running;
    private volatile PrinterStatus status =
            PrinterStatus.of(Power.UNKNOWN, DeviceState.CLOSED, Set.of(), "the printer was not started");

    /** A driver that does nothing before {@link #start()}. */
    public EscPosPrinter(PrinterIo io, PrinterProfile profile, PrinterTiming timing) {
        this.io = io;
        this.profile = profile;
        this.timing = timing;
        this.pause = new ReopenPause(timing.reopenFirst(), timing.reopenMost());
        this.delivery = DeviceThreads.line("printer-delivery " + io.name());
    }

    @Override
    public synchronized void start() {
        if (started) {
            throw new IllegalStateException("a printer is started once: " + io.name());
        }
        started = true;
        running = true;
        publish(PrinterStatus.of(Power.UNKNOWN, DeviceState.IDLE, Set.of(), "the printer is being opened"));
        startWorker();
        watch = DeviceThreads.every("printer-watch " + io.name(), WATCH_EVERY, this::watch);
    }

    @Override
    public CompletableFuture<PrintResult> print(Slip slip) {
        PrintJob job = new PrintJob(slip);
        if (unanswered.incrementAndGet() > SLIPS_AT_MOST) {
            unanswered.decrementAndGet();
            return refuse(job, Reason.QUEUE_FULL, SLIPS_AT_MOST + " slips wait already");
        }
        synchronized (this) {
            if (running) {
                queue.offer(job, SLIPS_AT_MOST);
                return job.future();
            }
        }
        unanswered.decrementAndGet();
        return refuse(job, Reason.CLOSED, "the printer is not running");
    }

    private static CompletableFuture<PrintResult> refuse(PrintJob job, Reason reason, String detail) {
        return CompletableFuture.completedFuture(job.failed(reason, detail));
    }

    @Override
    public PrinterStatus status() {
        PrinterStatus known = status;
        return known.state() == DeviceState.IDLE && unanswered.get() > 0 ? known.withState(DeviceState.BUSY) : known;
    }

    @Override
    public void onStatus(Consumer<PrinterStatus> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        Running ending;
        synchronized (this) {
            started = true;
            if (!running) {
                delivery.close();
                return;
            }
            if (watch != null) {
                watch.interrupt();
            }
            running = false;
            ending = workerThread;
            publish(PrinterStatus.of(Power.UNKNOWN, DeviceState.CLOSED, Set.of(), "the printer was closed"));
        }
        end(ending);
        failWaiting(Reason.CLOSED, "the printer was closed");
        awaitDelivery();
    }

    /** Asks the worker to end; one that hangs is given up, and its slip is in doubt. */
    private void end(@Nullable Running ending) {
        if (ending == null) {
            return;
        }
        ending.interrupt();
        try {
            if (!ending.join(CLOSE_LIMIT)) {
                giveUp(Reason.CLOSED, "the printer was closed while it hung");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitDelivery() {
        try {
            if (!delivery.finish(CLOSE_LIMIT)) {
                LOG.warn("{}: a listener was still busy when the printer was closed", io.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void watch() {
        stuck.removeIf(thread -> !thread.isAlive());
        PrinterThread current = worker;
        if (current != null && current.patience().lostAt(System.nanoTime())) {
            LOG.warn("{}: the device hangs; its thread is given up", io.name());
            giveUp(Reason.STALLED, "the device took no bytes for too long");
            report(Health.off("the device hangs"));
            pause.failed();
        }
        if (worker != null && workerThread != null && !workerThread.isAlive() && running) {
            giveUp(Reason.STALLED, "the thread of the printer ended by a fault");
            pause.failed();
        }
        if (worker == null && running) {
            if (stuck.size() < STUCK_THREADS_AT_MOST) {
                startWorker();
            } else {
                failWaiting(
                        Reason.NOT_CONNECTED, "the device hangs, and so do " + stuck.size() + " attempts to use it");
            }
        }
    }

    private synchronized void giveUp(Reason reason, String detail) {
        PrinterThread lost = worker;
        Running lostThread = workerThread;
        if (lost == null || lostThread == null) {
            return;
        }
        worker = null;
        workerThread = null;
        stuck.add(lostThread);
        lost.patience().lose();
        lost.current().ifPresent(job -> settle(job, job.failed(reason, detail)));
        // Closing frees a thread that hangs in a socket; in a device it may hang as well.
        DeviceThreads.start("printer-close " + io.name(), lost::closeLine);
    }

    private void failWaiting(Reason reason, String detail) {
        queue.drain().forEach(job -> settle(job, job.failed(reason, detail)));
    }

    private void startWorker() {
        PrinterThread next = new PrinterThread(io, profile, timing, memory, queue, pause, new Reports());
        worker = next;
        workerThread = DeviceThreads.start("printer " + io.name(), next::run);
    }

    private void settle(PrintJob job, PrintResult result) {
        if (job.settle()) {
            delivery.execute(() -> {
                unanswered.decrementAndGet();
                job.future().complete(result);
            });
        }
    }

    private synchronized void report(Health health) {
        if (running) {
            DeviceState state = health.obstacle().isPresent() ? DeviceState.ERROR : DeviceState.IDLE;
            publish(PrinterStatus.of(health.power(), state, health.conditions(), health.detail()));
        }
    }

    private void publish(PrinterStatus next) {
        if (!next.equals(status)) {
            status = next;
            LOG.info("{}: {}", io.name(), next);
            delivery.execute(() -> listeners.forEach(listener -> tell(listener, next)));
        }
    }

    private void tell(Consumer<PrinterStatus> listener, PrinterStatus next) {
        try {
            listener.accept(next);
        } catch (RuntimeException e) {
            LOG.error("{}: a status listener failed", io.name(), e);
        }
    }

    /** What the worker may do to the driver. */
    private final class Reports implements PrinterThread.Owner {
        @Override
        public void settle(PrintJob job, PrintResult result) {
            EscPosPrinter.this.settle(job, result);
        }

        @Override
        public void report(Health health) {
            EscPosPrinter.this.report(health);
        }
    }
}
