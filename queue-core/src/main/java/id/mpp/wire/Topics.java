package id.mpp.wire;

/** The topics of the contract, below {@code mpp/v1/}. */
public final class Topics {
    private static final String ROOT = "mpp/v1/";
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

    private static String node(String branch, String node) {
        return ROOT + branch + "/node/" + node + "/";
    }
}
