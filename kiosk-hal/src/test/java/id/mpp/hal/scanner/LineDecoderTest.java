package id.mpp.hal.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineDecoderTest {
    private final LineDecoder decoder = new LineDecoder();
    private final Sightings found = new Sightings();

    @Test
    void linesEndWithAnyOfTheUsualEnds() {
        feed("A-1\rA-2\nA-3\r\n\r\n\nA-4");
        assertEquals(List.of("A-1", "A-2", "A-3"), found.codes);
        feed("5\r");
        assertEquals(List.of("A-1", "A-2", "A-3", "A-45"), found.codes);
        assertEquals(0, found.garbled);
    }

    @Test
    void aLineWithAControlOrForeignByteIsDroppedUpToItsEnd() {
        for (String control : List.of("\0", "\t", "\u001b[2J", "\u007f", "\b", "ü")) {
            feed("A-" + control + "1\rGOOD\r");
        }
        assertEquals(List.of("GOOD", "GOOD", "GOOD", "GOOD", "GOOD", "GOOD"), found.codes);
        assertEquals(6, found.garbled);
    }

    @Test
    void theLongestLineComesAndALongerOneIsCountedOnce() {
        feed("x".repeat(512) + "\r" + "y".repeat(513) + "\r" + "z".repeat(100_000) + "\rNEXT\r");
        assertEquals(List.of("x".repeat(512), "NEXT"), found.codes);
        assertEquals(2, found.tooLong);
        assertEquals(0, found.garbled);
    }

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        decoder.decode(bytes, bytes.length, found);
    }
}
