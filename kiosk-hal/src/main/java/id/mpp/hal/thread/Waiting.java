package id.mpp.hal.thread;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries that wait for a thread, in order. It is built on a monitor, which the JVM releases however its holder
 * ends. A queue of {@code java.util.concurrent} stays locked for ever when its reader is killed, and then the next
 * reader waits for ever, too. Usable from any thread.
 */
public final class Waiting<T> {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final Deque<T> entries = new ArrayDeque<>();

    /** Adds an entry behind all others. False where {@code most} entries already wait. */
    public synchronized boolean offer(T entry, int most) {
        if (entries.size() >= most) {
            return false;
        }
        entries.addLast(entry);
        notifyAll();
        return true;
    }

    /** Puts an entry that was taken back before all others. */
    public synchronized void putBack(T entry) {
        entries.addFirst(entry);
        notifyAll();
    }

    public synchronized boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Takes the first entry, as soon as there is one. */
    public synchronized T take() throws InterruptedException {
        while (entries.isEmpty()) {
            wait();
        }
        return entries.removeFirst();
    }

    /** Takes the first entry. Null where there is none within that time. */
    public synchronized @Nullable T poll(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); entries.isEmpty() && left > 0; left = end - System.nanoTime()) {
            wait(left / NANOS_PER_MILLI, (int) (left % NANOS_PER_MILLI));
        }
        return entries.pollFirst();
    }

    /** Takes all that wait. */
    public synchronized List<T> drain() {
        List<T> drained = new ArrayList<>(entries);
        entries.clear();
        return drained;
    }
}
