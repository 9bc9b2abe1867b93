package id.mpp.kiosk.sync;

import id.mpp.wire.Messages.NodeState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hubs of this hall that are alive beside this one: with two of them there are two queues, and each number is
 * issued twice. One that was heard once may be an old message that the broker had kept for us, as after our own
 * restart; one that is heard again some seconds later runs. Not thread-safe: the relay guards it.
 */
final class OtherHubs {
    /** Who is silent for so many beats has gone. */
    private static final int GONE_BEATS = 5;
    /** Between two signs of a hub that runs, a part of a beat. */
    private static final int APART = 4;
    /** More are not needed to see that there are two. */
    private static final int MOST = 8;

    private final String boot;
    private final long gone;
    private final long apart;
    private final Map<String, Heard> heard = new LinkedHashMap<>();

    private record Heard(String node, long first, long last) {}

    /**
     * Makes it.
     *
     * @param boot our own
     * @param beat of a hub's heart
     */
    OtherHubs(String boot, Duration beat) {
        this.boot = boot;
        this.gone = beat.multipliedBy(GONE_BEATS).toNanos();
        this.apart = beat.dividedBy(APART).toNanos();
    }

    /** Takes what a node of this hall said just now; what does not prove that it lives is passed over. */
    void heard(String node, NodeState state, long now) {
        if (!state.proves() || !state.leads() || state.boot().equals(boot)) {
            return;
        }
        forgetGone(now);
        String key = node + "/" + state.boot();
        Heard before = heard.get(key);
        if (before != null || heard.size() < MOST) {
            heard.put(key, new Heard(node, before == null ? now : before.first, now));
        }
    }

    /** Their names; empty where this is the only one. */
    List<String> names(long now) {
        forgetGone(now);
        return heard.values().stream()
                .filter(hub -> hub.last - hub.first >= apart)
                .map(Heard::node)
                .distinct()
                .sorted()
                .toList();
    }

    private void forgetGone(long now) {
        heard.values().removeIf(hub -> now - hub.last >= gone);
    }
}
