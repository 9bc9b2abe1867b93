package id.mpp.hal.printer;

import id.mpp.hal.thread.DeviceThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Reads what a printer says, also between the questions, on a daemon thread of its own, and sorts the bytes by their
 * fixed bits: answers to {@code DLE EOT} have {@code (b & 0x93) == 0x12}, answers to {@code GS r} have
 * {@code (b & 0x90) == 0}, an automatic status begins with {@code (b & 0x93) == 0x10} and has three more bytes with
 * {@code (b & 0x90) == 0}. The rest is garbage.
 */
final class AnswerReader {

    /** Answers kept; a printer that talks without being asked only loses its older words. */
    private static final int KEPT = 64;

    private static final int AUTOMATIC_STATUS = 4;

    /** The bytes of one automatic status come together: what comes later than this does not belong to it. */
    private static final long GROUP_NANOS = 250_000_000;

    private final Deque<Integer> realTime = new ArrayDeque<>();
    private final Deque<Integer> ordered = new ArrayDeque<>();
    private final Consumer<int[]> automatic;
    private final int[] group = new int[AUTOMATIC_STATUS];
    private int grouped;
    private long groupBegunNanos;
    private long realTimeNanos;
    private long realTimeCount;
    private long orderedCount;
    private int bytesSinceClear;
    private boolean ended;
    private boolean gone;

    /** @param automatic is told each whole automatic status, on the reading thread */
    AnswerReader(Consumer<int[]> automatic) {
        this.automatic = automatic;
    }

    /** What {@link #await} waits for. */
    enum Kind {
        REAL_TIME,
        ORDERED
    }

    /** What came of waiting; {@code value} counts for {@code ANSWER} only. */
    record Answer(Outcome outcome, int value) {
        boolean is(Outcome wanted) {
            return outcome == wanted;
        }
    }

    enum Outcome {
        ANSWER,
        /** Not one byte in time. */
        SILENCE,
        /** Bytes, but none that could be the answer. */
        GARBAGE,
        /** The input has ended. */
        ENDED
    }

    /** Where the bytes come from, as {@link PrinterConnection#read} has it. */
    @FunctionalInterface
    interface Source {
        int read(byte[] buffer) throws IOException;
    }

    /** Begins to read, until the source has ended or is closed. */
    void start(Source input, String name) {
        DeviceThreads.start("printer-reader " + name, () -> readAll(input));
    }

    private void readAll(Source input) {
        byte[] bytes = new byte[KEPT];
        try {
            int count = input.read(bytes);
            while (count >= 0) {
                for (int i = 0; i < count; i++) {
                    if (accept(bytes[i] & 0xFF)) {
                        automatic.accept(group.clone());
                    }
                }
                count = input.read(bytes);
            }
            end(true);
        } catch (IOException e) {
            // A device that cannot be read; what writes to it has the better message.
            end(false);
        }
    }

    /** @return whether an automatic status is complete */
    private synchronized boolean accept(int b) {
        if (grouped > 0) {
            if ((b & 0x90) == 0 && System.nanoTime() - groupBegunNanos < GROUP_NANOS) {
                group[grouped] = b;
                grouped = (grouped + 1) % AUTOMATIC_STATUS;
                return grouped == 0;
            }
            // Broken off: what there was of it says nothing.
            bytesSinceClear += grouped;
            grouped = 0;
        }
        if ((b & 0x93) == 0x10) {
            group[0] = b;
            groupBegunNanos = System.nanoTime();
            grouped = 1;
            return false;
        }
        bytesSinceClear++;
        if ((b & 0x93) == 0x12) {
            keep(realTime, b);
            realTimeCount++;
            realTimeNanos = System.nanoTime();
        } else if ((b & 0x90) == 0) {
            keep(ordered, b);
            orderedCount++;
        }
        notifyAll();
        return false;
    }

    private static void keep(Deque<Integer> answers, int b) {
        if (answers.size() == KEPT) {
            answers.removeFirst();
        }
        answers.addLast(b);
    }

    private synchronized void end(boolean farEndIsGone) {
        ended = true;
        gone = farEndIsGone;
        notifyAll();
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** Whether the input has ended because the far end is gone, not because this device cannot be read at all. */
    synchronized boolean isGone() {
        return gone;
    }

    /** Forgets the answers of that kind that came so far, so that an old one is not taken for a new one. */
    synchronized void clear(Kind kind) {
        (kind == Kind.REAL_TIME ? realTime : ordered).clear();
        bytesSinceClear = 0;
    }

    /** Answers of that kind since the start. */
    synchronized long count(Kind kind) {
        return kind == Kind.REAL_TIME ? realTimeCount : orderedCount;
    }

    /** When the latest answer to {@code DLE EOT} came, in the clock of {@link System#nanoTime}. */
    synchronized long latestRealTimeNanos() {
        return realTimeNanos;
    }

    /** Whether there is an answer that nobody waited for yet. */
    synchronized boolean hasAny() {
        return !realTime.isEmpty() || !ordered.isEmpty();
    }

    /** Whether no answer at all comes within the limit. */
    synchronized boolean isQuiet(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); left > 0 && !hasAny() && !ended; left = deadline - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return !hasAny();
    }

    /** The next answer of that kind, already there or coming within the limit. */
    synchronized Answer await(Kind kind, Duration limit) throws InterruptedException {
        Deque<Integer> answers = kind == Kind.REAL_TIME ? realTime : ordered;
        long deadline = System.nanoTime() + limit.toNanos();
        while (answers.isEmpty() && !ended) {
            long leftNanos = deadline - System.nanoTime();
            if (leftNanos <= 0) {
                return new Answer(bytesSinceClear == 0 ? Outcome.SILENCE : Outcome.GARBAGE, 0);
            }
            wait(leftNanos / 1_000_000, (int) (leftNanos % 1_000_000));
        }
        return answers.isEmpty() ? new Answer(Outcome.ENDED, 0) : new Answer(Outcome.ANSWER, answers.removeFirst());
    }
}
