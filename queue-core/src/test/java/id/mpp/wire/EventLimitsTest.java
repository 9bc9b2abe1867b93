package id.mpp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.mpp.queue.TicketEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The limits are the same in the reader and in the published schemas, and a batch falls apart only where it is broken.
 */
class EventLimitsTest {
    private static final String ISSUED = "event/id.mpp.ticket.issued.v1";

    @Test
    void theSchemasNameTheLimitsOfTheReader() throws Exception {
        JsonNode envelope = WireSchemas.read("envelope");
        assertEquals(
                EventLimits.MAX_SEQ,
                WireSchemas.read("common").at("/$defs/seq/maximum").longValue());
        assertEquals(
                EventLimits.MAX_TERM, envelope.at("/properties/term/maximum").longValue());
        assertEquals(
                EventLimits.MAX_MONO_MILLIS,
                envelope.at("/properties/mono/maximum").longValue());
        assertEquals(
                -EventLimits.MAX_MONO_MILLIS,
                envelope.at("/properties/mono/minimum").longValue());
        assertEquals(
                "^" + EventLimits.INSTALLATION + "$",
                envelope.at("/properties/installation/pattern").textValue());
    }

    @ParameterizedTest
    @CsvSource({
        "time, '\"+1000000000-12-31T23:59:59Z\"'",
        "time, '\"-0001-01-01T00:00:00Z\"'",
        "time, '\"9000-01-01T00:00:00Z\"'",
        "time, '\"1969-12-31T23:59:59Z\"'",
        "businessday, '\"+999999999-12-31\"'",
        "seq, 9223372036854775807",
        "seq, 1099511627777",
        "seq, 0",
        "term, 9223372036854775807",
        "term, -1",
        "mono, 9223372036854775807",
        "mono, -9223372036854775808",
        "mono, 1e400",
        "id, '[]'",
    })
    void whatIsBeyondIsRefusedByReaderAndSchema(String field, String value) throws Exception {
        TicketEvent.TicketIssued issued = (TicketEvent.TicketIssued) EventExamples.ALL.getFirst();
        ObjectNode event = (ObjectNode) Json.mapper().readTree(EventCodec.encode(EventExamples.envelope(issued)));
        String before = event.path(field).toString();
        byte[] bytes = event.toString()
                .replace("\"" + field + "\":" + before, "\"" + field + "\":" + value)
                .getBytes(StandardCharsets.UTF_8);
        assertThrows(EventFormatException.class, () -> EventCodec.decode(bytes));
        assertFalse(WireSchemas.errors(ISSUED, bytes).isEmpty(), "the schema takes " + value);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void anEventThatIsNoJsonDoesNotTakeItsNeighboursWithIt(int broken) throws Exception {
        byte[] good = EventCodec.encode(EventExamples.envelope(EventExamples.ALL.getFirst()));
        byte[] bad = good.clone();
        bad[bad.length / 2] = '"';
        List<byte[]> stored = List.of(broken == 0 ? bad : good, broken == 1 ? bad : good, broken == 2 ? bad : good);
        List<EventBatch.Link> links = stored.stream()
                .map(bytes -> new EventBatch.Link(bytes, new Chain().next(Chain.start(), bytes)))
                .toList();
        byte[] batch = EventBatch.join(links);
        assertThrows(EventFormatException.class, () -> EventBatch.split(batch));
        List<EventBatch.Link> pieces = EventBatch.salvage(batch);
        assertEquals(3, pieces.size());
        for (int i = 0; i < 3; i++) {
            assertTrue(Arrays.equals(stored.get(i), pieces.get(i).stored()), "piece " + i);
            assertTrue(Arrays.equals(links.get(i).chain(), pieces.get(i).chain()), "chain " + i);
        }
    }

    @Test
    void whatHoldsNoChainFallsIntoNothing() {
        for (String text : List.of("", "[", "[]", "noise", "[{\"chain\":\"\"}]", ",\"chain\":\"", "[{},{}]")) {
            assertEquals(List.of(), EventBatch.salvage(text.getBytes(StandardCharsets.UTF_8)), text);
        }
    }
}
