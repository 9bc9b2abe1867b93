package id.mpp.bus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were received and not yet taken: bounded in number and in bytes, since a broker lets through messages
 * of a megabyte.
 */
final class Inbox {
    /** Five hundred messages of the largest size an event topic may have; a fraction of the smallest heap. */
    static final long MOST_BYTES = 32L << 20;

    private final int messages;
    private final Deque<Delivery> queue = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long bytes;

    Inbox(int messages) {
        this.messages = messages;
    }

    /**
     * Puts it in line: whether there was room in time. One message always fits into an empty line, however large it is.
     */
    boolean offer(Delivery delivery, long patienceMillis) throws InterruptedException {
        long size = delivery.message().payload().length;
        long left = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        lock.lockInterruptibly();
        try {
            while (queue.size() >= messages || (bytes > 0 && bytes + size > MOST_BYTES)) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            bytes += size;
            queue.addLast(delivery);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next one; null where none came in time. */
    @Nullable
    Delivery poll(long patienceNanos) throws InterruptedException {
        long left = patienceNanos;
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            Delivery delivery = queue.pollFirst();
            if (delivery != null) {
                bytes -= delivery.message().payload().length;
                changed.signalAll();
            }
            return delivery;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }
}
