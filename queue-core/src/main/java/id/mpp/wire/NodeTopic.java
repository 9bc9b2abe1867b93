package id.mpp.wire;

/**
 * What a topic below a node says, as {@link Topics#read} finds it. Anybody may have sent it: its words are of any
 * characters.
 *
 * @param id of the command, reply, question or answer; empty for the other kinds
 */
public record NodeTopic(String branch, String node, Kind kind, String id) {
    /** What comes on it. */
    public enum Kind {
        EVENT,
        ACK,
        STATE,
        COMMAND,
        REPLY,
        QUESTION,
        ANSWER,
        /** Nothing that the contract knows. */
        OTHER
    }

    /** Whether it is one of this node's own topics. */
    public boolean isOf(String branch, String node) {
        return this.branch.equals(branch) && this.node.equals(node);
    }

    /** Whether the presence of a node of this hall comes on it. */
    public boolean isStateIn(String branch) {
        return kind == Kind.STATE && this.branch.equals(branch) && !node.isEmpty();
    }
}
