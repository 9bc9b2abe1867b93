package id.mpp.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.mpp.wire.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object in a request's body, read field by field; whatever is wrong with it ends the request with a problem
 * that names the field, the value and what was expected. Every reader ends with {@link #done()}, which refuses fields
 * nobody asked for.
 */
public final class JsonBody {
    /** No request of ours comes near; more is refused before it is read. */
    public static final int MAX_BYTES = 16 * 1024;
    /** What is read and thrown away of a body that is too large. */
    private static final int MAX_DRAINED = 1 << 20;
    /** How much of a wrong value is repeated in the answer. */
    private static final int MAX_ECHO = 60;

    private final byte[] bytes;
    private final ObjectNode object;
    private final Set<String> read = new HashSet<>();

    private JsonBody(byte[] bytes, ObjectNode object) {
        this.bytes = bytes;
        this.object = object;
    }

    /** Reads the body of a request; an empty one counts as an empty object. */
    public static JsonBody of(Context ctx) {
        byte[] bytes = bytesOf(ctx);
        if (bytes.length == 0) {
            return new JsonBody(bytes, Json.mapper().createObjectNode());
        }
        String type = ctx.req().getContentType();
        if (type == null || !isJson(type)) {
            throw Problem.of(415, "content-type-wrong")
                    .with("value", type == null ? "" : clip(type))
                    .with("expected", "application/json")
                    .thrown();
        }
        return new JsonBody(bytes, parse(bytes));
    }

    /** The body as it came; for fingerprints. */
    public byte[] bytes() {
        return bytes;
    }

    /** A text that must be there, of 1 to {@code most} characters without control characters. */
    public String text(String field, int most) {
        return optionalText(field, most)
                .orElseThrow(() -> Problem.of(400, "field-missing")
                        .with("field", field)
                        .with("expected", "text of 1 to " + most + " characters")
                        .thrown());
    }

    /** A text that may be absent; null and empty count as absent. */
    public Optional<String> optionalText(String field, int most) {
        JsonNode node = take(field, JsonNodeType.STRING, "text of 1 to " + most + " characters");
        if (node == null || node.textValue().isEmpty()) {
            return Optional.empty();
        }
        String text = node.textValue();
        if (text.length() > most) {
            throw wrong(field, clip(text), "at most " + most + " characters").thrown();
        }
        if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw wrong(field, clip(text), "no control characters").thrown();
        }
        return Optional.of(text);
    }

    /** A text made into a value; an {@link IllegalArgumentException} of its maker is told as what was expected. */
    public <T> T value(String field, int most, Function<String, T> maker) {
        return make(field, text(field, most), maker);
    }

    /** As {@link #value}, where the field may be absent. */
    public <T> Optional<T> optionalValue(String field, int most, Function<String, T> maker) {
        return optionalText(field, most).map(text -> make(field, text, maker));
    }

    /** One of these words. */
    public Optional<String> oneOf(String field, Collection<String> words) {
        Optional<String> word = optionalText(field, MAX_ECHO);
        if (word.isPresent() && !words.contains(word.get())) {
            throw wrong(field, word.get(), "one of " + String.join(", ", words)).thrown();
        }
        return word;
    }

    /** A whole number that must be there. */
    public int number(String field, int least, int most) {
        String expected = "a whole number from " + least + " to " + most;
        JsonNode node = take(field, JsonNodeType.NUMBER, expected);
        if (node == null) {
            throw Problem.of(400, "field-missing")
                    .with("field", field)
                    .with("expected", expected)
                    .thrown();
        }
        return inRange(field, node, least, most, expected);
    }

    /** A list of exactly {@code size} whole numbers that may be absent; absent and empty are an empty list. */
    public List<Integer> numbers(String field, int size, int least, int most) {
        String expected = size + " whole numbers from " + least + " to " + most;
        JsonNode node = take(field, JsonNodeType.ARRAY, expected);
        if (node == null || node.isEmpty()) {
            return List.of();
        }
        if (node.size() != size) {
            throw wrong(field, node.toString(), expected).thrown();
        }
        List<Integer> numbers = new ArrayList<>();
        node.forEach(each -> numbers.add(inRange(field, each, least, most, expected)));
        return numbers;
    }

    private static int inRange(String field, JsonNode node, int least, int most, String expected) {
        if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
            throw wrong(field, node.toString(), expected).thrown();
        }
        return node.intValue();
    }

    public boolean flag(String field, boolean otherwise) {
        JsonNode node = take(field, JsonNodeType.BOOLEAN, "true or false");
        return node == null ? otherwise : node.booleanValue();
    }

    /** A whole number that may be absent. */
    public long number(String field, long otherwise, long least, long most) {
        String expected = "a whole number from " + least + " to " + most;
        JsonNode node = take(field, JsonNodeType.NUMBER, expected);
        if (node == null) {
            return otherwise;
        }
        boolean fits = node.isIntegralNumber() && node.canConvertToLong();
        if (!fits || node.longValue() < least || node.longValue() > most) {
            throw wrong(field, node.toString(), expected).thrown();
        }
        return node.longValue();
    }

    /** Refuses fields that nobody read. */
    public void done() {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!read.contains(name)) {
                throw Problem.of(400, "field-unknown")
                        .with("field", clip(name))
                        .with(
                                "expected",
                                String.join(", ", read.stream().sorted().toList()))
                        .thrown();
            }
        }
    }

    /** The problem of a field or parameter that holds something else than expected. */
    public static Problem wrong(String field, String value, String expected) {
        return Problem.of(400, "field-wrong")
                .with("field", field)
                .with("value", clip(value))
                .with("expected", expected);
    }

    /** Makes a value of a path or query parameter; a wrong one is a 400 that names it. */
    public static <T> T make(String field, String text, Function<String, T> maker) {
        try {
            return maker.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw wrong(field, text, Objects.toString(e.getMessage(), "a valid value"))
                    .thrown();
        }
    }

    private @Nullable JsonNode take(String field, JsonNodeType type, String expected) {
        read.add(field);
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (node.getNodeType() != type) {
            throw wrong(field, node.toString(), expected).thrown();
        }
        return node;
    }

    private static byte[] bytesOf(Context ctx) {
        try {
            InputStream in = ctx.req().getInputStream();
            int declared = ctx.req().getContentLength();
            byte[] bytes = in.readNBytes(declared >= 0 && declared <= MAX_BYTES ? declared : MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                drain(in);
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw Problem.of(400, "body-unreadable").thrown();
        }
    }

    /** Reads on for a while, or a client that is still sending would find the line cut instead of an answer. */
    private static void drain(InputStream in) throws IOException {
        byte[] rest = new byte[8 * 1024];
        int drained = 0;
        int read = in.read(rest);
        while (read >= 0 && drained < MAX_DRAINED) {
            drained += read;
            read = in.read(rest);
        }
    }

    private static ProblemException tooLarge() {
        return Problem.of(413, "body-too-large").with("limit", MAX_BYTES).thrown();
    }

    private static ObjectNode parse(byte[] bytes) {
        try {
            if (Json.mapper().readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
            throw Problem.of(400, "json-malformed")
                    .with("reason", "an object { … } is expected")
                    .thrown();
        } catch (JsonParseException e) {
            String message = e.getOriginalMessage();
            if (message.startsWith("Duplicate field")) {
                throw Problem.of(400, "json-duplicate-key")
                        .with("field", clip(message.replaceAll("^Duplicate field '|'$", "")))
                        .thrown();
            }
            throw malformed(e);
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw Problem.of(400, "body-unreadable").thrown();
        }
    }

    private static ProblemException malformed(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        Problem problem = Problem.of(400, "json-malformed").with("reason", clip(e.getOriginalMessage()));
        return (at == null ? problem : problem.with("line", at.getLineNr()).with("column", at.getColumnNr())).thrown();
    }

    private static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json");
    }

    private static String clip(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= MAX_ECHO ? clean : clean.substring(0, MAX_ECHO) + "…";
    }
}
