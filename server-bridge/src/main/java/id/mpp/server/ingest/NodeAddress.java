package id.mpp.server.ingest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node of a hall, as topics name it: {@code mpp/v1/{branch}/node/{node}/…}. */
public record NodeAddress(String branch, String node) {
    private static final String SLUG = "[a-z0-9][a-z0-9._-]{0,39}";
    private static final Pattern TOPIC = Pattern.compile("mpp/v1/(" + SLUG + ")/node/(" + SLUG + ")/.+");

    private static final Pattern QUESTION =
            Pattern.compile("mpp/v1/" + SLUG + "/node/" + SLUG + "/question/([A-Za-z0-9_-]{1,64})");

    /** The id of a question that came on this topic; empty where it is no topic of a question. */
    public static Optional<String> question(String topic) {
        Matcher matcher = QUESTION.matcher(topic);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    public static Optional<NodeAddress> ofTopic(String topic) {
        Matcher matcher = TOPIC.matcher(topic);
        return matcher.matches() ? Optional.of(new NodeAddress(matcher.group(1), matcher.group(2))) : Optional.empty();
    }
}
