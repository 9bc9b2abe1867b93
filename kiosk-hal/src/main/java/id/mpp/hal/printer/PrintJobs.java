package id.mpp.hal.printer;

import id.mpp.hal.printer.PrintResult.Reason;
import id.mpp.hal.thread.DeviceThreads;
import id.mpp.hal.thread.Waiting;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slips on their way to paper, in order. Each gets one result. A thread of its own tells the results, so that a
 * slow listener does not delay the printer. Usable from any thread; one thread at a time takes the slips.
 */
final class PrintJobs {

    private static final Logger LOG = LoggerFactory.getLogger(PrintJobs.class);
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(500);

    private final String printer;
    private final int most;
    private final Waiting<PrintJob> waiting = new Waiting<>();
    private final AtomicReference<@Nullable PrintJob> underWay = new AtomicReference<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final DeviceThreads.Line results;
    private boolean accepting;

    /** @param most how many slips may be unanswered at a time */
    PrintJobs(String printer, int most) {
        this.printer = printer;
        this.most = most;
        this.results = DeviceThreads.line("printer-results " + printer);
    }

    synchronized void acceptSlips() {
        accepting = true;
    }

    synchronized void refuseSlips() {
        accepting = false;
    }

    private synchronized boolean isAccepting() {
        return accepting;
    }

    /** Puts a job behind the others. Where that is not possible, settles it at once and answers false. */
    synchronized boolean add(PrintJob job) {
        if (accepting && unanswered.get() < most) {
            unanswered.incrementAndGet();
            return waiting.offer(job, most);
        }
        job.future()
                .complete(
                        accepting
                                ? job.failed(Reason.QUEUE_FULL, most + " slips wait already")
                                : job.failed(Reason.CLOSED, "the printer is not running"));
        return false;
    }

    boolean areUnanswered() {
        return unanswered.get() > 0;
    }

    boolean areWaiting() {
        return !waiting.isEmpty();
    }

    /** Takes the next slip, which is then under way. Null where none comes within that time. */
    @Nullable
    PrintJob takeNext(Duration patience) throws InterruptedException {
        PrintJob job = waiting.poll(patience);
        underWay.set(job);
        return job;
    }

    /**
     * Lets the slip be taken once more, before all others. False where that was done already, or where it may be on
     * paper.
     */
    boolean putBack(PrintJob job) {
        if (!job.mayBeTakenAgain()) {
            return false;
        }
        underWay.compareAndSet(job, null);
        waiting.putBack(job);
        return true;
    }

    /** The first result counts. */
    void settle(PrintJob job, PrintResult result) {
        underWay.compareAndSet(job, null);
        if (job.settleOnce()) {
            results.execute(() -> {
                unanswered.decrementAndGet();
                job.future().complete(result);
            });
        }
    }

    /** Settles the slip under way, because whoever has taken it will not finish it. */
    void settleUnderWay(String why) {
        PrintJob job = underWay.get();
        if (job != null) {
            settle(job, job.failed(isAccepting() ? Reason.STALLED : Reason.CLOSED, why));
        }
    }

    /** Settles all waiting slips as failed, because nobody will take them. */
    void failWaiting(String detail) {
        Reason reason = isAccepting() ? Reason.NOT_CONNECTED : Reason.CLOSED;
        waiting.drain().forEach(job -> settle(job, job.failed(reason, detail)));
    }

    /** Ends the work. To be called when nobody takes slips any more. */
    void close() {
        failWaiting("the printer was closed");
        try {
            if (!results.finishJobs(CLOSE_LIMIT)) {
                LOG.warn("{}: a listener was still busy when the printer was closed", printer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
