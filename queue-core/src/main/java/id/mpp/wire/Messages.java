package id.mpp.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of all topics but the events', as records, and their JSON. Unknown fields are ignored: fields may be
 * added.
 */
public final class Messages {
    /**
     * All events of an installation up to {@code through} are committed; may go down when the server was restored.
     *
     * @param head the chain after that event, in hexadecimal; null from a server that does not say it
     * @param numbers for a journal that goes on with another one; null for others, and before its first day
     */
    public record Ack(
            String installation,
            long through,
            String server,
            String epoch,
            @Nullable String head,
            @Nullable Numbers numbers) {}

    /**
     * The highest numbers of a date that the server knows of, whichever journal of the hall issued them.
     *
     * @param day the date of the business day that the journal is at
     * @param highest by prefix
     */
    public record Numbers(LocalDate day, Map<String, Integer> highest) {
        public Numbers {
            highest = Map.copyOf(highest);
        }
    }

    /** A node asks for one event of its journal, because the server is said to have another one there than the node. */
    public record Question(String installation, long seq) {}

    /**
     * What the server has of it.
     *
     * @param through all events up to this one are committed
     * @param chainBefore the chain before the event, in hexadecimal; null, as are the next two, where the server has no
     *     such event
     * @param event its stored bytes in base64
     * @param chain the chain after it
     */
    public record Answer(
            String installation,
            long through,
            long seq,
            @Nullable String chainBefore,
            @Nullable String event,
            @Nullable String chain,
            String server,
            String epoch) {
        /** Of an event's bytes, so that the answer fits into one message; a larger one is not sent. */
        public static final int MAX_EVENT_BYTES = 45_000;
    }

    /**
     * A server's presence; also its will.
     *
     * @param beatSeconds how often it says that it lives; null for a version that does not
     * @param beat counts its beats ({@link Heartbeat}); null in what the broker keeps
     */
    public record ServerState(
            boolean online,
            String epoch,
            @Nullable Integer beatSeconds,
            @Nullable Long beat) {
        /** Of a version without a heartbeat, or of a will. */
        public ServerState(boolean online, String epoch) {
            this(online, epoch, null, null);
        }

        /** Whether this, when it was said just now, proves that the server lives; what the broker kept never does. */
        public boolean proves() {
            return online && (beat != null || !Heartbeat.isPromised(beatSeconds));
        }
    }

    /**
     * A node's presence; also its will.
     *
     * @param outbox events not yet acknowledged
     * @param role {@link #HUB}; null for a version that does not say it
     * @param beatSeconds how often it says that it lives; null for a version that does not
     * @param beat counts its beats ({@link Heartbeat}); null in what the broker keeps
     */
    public record NodeState(
            boolean online,
            String boot,
            String installation,
            String version,
            long outbox,
            List<Device> devices,
            @Nullable String role,
            @Nullable Integer beatSeconds,
            @Nullable Long beat) {
        /** The role of the node that has a hall's queue. */
        public static final String HUB = "hub";

        public NodeState {
            devices = List.copyOf(devices);
        }

        /** Of a version without a heartbeat. */
        public NodeState(
                boolean online, String boot, String installation, String version, long outbox, List<Device> devices) {
            this(online, boot, installation, version, outbox, devices, null, null, null);
        }

        /** Whether this, when it was said just now, proves that the node lives; what the broker kept never does. */
        public boolean proves() {
            return online && (beat != null || !Heartbeat.isPromised(beatSeconds));
        }

        /** Whether it has a queue of its own; older versions know nothing else. */
        public boolean leads() {
            return role == null || role.equals(HUB);
        }

        /** The same as a beat. */
        public NodeState withBeat(long number) {
            return new NodeState(online, boot, installation, version, outbox, devices, role, beatSeconds, number);
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
