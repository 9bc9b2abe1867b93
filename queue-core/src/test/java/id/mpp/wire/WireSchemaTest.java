package id.mpp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.mpp.queue.Attendance;
import id.mpp.queue.Claim;
import id.mpp.queue.Event;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WireSchemaTest {
    /** Their fields stand beside those of the event. */
    private static final Set<Class<?>> GROUPS = Set.of(Claim.class, Attendance.class);

    @Test
    void everyEventTypeHasASchemaAndEverySchemaAnEventType() throws IOException {
        Set<String> types =
                EventTypes.all().stream().map(EventTypes::nameOf).collect(Collectors.toCollection(TreeSet::new));
        Set<String> schemas = WireSchemas.names().stream()
                .filter(name -> name.startsWith("event/"))
                .map(name -> name.substring("event/".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(types, schemas);
    }

    @Test
    void everyPayloadHasASchemaAndThereAreNoOthers() throws IOException {
        Set<String> expected = new TreeSet<>(WireSchemas.MESSAGES.keySet());
        expected.addAll(List.of("common", "envelope", "batch"));
        assertEquals(
                expected,
                WireSchemas.names().stream()
                        .filter(name -> !name.startsWith("event/"))
                        .collect(Collectors.toCollection(TreeSet::new)));
        Set<Class<?>> records = Arrays.stream(Messages.class.getDeclaredClasses())
                .filter(type -> type != Messages.Device.class && type != Messages.Numbers.class)
                .collect(Collectors.toSet());
        assertEquals(records, Set.copyOf(WireSchemas.MESSAGES.values()));
    }

    @Test
    void everyEventHasAnExampleThatTravelsAndIsTheExampleOfItsSchema() throws Exception {
        assertEquals(
                EventTypes.all().stream().map(EventTypes::nameOf).sorted().toList(),
                EventExamples.ALL.stream().map(EventTypes::nameOf).sorted().toList());
        for (Event event : EventExamples.ALL) {
            String name = "event/" + EventTypes.nameOf(event);
            EventEnvelope envelope = EventExamples.envelope(event);
            byte[] stored = EventCodec.encode(envelope);
            assertEquals(List.of(), WireSchemas.errors(name, stored), name);
            assertEquals(envelope, EventCodec.decode(stored));
            assertEquals(
                    Json.mapper().readTree(stored),
                    WireSchemas.read(name).at("/examples/0"),
                    () -> name + ": the schema's example is not the one of EventExamples");
        }
    }

    @Test
    void everyExampleOfAMessageIsValidAndReadable() throws Exception {
        for (var message : WireSchemas.MESSAGES.entrySet()) {
            JsonNode examples = WireSchemas.read(message.getKey()).path("examples");
            assertFalse(examples.isEmpty(), message.getKey());
            for (JsonNode example : examples) {
                byte[] bytes = Json.mapper().writeValueAsBytes(example);
                assertEquals(List.of(), WireSchemas.errors(message.getKey(), bytes), message.getKey());
                Record read = Messages.read(bytes, message.getValue());
                assertEquals(example, Json.mapper().readTree(Messages.write(read)), message.getKey());
            }
        }
    }

    @Test
    void aSchemaNamesEachComponentOfItsRecordAndDemandsThoseThatAreNeverNull() throws IOException {
        for (Class<? extends Event> type : EventTypes.all()) {
            String name = "event/" + EventTypes.nameOf(type);
            assertSameFields(name, type, WireSchemas.read(name).at("/properties/data"));
        }
        for (var message : WireSchemas.MESSAGES.entrySet()) {
            assertSameFields(message.getKey(), message.getValue(), WireSchemas.read(message.getKey()));
        }
    }

    @Test
    void aMissingFieldOrAWrongValueIsRefusedBySchemaAndReader() throws Exception {
        for (Event event : EventExamples.ALL) {
            String name = "event/" + EventTypes.nameOf(event);
            JsonNode required = WireSchemas.read(name).at("/properties/data/required");
            for (JsonNode field : required) {
                ObjectNode broken =
                        (ObjectNode) Json.mapper().readTree(EventCodec.encode(EventExamples.envelope(event)));
                ((ObjectNode) broken.path("data")).remove(field.textValue());
                assertRefused(name, broken);
                ((ObjectNode) broken.path("data")).putObject(field.textValue());
                assertRefused(name, broken);
            }
        }
    }

    @Test
    void aFieldThatIsAddedLaterIsNoFault() throws Exception {
        for (Event event : EventExamples.ALL) {
            EventEnvelope envelope = EventExamples.envelope(event);
            ObjectNode newer = (ObjectNode) Json.mapper().readTree(EventCodec.encode(envelope));
            newer.put("later", 1);
            ((ObjectNode) newer.path("data")).put("later", "x");
            byte[] bytes = Json.mapper().writeValueAsBytes(newer);
            assertEquals(List.of(), WireSchemas.errors("event/" + EventTypes.nameOf(event), bytes));
            assertEquals(envelope, EventCodec.decode(bytes));
        }
    }

    @Test
    void aBatchIsValidWithItsChainAndNotWithoutIt() {
        List<EventBatch.Link> links = new ArrayList<>();
        byte[] head = Chain.start();
        for (Event event : EventExamples.ALL) {
            byte[] stored = EventCodec.encode(EventExamples.envelope(event));
            head = new Chain().next(head, stored);
            links.add(new EventBatch.Link(stored, head));
        }
        assertEquals(List.of(), WireSchemas.errors("batch", EventBatch.join(links)));
        byte[] bare = ("[" + new String(links.getFirst().stored(), java.nio.charset.StandardCharsets.UTF_8) + "]")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertFalse(WireSchemas.errors("batch", bare).isEmpty());
    }

    private static void assertRefused(String name, JsonNode broken) throws IOException {
        byte[] bytes = Json.mapper().writeValueAsBytes(broken);
        assertFalse(WireSchemas.errors(name, bytes).isEmpty(), () -> "the schema takes " + broken);
        try {
            EventEnvelope read = EventCodec.decode(bytes);
            throw new AssertionError("the reader takes " + broken + " as " + read);
        } catch (EventFormatException e) {
            assertTrue(e.getMessage() != null && !e.getMessage().isEmpty());
        }
    }

    private static void assertSameFields(String name, Class<?> type, JsonNode schema) {
        Set<String> properties = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(properties::add);
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(field -> required.add(field.textValue()));
        assertEquals(components(type, false), properties, name);
        assertEquals(components(type, true), required, name);
    }

    private static Set<String> components(Class<?> type, boolean onlyNeeded) {
        return Stream.of(type.getRecordComponents())
                .flatMap(component -> GROUPS.contains(component.getType())
                        ? Stream.of(component.getType().getRecordComponents())
                        : Stream.of(component))
                .filter(component -> !onlyNeeded || !isNullable(component))
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
