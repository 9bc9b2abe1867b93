package id.mpp.hal.printer;

import id.mpp.hal.device.Patience.GivenUpException;
import id.mpp.hal.printer.AnswerReader.Answer;
import id.mpp.hal.printer.AnswerReader.Kind;
import id.mpp.hal.printer.AnswerReader.Outcome;
import java.io.IOException;
import java.time.Duration;

/**
 * The questions of {@code DLE EOT}, one at a time. An answer does not say which question it belongs to. So the next
 * question is asked only when the last one was answered or its answer is given up, which is {@value #LATE_LIMITS} usual
 * limits after the question. A late answer teaches how long this printer takes, and from then on the wait is that long.
 *
 * <p>An answer that comes even later would be taken for the answer to the next question. For one thread; each
 * connection has its own.
 */
final class RealTimeQuestions {

    /**
     * The longest wait for a printer as a multiple of the usual limit. Where much depends on the answer, this limit
     * holds at once.
     */
    static final int LATE_LIMITS = 3;

    /** A printer takes about the same time each time. This factor keeps its answer from missing the limit by a hair. */
    private static final double DELAY_MARGIN = 1.5;

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

    /** @param usual the time within which printers answer */
    RealTimeQuestions(AnswerReader answers, Wire wire, Duration usual) {
        this.answers = answers;
        this.wire = wire;
        this.usual = usual;
        this.most = usual.multipliedBy(LATE_LIMITS);
        this.limit = usual;
    }

    /** How long to wait for this printer, judging by what was seen of it. */
    Duration limit() {
        return limit;
    }

    /** Asks question {@code n} and waits for its answer, as long as this printer usually takes. */
    Answer ask(int n) throws IOException, GivenUpException, InterruptedException {
        return ask(n, limit);
    }

    /** Asks question {@code n} and waits for its answer as long as the longest limit allows. */
    Answer askPatiently(int n) throws IOException, GivenUpException, InterruptedException {
        return ask(n, most);
    }

    private Answer ask(int n, Duration patience) throws IOException, GivenUpException, InterruptedException {
        put(n);
        return awaitAnswer(patience);
    }

    /** Asks question {@code n} without waiting. {@link #awaitAnswer} gives the answer. */
    void put(int n) throws IOException, GivenUpException, InterruptedException {
        awaitLateAnswer();
        answers.forgetAnswers(Kind.REAL_TIME);
        asked++;
        isOpen = true;
        askedNanos = System.nanoTime();
        wire.write(new byte[] {0x10, 0x04, (byte) n});
    }

    /** Waits for the answer to the question that was asked last. */
    Answer awaitAnswer() throws InterruptedException {
        return awaitAnswer(limit);
    }

    private Answer awaitAnswer(Duration patience) throws InterruptedException {
        Answer answer = answers.awaitAnswer(Kind.REAL_TIME, patience);
        if (answer.is(Outcome.ANSWER)) {
            isOpen = false;
            learnDelay();
        }
        return answer;
    }

    /** Waits until no answer is outstanding any more. */
    private void awaitLateAnswer() throws InterruptedException {
        if (isOpen) {
            Duration left = most.minusNanos(System.nanoTime() - askedNanos);
            var _ = awaitAnswer(left.isNegative() ? Duration.ZERO : left);
            isOpen = false;
        }
    }

    private void learnDelay() {
        long took = answers.latestRealTimeNanos() - askedNanos;
        Duration next = Duration.ofNanos((long) (took * DELAY_MARGIN));
        limit = next.compareTo(usual) < 0 ? usual : next.compareTo(most) < 0 ? next : most;
    }

    /** Whether the printer has given more answers than it was asked for. Then one of them may belong to any time. */
    boolean hasUnaskedAnswers() {
        return answers.count(Kind.REAL_TIME) > asked;
    }
}
