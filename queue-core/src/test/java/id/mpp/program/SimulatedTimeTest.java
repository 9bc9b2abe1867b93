package id.mpp.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatedTimeTest {
    private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant END = BEGIN.plus(Duration.ofHours(10));
    private static final Instant WORLD = Instant.parse("2026-11-25T09:00:00Z");
    private static final Duration SLACK = Duration.ofMinutes(2);

    private static SimulatedTime after(Duration real) {
        return new SimulatedTime(new SimulatedTime.Plan(BEGIN, END, WORLD, 60), () -> WORLD.plus(real));
    }

    private static void near(Instant expected, Instant actual) {
        assertTrue(Duration.between(expected, actual).abs().compareTo(SLACK) < 0, () -> expected + " is not " + actual);
    }

    @Test
    void goesFastFromItsBeginToItsEndAndWithTheWorldBeforeAndAfter() {
        near(BEGIN.minusSeconds(1_000), after(Duration.ofSeconds(-1_000)).instant());
        near(BEGIN.plus(Duration.ofHours(1)), after(Duration.ofMinutes(1)).instant());
        near(END.plus(Duration.ofHours(1)), after(Duration.ofMinutes(70)).instant());
    }

    @Test
    void neverRunsBackwardsAndItsTwoClocksGoTogether() {
        SimulatedTime time = after(Duration.ofMinutes(3));
        Instant wall = time.instant();
        long nanos = time.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            Instant next = time.instant();
            assertTrue(!next.isBefore(wall));
            wall = next;
        }
        assertTrue(time.nanoTime() >= nanos);
        near(BEGIN.plusNanos(time.nanoTime()), time.instant());
    }

    @Test
    void sleepsUntilASimulatedTimeHasCome() throws InterruptedException {
        SimulatedTime time = after(Duration.ofMinutes(3));
        Instant goal = time.instant().plusSeconds(30);
        time.sleepUntil(goal, TestWorkers.told());
        assertTrue(!time.instant().isBefore(goal));
        time.sleepUntil(BEGIN, TestWorkers.told());
    }

    @Test
    void isAbsentWithoutItsKeysAndRefusesHalfOfThem() throws ConfigurationException {
        assertTrue(SimulatedTime.read(Configuration.empty(Map.of())).isEmpty());
        Configuration half = Configuration.of("kiosk.toml", "simulation.speed = 60\n", Map.of());
        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> SimulatedTime.read(half));
        assertTrue(String.valueOf(refused.getMessage()).contains("simulation.begin"), refused::getMessage);
        Configuration wrong = Configuration.of("kiosk.toml", "simulation.begin = \"yesterday\"\n", Map.of());
        assertTrue(String.valueOf(assertThrows(ConfigurationException.class, () -> SimulatedTime.read(wrong))
                        .getMessage())
                .contains("simulation.begin is 'yesterday'"));
        Configuration whole = Configuration.of("kiosk.toml", """
            [simulation]
            speed = 60
            begin = "2026-11-20T07:00:00+07:00"
            end = "2026-11-20T18:00:00+07:00"
            realBegin = "2026-11-25T09:00:00Z"
            """, Map.of());
        assertEquals(60, SimulatedTime.read(whole).orElseThrow().speed());
    }
}
