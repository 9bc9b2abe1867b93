package id.mpp.hal.printer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads what a printer says, on a daemon thread of its own because a read may never return, and sorts the bytes by their fixed
 * bits: answers to {@code DLE EOT} have {@code (b & 0x93) == 0x12}, answers to {@code GS r} have {@code (b & 0x90) == 0}, an
 * automatic status begins with {@code (b & 0x93) == 0x10} and takes four bytes (skipped). The rest is garbage.
 */
final class AnswerReader {

    /** Answers kept; a printer that talks without being asked only loses its older words. */
    private static final int KEPT = 64;

    private static final int AUTOMATIC_STATUS_TAIL = 3;

    private final Deque<Integer> realTime = new ArrayDeque<>();
    private final Deque<Integer> ordered = new ArrayDeque<>();
    private int bytesSinceClear;
    private int toSkip;
    private boolean ended;

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

    void start(InputStream input, String name) {
        Thread.ofPlatform().daemon().name("printer-reader " + name).start(() -> readAll(input));
    }

    private void readAll(InputStream input) {
        byte[] bytes = new byte[KEPT];
        try {
            int count = input.read(bytes);
            while (count >= 0) {
                for (int i = 0; i < count; i++) {
                    accept(bytes[i] & 0xFF);
                }
                count = input.read(bytes);
            }
        } catch (IOException theWireBroke) {
            // Said by isEnded(); the writing side has the better message.
        } finally {
            end();
        }
    }

    private synchronized void accept(int b) {
        if (toSkip > 0) {
            toSkip--;
            return;
        }
        bytesSinceClear++;
        if ((b & 0x93) == 0x12) {
            keep(realTime, b);
        } else if ((b & 0x93) == 0x10) {
            toSkip = AUTOMATIC_STATUS_TAIL;
        } else if ((b & 0x90) == 0) {
            keep(ordered, b);
        }
        notifyAll();
    }

    private static void keep(Deque<Integer> answers, int b) {
        if (answers.size() == KEPT) {
            answers.removeFirst();
        }
        answers.addLast(b);
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** Forgets the answers of that kind that came so far, so that an old one is not taken for a new one. */
    synchronized void clear(Kind kind) {
        (kind == Kind.REAL_TIME ? realTime : ordered).clear();
        bytesSinceClear = 0;
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
