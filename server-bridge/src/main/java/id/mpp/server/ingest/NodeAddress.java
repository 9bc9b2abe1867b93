package id.mpp.server.ingest;

import id.mpp.wire.NodeTopic;
import id.mpp.wire.Topics;
import java.util.Optional;
import java.util.regex.Pattern;

/** A node of a hall, as topics name it. */
public record NodeAddress(String branch, String node) {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");
    private static final Pattern QUESTION_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** The id of a question that came on this topic. Empty where it is no topic of a question. */
    public static Optional<String> questionOf(String topic) {
        return addressed(topic)
                .filter(read -> read.kind() == NodeTopic.Kind.QUESTION)
                .map(NodeTopic::id)
                .filter(id -> QUESTION_ID.matcher(id).matches());
    }

    /** The node that the topic is about. Empty where the topic names none, or its names are not allowed for a hall. */
    public static Optional<NodeAddress> ofTopic(String topic) {
        return addressed(topic).map(read -> new NodeAddress(read.branch(), read.node()));
    }

    private static Optional<NodeTopic> addressed(String topic) {
        return Topics.read(topic)
                .filter(read -> SLUG.matcher(read.branch()).matches()
                        && SLUG.matcher(read.node()).matches());
    }
}
