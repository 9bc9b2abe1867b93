package id.mpp.server.api;

import id.mpp.server.fleet.NodeStates.Known;
import java.util.List;
import java.util.Locale;

/** Every kiosk in the format that Prometheus reads. */
public final class FleetMetrics {
    private static final double MILLIS = 1_000;

    private FleetMetrics() {}

    /** Writes the lines of the text format. Names of halls and nodes hold nothing that would have to be quoted. */
    public static String of(List<Known> nodes) {
        StringBuilder text = new StringBuilder("# TYPE mpp_server_node_online gauge\n");
        nodes.forEach(node -> appendLine(text, "mpp_server_node_online", node, node.online() ? "1" : "0"));
        text.append("# TYPE mpp_server_node_last_seen_timestamp_seconds gauge\n");
        for (Known node : nodes) {
            if (node.lastSeen() != null) {
                double seconds = node.lastSeen().toEpochMilli() / MILLIS;
                appendLine(
                        text,
                        "mpp_server_node_last_seen_timestamp_seconds",
                        node,
                        String.format(Locale.ROOT, "%.3f", seconds));
            }
        }
        return text.toString();
    }

    private static void appendLine(StringBuilder text, String name, Known node, String value) {
        text.append(name)
                .append("{branch=\"")
                .append(node.branch())
                .append("\",node=\"")
                .append(node.node())
                .append("\"} ")
                .append(value)
                .append('\n');
    }
}
