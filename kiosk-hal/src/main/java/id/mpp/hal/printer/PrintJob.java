package id.mpp.hal.printer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A slip on its way to paper. Either the printer thread decides the result or the thread that gave that one up,
 * whichever settles first.
 */
final class PrintJob {

    private final Slip slip;
    private final long queuedNanos = System.nanoTime();
    private final CompletableFuture<PrintResult> future = new CompletableFuture<>();
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile boolean bytesMayBeOnPaper;
    private boolean takenAgain;

    PrintJob(Slip slip) {
        this.slip = slip;
    }

    Slip slip() {
        return slip;
    }

    CompletableFuture<PrintResult> future() {
        return future;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - queuedNanos);
    }

    /** Settles the job. True for exactly one caller, who then decides the result. */
    boolean settleOnce() {
        return settled.compareAndSet(false, true);
    }

    /** To be called before the first byte of the slip is handed over. */
    void noteBytesFollow() {
        bytesMayBeOnPaper = true;
    }

    /** Whether the slip may be tried on another connection: once, and only if no byte of it was handed over. */
    boolean mayBeTakenAgain() {
        boolean may = !takenAgain && !bytesMayBeOnPaper;
        takenAgain = true;
        return may;
    }

    PrintResult.Failed failed(PrintResult.Reason reason, String detail) {
        return new PrintResult.Failed(reason, bytesMayBeOnPaper, detail);
    }
}
