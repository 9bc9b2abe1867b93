package id.mpp.server.fleet;

import id.mpp.wire.Messages.NodeState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The presence of all nodes as they last said it. Kept in memory only: the broker retains it and says it again after each connect.
 * Thread-safe.
 */
public final class NodeStates {
    /** All malls of the country with a dozen kiosks each. */
    private static final int MAX_NODES = 5_000;

    private final InstantSource clock;
    private final Map<String, Seen> nodes = new LinkedHashMap<>();

    /** @param lastSeen when it last said something itself; a will is said by the broker */
    public record Seen(String branch, String node, NodeState state, Instant lastSeen) {}

    public NodeStates(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes a presence message; a will of an earlier boot does not mark a node dead that is already back. */
    public synchronized void heard(String branch, String node, NodeState state) {
        String key = branch + "/" + node;
        Seen known = nodes.get(key);
        if (known == null && nodes.size() >= MAX_NODES) {
            return;
        }
        if (state.online()) {
            nodes.put(key, new Seen(branch, node, state, clock.instant()));
        } else if (known == null) {
            nodes.put(key, new Seen(branch, node, state, Instant.EPOCH));
        } else if (known.state().boot().equals(state.boot()) || !known.state().online()) {
            nodes.put(key, new Seen(branch, node, state, known.lastSeen()));
        }
    }

    /** Takes note that a node sent something. */
    public synchronized void active(String branch, String node) {
        nodes.computeIfPresent(
                branch + "/" + node,
                (key, seen) -> new Seen(seen.branch(), seen.node(), seen.state(), clock.instant()));
    }

    public synchronized List<Seen> all() {
        return List.copyOf(nodes.values());
    }
}
