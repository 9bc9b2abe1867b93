package id.mpp.hal.printer;

import id.mpp.hal.device.DeviceSession;
import id.mpp.hal.device.Patience.GivenUpException;
import id.mpp.hal.printer.AnswerReader.Answer;
import id.mpp.hal.printer.AnswerReader.Kind;
import id.mpp.hal.printer.AnswerReader.Outcome;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialogue with a printer over one open connection, used by one thread.
 *
 * <p>Before a slip: is it able to print? Then the slip. Then two proofs: {@code GS r 1} is answered in order, so its
 * answer means that the cut was carried out; where that is not understood, {@code DLE EOT} behind the cut is answered
 * on arrival, which means that all bytes arrived at a printer without error.
 */
final class PrinterLine {

    private static final Logger LOG = LoggerFactory.getLogger(PrinterLine.class);

    /** Bytes between two looks at the clock: half a second at 9600 baud. */
    private static final int CHUNK = 512;

    /**
     * Zeros for the parameters of a command that was broken off, before a question could be taken for them: the length
     * of a picture, say.
     */
    private static final byte[] COMPLETE_UNFINISHED_COMMAND = new byte[8];

    /**
     * Zeros, which text mode ignores, enough to complete a picture band or QR command that an earlier slip left
     * unfinished (24 rows of 34 bytes at most).
     */
    private static final byte[] COMPLETE_UNFINISHED_DATA = new byte[1024];

    /** Cut off what hangs in the printer, so that half a slip does not become the head of the next one. */
    private static final byte[] RESET_AND_CUT = {0x1B, '@', 0x1B, 'd', 4, 0x1D, 'V', 1};

    private static final byte[] RESET = {0x1B, '@'};

    /** A question that was not answered so often in a row is none that this printer knows. */
    private static final int LOSSES_AT_MOST = 2;

    private static final int QUESTIONS = 4;

    /** After the proof it has to be quiet for this part of the usual limit. */
    private static final int QUIET = 8;

    /** More are no late answers but noise. */
    private static final int LATE_ANSWERS_AT_MOST = 16;

    /** How rarely a printer is asked that has never answered. */
    private static final int POLLS_BETWEEN_TRIALS = 15;

    private static final byte[] ORDERED_QUESTION = {0x1D, 'r', 1};

    /** The reset has switched it off; each slip switches it on again for the same reason. */
    private static final byte[] AUTOMATIC_STATUS_ON = {0x1D, 'a', 0x0E};

    /** The first question of DLE EOT: whether the printer can print at all. */
    private static final int PRINTER = 1;

    private final PrinterConnection connection;
    private final PrinterProfile profile;
    private final PrinterTiming timing;
    private final PrinterMemory memory;
    private final DeviceSession session;
    private final String whatToCheck;
    private final AnswerReader answers;
    private final RealTimeQuestions questions;

    /** The latest answers, by question, and how often in a row each had none. */
    private final int[] known = new int[QUESTIONS + 1];

    private final int[] losses = new int[QUESTIONS + 1];

    /** Whether the printer answers on this connection. */
    private boolean answering;

    private boolean orderedUnderstood;

    private long orderedAsked;

    /** Whether anything was sent. */
    private boolean begun;

    /** Whether the printer was brought to a known state. */
    private boolean settled;

    /** A printer that never answered is not asked again before then. */
    private long silentUntilNanos = System.nanoTime();

    /** A slip was given up before its ordered answer came, which may come yet. */
    private boolean orderedOutstanding;

    /** @param whatToCheck where the printer is not understood, for technicians */
    PrinterLine(
            PrinterConnection connection,
            PrinterProfile profile,
            PrinterTiming timing,
            PrinterMemory memory,
            DeviceSession session,
            String whatToCheck) {
        this.connection = connection;
        this.profile = profile;
        this.timing = timing;
        this.memory = memory;
        this.session = session;
        this.whatToCheck = whatToCheck;
        this.answers = new AnswerReader(this::hear);
        this.questions = new RealTimeQuestions(answers, this::write, timing.answer());
    }

