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
 * The dialogue with a printer over one open connection. One thread uses it.
 *
 * <p>Before a slip it asks whether the printer is able to print. Then it sends the slip. Then it looks for one of two
 * proofs. {@code GS r 1} is answered in order, so its answer means that the cut was carried out. Where the printer does
 * not understand that question, {@code DLE EOT} is sent after the cut. The printer answers that on arrival, which means
 * that all bytes arrived without error.
 */
final class PrinterLine {

    private static final Logger LOG = LoggerFactory.getLogger(PrinterLine.class);

    /** Bytes written between two checks of the time: half a second at 9600 baud. */
    private static final int CHUNK_BYTES = 512;

    /**
     * Zeros that complete the parameters of a command that was broken off. Otherwise the printer could take a question
     * for those parameters, such as the length of a picture.
     */
    private static final byte[] COMPLETE_UNFINISHED_COMMAND = new byte[8];

    /**
     * Zeros, which text mode ignores. There are enough to complete a picture band or a QR command that an earlier slip
     * left unfinished (24 rows of 34 bytes at most).
     */
    private static final byte[] COMPLETE_UNFINISHED_DATA = new byte[1024];

    /** Cuts off what hangs in the printer, so that half a slip does not become the head of the next one. */
    private static final byte[] RESET_AND_CUT = {0x1B, '@', 0x1B, 'd', 4, 0x1D, 'V', 1};

    private static final byte[] RESET = {0x1B, '@'};

    /** A printer that leaves a question unanswered so many times in a row does not know it. */
    private static final int LOSSES_AT_MOST = 2;

    private static final int QUESTIONS = 4;

    /** After the proof the printer has to be quiet for this fraction of the usual limit. */
    private static final int QUIET_DIVISOR = 8;

    /** More answers than these are noise and not late answers. */
    private static final int LATE_ANSWERS_AT_MOST = 16;

    /** A printer that has never answered is asked once in so many polls. */
    private static final int POLLS_BETWEEN_TRIALS = 15;

    private static final byte[] ORDERED_QUESTION = {0x1D, 'r', 1};

    /** Switches the automatic status on. The reset has switched it off, and the reset in each slip does so again. */
    private static final byte[] AUTOMATIC_STATUS_ON = {0x1D, 'a', 0x0E};

    /** The first question of DLE EOT: whether the printer can print at all. */
    private static final int PRINTER_QUESTION = 1;

    private final PrinterConnection connection;
    private final PrinterProfile profile;
    private final PrinterTiming timing;
    private final PrinterMemory memory;
    private final DeviceSession session;
    private final String whatToCheck;
    private final AnswerReader answers;
    private final RealTimeQuestions questions;

    /** The latest answers by question; below, how many times in a row each question had no answer. */
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

    /** A printer that has never answered is not asked again before this time. */
    private long silentUntilNanos = System.nanoTime();

    /** Whether a slip was given up before its ordered answer came. That answer may still come. */
    private boolean orderedOutstanding;

