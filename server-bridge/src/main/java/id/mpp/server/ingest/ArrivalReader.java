package id.mpp.server.ingest;

import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.EventHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of the event topics. Never fails: what cannot be read becomes a {@link DeadLetter} or an event without
 * envelope, and the rest goes on.
 */
public final class ArrivalReader {
    /** Far more than a hall journals in a century; keeps arithmetic on seq safe. */
    static final long MAX_SEQ = 1L << 40;

    /** Reasons quote what came from outside: a bounded part of it is enough. */
    private static final int MAX_REASON = 500;

    private static final Pattern INSTALLATION = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private ArrivalReader() {}

    public static Arrivals read(List<Arrival> messages) {
        List<ReceivedEvent> events = new ArrayList<>();
        List<DeadLetter> deadLetters = new ArrayList<>();
        for (Arrival message : messages) {
            read(message, events, deadLetters);
        }
        return new Arrivals(events, deadLetters);
    }

    private static void read(Arrival message, List<ReceivedEvent> events, List<DeadLetter> deadLetters) {
        Optional<NodeAddress> from = NodeAddress.ofTopic(message.topic());
        if (from.isEmpty()) {
            deadLetters.add(new DeadLetter(message.topic(), message.payload(), "the topic names no node"));
            return;
        }
        List<EventBatch.Link> links;
        try {
            links = EventBatch.split(message.payload());
        } catch (EventFormatException e) {
            deadLetters.add(new DeadLetter(message.topic(), message.payload(), clip(e.getMessage())));
            return;
        }
        for (EventBatch.Link link : links) {
            try {
                events.add(event(from.get(), link));
            } catch (EventFormatException e) {
                deadLetters.add(new DeadLetter(message.topic(), link.stored(), clip(e.getMessage())));
            }
        }
    }

    private static ReceivedEvent event(NodeAddress from, EventBatch.Link link) throws EventFormatException {
        EventHeader header = EventCodec.header(link.stored());
        if (!header.branch().equals(from.branch())) {
            throw new EventFormatException(
                    "an event of hall '" + header.branch() + "' came on a topic of hall '" + from.branch() + "'");
        }
        if (header.seq() < 1 || header.seq() > MAX_SEQ) {
            throw new EventFormatException("seq must be 1 to " + MAX_SEQ + "; got " + header.seq());
        }
        if (!INSTALLATION.matcher(header.installation()).matches()) {
            throw new EventFormatException("installation must be 8-64 letters, digits, '-' or '_'");
        }
        EventEnvelope envelope = null;
        String problem = null;
        try {
            envelope = EventCodec.decode(link.stored());
        } catch (EventFormatException e) {
            problem = clip(e.getMessage());
        }
        return new ReceivedEvent(from.node(), header, envelope, problem, link.stored(), link.chain());
    }

    private static String clip(@Nullable String reason) {
        String text = reason == null ? "unknown" : reason;
        return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON) + "…";
    }
}