    /** Begins to listen. */
    void open(String name) {
        if (connection.hasWayBack()) {
            answers.start(connection::read, name);
        }
    }

    /**
     * Asks how the printer is and, the first time that it could print, brings it to a known state. To be called before
     * each slip and now and then between. Costs four short questions, or one time limit when there is no answer.
     */
    Health check() throws IOException, GivenUpException, InterruptedException {
        if (settled && System.nanoTime() - silentUntilNanos < 0) {
            return silent();
        }
        if (!begun) {
            write(COMPLETE_UNFINISHED_COMMAND);
            begun = true;
        }
        Health health = health();
        if (!settled && health.obstacle().isEmpty()) {
            settle();
        }
        return health;
    }

    private void settle() throws IOException, GivenUpException, InterruptedException {
        write(COMPLETE_UNFINISHED_DATA);
        write(memory.isSlipTorn() ? RESET_AND_CUT : RESET);
        memory.slipTorn(false);
        if (answering && profile.status().hasAutomatic()) {
            write(AUTOMATIC_STATUS_ON);
        }
        if (answering && profile.orderedStatus()) {
            answers.clear(Kind.ORDERED);
            askOrdered();
            orderedUnderstood = answers.await(Kind.ORDERED, questions.limit()).is(Outcome.ANSWER);
            awaitQuiet();
        }
        settled = true;
    }

    /** An answer owed to an earlier connection must not count for the next slip. */
    private void awaitQuiet() throws InterruptedException {
        Answer late = answers.await(Kind.ORDERED, questions.limit().dividedBy(4));
        for (int i = 0; i < LATE_ANSWERS_AT_MOST && late.is(Outcome.ANSWER); i++) {
            late = answers.await(Kind.ORDERED, questions.limit().dividedBy(4));
        }
    }

    /** Whether the printer answered when it was last asked. */
    boolean isAnswering() {
        return answering;
    }

    /** Whether the far end is known to be gone. */
    boolean isBroken() {
        return answers.isGone() || (answers.isEnded() && answering);
    }

    private Health health() throws IOException, GivenUpException, InterruptedException {
        if (!connection.hasWayBack() || answers.isEnded()) {
            return ended();
        }
        Answer printer = answering ? questions.ask(PRINTER) : questions.askPatiently(PRINTER);
        if (!printer.is(Outcome.ANSWER)) {
            return withoutAnswer(printer);
        }
        answering = true;
        memory.answered();
        EnumSet<PrinterCondition> conditions = EnumSet.noneOf(PrinterCondition.class);
        for (int n : new int[] {StatusTable.PAPER, StatusTable.OFFLINE_CAUSE, StatusTable.ERROR_CAUSE}) {
            if (losses[n] < LOSSES_AT_MOST) {
                learn(n, questions.askPatiently(n));
                profile.status().read(n, known[n], conditions);
            }
        }
        return Health.of(printer.value(), conditions);
    }

    /**
     * Where an answer is missing for once, the one before it still holds: paper that was low has not become a new roll
     * by it.
     */
    private void learn(int n, Answer answer) {
        losses[n] = answer.is(Outcome.ANSWER) ? 0 : losses[n] + 1;
        if (answer.is(Outcome.ANSWER)) {
            known[n] = answer.value();
        }
    }

    private Health withoutAnswer(Answer answer) {
        if (answer.is(Outcome.ENDED)) {
            return ended();
        }
        answering = false;
        if (answer.is(Outcome.GARBAGE)) {
            return Health.garbled(whatToCheck);
        }
        if (memory.hasAnswered()) {
            // It may have been switched off, and then has forgotten everything.
            begun = false;
            settled = false;
            orderedOutstanding = false;
            return Health.off("the printer has stopped answering");
        }
        silentUntilNanos =
                System.nanoTime() + POLLS_BETWEEN_TRIALS * timing.poll().toNanos();
        return silent();
    }

