package id.mpp.testing;

import java.time.Duration;
import java.time.Instant;

/**
 * The clock of the programs that tests start: Monday, 23 November 2026, nine in the morning at the hall when the first
 * of them asks, and at the world's speed from then on. So no test minds the hour, the weekday, a holiday or the hall's
 * midnight; and a program that is killed and started again finds that its time went on.
 */
public final class MondayMorning {
    private static final Instant NINE = Instant.parse("2026-11-23T02:00:00Z");
    /** Where the world's clock stands when the first program is about to be started: just that is wanted here. */
    @SuppressWarnings("TimeInStaticInitializer")
    private static final Instant BEGAN = Instant.now();

    private static final long BEGAN_NANOS = System.nanoTime();

    private MondayMorning() {}

    /** The time at the hall. */
    public static Instant now() {
        return NINE.plusNanos(System.nanoTime() - BEGAN_NANOS);
    }

    /** The keys that set a program's clock so, a line each; they stand before the first table of a configuration. */
    public static String toml() {
        return """
            simulation.speed = 1
            simulation.begin = "%s"
            simulation.end = "%s"
            simulation.realBegin = "%s"
            """.formatted(NINE, NINE.plus(Duration.ofHours(11)), BEGAN);
    }
}
