package id.mpp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The schemas of the contract as they lie in the jar. */
final class WireSchemas {
    static final Path FOLDER = Path.of("src/main/resources/wire").toAbsolutePath();
    static final String BASE = "https://schemas.mpp.example/";

    /** The schema of each payload that is no event. */
    static final Map<String, Class<? extends Record>> MESSAGES = Map.of(
            "ack", Messages.Ack.class,
            "server-state", Messages.ServerState.class,
            "node-state", Messages.NodeState.class,
            "command", Messages.Command.class,
            "reply", Messages.Reply.class,
            "question", Messages.Question.class,
            "answer", Messages.Answer.class,
            "serving", Messages.Serving.class,
            "waiting", Messages.Waiting.class);

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(WireSchemas::source));

    private WireSchemas() {}

    static List<String> errors(String name, byte[] json) {
        Schema schema = REGISTRY.getSchema(SchemaLocation.of(BASE + name + ".json"));
        return schema
                .validate(
                        new String(json, StandardCharsets.UTF_8),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    static JsonNode read(String name) throws IOException {
        return Json.mapper().readTree(FOLDER.resolve("schema/" + name + ".json").toFile());
    }

    /** The names of all schema files below {@code schema}, without ending. */
    static List<String> names() throws IOException {
        Path schemas = FOLDER.resolve("schema");
        try (Stream<Path> files = Files.walk(schemas)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> schemas.relativize(file).toString().replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    private static String source(String iri) {
        try {
            return Files.readString(FOLDER.resolve("schema/" + iri.substring(BASE.length())));
        } catch (IOException e) {
            throw new UncheckedIOException("no schema " + iri, e);
        }
    }
}
