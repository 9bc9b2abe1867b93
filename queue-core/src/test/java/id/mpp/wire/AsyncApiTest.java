package id.mpp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The published description of the topics against the topics of the code, both ways. */
class AsyncApiTest {
    private final JsonNode api;

    AsyncApiTest() throws IOException {
        api = new YAMLMapper()
                .readTree(WireSchemas.FOLDER.resolve("asyncapi.yaml").toFile());
    }

    @Test
    void itIsAsyncApiThree() {
        assertEquals("3.0.0", api.path("asyncapi").asText());
        assertFalse(api.at("/info/version").asText().isEmpty());
    }

    @Test
    void itsAddressesAreTheTopicsOfTheCode() throws ReflectiveOperationException {
        Set<String> topics = new TreeSet<>();
        for (Method method : Topics.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && method.getReturnType() == String.class) {
                topics.add((String) method.invoke(
                        null,
                        Arrays.stream(method.getParameters())
                                .map(AsyncApiTest::placeholder)
                                .toArray()));
            }
        }
        Set<String> wildcards =
                topics.stream().filter(topic -> topic.contains("+")).collect(Collectors.toSet());
        topics.removeAll(wildcards);
        for (Field field : Topics.class.getFields()) {
            wildcards.add((String) field.get(null));
        }
        Set<String> addresses = addresses();
        assertEquals(topics, addresses);
        for (String wildcard : wildcards) {
            assertTrue(
                    addresses.stream().anyMatch(address -> matches(wildcard, address)),
                    () -> wildcard + " matches no address of asyncapi.yaml");
        }
    }

    @Test
    void everyParameterOfAnAddressIsExplained() {
        for (JsonNode channel : api.path("channels")) {
            Set<String> named = new TreeSet<>();
            channel.path("parameters").fieldNames().forEachRemaining(named::add);
            Set<String> used = Stream.of(channel.path("address").asText().split("/", -1))
                    .filter(part -> part.startsWith("{"))
                    .map(part -> part.substring(1, part.length() - 1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(used, named, channel.path("address").asText());
        }
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryMessageSchemaIsUsed() {
        Set<String> files = new TreeSet<>();
        for (JsonNode value : api.findValues("$ref")) {
            String target = value.asText();
            if (target.startsWith("#")) {
                assertFalse(api.at(target.substring(1)).isMissingNode(), target);
            } else {
                assertTrue(Files.isRegularFile(WireSchemas.FOLDER.resolve(target)), target);
                files.add(target.replace("schema/", "").replace(".json", ""));
            }
        }
        Set<String> expected = new TreeSet<>(WireSchemas.MESSAGES.keySet());
        expected.add("batch");
        assertEquals(expected, files);
    }

    @Test
    void everyChannelHasAnOperationThatSaysItsQualityOfService() {
        Set<String> channels = new TreeSet<>();
        for (JsonNode operation : api.path("operations")) {
            channels.add(operation.at("/channel/$ref").asText().replace("#/channels/", ""));
            JsonNode binding =
                    api.at(operation.at("/bindings/mqtt/$ref").asText().substring(1));
            assertEquals(1, binding.path("qos").asInt(), operation::toString);
        }
        Set<String> all = new TreeSet<>();
        api.path("channels").fieldNames().forEachRemaining(all::add);
        assertEquals(all, channels);
    }

    private Set<String> addresses() {
        return StreamSupport.stream(api.path("channels").spliterator(), false)
                .map(channel -> channel.path("address").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String placeholder(Parameter parameter) {
        return "{" + parameter.getName() + "}";
    }

    private static boolean matches(String wildcard, String address) {
        String[] left = wildcard.split("/", -1);
        String[] right = address.split("/", -1);
        return left.length == right.length
                && Stream.iterate(0, i -> i < left.length, i -> i + 1)
                        .allMatch(i -> left[i].equals("+") || left[i].startsWith("{") || left[i].equals(right[i]));
    }
}
