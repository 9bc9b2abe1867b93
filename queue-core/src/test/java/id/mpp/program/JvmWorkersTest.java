package id.mpp.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JvmWorkersTest {
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    private final JvmWorkers workers = new JvmWorkers((thread, cause) -> ended.add(thread + ": " + cause.getMessage()));

    @Test
    void everyThrowableThatEndsAVitalThreadEndsTheProgram() throws Exception {
        for (Throwable fault : List.of(
                new IllegalStateException("bug"), new StackOverflowError("deep"), new OutOfMemoryError("full"))) {
            workers.vital("duty", () -> Sneaky.raise(fault)).start();
            assertEquals("duty: " + fault.getMessage(), ended.poll(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void aVitalThreadThatReturnsUnaskedEndsTheProgram() throws Exception {
        workers.vital("duty", () -> {}).start();
        assertTrue(String.valueOf(ended.poll(30, TimeUnit.SECONDS)).startsWith("duty: its task returned"));
    }

    @Test
    void aVitalThreadThatIsAskedToEndEnds() throws Exception {
        Worker worker = workers.vital("duty", () -> new CountDownLatch(1).await());
        worker.start();
        worker.interrupt();
        assertTrue(worker.join(Duration.ofSeconds(30)));
        assertTrue(ended.isEmpty());
    }

    @Test
    void aTimerGoesOnAfterAnyThrowableAndCountsIt() throws Exception {
        CountDownLatch runs = new CountDownLatch(4);
        Worker timer = workers.every("minute", Duration.ofMillis(1), () -> {
            runs.countDown();
            Sneaky.raise(runs.getCount() % 2 == 0 ? new LinkageError("gone") : new IllegalStateException("bug"));
        });
        assertTrue(runs.await(30, TimeUnit.SECONDS));
        timer.interrupt();
        assertTrue(timer.join(Duration.ofSeconds(30)));
        assertTrue(workers.faults().getOrDefault("minute", 0.0) >= 3);
        assertTrue(ended.isEmpty());
    }

    @Test
    void aRenewedThreadBeginsAgain() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Worker worker = workers.renewed("device", Duration.ofMillis(500), () -> {
            if (runs.incrementAndGet() < 3) {
                throw new IllegalStateException("unplugged");
            }
        });
        worker.start();
        assertTrue(worker.join(Duration.ofSeconds(30)));
        assertEquals(3, runs.get());
        assertEquals(2, workers.faults().getOrDefault("device", 0.0));
    }

    @Test
    void aLaneDoesTheNextJobAfterOneThatThrew() throws Exception {
        try (Lane lane = workers.lane("lane", 8)) {
            CompletableFuture<String> first = lane.submit(() -> {
                throw new StackOverflowError("deep");
            });
            assertEquals("second", lane.submit(() -> "second").get(30, TimeUnit.SECONDS));
            assertThrows(ExecutionException.class, first::get);
            lane.execute(() -> Sneaky.raise(new IllegalStateException("bug")));
            assertTrue(lane.finish(Duration.ofSeconds(30)));
            assertThrows(RejectedExecutionException.class, () -> lane.execute(() -> {}));
        }
        assertEquals(1, workers.faults().getOrDefault("lane", 0.0));
    }

    @Test
    void aFaultAfterWhichNothingCanBeTrustedEndsTheProgramWhereverItComesUp() throws Exception {
        workers.contain("listener", () -> Sneaky.raise(new StackOverflowError("deep")));
        assertTrue(ended.isEmpty());
        workers.contain("listener", () -> Sneaky.raise(new InternalError("broken")));
        assertEquals("listener: broken", ended.poll(30, TimeUnit.SECONDS));
        workers.each("request").execute(() -> Sneaky.raise(new OutOfMemoryError("full")));
        assertEquals("request: full", ended.poll(30, TimeUnit.SECONDS));
    }

    @Test
    void aWorkerThatWasNeverStartedHasEnded() throws Exception {
        Worker worker = workers.vital("duty", () -> {});
        assertTrue(worker.join(Duration.ofMillis(1)));
        assertFalse(worker.isAlive());
    }

    /** Throws anything from anywhere, as a thread that is killed does. */
    private static final class Sneaky {
        static void raise(Throwable fault) {
            Sneaky.<RuntimeException>sneak(fault);
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> void sneak(Throwable fault) throws T {
            throw (T) fault;
        }
    }
}
