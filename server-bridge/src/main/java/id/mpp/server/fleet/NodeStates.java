package id.mpp.server.fleet;

import id.mpp.server.fleet.HeardStore.Heard;
import id.mpp.wire.Heartbeat;
import id.mpp.wire.Messages.NodeState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes are online. A node is online while it is heard. Its beats count ({@link Heartbeat}), but not a message
 * that a broker kept, because such a message says the same for ever, even of a dead node. A node of an older version
 * has no beats. It is online from the first message that comes from it until its will or its farewell. Silence is
 * measured by {@code nanos}, because the clock may be set or run fast. Thread-safe; waits for nobody.
 */
public final class NodeStates {
    /**
     * All malls of the country with a dozen kiosks each. Beyond that, the node that was silent longest is forgotten.
     */
    static final int NODES_AT_MOST = 5_000;

    private final InstantSource clock;
    private final LongSupplier nanos;

    /** The node that was silent longest comes first. */
    private final Map<String, HeardNode> nodes = new LinkedHashMap<>();

    /** @param lastSeen when it was last truly heard; null where it never was */
    public record Seen(
            String branch,
            String node,
            NodeState state,
            boolean online,
            @Nullable Instant lastSeen) {}

    /** @param lastSeen when it was last truly heard; null where it never was */
    public record Known(
            String branch,
            String node,
            boolean online,
            @Nullable Instant lastSeen) {}

    /** @param nanos the time in nanoseconds that never jumps */
    public NodeStates(InstantSource clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Takes over what an earlier run of this server heard, the latest last. It makes no node online. */
    public synchronized void remember(List<Heard> earlier) {
        for (Heard heard : earlier) {
            HeardNode node = findOrAdd(heard.branch(), heard.node());
            node.heardAt = heard.at();
            node.savedAt = heard.at();
        }
    }

    /**
     * Takes a presence message. A will of an earlier boot does not mark a node dead that is already back.
     *
     * @param kept whether the broker had kept the message, so that it may be old
     * @return whether a page has something new to show
     */
    public synchronized boolean takePresence(String branch, String name, NodeState state, boolean kept) {
        HeardNode node = findOrAdd(branch, name);
        NodeState before = node.state;
        boolean online = node.isOnline(nanos.getAsLong());
        if (!state.online()) {
            if (before == null || before.boot().equals(state.boot()) || !before.online()) {
                node.state = state;
            }
        } else if (!kept || !online) {
            node.state = state;
            if (!kept && state.proves()) {
                markHeard(node);
            }
        }
        return node.updateShown(nanos.getAsLong()) || state.beat() == null;
    }

    /**
     * Notes that a node sent events. They may have waited at the broker, so they prove nothing about a node that has
     * beats.
     */
    public synchronized void noteEvents(String branch, String name) {
        HeardNode node = nodes.get(key(branch, name));
        if (node != null && node.state != null && !Heartbeat.isPromised(node.state.beatSeconds())) {
            markHeard(node);
        }
    }

    /** Whether a node has fallen silent or come back since the last call. */
    public synchronized boolean noticeChanges() {
        boolean changed = false;
        for (HeardNode node : nodes.values()) {
            changed |= node.updateShown(nanos.getAsLong());
        }
        return changed;
    }

    /** The nodes that have reported their state. */
    public synchronized List<Seen> all() {
        long now = nanos.getAsLong();
        List<Seen> seen = new ArrayList<>();
        for (HeardNode node : nodes.values()) {
            NodeState state = node.state;
            if (state != null) {
                seen.add(new Seen(node.branch, node.name, state, node.isOnline(now), node.heardAt));
            }
        }
        return seen;
    }

    /** All nodes, including those that only an earlier run of this server heard. */
    public synchronized List<Known> known() {
        long now = nanos.getAsLong();
        return nodes.values().stream()
                .map(node -> new Known(node.branch, node.name, node.isOnline(now), node.heardAt))
                .toList();
    }

    /** When a node was last truly heard, by this or an earlier run of this server. */
    public synchronized Optional<Instant> lastHeard(String branch, String name) {
        HeardNode node = nodes.get(key(branch, name));
        return node == null ? Optional.empty() : Optional.ofNullable(node.heardAt);
    }

    /** What was heard and not yet {@linkplain #markSaved saved}. */
    synchronized List<Heard> unsaved() {
        List<Heard> heard = new ArrayList<>();
        for (HeardNode node : nodes.values()) {
            Instant at = node.heardAt;
            if (at != null && !at.equals(node.savedAt)) {
                heard.add(new Heard(node.branch, node.name, at));
            }
        }
        return heard;
    }

    synchronized void markSaved(List<Heard> heard) {
        for (Heard each : heard) {
            HeardNode node = nodes.get(key(each.branch(), each.node()));
            if (node != null) {
                node.savedAt = each.at();
            }
        }
    }

    private HeardNode findOrAdd(String branch, String name) {
        String key = key(branch, name);
        HeardNode known = nodes.get(key);
        if (known != null) {
            return known;
        }
        if (nodes.size() >= NODES_AT_MOST) {
            nodes.remove(nodes.keySet().iterator().next());
        }
        HeardNode node = new HeardNode(branch, name);
        nodes.put(key, node);
        return node;
    }

    private void markHeard(HeardNode node) {
        node.markHeard(clock.instant(), nanos.getAsLong());
        String key = key(node.branch, node.name);
        nodes.remove(key);
        nodes.put(key, node);
    }

    private static String key(String branch, String name) {
        return branch + "/" + name;
    }
}
