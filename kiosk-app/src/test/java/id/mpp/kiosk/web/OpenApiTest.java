package id.mpp.kiosk.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import io.swagger.parser.OpenAPIParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    @Test
    void theDocumentIsReadWithoutComplaint() throws Exception {
        try (TestKiosk kiosk = new TestKiosk()) {
            String served = kiosk.get("/openapi.yaml").body();
            var result = new OpenAPIParser().readContents(served, null, null);
            assertEquals(List.of(), result.getMessages());
        }
    }

    @Test
    void everyRouteIsInTheDocumentAndEveryOperationIsARoute() throws Exception {
        Set<String> registered = new TreeSet<>();
        try (TestKiosk kiosk = new TestKiosk(config -> config.events.handlerAdded(added -> {
            if (!added.getHttpMethod().equals(HandlerType.BEFORE)) {
                registered.add(added.getHttpMethod() + " "
                        + added.getPath().replace('<', '{').replace('>', '}'));
            }
        }))) {
            assertTrue(kiosk.port() > 0);
        }
        Set<String> documented = new TreeSet<>();
        operations().forEach((name, operation) -> documented.add(name));
        assertEquals(documented, registered);
    }

    @Test
    void operationIdsAreThereAndUnique() {
        List<String> ids = operations().values().stream()
                .map(operation -> operation.path("operationId").asText())
                .toList();
        assertEquals(ids.size(), Set.copyOf(ids).size());
        assertTrue(ids.stream().noneMatch(String::isEmpty));
    }

    @Test
    void everyExampleIsValid() {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, JsonNode> schema :
                Contract.document().at("/components/schemas").properties()) {
            JsonNode example = schema.getValue().get("example");
            if (example != null) {
                wrong.addAll(Contract.errors(schema.getKey(), example.toString()));
            }
        }
        operations().forEach((name, operation) -> {
            JsonNode content = operation.at("/requestBody/content").path("application/json");
            if (!content.isMissingNode()) {
                String reference = content.at("/schema/$ref").asText();
                String schema = reference.substring(reference.lastIndexOf('/') + 1);
                wrong.addAll(Contract.errors(schema, content.path("example").toString()));
            }
        });
        assertEquals(List.of(), wrong);
    }

    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path :
                Contract.document().path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                operations.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue());
            }
        }
        return operations;
    }
}
