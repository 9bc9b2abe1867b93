package id.mpp.hal.button;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DebounceTest {

    private static final long MS = 1_000_000;

    private final Debounce debounce = new Debounce(Duration.ofMillis(15), false);

    @Test
    void aLevelCountsOnceItWasTheSameForLongEnough() {
        assertEquals(Optional.empty(), debounce.pending(0));
        assertEquals(Optional.empty(), debounce.sample(true, 0));
        assertEquals(Optional.of(Duration.ofMillis(10)), debounce.pending(5 * MS));
        assertEquals(Optional.empty(), debounce.sample(true, 14 * MS));
        assertEquals(Optional.of(true), debounce.sample(true, 15 * MS));
        assertEquals(Optional.empty(), debounce.sample(true, 16 * MS));
        assertEquals(Optional.empty(), debounce.pending(16 * MS));
    }

    @Test
    void aGlitchIsNoPress() {
        debounce.sample(true, 0);
        debounce.sample(false, 3 * MS);
        assertEquals(Optional.empty(), debounce.sample(false, 100 * MS));
        assertEquals(Optional.empty(), debounce.sample(true, 101 * MS));
        assertEquals(Optional.empty(), debounce.sample(true, 110 * MS));
    }

    @Test
    void theMonotonicTimeMayPassThroughItsEnd() {
        long end = Long.MAX_VALUE - 5 * MS;
        debounce.sample(true, end);
        assertEquals(Optional.of(true), debounce.sample(true, end + 15 * MS));
    }

    /**
     * Ten presses, and each contact bounces for up to 12 ms at both ends. They are twenty changes, however the contact
     * bounces.
     */
    @Test
    void aThousandWaysToBounceAreTheSamePresses() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            Debounce contact = new Debounce(Duration.ofMillis(15), false);
            List<Boolean> changes = new ArrayList<>();
            for (int half = 0; half < 20; half++) {
                boolean level = half % 2 == 0;
                for (int ms = 0; ms < 60; ms++) {
                    boolean seen = ms < 12 ? random.nextBoolean() : level;
                    contact.sample(seen, (half * 60L + ms) * MS).ifPresent(changes::add);
                }
            }
            assertEquals(20, changes.size(), "seed " + seed);
            for (int i = 0; i < 20; i++) {
                assertEquals(i % 2 == 0, changes.get(i), "seed " + seed);
            }
        }
    }
}
