package id.mpp.estimate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.estimate.Comparison.Method;
import org.junit.jupiter.api.Test;

/** The quick size of {@code ./prove estimate}: two days of two halls that the estimator does not know. */
class WaitEstimateErrorTest {
    @Test
    void theReplayIsNearerToTheWaitThatCameThanTheCommonMethods() {
        Comparison days = ComparedDays.play(1, 2, 2, 0.85);
        assertTrue(days.tickets() > 1_000, days.table());
        double error = days.error(Method.REPLAY);
        assertTrue(error < 0.6 * days.error(Method.NORM), days.table());
        assertTrue(error < days.error(Method.LENGTH), days.table());
        assertTrue(error < days.error(Method.ROLLING), days.table());
        assertTrue(error < days.error(Method.LAST), days.table());
        double coverage = days.coverage(Method.REPLAY);
        assertTrue(coverage > 0.7 && coverage < 0.9, days.table());
    }
}