    private Health silent() {
        return Health.silent(profile.answers(), whatToCheck);
    }

    private Health ended() {
        return isBroken() ? Health.off("the connection broke") : Health.unknown("this printer cannot answer");
    }

    /** Writes a slip whose readiness was checked, and waits for the proof. */
    PrintResult print(byte[] bytes, PrintJob job) throws IOException, GivenUpException, InterruptedException {
        awaitOutstanding();
        answers.clear(Kind.ORDERED);
        answers.clear(Kind.REAL_TIME);
        job.bytesFollow();
        memory.slipTorn(true);
        write(bytes);
        if (!answering) {
            memory.slipTorn(false);
            return new PrintResult.Sent();
        }
        PrintResult result = awaitCut(job);
        memory.slipTorn(!(result instanceof PrintResult.Confirmed));
        return result;
    }

    private void awaitOutstanding() throws InterruptedException {
        if (orderedOutstanding) {
            orderedUnderstood = answers.await(Kind.ORDERED, questions.limit()).is(Outcome.ANSWER);
            orderedOutstanding = false;
        }
    }

    private PrintResult awaitCut(PrintJob job) throws IOException, GivenUpException, InterruptedException {
        long deadline = System.nanoTime() + timing.cut().toNanos();
        if (orderedUnderstood) {
            askOrdered();
            orderedOutstanding = true;
        }
        boolean asked = false;
        while (System.nanoTime() - deadline < 0) {
            if (!asked) {
                questions.put(PRINTER);
                asked = true;
            }
            Answer realTime = questions.await();
            if (realTime.is(Outcome.ENDED)) {
                return job.failed(PrintResult.Reason.DISCONNECTED, "the connection broke before the cut was confirmed");
            }
            if (realTime.is(Outcome.ANSWER)) {
                asked = false;
                Optional<PrintResult> verdict = judge(realTime.value(), job);
                if (verdict.isPresent()) {
                    return verdict.get();
                }
            }
        }
        return new PrintResult.Sent();
    }

    /** After an answer to {@code DLE EOT 1} behind the cut. */
    private Optional<PrintResult> judge(int printerByte, PrintJob job)
            throws IOException, GivenUpException, InterruptedException {
        if (orderedUnderstood && answers.await(Kind.ORDERED, questions.limit()).is(Outcome.ANSWER)) {
            orderedOutstanding = false;
            return Optional.of(proven());
        }
        if (StatusTable.saysOffline(printerByte)) {
            Health health = health();
            return health.obstacle().map(reason -> job.failed(reason, "after the slip was sent: " + health.detail()));
        }
        return orderedUnderstood ? Optional.empty() : Optional.of(proven());
    }

    /**
     * More answers than questions come from a printer that talks unasked; then the one that counted may have been one
     * of those.
     */
    private PrintResult proven() throws InterruptedException {
        boolean noMore = answers.isQuiet(timing.answer().dividedBy(QUIET));
        boolean noneUnasked = !questions.hasUnaskedAnswers() && answers.count(Kind.ORDERED) <= orderedAsked;
        return noMore && noneUnasked ? new PrintResult.Confirmed() : new PrintResult.Sent();
    }

    private void askOrdered() throws IOException, GivenUpException, InterruptedException {
        orderedAsked++;
        write(ORDERED_QUESTION);
    }

    private void write(byte[] bytes) throws IOException, GivenUpException, InterruptedException {
        for (int from = 0; from < bytes.length; from += CHUNK) {
            int begin = from;
            int count = Math.min(CHUNK, bytes.length - from);
            session.call(timing.write(), () -> {
                connection.write(bytes, begin, count);
                return count;
            });
        }
    }

    /** What the printer says of itself without being asked; on the reading thread. */
    private void hear(int[] status) {
        if (profile.status().hasAutomatic()) {
            try {
                Health.of(status[0], profile.status().readAutomatic(status)).report(session);
            } catch (GivenUpException e) {
                LOG.debug("an automatic status came too late: {}", e.getMessage());
            }
        }
    }
}
