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
 * Driver for ESC/POS receipt printers on any wire. The device's thread opens the printer, takes the slips in order, and
 * asks for the printer's status between them. {@link PrintJobs} tells the results. A slip waits only while the printer
 * is open or being opened.
 */
public final class EscPosPrinter extends SupervisedDevice implements TicketPrinter {

    /**
     * The most slips that may be accepted and not yet answered. A printer needs about 3 s for one, so this is far
     * beyond what people wait for.
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

    /** Makes a driver that does nothing before {@link #start()}. */
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
        jobs.acceptSlips();
    }

    @Override
    public CompletableFuture<PrintResult> print(Slip slip) {
        PrintJob job = new PrintJob(slip);
        if (jobs.add(job)) {
            openForWaitingSlips();
        }
        return job.future();
    }

    /** Reports the printer as busy in place of idle as long as a slip has no result. */
    @Override
    public DeviceStatus status() {
        DeviceStatus known = super.status();
        return known.state() == DeviceState.IDLE && jobs.areUnanswered()
                ? DeviceStatus.of(KIND, known.power(), DeviceState.BUSY, known.conditions(), known.detail())
                : known;
    }

    @Override
    public void close() {
        jobs.refuseSlips();
        super.close();
        jobs.close();
    }

    @Override
    protected void serve(DeviceSession session) throws IOException, InterruptedException, GivenUpException {
        PrinterConnection connection = session.open(timing.open().multipliedBy(2), io::open);
        PrinterLine line = new PrinterLine(connection, profile, timing, memory, session, io.whenNotUnderstood());
        line.startListening(io.name());
        Duration patience = Duration.ZERO;
        while (true) {
            PrintJob job = jobs.takeNext(patience);
            if (job == null) {
                observeHealth(session, line);
            } else {
                print(job, session, line);
            }
            patience = timing.poll();
        }
    }

    private Health observeHealth(DeviceSession session, PrinterLine line)
            throws IOException, InterruptedException, GivenUpException {
        Health health = line.checkHealth();
        if (line.isBroken()) {
            throw new IOException("the other end has closed it");
        }
        health.reportTo(session);
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
            result = attemptToPrint(job, session, line);
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

    private PrintResult attemptToPrint(PrintJob job, DeviceSession session, PrinterLine line)
            throws IOException, InterruptedException, GivenUpException {
        Health health = observeHealth(session, line);
        Optional<Reason> obstacle = health.obstacle();
        if (obstacle.isPresent()) {
            return job.failed(obstacle.get(), health.detail());
        }
        PrintResult result = line.print(encoder.encode(job.slip()), job);
        if (result instanceof PrintResult.Failed failed && failed.reason() != Reason.DISCONNECTED) {
            var _ = observeHealth(session, line);
        }
        return result;
    }

    /**
     * The slip under way is in doubt. The slips behind it wait only where the printer was open and can be opened again
     * at once.
     */
    @Override
    protected void settleAfter(DeviceSession session, String why) {
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
