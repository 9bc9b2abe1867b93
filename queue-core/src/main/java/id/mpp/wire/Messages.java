package id.mpp.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The payloads of all topics but the events', as records, and their JSON. Unknown fields are ignored: fields may be added. */
public final class Messages {
    /** All events of an installation up to {@code through} are committed; may go down when the server was restored. */
    public record Ack(String installation, long through, String server, String epoch) {}

    /** A server's presence; also its will. */
    public record ServerState(boolean online, String epoch) {}

    /**
     * A node's presence; also its will.
     *
     * @param outbox events not yet acknowledged
     */
    public record NodeState(
            boolean online, String boot, String installation, String version, long outbox, List<Device> devices) {
        public NodeState {
            devices = List.copyOf(devices);
        }
    }

    /** @param state a word of the hardware layer, such as {@code idle} or {@code error} */
    public record Device(
            String id, String kind, String state, @Nullable String detail) {}

    /**
     * What the server asks of a node.
     *
     * @param name {@code resend}
     * @param from first seq
     * @param to last seq, 0 for all
     */
    public record Command(String name, long from, long to) {}

    /** What became of a command. */
    public record Reply(String outcome, @Nullable String detail) {}

    /** For third-party displays: what a counter serves; an empty number where nobody is called. */
    public record Serving(String number, String counter, String state) {}

    /** For third-party displays: how many wait for a service. */
    public record Waiting(String service, int waiting) {}

    private Messages() {}

    public static byte[] write(Record message) {
        try {
            return Json.mapper().writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write " + message.getClass(), e);
        }
    }

    /** @throws EventFormatException where the bytes are not that message */
    public static <T extends Record> T read(byte[] payload, Class<T> type) throws EventFormatException {
        ObjectReader reader = Json.mapper()
                .readerFor(type)
                .without(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try {
            T message = reader.readValue(payload);
            if (message == null) {
                throw new EventFormatException("an empty " + type.getSimpleName());
            }
            return message;
        } catch (IOException e) {
            throw new EventFormatException("no " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}
