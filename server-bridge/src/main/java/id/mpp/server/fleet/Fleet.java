package id.mpp.server.fleet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.mpp.server.fleet.FleetReader.InstallationRow;
import id.mpp.server.fleet.NodeStates.Seen;
import id.mpp.wire.Messages.Device;
import id.mpp.wire.Messages.NodeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kiosks as an administrator sees them: what they report of themselves, next to what has arrived from them. */
public final class Fleet {
    private final NodeStates states;
    private final FleetReader reader;

    /**
     * One kiosk with one of its journals, as one flat object.
     *
     * @param current whether the kiosk writes this journal now; after a swap of its disk an old journal remains
     * @param online whether it is heard now
     * @param lastSeen when it was last truly heard; null where it never was
     */
    public record Node(
            @JsonUnwrapped Name name,
            boolean current,
            boolean online,
            @JsonUnwrapped Told told,
            @JsonUnwrapped Arrived arrived,
            @Nullable Instant lastSeen,
            List<Device> devices) {}

    public record Name(String branch, String node, String installation) {}

    /**
     * What a kiosk says of itself.
     *
     * @param outbox events that were not acknowledged to it yet; null where it never reported the number
     */
    public record Told(@Nullable String version, @Nullable Long outbox) {
        static final Told NOTHING = new Told(null, null);

        static Told of(NodeState state) {
            return new Told(state.version(), state.outbox());
        }
    }

    /**
     * What has arrived of a journal.
     *
     * @param through the last event up to which everything has arrived
     * @param missing events that lie in a gap below what has arrived
     */
    public record Arrived(long through, long missing, long unreadable, int alarms) {
        static final Arrived NOTHING = new Arrived(0, 0, 0, 0);
    }

    public Fleet(NodeStates states, FleetReader reader) {
        this.states = states;
        this.reader = reader;
    }

    /** All kiosks that were ever heard of, by hall and name. */
    public List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        Set<String> stored = new HashSet<>();
        List<Seen> seen = states.all();
        for (InstallationRow row : reader.installations()) {
            stored.add(row.installation());
            nodes.add(node(
                    row,
                    seen.stream().filter(each -> isOf(each, row)).findFirst().orElse(null)));
        }
        seen.stream()
                .filter(each -> !stored.contains(each.state().installation()))
                .forEach(each -> nodes.add(silent(each)));
        nodes.sort(Comparator.comparing((Node node) -> node.name().branch())
                .thenComparing(node -> node.name().node())
                .thenComparing(node -> !node.current()));
        return nodes;
    }

    private static boolean isOf(Seen seen, InstallationRow row) {
        return seen.branch().equals(row.branch()) && seen.node().equals(row.node());
    }

    private Node node(InstallationRow row, @Nullable Seen seen) {
        boolean current = seen == null || seen.state().installation().equals(row.installation());
        NodeState said = seen != null && current ? seen.state() : null;
        return new Node(
                new Name(row.branch(), row.node(), row.installation()),
                current,
                seen != null && current && seen.online(),
                said == null ? Told.NOTHING : Told.of(said),
                new Arrived(row.through(), Math.max(0, row.highest() - row.through()), row.unreadable(), row.alarms()),
                lastSeen(row, current),
                said == null ? List.of() : said.devices());
    }

    private static Node silent(Seen seen) {
        return new Node(
                new Name(seen.branch(), seen.node(), seen.state().installation()),
                true,
                seen.online(),
                Told.of(seen.state()),
                Arrived.NOTHING,
                seen.lastSeen(),
                seen.state().devices());
    }

    /**
     * When a kiosk was last seen. Events may have waited at the broker, so they count only for journals and versions of
     * which nothing else is known.
     */
    private Instant lastSeen(InstallationRow row, boolean current) {
        Instant received = Instant.ofEpochMilli(row.receivedAt());
        return current ? states.lastHeard(row.branch(), row.node()).orElse(received) : received;
    }
}
