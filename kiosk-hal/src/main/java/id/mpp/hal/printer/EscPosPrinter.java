package id.mpp.hal.printer;

import id.mpp.hal.device.DeviceSession;
import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.DeviceStatus;
import id.mpp.hal.device.DeviceTiming;
import id.mpp.hal.device.Patience.GivenUpException;
import id.mpp.hal.device.SupervisedDevice;
import id.mpp.hal.printer.PrintResult.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Driver for ESC/POS receipt printers on any wire. The device's thread opens the printer, takes slips in order, and
 * asks between slips how the printer is; {@link PrintJobs} tells the results. A slip waits only while the printer is
 * open or being opened.
 */
public final class EscPosPrinter extends SupervisedDevice implements TicketPrinter {

    /**
     * Slips accepted and not yet answered. A printer needs about 3 s for one, so this is far beyond what people wait
     * for.
     */
    public static final int SLIPS_AT_MOST = 512;

    static final String KIND = "ticket-printer";

    private static final Duration WATCH_EVERY = Duration.ofMillis(50);

    private final PrinterIo io;
    private final PrinterProfile profile;
    private final PrinterTiming timing;
    private final EscPosEncoder encoder;
    private final PrinterMemory memory = new PrinterMemory();
    private final PrintJobs jobs;

    /** A driver that does nothing before {@link #start()}. */
    public EscPosPrinter(String id, PrinterIo io, PrinterProfile profile, PrinterTiming timing) {
        super(id, KIND, new DeviceTiming(timing.reopenFirst(), timing.reopenMost(), WATCH_EVERY));
        this.io = io;
        this.profile = profile;
        this.timing = timing;
        this.encoder = new EscPosEncoder(profile);
        this.jobs = new PrintJobs(id, SLIPS_AT_MOST);
    }

    @Override
    public void start() {
        super.start();
        jobs.accept();
    }

    @Override
    public CompletableFuture<PrintResult> print(Slip slip) {
        PrintJob job = new PrintJob(slip);
        if (jobs.add(job)) {
            openForWaitingSlips();
        }
        return job.future();
    }

    /** Busy where it would be idle, as long as a slip has no answer. */
    @Override
    public DeviceStatus status() {
        DeviceStatus known = super.status();
        return known.state() == DeviceState.IDLE && jobs.areUnanswered()
                ? DeviceStatus.of(KIND, known.power(), DeviceState.BUSY, known.conditions(), known.detail())
                : known;
    }

    @Override
    public void close() {
        jobs.refuse();
        super.close();
        jobs.close();
    }

    @Override
    protected void serve(DeviceSession session) throws IOException, InterruptedException, GivenUpException {
        PrinterConnection connection = session.open(timing.open().multipliedBy(2), io::open);
        PrinterLine line = new PrinterLine(connection, profile, timing, memory, session, io.whenNotUnderstood());
        line.open(io.name());
        Duration patience = Duration.ZERO;
        while (true) {
            PrintJob job = jobs.take(patience);
            if (job == null) {
                observe(session, line);
            } else {
                print(job, session, line);
            }
            patience = timing.poll();
        }
    }

    private Health observe(DeviceSession session, PrinterLine line)
            throws IOException, InterruptedException, GivenUpException {
        Health health = line.check();
        if (line.isBroken()) {
            throw new IOException("the other end has closed it");
        }
        health.report(session);
        return health;
    }

    private void print(PrintJob job, DeviceSession session, PrinterLine line)
            throws IOException, InterruptedException, GivenUpException {
        if (job.age().compareTo(timing.queueWait()) > 0) {
            String detail = "waited over " + timing.queueWait().toSeconds() + " s";
            jobs.settle(job, job.failed(Reason.WAITED_TOO_LONG, detail));
            return;
        }
        boolean wasOpen = session.isReady();
        PrintResult result;
        try {
            result = attempt(job, session, line);
        } catch (IOException e) {
            if (!wasOpen || !jobs.putBack(job)) {
                jobs.settle(job, job.failed(Reason.DISCONNECTED, "the connection broke: " + e.getMessage()));
            }
            throw e;
        } catch (InterruptedException | GivenUpException e) {
            jobs.settle(job, job.failed(Reason.CLOSED, "the printer was closed"));
            throw e;
        } catch (RuntimeException e) {
            jobs.settle(job, job.failed(Reason.PRINTER_ERROR, "a fault in the program: " + e));
            throw e;
        }
        jobs.settle(job, result);
        if (result instanceof PrintResult.Sent && line.isAnswering()) {
            throw new IOException("no proof of the cut within " + timing.cut().toMillis() + " ms");
        }
        if (result instanceof PrintResult.Failed failed && failed.reason() == Reason.DISCONNECTED) {
            throw new IOException(failed.detail());
        }
    }

    private PrintResult attempt(PrintJob job, DeviceSession session, PrinterLine line)
            throws IOException, InterruptedException, GivenUpException {
        Health health = observe(session, line);
        Optional<Reason> obstacle = health.obstacle();
        if (obstacle.isPresent()) {
            return job.failed(obstacle.get(), health.detail());
        }
        PrintResult result = line.print(encoder.encode(job.slip()), job);
        if (result instanceof PrintResult.Failed failed && failed.reason() != Reason.DISCONNECTED) {
            var _ = observe(session, line);
        }
        return result;
    }

    /**
     * The slip under way is in doubt, and those behind it wait only where the printer was open and can be opened again
     * at once.
     */
    @Override
    protected void ended(DeviceSession session, String why) {
        jobs.settleUnderWay(why);
        if (!session.isReady()) {
            jobs.failWaiting(why);
        }
        openForWaitingSlips();
    }

    private void openForWaitingSlips() {
        if (jobs.areWaiting() && !openForWork()) {
            jobs.failWaiting(super.status().detail());
        }
    }
}
