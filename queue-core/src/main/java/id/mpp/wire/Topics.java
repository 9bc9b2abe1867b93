package id.mpp.wire;

import id.mpp.wire.NodeTopic.Kind;
import java.util.Optional;

/** The topics of the contract, below {@code mpp/v1/}: no other class spells or reads one. */
public final class Topics {
    private static final String ROOT = "mpp/v1/";
    /** How many levels come below the root in {@code {branch}/node/{node}/event}. */
    private static final int LEVELS = 4;

    /** All events of all halls. */
    public static final String ALL_EVENTS = ROOT + "+/node/+/event";
    /** The presence of all nodes. */
    public static final String ALL_NODE_STATES = ROOT + "+/node/+/state";
    /** The questions of all nodes. */
    public static final String ALL_QUESTIONS = ROOT + "+/node/+/question/+";
    /** The presence of all servers. */
    public static final String ALL_SERVER_STATES = ROOT + "server/+/state";

    private Topics() {}

    public static String events(String branch, String node) {
        return node(branch, node) + "event";
    }

    public static String ack(String branch, String node) {
        return node(branch, node) + "ack";
    }

    public static String nodeState(String branch, String node) {
        return node(branch, node) + "state";
    }

    /** The presence of all nodes of a hall. */
    public static String nodeStates(String branch) {
        return nodeState(branch, "+");
    }

    public static String command(String branch, String node, String id) {
        return node(branch, node) + "command/" + id;
    }

    /** All commands for one node. */
    public static String commands(String branch, String node) {
        return command(branch, node, "+");
    }

    public static String reply(String branch, String node, String id) {
        return node(branch, node) + "reply/" + id;
    }

    public static String question(String branch, String node, String id) {
        return node(branch, node) + "question/" + id;
    }

    public static String answer(String branch, String node, String id) {
        return node(branch, node) + "answer/" + id;
    }

    /** All answers for one node. */
    public static String answers(String branch, String node) {
        return answer(branch, node, "+");
    }

    public static String serverState(String server) {
        return ROOT + "server/" + server + "/state";
    }

    public static String counterServing(String branch, String counter) {
        return ROOT + branch + "/counter/" + counter + "/serving";
    }

    public static String serviceWaiting(String branch, String service) {
        return ROOT + branch + "/service/" + service + "/waiting";
    }

    /** Reads a topic below a node; empty for every other topic. */
    public static Optional<NodeTopic> read(String topic) {
        if (!topic.startsWith(ROOT)) {
            return Optional.empty();
        }
        String[] levels = topic.substring(ROOT.length()).split("/", -1);
        boolean below = levels.length >= LEVELS && levels[1].equals("node");
        if (!below || (levels.length == LEVELS && levels[LEVELS - 1].isEmpty())) {
            return Optional.empty();
        }
        Kind kind = kind(levels);
        boolean named = kind != Kind.OTHER && levels.length > LEVELS;
        return Optional.of(new NodeTopic(levels[0], levels[2], kind, named ? levels[LEVELS] : ""));
    }

    private static Kind kind(String[] levels) {
        String word = levels[LEVELS - 1];
        return switch (levels.length - LEVELS) {
            case 0 ->
                switch (word) {
                    case "event" -> Kind.EVENT;
                    case "ack" -> Kind.ACK;
                    case "state" -> Kind.STATE;
                    default -> Kind.OTHER;
                };
            case 1 ->
                switch (word) {
                    case "command" -> Kind.COMMAND;
                    case "reply" -> Kind.REPLY;
                    case "question" -> Kind.QUESTION;
                    case "answer" -> Kind.ANSWER;
                    default -> Kind.OTHER;
                };
            default -> Kind.OTHER;
        };
    }

    private static String node(String branch, String node) {
        return ROOT + branch + "/node/" + node + "/";
    }
}
