package id.mpp.hal.printer;

import id.mpp.hal.device.Patience;
import id.mpp.hal.device.Patience.GivenUpException;
import id.mpp.hal.device.ReopenPause;
import id.mpp.hal.printer.PrintResult.Reason;
import id.mpp.hal.thread.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that talks to the device, until it is given up for hanging there; then the driver starts another. Takes slips
 * from the queue in order, and between slips opens the device again or asks for its status.
 */
final class PrinterThread implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(PrinterThread.class);

    /** What the thread tells the driver. */
    interface Owner {
        void settle(PrintJob job, PrintResult result);

        void report(Health health);
    }

    private final PrinterIo io;
    private final EscPosEncoder encoder;
    private final PrinterProfile profile;
    private final PrinterTiming timing;
    private final PrinterMemory memory;
    private final Waiting<PrintJob> queue;
    private final Owner owner;
    private final Patience patience = new Patience();
    private final ReopenPause pause;

    private volatile @Nullable PrintJob current;
    private volatile @Nullable PrinterLine line;
    private String whyClosed = "the printer was not opened yet";

    PrinterThread(
            PrinterIo io,
            PrinterProfile profile,
            PrinterTiming timing,
            PrinterMemory memory,
            Waiting<PrintJob> queue,
            ReopenPause pause,
            Owner owner) {
        this.io = io;
        this.encoder = new EscPosEncoder(profile);
        this.profile = profile;
        this.timing = timing;
        this.memory = memory;
        this.queue = queue;
        this.pause = pause;
        this.owner = owner;
    }

    Patience patience() {
        return patience;
    }

    /** The slip in the works, for whoever gives this thread up. */
    Optional<PrintJob> current() {
        return Optional.ofNullable(current);
    }

    @Override
    public void run() {
        try {
            while (!patience.isLost()) {
                PrintJob job = queue.poll(untilNextChore());
                if (job == null) {
                    doChores();
                } else {
                    print(job);
                }
            }
        } catch (GivenUpException e) {
            LOG.info("{}: {}; another has taken over", io.name(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeLine();
        }
    }

    private Duration untilNextChore() {
        return line == null ? pause.left() : timing.poll();
    }

    /** Between slips: open what is closed, ask how the printer is. */
    private void doChores() throws GivenUpException, InterruptedException {
        try {
            PrinterLine open = line;
            if (open == null) {
                open = openLine();
            }
            observe(open);
        } catch (DeviceException e) {
            lose(e);
        } catch (IOException e) {
            lose(e.getMessage());
        }
    }

    private void print(PrintJob job) throws GivenUpException, InterruptedException {
        current = job;
        PrintResult result;
        try {
            result = job.age().compareTo(timing.queueWait()) > 0
                    ? job.failed(
                            Reason.WAITED_TOO_LONG,
                            "waited over " + timing.queueWait().toSeconds() + " s")
                    : attempt(job);
        } catch (InterruptedException e) {
            owner.settle(job, job.failed(Reason.CLOSED, "the printer was closed"));
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{}: a slip could not be printed because of a fault in the program", io.name(), e);
            lose("a fault in the program: " + e);
            result = job.failed(Reason.PRINTER_ERROR, "a fault in the program: " + e);
        }
        current = null;
        owner.settle(job, result);
    }

    private PrintResult attempt(PrintJob job) throws GivenUpException, InterruptedException {
        boolean wasOpen = line != null;
        PrintResult result = attemptOnce(job);
        boolean idleConnectionHadDied =
                wasOpen && line == null && result instanceof PrintResult.Failed && !result.bytesMayBeOnPaper();
        return idleConnectionHadDied ? attemptOnce(job) : result;
    }

    private PrintResult attemptOnce(PrintJob job) throws GivenUpException, InterruptedException {
        PrinterLine open = line;
        try {
            if (open == null) {
                if (!pause.mayTryForJob()) {
                    return job.failed(Reason.NOT_CONNECTED, whyClosed);
                }
                open = openLine();
            }
        } catch (DeviceException e) {
            lose(e);
            return job.failed(Reason.NOT_CONNECTED, whyClosed);
        } catch (IOException e) {
            lose(e.getMessage());
            return job.failed(Reason.NOT_CONNECTED, whyClosed);
        }
        try {
            Health health = observe(open);
            Optional<Reason> obstacle = health.obstacle();
            if (obstacle.isPresent()) {
                return job.failed(obstacle.get(), health.detail());
            }
            PrintResult result = open.print(encoder.encode(job.slip()), job);
            afterwards(open, result);
            return result;
        } catch (IOException e) {
            lose("the connection broke: " + e.getMessage());
            return job.failed(Reason.DISCONNECTED, whyClosed);
        }
    }

    private void afterwards(PrinterLine open, PrintResult result)
            throws IOException, GivenUpException, InterruptedException {
        if (result instanceof PrintResult.Sent && open.isAnswering()) {
            lose("no proof of the cut within " + timing.cut().toMillis() + " ms");
        } else if (result instanceof PrintResult.Failed failed) {
            if (failed.reason() == Reason.DISCONNECTED) {
                lose(failed.detail());
            } else {
                observe(open);
            }
        }
    }

    private PrinterLine openLine() throws IOException, GivenUpException {
        pause.tried();
        patience.begin(timing.open().multipliedBy(2));
        PrinterConnection connection;
        try {
            connection = io.open();
        } catch (IOException e) {
            patience.end();
            throw e;
        }
        PrinterLine opened = new PrinterLine(
                connection, profile, timing, memory, patience, io.whenNotUnderstood(), this::reportUnasked);
        line = opened;
        patience.end();
        opened.open(io.name());
        LOG.info("{}: open", io.name());
        return opened;
    }

    private Health observe(PrinterLine open) throws IOException, GivenUpException, InterruptedException {
        Health health = open.check();
        if (open.isBroken()) {
            throw new IOException("the other end has closed it");
        }
        pause.reset();
        owner.report(health);
        return health;
    }

    /** On the line's thread. One that hangs is reported by whoever gives it up. */
    private void reportUnasked(Health health) {
        if (!patience.isLost()) {
            owner.report(health);
        }
    }

    private void lose(@Nullable String why) {
        String told = why == null ? "unknown cause" : why;
        lose(told, Health.off(told));
    }

    private void lose(DeviceException e) {
        String told = String.valueOf(e.getMessage());
        lose(told, Health.closed(e.condition(), told));
    }

    private void lose(String why, Health health) {
        whyClosed = why;
        pause.failed();
        closeLine();
        owner.report(health);
    }

    /** Also called by the one that gives this thread up; a close that hangs then hangs there. */
    void closeLine() {
        PrinterLine open = line;
        line = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.info("{}: closing failed: {}", io.name(), e.getMessage());
            }
        }
    }
}
