package id.mpp.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.PaperEvent;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Event envelope ↔ the bytes that are journalled, relayed and stored on the server, always the same ones: CloudEvents
 * 1.0 JSON without the {@code chain} attribute, which {@link EventBatch} adds on the way. Thread-safe.
 */
public final class EventCodec {
    private static final int TYPICAL_BYTES = 640;
    private static final Pattern CHAIN = Pattern.compile("[0-9a-f]{64}");
    /** Leaves the generator open: the event is the last field of an object that goes on. */
    private static final ObjectWriter WRITER =
            Json.mapper().writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    private static final Map<String, ObjectReader> READERS =
            EventTypes.all().stream().collect(Collectors.toMap(EventTypes::nameOf, EventCodec::reader));

    private EventCodec() {}

    /** The bytes to store. */
    public static byte[] encode(EventEnvelope envelope) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (JsonGenerator out = Json.mapper().createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("specversion", "1.0");
            out.writeStringField("id", envelope.id());
            out.writeStringField("source", "/mpp/" + envelope.branch() + "/" + envelope.node());
            out.writeStringField("type", EventTypes.nameOf(envelope.event()));
            out.writeStringField("time", envelope.at().wall().toString());
            TicketId subject = subject(envelope.event());
            if (subject != null) {
                out.writeStringField("subject", subject.value());
            }
            out.writeStringField("installation", envelope.installation());
            out.writeNumberField("seq", envelope.seq());
            if (envelope.businessDay() != null) {
                out.writeStringField("businessday", envelope.businessDay().toString());
            }
            out.writeNumberField("term", envelope.term());
            out.writeStringField("boot", envelope.at().boot());
            out.writeNumberField("mono", envelope.at().monotonicMillis());
            out.writeBooleanField("clocktrusted", envelope.at().trusted());
            if (envelope.simulated()) {
                out.writeBooleanField("simulated", true);
            }
            EventEnvelope.Copied copied = envelope.copied();
            if (copied != null) {
                out.writeNumberField("copiedseq", copied.seq());
                out.writeStringField("copiedchain", copied.chain());
                EventEnvelope.Source first = copied.first();
                if (first != null) {
                    out.writeStringField("firstinstallation", first.installation());
                    out.writeNumberField("firstseq", first.seq());
                    out.writeStringField("firstchain", first.chain());
                }
            }
            out.writeFieldName("data");
            WRITER.writeValue(out, envelope.event());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + envelope.event(), e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads stored bytes.
     *
     * @throws EventFormatException where they are no envelope, are of a type this version does not know, or hold wrong
     *     data or something beyond {@link EventLimits}; nothing else is thrown, whatever the bytes are
     */
    public static EventEnvelope decode(byte[] stored) throws EventFormatException {
        try {
            JsonNode node = Json.mapper().readTree(stored);
            String type = text(node, "type");
            ObjectReader reader = READERS.get(type);
            if (reader == null) {
                throw new EventFormatException("type '" + type + "' is not known to this version; update the program");
            }
            JsonNode data = required(node, "data");
            if (!data.isObject()) {
                throw new EventFormatException("the attribute 'data' must be an object");
            }
            EventLimits.check("data", data);
            return envelope(node, reader.readValue(data));
        } catch (IOException | RuntimeException e) {
            throw new EventFormatException("unreadable event: " + e.getMessage(), e);
        }
    }

    /** The part of an envelope that can be read even where its data cannot. */
    public static EventHeader header(byte[] stored) throws EventFormatException {
        try {
            JsonNode node = Json.mapper().readTree(stored);
            return new EventHeader(
                    text(node, "id"),
                    text(node, "type"),
                    source(node)[0],
                    source(node)[1],
                    text(node, "installation"),
                    seq(node));
        } catch (IOException | RuntimeException e) {
            throw new EventFormatException("unreadable envelope: " + e.getMessage(), e);
        }
    }

    /** Data may have fields that this version does not know: fields are added, never renamed. */
    private static ObjectReader reader(Class<? extends Event> type) {
        return Json.mapper().readerFor(type).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    private static EventEnvelope envelope(JsonNode node, Event event) throws EventFormatException {
        String day = node.has("businessday") ? text(node, "businessday") : null;
        Moment at = new Moment(
                EventLimits.time("time", Instant.parse(text(node, "time"))),
                flag(required(node, "clocktrusted"), "clocktrusted"),
                text(node, "boot"),
                EventLimits.number(
                        "mono", number(node, "mono"), -EventLimits.MAX_MONO_MILLIS, EventLimits.MAX_MONO_MILLIS));
        return new EventEnvelope(
                EventLimits.text("id", text(node, "id"), EventLimits.MAX_ID),
                new EventEnvelope.Origin(
                        source(node)[0],
                        new NodeId(source(node)[1]),
                        text(node, "installation"),
                        seq(node),
                        EventLimits.number("term", number(node, "term"), 0, EventLimits.MAX_TERM)),
                day == null ? null : EventLimits.date("businessday", LocalDate.parse(day)),
                at,
                node.has("simulated") && flag(required(node, "simulated"), "simulated"),
                node.has("copiedseq") ? copied(node) : null,
                event);
    }

    private static EventEnvelope.Copied copied(JsonNode node) throws EventFormatException {
        return new EventEnvelope.Copied(
                seq(node, "copiedseq"),
                chain(node, "copiedchain"),
                node.has("firstinstallation")
                        ? new EventEnvelope.Source(
                                EventLimits.text(
                                        "firstinstallation", text(node, "firstinstallation"), EventLimits.MAX_ID),
                                seq(node, "firstseq"),
                                chain(node, "firstchain"))
                        : null);
    }

    private static String chain(JsonNode node, String field) throws EventFormatException {
        String chain = text(node, field);
        if (!CHAIN.matcher(chain).matches()) {
            throw new EventFormatException("the attribute '" + field + "' must be 64 hexadecimal digits");
        }
        return chain;
    }

    private static String[] source(JsonNode node) throws EventFormatException {
        String source = text(node, "source");
        String[] parts = source.split("/", -1);
        if (parts.length != 4 || !parts[0].isEmpty() || !parts[1].equals("mpp")) {
            throw new EventFormatException("source must be /mpp/{branch}/{node}; got '" + source + "'");
        }
        return new String[] {parts[2], parts[3]};
    }

    private static JsonNode required(JsonNode node, String field) throws EventFormatException {
        JsonNode value = node.get(field);
        if (value == null) {
            throw new EventFormatException("the attribute '" + field + "' is missing");
        }
        return value;
    }

    private static String text(JsonNode node, String field) throws EventFormatException {
        JsonNode value = required(node, field);
        if (!value.isTextual()) {
            throw new EventFormatException("the attribute '" + field + "' must be text");
        }
        return value.asText();
    }

    private static long number(JsonNode node, String field) throws EventFormatException {
        JsonNode value = required(node, field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new EventFormatException("the attribute '" + field + "' must be a whole number");
        }
        return value.longValue();
    }

    private static long seq(JsonNode node) throws EventFormatException {
        return seq(node, "seq");
    }

    private static long seq(JsonNode node, String field) throws EventFormatException {
        return EventLimits.number(field, number(node, field), 1, EventLimits.MAX_SEQ);
    }

    private static boolean flag(JsonNode value, String field) throws EventFormatException {
        if (!value.isBoolean()) {
            throw new EventFormatException("the attribute '" + field + "' must be true or false");
        }
        return value.booleanValue();
    }

    private static @Nullable TicketId subject(Event event) {
        return switch (event) {
            case TicketEvent ticket -> ticket.ticket();
            case PaperEvent paper -> paper.ticket();
            default -> null;
        };
    }
}
