package id.mpp.wire;

/** Who the programs are at the broker. Of one name in all halls there would be two, which throw each other out. */
public final class ClientIds {
    private ClientIds() {}

    /** A kiosk's. */
    public static String node(String branch, String node) {
        return branch + "." + node;
    }

    /** A server's. */
    public static String server(String server) {
        return "server." + server;
    }
}
