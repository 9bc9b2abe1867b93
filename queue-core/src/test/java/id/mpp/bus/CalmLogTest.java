package id.mpp.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CalmLogTest {
    private long now;
    private final CalmLog log = new CalmLog(() -> now);

    @Test
    void aTextIsSaidOnceInTenMinutesWithHowOftenItHappened() {
        assertEquals("away", log.line("away"));
        for (int i = 0; i < 100; i++) {
            now += Duration.ofSeconds(5).toNanos();
            assertEquals("", log.line("away"));
        }
        now += CalmLog.QUIET.toNanos();
        assertEquals("away (it happened 100 more times since this was last said)", log.line("away"));
        assertEquals("", log.line("away"));
    }

    @Test
    void twoAddressesInTurnAreTwoTextsAndBothAreSaidOnce() {
        for (int i = 0; i < 20; i++) {
            now += Duration.ofSeconds(10).toNanos();
            assertEquals(i == 0 ? "a" : "", log.line("a"));
            assertEquals(i == 0 ? "b" : "", log.line("b"));
        }
    }
}
