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
 * The slips on their way to paper, in order. Each gets one result, told on a thread of its own, so that a slow listener
 * does not hold up the printer. Usable from any thread; one at a time takes the slips.
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

    /** @param most slips that may be unanswered at a time */
    PrintJobs(String printer, int most) {
        this.printer = printer;
        this.most = most;
        this.results = DeviceThreads.line("printer-results " + printer);
    }

    synchronized void accept() {
        accepting = true;
    }

    synchronized void refuse() {
        accepting = false;
    }

    private synchronized boolean isAccepting() {
        return accepting;
    }

    /** Puts it behind the others; where that cannot be, answers it at once and says false. */
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

    /** The next slip, which is then under way; null where none comes within that time. */
    @Nullable
    PrintJob take(Duration patience) throws InterruptedException {
        PrintJob job = waiting.poll(patience);
        underWay.set(job);
        return job;
    }

    /** Lets the slip be taken once more, before all others; false where it was already, or may be on paper. */
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
        if (job.settle()) {
            results.execute(() -> {
                unanswered.decrementAndGet();
                job.future().complete(result);
            });
        }
    }

    /** Whoever has taken a slip will not bring it to an end. */
    void settleUnderWay(String why) {
        PrintJob job = underWay.get();
        if (job != null) {
            settle(job, job.failed(isAccepting() ? Reason.STALLED : Reason.CLOSED, why));
        }
    }

    /** Nobody will take what waits. */
    void failWaiting(String detail) {
        Reason reason = isAccepting() ? Reason.NOT_CONNECTED : Reason.CLOSED;
        waiting.drain().forEach(job -> settle(job, job.failed(reason, detail)));
    }

    /** To be called when nobody takes slips any more. */
    void close() {
        failWaiting("the printer was closed");
        try {
            if (!results.finish(CLOSE_LIMIT)) {
                LOG.warn("{}: a listener was still busy when the printer was closed", printer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
