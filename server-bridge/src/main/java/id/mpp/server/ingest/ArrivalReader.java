package id.mpp.server.ingest;

import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.EventHeader;
import id.mpp.wire.EventLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of the event topics. Never fails: what cannot be read becomes a {@link DeadLetter}, an
 * {@link Unreadable} or an event without an envelope, and the rest is read all the same.
 */
public final class ArrivalReader {
    /** The most characters of a reason. Reasons quote what came from outside, and this much of it is enough. */
    private static final int MAX_REASON = 500;

    private final List<ReceivedEvent> events = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();

    private ArrivalReader() {}

    public static Arrivals read(List<Arrival> messages) {
        ArrivalReader reader = new ArrivalReader();
        messages.forEach(reader::readMessage);
        return new Arrivals(reader.events, reader.unreadable, reader.deadLetters);
    }

    private void readMessage(Arrival message) {
        NodeAddress from = NodeAddress.ofTopic(message.topic()).orElse(null);
        if (from == null) {
            deadLetters.add(new DeadLetter(message.topic(), message.payload(), "the topic names no node"));
            return;
        }
        List<EventBatch.Link> links;
        try {
            links = EventBatch.split(message.payload());
        } catch (EventFormatException | RuntimeException e) {
            links = EventBatch.salvage(message.payload());
            if (links.isEmpty()) {
                deadLetters.add(new DeadLetter(message.topic(), message.payload(), clip(e.getMessage())));
            }
        }
        links.forEach(link -> readLink(message.topic(), from, link));
    }

    private void readLink(String topic, NodeAddress from, EventBatch.Link link) {
        EventHeader header;
        try {
            header = EventCodec.header(link.stored());
        } catch (EventFormatException e) {
            unreadable.add(new Unreadable(from, topic, link.stored(), link.chain(), clip(e.getMessage())));
            return;
        }
        String misplaced = misplaced(from, header);
        if (misplaced != null) {
            deadLetters.add(new DeadLetter(topic, link.stored(), clip(misplaced)));
            return;
        }
        EventEnvelope envelope = null;
        String problem = null;
        try {
            envelope = EventCodec.decode(link.stored());
        } catch (EventFormatException e) {
            problem = clip(e.getMessage());
        }
        events.add(new ReceivedEvent(from.node(), header, envelope, problem, link.stored(), link.chain()));
    }

    /** Why an event does not belong to the node it came from; null where it does. */
    private static @Nullable String misplaced(NodeAddress from, EventHeader header) {
        if (!header.branch().equals(from.branch())) {
            return "an event of hall '" + header.branch() + "' came on a topic of hall '" + from.branch() + "'";
        }
        if (!header.node().equals(from.node())) {
            return "an event of node '" + header.node() + "' came on a topic of node '" + from.node() + "'";
        }
        return EventLimits.isInstallation(header.installation())
                ? null
                : "installation must be 8-64 letters, digits, '-' or '_'";
    }

    private static String clip(@Nullable String reason) {
        String text = reason == null ? "unknown" : reason;
        return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON) + "…";
    }
}
