package id.mpp.hal.lights;

import java.time.Duration;
import java.util.Set;

/** What the light tower says to people who are too far away to read a screen. */
public enum Signal {
    /** The hall is closed. */
    DARK,
    /** Numbers are given. */
    SERVING,
    /** Numbers are given, and somebody should come: paper is low, or a door is open. */
    ATTENTION,
    /** A visitor has called for help; the yellow lamp blinks. */
    ASSIST,
    /** No numbers are given on paper until somebody comes; the red lamp blinks. */
    STOPPED;

    /**
     * Half of a blink. At 1 Hz a blink is seen at once and is far below what can trigger seizures (3 Hz, WCAG 2.3.1).
     */
    static final Duration HALF_BLINK = Duration.ofMillis(500);

    private boolean blinks() {
        return this == ASSIST || this == STOPPED;
    }

    Set<Lamp> lamps() {
        return switch (this) {
            case DARK -> Set.of();
            case SERVING -> Set.of(Lamp.GREEN);
            case ATTENTION -> Set.of(Lamp.GREEN, Lamp.YELLOW);
            case ASSIST -> Set.of(Lamp.YELLOW);
            case STOPPED -> Set.of(Lamp.RED);
        };
    }

    /** The lamps that are lit at this age of the signal. */
    Set<Lamp> litAt(Duration age) {
        boolean off = blinks() && age.toNanos() / HALF_BLINK.toNanos() % 2 == 1;
        return off ? Set.of() : lamps();
    }

    /** How long after {@code age} the lamps change next. A long time when they do not blink. */
    Duration untilChange(Duration age) {
        return blinks()
                ? Duration.ofNanos(HALF_BLINK.toNanos() - age.toNanos() % HALF_BLINK.toNanos())
                : Duration.ofSeconds(10);
    }
}
