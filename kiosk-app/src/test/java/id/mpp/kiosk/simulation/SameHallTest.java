package id.mpp.kiosk.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison of hall and server notices each difference. */
class SameHallTest {
    private static final String HALL = """
        {"day": {"open": true, "label": "2026-11-23"},
         "services": [{"id": "ktp-rekam", "waiting": 2}, {"id": "kk", "waiting": 0}],
         "counters": [{"id": "loket-01", "state": "serving", "number": "A-001"}, {"id": "loket-02", "state": "closed"}]}
        """;
    private static final String SUPERVISION = """
        {"disruptions": [{"agency": "bpjs", "reason": "sistem"}]}
        """;
    private static final String NUMBERS = """
        {"numbers": {"issued": 4, "waiting": 2, "serving": 1, "finished": 1, "parked": 0}}
        """;
    private static final String LIVE = """
        {"day": "2026-11-23", "open": true, "waiting": 2, "atCounter": 1, "parked": 0,
         "services": [{"service": "ktp-rekam", "waiting": 2}],
         "counters": [{"counter": "loket-01", "state": "open", "number": "A-001"}],
         "disruptions": [{"agency": "bpjs", "reason": "sistem", "since": 1}]}
        """;

    @Test
    void theSameHallHasNoDifference() throws Exception {
        assertEquals(List.of(), compare(LIVE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"day\": \"2026-11-23\"|\"day\": \"2030-01-01\"",
                "\"open\": true|\"open\": false",
                "\"waiting\": 2}|\"waiting\": 3}",
                "\"state\": \"open\"|\"state\": \"closed\"",
                "\"number\": \"A-001\"|\"number\": \"A-002\"",
                "\"reason\": \"sistem\"|\"reason\": \"lain\"",
                "\"atCounter\": 1|\"atCounter\": 0",
                "\"parked\": 0|\"parked\": 1"
            })
    void eachDifferenceIsNoticed(String right, String wrong) throws Exception {
        assertTrue(LIVE.contains(right), right);
        assertEquals(1, compare(LIVE.replace(right, wrong)).size());
    }

    @Test
    void aNumberInAnotherStateIsNoticed() throws Exception {
        JsonNode tickets = json("""
            [{"state": "waiting"}, {"state": "waiting"}, {"state": "serving"}]
            """);
        assertEquals(
                1,
                SameHall.differences(
                                json(HALL),
                                json(SUPERVISION),
                                json(NUMBERS),
                                json(LIVE),
                                tickets.valueStream().toList())
                        .size());
    }

    private static List<String> compare(String live) throws JsonProcessingException {
        JsonNode tickets = json("""
            [{"state": "waiting"}, {"state": "waiting"}, {"state": "serving"}, {"state": "finished"}]
            """);
        return SameHall.differences(
                json(HALL),
                json(SUPERVISION),
                json(NUMBERS),
                json(live),
                tickets.valueStream().toList());
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return Json.mapper().readTree(text);
    }
}
