package id.mpp.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rhythm in which nodes and servers say that they live. A beat is a presence message that no broker keeps: it is
 * not retained, and it expires before the next one, so that whoever hears it knows that its sender was alive moments
 * ago.
 */
public final class Heartbeat {
    /** Seldom enough for thousands of nodes, and often enough that a dead one is known within two minutes. */
    public static final Duration EVERY = Duration.ofSeconds(20);
    /**
     * In half beats: two may be lost and a third may be late. With the expiry of the last one this is 90 s at the most.
     */
    private static final int SILENT_HALVES = 7;

    private static final long HALF_MILLIS = 500;

    private Heartbeat() {}

    /** Whether a program that says this of itself is held to its beats; those of older versions have none. */
    public static boolean isPromised(@Nullable Integer beatSeconds) {
        return beatSeconds != null && beatSeconds > 0;
    }

    /**
     * How long a program of this rhythm may be silent before it counts as gone; never longer than with {@link #EVERY}.
     */
    public static Duration silence(@Nullable Integer beatSeconds) {
        int most = Math.toIntExact(EVERY.toSeconds());
        int seconds = beatSeconds == null ? most : Math.clamp(beatSeconds, 1, most);
        return Duration.ofMillis(HALF_MILLIS * SILENT_HALVES * seconds);
    }
}
