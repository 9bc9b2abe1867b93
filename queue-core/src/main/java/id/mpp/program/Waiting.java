package id.mpp.program;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What waits for a thread, in order. Made of a monitor, which the JVM gives back whatever ends its holder: a queue of
 * {@code java.util.concurrent} whose reader is killed stays locked for ever, and the next reader with it. Usable from
 * any thread.
 */
final class Waiting<T> {
    private final Deque<T> entries = new ArrayDeque<>();

    /** Adds it behind all others, where fewer than {@code most} wait; else answers false. */
    synchronized boolean offer(T entry, int most) {
        if (entries.size() >= most) {
            return false;
        }
        entries.addLast(entry);
        notifyAll();
        return true;
    }

    /** The first, as soon as there is one. */
    synchronized T take() throws InterruptedException {
        while (entries.isEmpty()) {
            wait();
        }
        return entries.removeFirst();
    }

    synchronized void clear() {
        entries.clear();
    }
}
