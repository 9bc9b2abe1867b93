package id.mpp.queue;

/** Names a kiosk that owns number blocks: the hub, a satellite, or {@code manual} for numbers written by hand. */
public record NodeId(String value) implements Comparable<NodeId> {
    public NodeId {
        Checks.slug("NodeId", value);
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
