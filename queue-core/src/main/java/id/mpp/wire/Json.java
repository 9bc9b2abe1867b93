package id.mpp.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import id.mpp.queue.ActorId;
import id.mpp.queue.AgencyId;
import id.mpp.queue.CounterId;
import id.mpp.queue.NodeId;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.ZoneId;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/**
 * JSON as both programs read and write it: strict (no trailing tokens, no duplicate keys, bounded depth and strings),
 * ids and times as strings, absent instead of null. Thread-safe.
 */
public final class Json {
    /** Of a field; ours have a dozen characters, keys of maps up to a hundred. */
    private static final int MAX_NAME = 1_000;
    /** Digits of a number, before it is looked at; a long has nineteen. */
    private static final int MAX_DIGITS = 100;
    /** A whole message of the largest topic. */
    private static final int MAX_STRING = 1 << 20;

    private static final JsonMapper STRICT = build();

    private Json() {}

    /** The mapper for what comes from outside and for what goes out. Unknown fields are refused. */
    public static JsonMapper mapper() {
        return STRICT;
    }

    private static JsonMapper build() {
        com.fasterxml.jackson.core.JsonFactory factory = com.fasterxml.jackson.core.JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(EventLimits.MAX_DEPTH)
                        .maxNameLength(MAX_NAME)
                        .maxNumberLength(MAX_DIGITS)
                        .maxStringLength(MAX_STRING)
                        .build())
                .build();
        JsonMapper.Builder mapper = JsonMapper.builder(factory)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .annotationIntrospector(AnnotationIntrospectorPair.create(
                        new NullabilityIntrospector(), new JacksonAnnotationIntrospector()))
                .addModule(values());
        TicketForm.addTo(mapper);
        return mapper.build();
    }

    private static SimpleModule values() {
        SimpleModule module = new SimpleModule("mpp-values");
        asString(module, TicketId.class, TicketId::new);
        asString(module, ServiceId.class, ServiceId::new);
        asString(module, AgencyId.class, AgencyId::new);
        asString(module, CounterId.class, CounterId::new);
        asString(module, ZoneId.class, ZoneId::new);
        asString(module, NodeId.class, NodeId::new);
        asString(module, ActorId.class, ActorId::new);
        asString(module, TicketNumber.class, TicketNumber::parse);
        asString(module, Instant.class, Json::instant);
        asString(module, LocalDate.class, Json::date);
        return module;
    }

    private static Instant instant(String text) {
        try {
            return EventLimits.time("time", Instant.parse(text));
        } catch (EventFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static LocalDate date(String text) {
        try {
            return EventLimits.date("date", LocalDate.parse(text));
        } catch (EventFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static <T> void asString(SimpleModule module, Class<T> type, Function<String, T> parse) {
        module.addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(value.toString());
            }
        });
        module.addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                String text = in.getValueAsString();
                if (text == null) {
                    return context.reportInputMismatch(this, "expected text, got %s", in.currentToken());
                }
                try {
                    return parse.apply(text);
                } catch (RuntimeException e) {
                    return context.reportInputMismatch(this, "%s", e.getMessage());
                }
            }
        });
        module.addKeyDeserializer(type, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) throws IOException {
                try {
                    return parse.apply(key);
                } catch (RuntimeException e) {
                    return context.handleWeirdKey(type, key, "%s", e.getMessage());
                }
            }
        });
    }
}
