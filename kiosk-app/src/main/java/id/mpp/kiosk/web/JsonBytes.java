package id.mpp.kiosk.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import id.mpp.wire.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Answers as JSON. They are records, which the library writes; a ticket alone is written by hand, as a value in them.
 */
public final class JsonBytes {
    /** Writes the fields of an object that is open. */
    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private record ByHand(Writing fields) implements JsonSerializable {
        @Override
        public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            fields.to(out);
            out.writeEndObject();
        }

        @Override
        public void serializeWithType(JsonGenerator out, SerializerProvider provider, TypeSerializer type)
                throws IOException {
            serialize(out, provider);
        }
    }

    private JsonBytes() {}

    /** An object with what {@code fields} writes, as a value in a record. */
    static JsonSerializable value(Writing fields) {
        return new ByHand(fields);
    }

    /** A record, as the library writes it. */
    public static byte[] of(Object answer) {
        try {
            return Json.mapper().writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + answer.getClass(), e);
        }
    }

    /** Answers a request with a record. */
    public static void answer(Context ctx, Object answer) {
        ctx.contentType("application/json").result(of(answer));
    }

    /** A field that is left out when there is nothing to say. */
    static void optional(JsonGenerator out, String field, @Nullable Object value) throws IOException {
        if (value != null) {
            out.writeStringField(field, value.toString());
        }
    }
}
