package id.mpp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import id.mpp.queue.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What readers refuse, in the envelope and in any JSON from outside. */
class EventCodecTest {
    private static final String GOOD =
            new String(EventCodec.encode(EventExamples.envelope(EventExamples.ALL.getFirst())), UTF_8);

    @Test
    void anEnvelopeSurvivesTheJourneyWithItsOptionalPartsAndWithout() throws Exception {
        Event event = EventExamples.ALL.getLast();
        EventEnvelope full = EventExamples.envelope(event);
        EventEnvelope bare = new EventEnvelope(
                full.id(),
                new EventEnvelope.Origin(full.branch(), full.node(), full.installation(), full.seq(), full.term()),
                null,
                full.at(),
                true,
                event);
        assertEquals(full, EventCodec.decode(EventCodec.encode(full)));
        assertEquals(bare, EventCodec.decode(EventCodec.encode(bare)));
    }

    @Test
    void aDamagedEnvelopeIsRefusedInWords() {
        for (String[] damage : new String[][] {
            {"\"seq\":1057", "\"seq\":0"},
            {"\"seq\":1057", "\"seq\":-1"},
            {"\"seq\":1057", "\"seq\":1.5"},
            {"\"seq\":1057", "\"seq\":99999999999999999999"},
            {"\"seq\":1057", "\"seq\":\"1057\""},
            {"\"clocktrusted\":true", "\"clocktrusted\":\"yes\""},
            {"\"source\":\"/mpp/mpp-2172-01/hub-1\"", "\"source\":\"/mpp/hub-1\""},
            {"\"businessday\":\"2026-11-23\"", "\"businessday\":\"2026-13-01\""},
            {"\"time\":\"2026-11-23T02:00:00Z\"", "\"time\":\"now\""},
            {"\"boot\":\"boot_9aK3\"", "\"boot\":\"x\""},
            {"\"type\":\"id.mpp.ticket.issued.v1\"", "\"type\":\"id.mpp.ticket.issued.v9\""},
            {"\"number\":\"A-057\"", "\"number\":\"I-057\""},
            {"\"ahead\":4", "\"ahead\":null"},
            {"\"p50\":600", "\"p50\":6000"},
            {"\"data\":{", "\"data\":null,\"x\":{"},
        }) {
            assertTrue(GOOD.contains(damage[0]), damage[0]);
            String bad = GOOD.replace(damage[0], damage[1]);
            EventFormatException refusal =
                    assertThrows(EventFormatException.class, () -> EventCodec.decode(bad.getBytes(UTF_8)), bad);
            assertFalse(String.valueOf(refusal.getMessage()).isBlank());
        }
    }

    @Test
    void anEventOfAnUnknownTypeStillHasAHeader() throws Exception {
        byte[] unknown = GOOD.replace("ticket.issued.v1", "ticket.painted.v1").getBytes(UTF_8);
        EventHeader header = EventCodec.header(unknown);
        assertEquals(1057, header.seq());
        assertEquals("mpp-2172-01", header.branch());
        assertEquals("hub-1", header.node());
        assertThrows(EventFormatException.class, () -> EventCodec.decode(unknown));
    }

    @Test
    void jsonFromOutsideIsReadStrictly() {
        for (String bad : List.of(
                "{\"online\":true,\"online\":false,\"epoch\":\"e\"}",
                "{\"online\":true,\"epoch\":\"e\"} {}",
                "{\"online\":true,\"epoch\":\"e\"}x",
                "{\"online\":true}",
                "{\"online\":null,\"epoch\":\"e\"}",
                "{\"online\":true,\"epoch\":null}",
                "{\"online\":true,\"epoch\":" + "[".repeat(40) + "]".repeat(40) + "}",
                "[]",
                "null",
                "",
                "\"online\"")) {
            assertThrows(
                    EventFormatException.class,
                    () -> Messages.read(bad.getBytes(UTF_8), Messages.ServerState.class),
                    bad);
        }
        assertThrows(
                JsonProcessingException.class,
                () -> Json.mapper().readTree("[".repeat(33) + "]".repeat(33)),
                "deeper than any document of ours");
        assertThrows(
                JsonProcessingException.class,
                () -> Json.mapper().readValue("{\"online\":true,\"epoch\":\"e\",\"x\":1}", Messages.ServerState.class),
                "the strict mapper knows every field");
    }

    @Test
    void aMessageIgnoresFieldsThatWereAddedLater() throws Exception {
        assertEquals(
                new Messages.ServerState(true, "e"),
                Messages.read(
                        "{\"online\":true,\"epoch\":\"e\",\"later\":[1]}".getBytes(UTF_8), Messages.ServerState.class));
    }
}
