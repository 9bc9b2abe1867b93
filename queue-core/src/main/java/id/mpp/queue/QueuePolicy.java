package id.mpp.queue;

import java.time.Duration;

/**
 * How this hall orders and limits its queue.
 *
 * @param strictPriority priority tickets first, always; else they age faster (accumulating priority)
 * @param priorityRatePermille how much faster they age, in thousandths: 2000 is twice as fast
 * @param recallLimit repetitions of one call
 * @param noShowTolerance how long a no-show may still come back
 * @param blockSize numbers the hub takes at a time
 * @param copyLimit reprints of one ticket
 * @param bookingEarly how long before its time a reservation may be checked in
 * @param bookingLate how long after its time it still counts; later it is a visit like any other
 * @param surveyEvery one of so many finished tickets is invited to the survey
 */
public record QueuePolicy(
        boolean strictPriority,
        int priorityRatePermille,
        int recallLimit,
        Duration noShowTolerance,
        int blockSize,
        int copyLimit,
        Duration bookingEarly,
        Duration bookingLate,
        int surveyEvery) {
    /** Beyond it a hall would ask nobody for days. */
    public static final int MAX_SURVEY_EVERY = 1_000;

    static final int NORMAL_RATE_PERMILLE = 1_000;

    public QueuePolicy {
        Checks.range("priorityRatePermille", priorityRatePermille, NORMAL_RATE_PERMILLE, 10_000);
        Checks.range("recallLimit", recallLimit, 0, 10);
        Checks.range("noShowTolerance in seconds", noShowTolerance.toSeconds(), 0, 86_400);
        Checks.range("blockSize", blockSize, 1, 1_000);
        Checks.range("copyLimit", copyLimit, 0, 20);
        Checks.range("bookingEarly in seconds", bookingEarly.toSeconds(), 0, 86_400);
        Checks.range("bookingLate in seconds", bookingLate.toSeconds(), 0, 86_400);
        Checks.range("surveyEvery", surveyEvery, 1, MAX_SURVEY_EVERY);
    }

    /**
     * Accumulating priority at twice the rate, three recalls, half an hour's tolerance, check-in from half an hour
     * before to a quarter of an hour after the reserved time, every fifth asked.
     */
    public static QueuePolicy standard() {
        return new QueuePolicy(
                false, 2_000, 3, Duration.ofMinutes(30), 100, 5, Duration.ofMinutes(30), Duration.ofMinutes(15), 5);
    }

    /** Invites every {@code every}-th finished ticket to the survey. */
    public QueuePolicy withSurveyEvery(int every) {
        return new QueuePolicy(
                strictPriority,
                priorityRatePermille,
                recallLimit,
                noShowTolerance,
                blockSize,
                copyLimit,
                bookingEarly,
                bookingLate,
                every);
    }

    public QueuePolicy withStrictPriority() {
        return new QueuePolicy(
                true,
                priorityRatePermille,
                recallLimit,
                noShowTolerance,
                blockSize,
                copyLimit,
                bookingEarly,
                bookingLate,
                surveyEvery);
    }
}