    /** @param whatToCheck what a technician should look at where the printer is not understood */
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
        this.answers = new AnswerReader(this::hearAutomaticStatus);
        this.questions = new RealTimeQuestions(answers, this::write, timing.answer());
    }

    /** Begins to listen. */
    void startListening(String name) {
        if (connection.hasWayBack()) {
            answers.start(connection::read, name);
        }
    }

    /**
     * Asks how the printer is. The first time that it could print, brings it to a known state. To be called before each
     * slip and from time to time in between. Costs four short questions, or one time limit when there is no answer.
     */
    Health checkHealth() throws IOException, GivenUpException, InterruptedException {
        if (settled && System.nanoTime() - silentUntilNanos < 0) {
            return silentHealth();
        }
        if (!begun) {
            write(COMPLETE_UNFINISHED_COMMAND);
            begun = true;
        }
        Health health = askHealth();
        if (!settled && health.obstacle().isEmpty()) {
            bringToKnownState();
        }
        return health;
    }

    private void bringToKnownState() throws IOException, GivenUpException, InterruptedException {
        write(COMPLETE_UNFINISHED_DATA);
        write(memory.isSlipTorn() ? RESET_AND_CUT : RESET);
        memory.setSlipTorn(false);
        if (answering && profile.status().hasAutomatic()) {
            write(AUTOMATIC_STATUS_ON);
        }
        if (answering && profile.orderedStatus()) {
            answers.forgetAnswers(Kind.ORDERED);
            askOrdered();
            orderedUnderstood =
                    answers.awaitAnswer(Kind.ORDERED, questions.limit()).is(Outcome.ANSWER);
            awaitQuiet();
        }
        settled = true;
    }

    /** Waits for the answers that an earlier connection asked for, because they must not count for the next slip. */
    private void awaitQuiet() throws InterruptedException {
        Answer late = answers.awaitAnswer(Kind.ORDERED, questions.limit().dividedBy(4));
        for (int i = 0; i < LATE_ANSWERS_AT_MOST && late.is(Outcome.ANSWER); i++) {
            late = answers.awaitAnswer(Kind.ORDERED, questions.limit().dividedBy(4));
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

    private Health askHealth() throws IOException, GivenUpException, InterruptedException {
        if (!connection.hasWayBack() || answers.isEnded()) {
            return endedHealth();
        }
        Answer printer = answering ? questions.ask(PRINTER_QUESTION) : questions.askPatiently(PRINTER_QUESTION);
        if (!printer.is(Outcome.ANSWER)) {
            return withoutAnswer(printer);
        }
        answering = true;
        memory.noteAnswer();
        EnumSet<PrinterCondition> conditions = EnumSet.noneOf(PrinterCondition.class);
        for (int n : new int[] {StatusTable.PAPER, StatusTable.OFFLINE_CAUSE, StatusTable.ERROR_CAUSE}) {
            if (losses[n] < LOSSES_AT_MOST) {
                learnAnswer(n, questions.askPatiently(n));
                profile.status().addConditions(n, known[n], conditions);
            }
        }
        return Health.of(printer.value(), conditions);
    }

    /**
     * Where a single answer is missing, the one before it still holds. It does not mean that paper that was low has
     * become a new roll.
     */
    private void learnAnswer(int n, Answer answer) {
        losses[n] = answer.is(Outcome.ANSWER) ? 0 : losses[n] + 1;
        if (answer.is(Outcome.ANSWER)) {
            known[n] = answer.value();
        }
    }

    private Health withoutAnswer(Answer answer) {
        if (answer.is(Outcome.ENDED)) {
            return endedHealth();
        }
        answering = false;
        if (answer.is(Outcome.GARBAGE)) {
            return Health.garbled(whatToCheck);
        }
        if (memory.hasAnswered()) {
            // The printer may have been switched off, and then it has forgotten everything.
            begun = false;
            settled = false;
            orderedOutstanding = false;
            return Health.off("the printer has stopped answering");
        }
        silentUntilNanos =
                System.nanoTime() + POLLS_BETWEEN_TRIALS * timing.poll().toNanos();
        return silentHealth();
    }

    private Health silentHealth() {
        return Health.silent(profile.answers(), whatToCheck);
    }

    private Health endedHealth() {
        return isBroken() ? Health.off("the connection broke") : Health.unknown("this printer cannot answer");
    }

    /** Writes a slip after {@link #checkHealth} said that it can be printed, and waits for the proof. */
    PrintResult print(byte[] bytes, PrintJob job) throws IOException, GivenUpException, InterruptedException {
        awaitOutstanding();
        answers.forgetAnswers(Kind.ORDERED);
        answers.forgetAnswers(Kind.REAL_TIME);
        job.noteBytesFollow();
        memory.setSlipTorn(true);
        write(bytes);
        if (!answering) {
            memory.setSlipTorn(false);
            return new PrintResult.Sent();
        }
        PrintResult result = awaitCut(job);
        memory.setSlipTorn(!(result instanceof PrintResult.Confirmed));
        return result;
    }

    private void awaitOutstanding() throws InterruptedException {
        if (orderedOutstanding) {
            orderedUnderstood =
                    answers.awaitAnswer(Kind.ORDERED, questions.limit()).is(Outcome.ANSWER);
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
                questions.put(PRINTER_QUESTION);
                asked = true;
            }
            Answer realTime = questions.awaitAnswer();
            if (realTime.is(Outcome.ENDED)) {
                return job.failed(PrintResult.Reason.DISCONNECTED, "the connection broke before the cut was confirmed");
            }
            if (realTime.is(Outcome.ANSWER)) {
                asked = false;
                Optional<PrintResult> verdict = judgeAnswer(realTime.value(), job);
                if (verdict.isPresent()) {
                    return verdict.get();
                }
            }
        }
        return new PrintResult.Sent();
    }

    /** Judges an answer to {@code DLE EOT 1} that came after the cut. Empty where it decides nothing. */
    private Optional<PrintResult> judgeAnswer(int printerByte, PrintJob job)
            throws IOException, GivenUpException, InterruptedException {
        if (orderedUnderstood
                && answers.awaitAnswer(Kind.ORDERED, questions.limit()).is(Outcome.ANSWER)) {
            orderedOutstanding = false;
            return Optional.of(confirmUnlessUnasked());
        }
        if (StatusTable.saysOffline(printerByte)) {
            Health health = askHealth();
            return health.obstacle().map(reason -> job.failed(reason, "after the slip was sent: " + health.detail()));
        }
        return orderedUnderstood ? Optional.empty() : Optional.of(confirmUnlessUnasked());
    }

    /**
     * Confirms the slip, unless more answers than questions have come. Then the printer talks without being asked, and
     * the answer that counted may have been one of those.
     */
    private PrintResult confirmUnlessUnasked() throws InterruptedException {
        boolean noMore = answers.isQuiet(timing.answer().dividedBy(QUIET_DIVISOR));
        boolean noneUnasked = !questions.hasUnaskedAnswers() && answers.count(Kind.ORDERED) <= orderedAsked;
        return noMore && noneUnasked ? new PrintResult.Confirmed() : new PrintResult.Sent();
    }

    private void askOrdered() throws IOException, GivenUpException, InterruptedException {
        orderedAsked++;
        write(ORDERED_QUESTION);
    }

    private void write(byte[] bytes) throws IOException, GivenUpException, InterruptedException {
        for (int from = 0; from < bytes.length; from += CHUNK_BYTES) {
            int begin = from;
            int count = Math.min(CHUNK_BYTES, bytes.length - from);
            session.call(timing.write(), () -> {
                connection.write(bytes, begin, count);
                return count;
            });
        }
    }

    /** Takes a status that the printer sent without being asked. Runs on the reading thread. */
    private void hearAutomaticStatus(int[] status) {
        if (profile.status().hasAutomatic()) {
            try {
                Health.of(status[0], profile.status().readAutomatic(status)).reportTo(session);
            } catch (GivenUpException e) {
                LOG.debug("an automatic status came too late: {}", e.getMessage());
            }
        }
    }
}
