package id.mpp.kiosk.web;

import com.fasterxml.jackson.core.JsonGenerator;
import id.mpp.queue.Text;
import id.mpp.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON written by hand into bytes: no reflection on the way of a ticket. */
final class JsonBytes {
    private static final int TYPICAL_BYTES = 768;

    /** Writes one value. */
    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private JsonBytes() {}

    /** An object with what {@code fields} writes. */
    static byte[] object(Writing fields) {
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
    static void optional(JsonGenerator out, String field, @Nullable Object value) throws IOException {
        if (value != null) {
            out.writeStringField(field, value.toString());
        }
    }

    static void words(JsonGenerator out, String field, Iterable<String> words) throws IOException {
        out.writeArrayFieldStart(field);
        for (String word : words) {
            out.writeString(word);
        }
        out.writeEndArray();
    }

    static void text(JsonGenerator out, String field, Text text) throws IOException {
        out.writeObjectFieldStart(field);
        fields(out, text);
        out.writeEndObject();
    }

    /** The languages of a text, as the fields of an object that is open. */
    static void fields(JsonGenerator out, Text text) throws IOException {
        for (var entry : text.byLanguage().entrySet()) {
            out.writeStringField(entry.getKey(), entry.getValue());
        }
    }
}
