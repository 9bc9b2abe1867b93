package id.mpp.wire;

import java.util.Optional;

/** Reads which node a topic is about. */
public final class NodeTopic {
    private NodeTopic() {}

    /** The node whose presence comes on this topic; empty for another topic. */
    public static Optional<String> ofState(String branch, String topic) {
        String begin = Topics.nodeState(branch, "");
        int at = begin.lastIndexOf("/state");
        String end = begin.substring(at);
        return topic.startsWith(begin.substring(0, at)) && topic.endsWith(end) && topic.length() > begin.length()
                ? Optional.of(topic.substring(at, topic.length() - end.length()))
                : Optional.empty();
    }
}
