package id.mpp.hal.printer;

import id.mpp.hal.device.Patience.GivenUpException;
import id.mpp.hal.printer.AnswerReader.Answer;
import id.mpp.hal.printer.AnswerReader.Kind;
import id.mpp.hal.printer.AnswerReader.Outcome;
import java.io.IOException;
import java.time.Duration;

/**
 * The questions of {@code DLE EOT}, one at a time. Their answers do not say which question they belong to, so the next
 * question is put only when the last one was answered or its answer is given up: {@value #LATE} usual limits after the
 * question. An answer that comes late teaches how long this printer takes, and from then on it is waited for so long.
 *
 * <p>An answer that comes later still would be taken for the next one's. For one thread; a connection has its own.
 */
final class RealTimeQuestions {

    /** A printer is given so many times the usual limit at most; at once where much depends on the answer. */
    static final int LATE = 3;

    /** A printer takes about as long each time, and its answer must not miss the limit by a hair. */
    private static final double MARGIN = 1.5;

    private final AnswerReader answers;
    private final Wire wire;
    private final Duration usual;
    private final Duration most;
    private Duration limit;
    private long asked;
    private long askedNanos;
    private boolean isOpen;

    /** What the questions are written to. */
    @FunctionalInterface
    interface Wire {
        void write(byte[] bytes) throws IOException, GivenUpException, InterruptedException;
    }

    /** @param usual time within which printers answer */
    RealTimeQuestions(AnswerReader answers, Wire wire, Duration usual) {
        this.answers = answers;
        this.wire = wire;
        this.usual = usual;
        this.most = usual.multipliedBy(LATE);
        this.limit = usual;
    }

    /** How long this printer is waited for, by what was seen of it. */
    Duration limit() {
        return limit;
    }

    /** Asks question {@code n} and waits for its answer, as long as this printer usually takes. */
    Answer ask(int n) throws IOException, GivenUpException, InterruptedException {
        return ask(n, limit);
    }

    /** The same with as much patience as there is. */
    Answer askPatiently(int n) throws IOException, GivenUpException, InterruptedException {
        return ask(n, most);
    }

    private Answer ask(int n, Duration patience) throws IOException, GivenUpException, InterruptedException {
        put(n);
        return await(patience);
    }

    /** Puts question {@code n}; the answer is for {@link #await}. */
    void put(int n) throws IOException, GivenUpException, InterruptedException {
        awaitLateAnswer();
        answers.clear(Kind.REAL_TIME);
        asked++;
        isOpen = true;
        askedNanos = System.nanoTime();
        wire.write(new byte[] {0x10, 0x04, (byte) n});
    }

    /** The answer to the question that was put. */
    Answer await() throws InterruptedException {
        return await(limit);
    }

    private Answer await(Duration patience) throws InterruptedException {
        Answer answer = answers.await(Kind.REAL_TIME, patience);
        if (answer.is(Outcome.ANSWER)) {
            isOpen = false;
            learn();
        }
        return answer;
    }

    /** Waits until nothing is owed any more. */
    private void awaitLateAnswer() throws InterruptedException {
        if (isOpen) {
            Duration left = most.minusNanos(System.nanoTime() - askedNanos);
            var _ = await(left.isNegative() ? Duration.ZERO : left);
            isOpen = false;
        }
    }

    private void learn() {
        long took = answers.latestRealTimeNanos() - askedNanos;
        Duration next = Duration.ofNanos((long) (took * MARGIN));
        limit = next.compareTo(usual) < 0 ? usual : next.compareTo(most) < 0 ? next : most;
    }

    /** Whether the printer has given more answers than it was asked for: one of them may be of any time. */
    boolean hasUnaskedAnswers() {
        return answers.count(Kind.REAL_TIME) > asked;
    }
}
