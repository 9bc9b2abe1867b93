package id.mpp.hal.printer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A slip on its way to paper. Whoever settles first, the printer thread or the one that gave it up, decides the result.
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

    /** True for exactly one caller. */
    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    /** To be called before the first byte of the slip is handed over. */
    void bytesFollow() {
        bytesMayBeOnPaper = true;
    }

    /** Whether it may be tried on another connection: once, and only if no byte of it was handed over. */
    boolean mayBeTakenAgain() {
        boolean may = !takenAgain && !bytesMayBeOnPaper;
        takenAgain = true;
        return may;
    }

    PrintResult.Failed failed(PrintResult.Reason reason, String detail) {
        return new PrintResult.Failed(reason, bytesMayBeOnPaper, detail);
    }
}
