package id.mpp.kiosk.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@code openapi.yaml} as it is served, and what it says of an answer. */
public final class Contract {
    private static final String BASE = "https://kiosk.mpp.example/openapi.json";
    private static final JsonNode DOCUMENT = read();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(BASE, DOCUMENT.toString())));
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private Contract() {}

    static JsonNode document() {
        return DOCUMENT;
    }

    /** What is wrong with this value, seen as the schema of this name. */
    public static List<String> errors(String schema, String json) {
        return SCHEMAS
                .computeIfAbsent(
                        schema, name -> REGISTRY.getSchema(SchemaLocation.of(BASE + "#/components/schemas/" + name)))
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** What is wrong with an answer; nothing for a path that is not in the contract. */
    static List<String> errors(String method, String path, int status, String body) {
        Optional<JsonNode> operation = operation(method, path.split("\\?", 2)[0]);
        // What a page is made of is the pages' own matter.
        if (operation.isEmpty() || operation.get().at("/tags/0").asText().equals("pages")) {
            return List.of();
        }
        JsonNode answer = operation.get().path("responses").get(Integer.toString(status));
        if (answer == null) {
            return List.of(method + " " + path + " answers " + status + ", which is not in the contract: " + body);
        }
        for (Map.Entry<String, JsonNode> content : answer.path("content").properties()) {
            String reference = content.getValue().at("/schema/$ref").asText();
            if (!reference.isEmpty()) {
                return errors(reference.substring(reference.lastIndexOf('/') + 1), body);
            }
        }
        return List.of();
    }

    private static Optional<JsonNode> operation(String method, String path) {
        JsonNode best = null;
        int fewest = Integer.MAX_VALUE;
        for (Map.Entry<String, JsonNode> entry : DOCUMENT.path("paths").properties()) {
            String pattern = entry.getKey().replaceAll("\\{[a-z]+}", "[^/]+").replace(".", "\\.");
            int open = entry.getKey().split("\\{", -1).length;
            if (path.matches(pattern) && open < fewest) {
                best = entry.getValue().get(method.toLowerCase(Locale.ROOT));
                fewest = open;
            }
        }
        return Optional.ofNullable(best);
    }

    private static JsonNode read() {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
            return Yaml.mapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
