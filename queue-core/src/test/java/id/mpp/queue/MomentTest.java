package id.mpp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static final Instant EIGHT = Instant.parse("2026-08-10T01:00:00Z");
    private static final Moment START = new Moment(EIGHT, true, "boot-1001", 5_000);

    @Test
    void withinOneBootTheMonotonicClockCountsWhateverTheWallSays() {
        Moment later = new Moment(EIGHT.minus(Duration.ofDays(400)), false, "boot-1001", 65_000);
        assertEquals(Optional.of(Duration.ofMinutes(1)), later.since(START));
    }

    @Test
    void acrossARebootTheWallCountsWhereBothCouldBeTrusted() {
        Moment later = new Moment(EIGHT.plusSeconds(600), true, "boot-1002", 10);
        assertEquals(Optional.of(Duration.ofMinutes(10)), later.since(START));
    }

    @Test
    void acrossARebootWithAnUntrustedClockTheDurationIsUnknown() {
        Moment untrusted = new Moment(EIGHT.plusSeconds(600), false, "boot-1002", 10);
        assertEquals(Optional.empty(), untrusted.since(START));
        Moment right = new Moment(EIGHT.plusSeconds(900), true, "boot-1003", 10);
        assertEquals(Optional.empty(), right.since(untrusted));
    }

    @Test
    void aDurationIsNeverNegative() {
        assertEquals(Optional.of(Duration.ZERO), START.since(new Moment(EIGHT, true, "boot-1001", 6_000)));
        assertEquals(Optional.empty(), START.since(new Moment(EIGHT.plusSeconds(1), true, "boot-1000", 0)));
    }

    @Test
    void hallTimeStandsStillRatherThanRunBackwards() {
        HallTime time = HallTime.START.advance(START).advance(new Moment(EIGHT, true, "boot-1001", 9_000));
        assertEquals(4_000, time.millis());
        assertEquals(4_000, time.at(START));
        Moment earlierWall = new Moment(EIGHT.minus(Duration.ofDays(400)), true, "boot-1002", 0);
        assertEquals(4_000, time.at(earlierWall));
    }

    @Test
    void hallTimeDoesNotJumpWithAWallThatJumpsWithinOneBoot() {
        HallTime time = HallTime.START.advance(START);
        assertEquals(1_000, time.at(new Moment(EIGHT.plus(Duration.ofDays(400)), true, "boot-1001", 6_000)));
    }

    @Test
    void hallTimeCatchesUpWithAnOutageAsSoonAsTheClockIsRightAgain() {
        HallTime time = HallTime.START.advance(START);
        time = time.advance(new Moment(Instant.EPOCH, false, "boot-1002", 3_000));
        assertEquals(3_000, time.millis(), "what certainly went by");
        time = time.advance(new Moment(EIGHT.plusSeconds(600), true, "boot-1002", 4_000));
        assertEquals(600_000, time.millis());
        assertEquals(600_500, time.at(new Moment(EIGHT, false, "boot-1002", 4_500)));
    }
}
