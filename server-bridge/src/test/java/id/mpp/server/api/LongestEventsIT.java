package id.mpp.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import id.mpp.queue.Event;
import id.mpp.queue.JournalEvent;
import id.mpp.queue.Moment;
import id.mpp.server.testing.HallScript;
import id.mpp.server.testing.TestKiosk;
import id.mpp.server.testing.TestServer;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventExamples;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every event with each of its texts as long as the contract allows goes through the server's store, figures and
 * interface.
 */
class LongestEventsIT {
    private static final String HALL = "/api/v1/branches/" + HallScript.BRANCH;
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");
    /** The limits of the contract, the longest first. Each text takes the first limit that its event allows. */
    private static final int[] LENGTHS = {500, 200, 160, 64, 40};

    @TempDir
    private Path folder;

    private int stretched;

    @Test
    void theLongestTextsPassThroughFiguresAndInterface() throws Exception {
        HallScript hall = new HallScript("installation-0001").openDay();
        for (Event event : EventExamples.ALL) {
            if (!(event instanceof JournalEvent)) {
                hall.journalRaw(longest(hall, event));
            }
        }
        assertTrue(stretched >= 50, "only " + stretched + " texts were stretched");
        try (TestServer server = new TestServer(folder).logIn();
                TestKiosk kiosk = new TestKiosk(server.mqtt(), "hub-1").connect()) {
            kiosk.publish(hall.messages());
            kiosk.awaitAck(hall.size());
            assertFalse(
                    server.json("/api/v1/alarms").toString().contains("figures-failed"), "figures are made of each");
            assertEquals(0, server.json("/api/v1/dead-letters").path("items").size());
            for (String path : List.of("/hall", "/live", "/tickets?from=2026-11-23&to=2026-11-23")) {
                assertFalse(server.json(HALL + path).isEmpty(), path);
            }
            for (String by : List.of("hour", "day", "service", "agency", "counter")) {
                String path = HALL + "/statistics?from=2026-11-23&to=2026-11-23&by=" + by;
                assertFalse(server.json(path).isEmpty(), path);
            }
            assertFalse(server.json(HALL + "/reports/skm.json?from=2026-11-01&to=2026-11-30")
                    .isEmpty());
            assertFalse(server.json("/api/v1/nodes").isEmpty());
        }
    }

    private String longest(HallScript hall, Event event) throws IOException {
        byte[] stored = EventCodec.encode(new EventEnvelope(
                UUID.randomUUID().toString(),
                new EventEnvelope.Origin(HallScript.BRANCH, HallScript.NODE, hall.installation(), hall.size() + 1L, 1),
                DAY,
                new Moment(hall.now(), true, "boot-0001", hall.size()),
                false,
                event));
        JsonNode tree = Json.mapper().readTree(stored);
        stretch(tree, tree.path("data"));
        return tree.toString();
    }

    private void stretch(JsonNode event, JsonNode within) {
        if (within instanceof ObjectNode object) {
            for (String name : object.propertyStream().map(Map.Entry::getKey).toList()) {
                JsonNode value = object.path(name);
                if (value.isTextual()) {
                    object.set(name, longest(event, value, longer -> object.set(name, longer)));
                } else {
                    stretch(event, value);
                }
            }
        } else if (within instanceof ArrayNode array) {
            IntStream.range(0, array.size()).forEach(at -> stretch(event, array.path(at)));
        }
    }

    @FunctionalInterface
    private interface Place {
        void put(JsonNode value);
    }

    private JsonNode longest(JsonNode event, JsonNode value, Place place) {
        for (int length : LENGTHS) {
            TextNode longer = TextNode.valueOf("a".repeat(length));
            place.put(longer);
            if (decodes(event)) {
                stretched++;
                return longer;
            }
        }
        return value;
    }

    private static boolean decodes(JsonNode event) {
        try {
            return EventCodec.decode(Json.mapper().writeValueAsBytes(event)).seq() > 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (EventFormatException e) {
            return false;
        }
    }
}
