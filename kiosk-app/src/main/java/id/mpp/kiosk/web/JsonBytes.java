package id.mpp.kiosk.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import id.mpp.queue.Text;
import id.mpp.wire.Json;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Answers as JSON: records written by the library, and what is written by hand on the way of a ticket. */
public final class JsonBytes {
    private static final int TYPICAL_BYTES = 768;

    /** Writes one value. */
    @FunctionalInterface
    public interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private JsonBytes() {}

    /** A record, or a map of records, as the library writes it. */
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

    /** An object with what {@code fields} writes. */
    public static byte[] object(Writing fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (JsonGenerator out = Json.mapper().createGenerator(bytes)) {
            out.writeStartObject();
            fields.to(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON into memory", e);
        }
        return bytes.toByteArray();
    }

    /** A field that is left out when there is nothing to say. */
    public static void optional(JsonGenerator out, String field, @Nullable Object value) throws IOException {
        if (value != null) {
            out.writeStringField(field, value.toString());
        }
    }

    public static void words(JsonGenerator out, String field, Iterable<String> words) throws IOException {
        out.writeArrayFieldStart(field);
        for (String word : words) {
            out.writeString(word);
        }
        out.writeEndArray();
    }

    public static void text(JsonGenerator out, String field, Text text) throws IOException {
        out.writeObjectFieldStart(field);
        fields(out, text);
        out.writeEndObject();
    }

    /** The languages of a text, as the fields of an object that is open. */
    public static void fields(JsonGenerator out, Text text) throws IOException {
        for (var entry : text.byLanguage().entrySet()) {
            out.writeStringField(entry.getKey(), entry.getValue());
        }
    }
}
