package id.mpp.kiosk.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes the wall clock one that can be believed. The files are real ones, in a folder of the test. */
class HallClockTest {
    private static final Instant MORNING = Instant.parse("2026-11-24T00:33:00Z");
    private static final Instant EVENING_BEFORE = Instant.parse("2026-11-23T10:40:00Z");

    @TempDir
    private Path root;

    private final AtomicReference<Instant> wall = new AtomicReference<>(EVENING_BEFORE);
    private final AtomicLong nanos = new AtomicLong(40_000_000_000L);

    @Test
    void aPlausibleTimeProvesNothing() {
        HallClock clock = clock();
        clock.lastKnown(EVENING_BEFORE.minusSeconds(60));
        clock.look();
        assertFalse(clock.now().trusted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run/systemd/timesync/synchronized", "run/mpp/clock-synchronized"})
    void aTimeServiceThatSaysSoIsBelievedAlsoAfterAStep(String file) throws IOException {
        HallClock clock = clock();
        wall.set(MORNING);
        assertFalse(clock.now().trusted());
        touch(file, "");
        clock.look();
        assertTrue(clock.now().trusted());
        wall.set(MORNING.plus(Duration.ofDays(1)));
        clock.look();
        assertTrue(clock.now().trusted(), "a step with evidence is truth");
        Files.delete(root.resolve(file));
        pass(Duration.ofHours(3));
        clock.look();
        assertTrue(clock.now().trusted(), "a clock that was right and goes steadily stays right");
        wall.set(MORNING.minus(Duration.ofDays(400)));
        assertFalse(clock.now().trusted());
        clock.look();
        assertFalse(clock.now().trusted(), "a step without evidence is not");
        clock.confirmed();
        assertTrue(clock.now().trusted(), "until somebody vouches for it");
    }

    @Test
    void aBatteryClockThatTellsTheSameIsBelieved() throws IOException {
        battery(EVENING_BEFORE.getEpochSecond() + 20);
        HallClock clock = clock();
        assertTrue(clock.now().trusted());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 35, 946_684_800, 1_830_000_000, 4_000_000_000L})
    void aBatteryClockWithoutABatteryIsNot(long seconds) throws IOException {
        battery(seconds);
        HallClock clock = clock();
        clock.look();
        assertFalse(clock.now().trusted());
        wall.set(Instant.ofEpochSecond(seconds));
        clock.lastKnown(EVENING_BEFORE);
        clock.look();
        assertFalse(clock.now().trusted(), "not where both are wrong together either");
    }

    @Test
    void aBatteryClockThatCannotBeReadSaysNothing() throws IOException {
        touch("sys/class/rtc/rtc0/since_epoch", "no number");
        Files.createDirectories(root.resolve("sys/class/rtc/rtc1"));
        HallClock clock = clock();
        clock.look();
        assertFalse(clock.now().trusted());
    }

    @Test
    void aProgramThatIsStartedAgainGoesOnWithTheMachinesRun() {
        HallClock first = clock();
        first.noteIn(root.resolve("machine-run"));
        first.confirmed();
        long before = first.now().monotonicMillis();
        pass(Duration.ofMinutes(5));
        HallClock second = clock();
        second.noteIn(root.resolve("machine-run"));
        second.lastKnown(EVENING_BEFORE);
        assertEquals(first.boot(), second.boot());
        assertNotEquals(first.start(), second.start());
        assertTrue(second.now().trusted(), "what a supervisor vouched for is not asked for again");
        assertEquals(Duration.ofMinutes(5).toMillis(), second.now().monotonicMillis() - before);
    }

    @Test
    void aMachineThatIsStartedAgainIsAnotherRun() {
        HallClock first = clock();
        first.noteIn(root.resolve("machine-run"));
        first.confirmed();
        pass(Duration.ofMinutes(1));
        // The wall goes on where it was, the monotonic clock begins anew.
        nanos.set(30_000_000_000L);
        HallClock second = clock();
        second.noteIn(root.resolve("machine-run"));
        assertNotEquals(first.boot(), second.boot());
        assertFalse(second.now().trusted());
    }

    @Test
    void aNoteThatIsDamagedIsNone() throws IOException {
        touch("machine-run", "half a no");
        HallClock clock = clock();
        clock.noteIn(root.resolve("machine-run"));
        assertFalse(clock.now().trusted());
        assertTrue(Files.readString(root.resolve("machine-run")).startsWith(clock.boot()));
    }

    private HallClock clock() {
        return new HallClock(wall::get, nanos::get, new ClockEvidence(root));
    }

    private void pass(Duration time) {
        wall.updateAndGet(now -> now.plus(time));
        nanos.addAndGet(time.toNanos());
    }

    private void battery(long seconds) throws IOException {
        touch("sys/class/rtc/rtc0/since_epoch", seconds + "\n");
    }

    private void touch(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
