package id.mpp.program;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Small jobs, done one after another on one thread in the order in which they came. A job that throws is counted and
 * told, and the next one is done all the same. Usable from any thread.
 */
public interface Lane extends Executor, AutoCloseable {
    /** @throws RejectedExecutionException where as many wait as may, or the lane is closed */
    @Override
    void execute(Runnable job);

    /**
     * What a job makes, or why it failed.
     *
     * @throws RejectedExecutionException as {@link #execute}
     */
    default <T> CompletableFuture<T> submit(Supplier<T> job) {
        CompletableFuture<T> made = new CompletableFuture<>();
        execute(() -> {
            try {
                made.complete(job.get());
            } catch (Throwable failure) {
                made.completeExceptionally(failure);
                Fault.rethrowFatal(failure);
            }
        });
        return made;
    }

    /** Takes no more jobs, and waits until those that wait are done; false where they are not within that time. */
    boolean finish(Duration patience) throws InterruptedException;

    /** Takes no more jobs, drops those that wait and interrupts the one under way. Waits for nothing. */
    @Override
    void close();
}
