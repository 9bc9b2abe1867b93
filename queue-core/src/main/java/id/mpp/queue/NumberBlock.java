package id.mpp.queue;

/**
 * Numbers {@code first} to {@code last} belong to {@code node} alone; {@code next} is the first one it has not used.
 */
public record NumberBlock(NodeId node, int first, int last, int next) {
    boolean holds(int value) {
        return value >= first && value <= last;
    }
}
