package id.mpp.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginDelayTest {
    private final TestClock clock = new TestClock();
    private final LoginDelay delay = new LoginDelay(clock);

    @Test
    void theDelayDoublesAfterTheFirstMistakesAndIsNeverLongerThanAMinuteForAnAccount() {
        String seen = "";
        for (int i = 0; i < 12; i++) {
            delay.failed("admin", "10.0.0." + i);
            seen += delay.remaining("admin", "10.0.1.1").toSeconds() + " ";
        }
        assertEquals("0 0 0 1 2 4 8 16 32 60 60 60 ", seen);
    }

    @Test
    void anAddressThatTriesManyNamesWaitsToo() {
        for (int i = 0; i < 30; i++) {
            delay.failed("name" + i, "10.0.0.9");
        }
        assertEquals(Duration.ofMinutes(5), delay.remaining("fresh", "10.0.0.9"));
        assertEquals(Duration.ZERO, delay.remaining("fresh", "10.0.0.8"));
    }

    @Test
    void waitingEndsTheDelayAndSuccessForgetsTheAccount() {
        for (int i = 0; i < 6; i++) {
            delay.failed("admin", "a");
        }
        clock.pass(Duration.ofSeconds(3));
        assertEquals(Duration.ofSeconds(1), delay.remaining("admin", "a"));
        clock.pass(Duration.ofSeconds(1));
        assertEquals(Duration.ZERO, delay.remaining("admin", "a"));
        delay.succeeded("admin");
        delay.failed("admin", "b");
        assertEquals(Duration.ZERO, delay.remaining("admin", "b"));
    }

    @Test
    void failuresAreForgottenAfterAnHourAndAClockStepBackNeverLocksOut() {
        for (int i = 0; i < 20; i++) {
            delay.failed("admin", "a");
        }
        clock.pass(Duration.ofDays(-400));
        assertTrue(delay.remaining("admin", "a").compareTo(Duration.ofMinutes(5)) <= 0);
        clock.pass(Duration.ofDays(401));
        assertEquals(Duration.ZERO, delay.remaining("admin", "a"));
    }
}
