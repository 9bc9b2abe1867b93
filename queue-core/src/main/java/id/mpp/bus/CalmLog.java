package id.mpp.bus;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Decides what is worth a line in the log: a text when it is new, and once in ten minutes while it goes on, however
 * often it happens. A broker that is away for a night would else fill the log. Thread-safe.
 */
final class CalmLog {
    static final Duration QUIET = Duration.ofMinutes(10);
    /** Texts remembered; more different ones in ten minutes are news each time. */
    private static final int MAX_TEXTS = 32;

    private final LongSupplier nanos;
    private final Map<String, Said> said = new LinkedHashMap<>();

    private record Said(long at, long unsaid) {}

    CalmLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Notes that it happened; the line to write, or an empty text for none. */
    synchronized String line(String text) {
        long now = nanos.getAsLong();
        Said before = said.remove(text);
        if (before != null && now - before.at < QUIET.toNanos()) {
            said.put(text, new Said(before.at, before.unsaid + 1));
            return "";
        }
        if (said.size() >= MAX_TEXTS) {
            said.remove(said.keySet().iterator().next());
        }
        said.put(text, new Said(now, 0));
        return before == null || before.unsaid == 0
                ? text
                : text + " (it happened " + before.unsaid + " more times since this was last said)";
    }
}
