package id.mpp.hal.printer;

import id.mpp.hal.thread.DeviceThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Reads what a printer sends, even between the questions, on a daemon thread of its own. It sorts the bytes by their
 * fixed bits. An answer to {@code DLE EOT} has {@code (b & 0x93) == 0x12}. An answer to {@code GS r} has
 * {@code (b & 0x90) == 0}. An automatic status begins with {@code (b & 0x93) == 0x10} and has three more bytes with
 * {@code (b & 0x90) == 0}. All other bytes are garbage.
 */
final class AnswerReader {

    /** Answers that are kept. A printer that talks without being asked loses only its older ones. */
    private static final int ANSWERS_KEPT = 64;

    private static final int AUTOMATIC_STATUS = 4;

    /** The bytes of one automatic status come together. A byte that comes later than this does not belong to it. */
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

    /** @param automatic takes each complete automatic status, on the reading thread */
    AnswerReader(Consumer<int[]> automatic) {
        this.automatic = automatic;
    }

    /** What {@link #awaitAnswer} waits for. */
    enum Kind {
        REAL_TIME,
        ORDERED
    }

    /** The result of waiting. {@code value} is set for {@code ANSWER} only. */
    record Answer(Outcome outcome, int value) {
        boolean is(Outcome wanted) {
            return outcome == wanted;
        }
    }

    enum Outcome {
        ANSWER,
        /** Not one byte came in time. */
        SILENCE,
        /** Bytes came, but none that could be the answer. */
        GARBAGE,
        /** The input has ended. */
        ENDED
    }

    /** The source of the bytes, with the rules of {@link PrinterConnection#read}. */
    @FunctionalInterface
    interface Source {
        int read(byte[] buffer) throws IOException;
    }

    /** Begins to read and goes on until the source has ended or is closed. */
    void start(Source input, String name) {
        DeviceThreads.start("printer-reader " + name, () -> readAll(input));
    }

    private void readAll(Source input) {
        byte[] bytes = new byte[ANSWERS_KEPT];
        // Also where a fault ends this thread: nobody hears the printer then, so the connection has to be made anew.
        // anew.
        boolean farEndIsGone = true;
        try {
            int count = input.read(bytes);
            while (count >= 0) {
                for (int i = 0; i < count; i++) {
                    if (acceptByte(bytes[i] & 0xFF)) {
                        automatic.accept(group.clone());
                    }
                }
                count = input.read(bytes);
            }
        } catch (IOException e) {
            // The device cannot be read. What writes to it has the better message.
            farEndIsGone = false;
        } finally {
            endReading(farEndIsGone);
        }
    }

    /** @return whether an automatic status is complete */
    private synchronized boolean acceptByte(int b) {
        if (grouped > 0) {
            if ((b & 0x90) == 0 && System.nanoTime() - groupBegunNanos < GROUP_NANOS) {
                group[grouped] = b;
                grouped = (grouped + 1) % AUTOMATIC_STATUS;
                return grouped == 0;
            }
            // The status was broken off, and its beginning says nothing.
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
            keepAnswer(realTime, b);
            realTimeCount++;
            realTimeNanos = System.nanoTime();
        } else if ((b & 0x90) == 0) {
            keepAnswer(ordered, b);
            orderedCount++;
        }
        notifyAll();
        return false;
    }

    private static void keepAnswer(Deque<Integer> answers, int b) {
        if (answers.size() == ANSWERS_KEPT) {
            answers.removeFirst();
        }
        answers.addLast(b);
    }

    private synchronized void endReading(boolean farEndIsGone) {
        ended = true;
        gone = farEndIsGone;
        notifyAll();
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** Whether the input has ended because the connection is lost, and not because this device can never be read. */
    synchronized boolean isGone() {
        return gone;
    }

    /** Forgets the answers of that kind that came so far, so that an old answer is not taken for a new one. */
    synchronized void forgetAnswers(Kind kind) {
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

    /** Whether there is an answer that nobody has waited for yet. */
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

    /** The next answer of that kind, which is already there or comes within the limit. */
    synchronized Answer awaitAnswer(Kind kind, Duration limit) throws InterruptedException {
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
