package id.mpp.bus;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The topics that the broker does not let us publish to, until it does. Thread-safe. */
final class Refusals {
    /** Names enough for an operator; a program of ours that may publish nothing has hundreds. */
    private static final int MAX_TOPICS = 20;

    private final Map<String, Integer> codes = new LinkedHashMap<>();
    private volatile boolean some;

    synchronized void refused(String topic, int reasonCode) {
        if (codes.containsKey(topic) || codes.size() < MAX_TOPICS) {
            codes.put(topic, reasonCode);
            some = true;
        }
    }

    /** It took a message; cheap where nothing was refused. */
    void accepted(String topic) {
        if (some) {
            synchronized (this) {
                codes.remove(topic);
                some = !codes.isEmpty();
            }
        }
    }

    synchronized void clear() {
        codes.clear();
        some = false;
    }

    /** Such as {@code to a/b, reason code 135}; null for none. */
    synchronized @Nullable String first() {
        for (Map.Entry<String, Integer> entry : codes.entrySet()) {
            String others = codes.size() == 1 ? "" : " and " + (codes.size() - 1) + " other topics";
            return "to " + entry.getKey() + others + ", reason code " + entry.getValue();
        }
        return null;
    }
}
