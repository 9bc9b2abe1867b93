package id.mpp.kiosk.desk;

import id.mpp.kiosk.desk.Journal.Fault;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a journal that cannot be written: from the first press that was refused, or the first opening that
 * failed, until nothing has been refused for {@link #HOLD}. Told alone: a press that can be served is served meanwhile.
 * Written on the desk's thread, read on any.
 */
final class LimitedMode {
    /**
     * On a disk that is almost full a few presses fit in each time the journal is opened anew; pages must not change
     * their face with each of them. Long enough for the next press to come, and short beside what made room.
     */
    static final Duration HOLD = Duration.ofSeconds(10);

    /** @param wellSince the nano time since which it has been written again; null while it cannot be */
    private record Told(Fault why, @Nullable Long wellSince) {}

    private final LongSupplier nanos;
    private volatile @Nullable Told told;

    LimitedMode(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Somebody was refused for this, or the journal could not be opened. */
    void refused(Fault why) {
        told = new Told(why, null);
    }

    /** The journal was written. */
    void written() {
        Told now = told;
        if (now != null && now.wellSince() == null) {
            told = new Told(now.why(), nanos.getAsLong());
        }
    }

    /** Null where nothing is wrong. */
    @Nullable
    Fault why() {
        Told now = told;
        if (now == null) {
            return null;
        }
        Long since = now.wellSince();
        return since == null || nanos.getAsLong() - since < HOLD.toNanos() ? now.why() : null;
    }
}
