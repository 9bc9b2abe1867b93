package id.mpp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What must hold in every history, tried on 2,000 random ones, and by {@code ./test} on 10,000.
 * {@code -Dhistories.seed=} starts with another seed, {@code -Dhistories.count=} sets how many; a failure names the
 * seed of its history, which alone with a count of 1 repeats it.
 */
class QueueHistoriesTest {
    private static final int COUNT = Integer.getInteger("histories.count", 1_000);
    private static final int THREADS = 2;
    /** Fewer histories need not reach the rarest refusals. */
    private static final int ENOUGH_FOR_ALL = 2_000;

    private final Set<Class<?>> reached = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable AssertionError> failure = new AtomicReference<>();

    @Test
    void everyHistoryKeepsTheRules() throws InterruptedException {
        long seed = Long.getLong("histories.seed", System.nanoTime());
        System.out.printf("histories: %d from seed %d (-Dhistories.seed=%d)%n", COUNT, seed, seed);
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            threads[i] = Thread.ofPlatform().name("histories-" + i).start(() -> work(seed));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        AssertionError failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        if (COUNT >= ENOUGH_FOR_ALL) {
            assertEquals(Set.of(), missing(Event.class), "events that no history reached");
            assertEquals(Set.of(), missing(Refusal.class), "refusals that no history reached");
            assertEquals(Set.of(), missing(Command.class), "commands that no history gave");
        }
    }

    private void work(long seed) {
        int index = next.getAndIncrement();
        while (index < COUNT && failure.get() == null) {
            try {
                new History(seed + index, reached::add).run();
            } catch (RuntimeException | AssertionError broken) {
                String repeat = "seed " + (seed + index) + " (-Dhistories.seed=" + (seed + index)
                        + " -Dhistories.count=1): " + broken.getMessage();
                failure.compareAndSet(null, new AssertionError(repeat, broken));
            }
            index = next.getAndIncrement();
        }
    }

    private Set<String> missing(Class<?> family) {
        Set<Class<?>> all = new HashSet<>();
        History.leaves(family, all);
        return all.stream()
                .filter(type -> !reached.contains(type))
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
    }
}
