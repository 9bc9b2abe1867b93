package id.mpp.kiosk.desk;

import id.mpp.kiosk.desk.Batch.Pending;
import id.mpp.queue.Command;
import id.mpp.queue.PaperState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the desk, gathered into batches that share a commit. Requests that somebody waits for go at once;
 * reports about paper, for whose answers nobody waits, travel with them where that saves the card a commit.
 * {@link #offer} from any thread, the rest on the desk's.
 */
final class Mailbox {
    /**
     * More waiting requests than a hall of 42 counters ever makes at once; a full mailbox is refused, not queued for
     * ever.
     */
    static final int MOST = 4_096;
    /** Bounds the time one commit takes. */
    static final int BATCH = 256;
    /**
     * How long a report that a paper was sent or failed waits for company: about what a client takes from one answer to
     * its next request, and nothing beside the time of a printer.
     */
    private static final Duration COMPANY = Duration.ofMillis(2);
    /**
     * How long the report that a paper came out waits for the next commit. Nothing depends on it: after a power cut the
     * paper is in doubt, as it would be had the power gone while it was cut.
     */
    static final Duration RIDE = Duration.ofSeconds(2);

    private final BlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(MOST);
    /** Reports that wait for the next commit. */
    private final List<Pending> riders = new ArrayList<>();

    private long ridersNanos;

    boolean offer(Pending pending) {
        return waiting.offer(pending);
    }

    int size() {
        return waiting.size();
    }

    /**
     * What belongs into one commit; empty where nothing does within {@code mostMillis}.
     *
     * @param writable whether the journal can be written; else riders stay
     */
    List<Pending> next(boolean writable, long mostMillis) throws InterruptedException {
        List<Pending> batch = new ArrayList<>();
        Pending first = waiting.poll(untilDue(writable, mostMillis), TimeUnit.NANOSECONDS);
        if (first != null) {
            batch.add(first);
            waiting.drainTo(batch, BATCH - 1);
            batch.removeIf(one -> state(one) == PaperState.CONFIRMED && rides(one));
            if (!batch.isEmpty() && batch.stream().allMatch(one -> state(one) != null)) {
                awaitCompany(batch);
            }
        }
        boolean leave = !batch.isEmpty() || riders.size() >= BATCH || System.nanoTime() - ridersNanos >= RIDE.toNanos();
        if (writable && leave && !riders.isEmpty()) {
            batch.addAll(0, riders);
            riders.clear();
        }
        return batch;
    }

    private long untilDue(boolean writable, long mostMillis) {
        long most = TimeUnit.MILLISECONDS.toNanos(mostMillis);
        return riders.isEmpty() || !writable
                ? most
                : Math.clamp(ridersNanos + RIDE.toNanos() - System.nanoTime(), 0, most);
    }

    private boolean rides(Pending one) {
        if (riders.isEmpty()) {
            ridersNanos = System.nanoTime();
        }
        return riders.size() < MOST && riders.add(one);
    }

    private void awaitCompany(List<Pending> batch) throws InterruptedException {
        Pending company = batch.size() < BATCH ? waiting.poll(COMPANY.toNanos(), TimeUnit.NANOSECONDS) : null;
        if (company != null) {
            batch.add(company);
            waiting.drainTo(batch, BATCH - batch.size());
        }
    }

    /** Null for what is no report about paper. */
    private static @Nullable PaperState state(Pending one) {
        return one.request().command() instanceof Command.ReportPaper report ? report.state() : null;
    }

    /** Reports that a paper came out and that are in no commit yet. */
    List<Pending> takeReports() {
        List<Pending> taken = new ArrayList<>(riders);
        riders.clear();
        waiting.removeIf(one -> state(one) == PaperState.CONFIRMED && taken.add(one));
        return taken;
    }

    /** All that is not taken yet. */
    List<Pending> takeWaiting() {
        List<Pending> taken = new ArrayList<>();
        waiting.drainTo(taken);
        return taken;
    }
}
