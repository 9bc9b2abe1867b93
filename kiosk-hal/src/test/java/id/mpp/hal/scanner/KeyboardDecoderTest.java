package id.mpp.hal.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key codes are written out here as {@code linux/input-event-codes.h} has them. */
class KeyboardDecoderTest {
    private static final int A = 30;
    private static final int B = 48;
    private static final int ONE = 2;
    private static final int MINUS = 12;
    private static final int SHIFT = 42;
    private static final int RIGHT_SHIFT = 54;
    private static final int CTRL = 29;
    private static final int ENTER = 28;
    private static final int KEYPAD_7 = 71;
    private static final int KEYPAD_ENTER = 96;
    private static final int TAB = 15;

    private final Sightings found = new Sightings();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int bits;

    @ParameterizedTest
    @ValueSource(ints = {64, 32})
    void shiftAndEnterAreHeeded(int width) {
        bits = width;
        pressKey(SHIFT);
        typeKey(A);
        releaseKey(SHIFT);
        typeKey(MINUS);
        typeKey(ONE);
        typeKey(ENTER);
        pressKey(RIGHT_SHIFT);
        typeKey(ONE);
        releaseKey(RIGHT_SHIFT);
        typeKey(KEYPAD_7);
        typeKey(B);
        typeKey(KEYPAD_ENTER);
        feed(bytes.size());
        assertEquals(List.of("A-1", "!7b"), found.codes);
        assertEquals(0, found.garbled);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 32})
    void eventsMayComeInPiecesOfAnySize(int width) {
        bits = width;
        typeKey(A);
        typeKey(ONE);
        typeKey(ENTER);
        for (int piece : new int[] {1, 7, 23, 25}) {
            found.codes.clear();
            feed(piece);
            assertEquals(List.of("a1"), found.codes, "pieces of " + piece);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 32})
    void aHeldKeyIsOneKeyAndACommandIsNoCode(int width) {
        bits = width;
        pressKey(A);
        sendEvent(1, A, 2);
        sendEvent(1, A, 2);
        releaseKey(A);
        typeKey(ENTER);
        pressKey(CTRL);
        typeKey(A);
        releaseKey(CTRL);
        typeKey(ENTER);
        typeKey(TAB);
        typeKey(A);
        typeKey(ENTER);
        typeKey(B);
        typeKey(ENTER);
        feed(bytes.size());
        assertEquals(List.of("a", "b"), found.codes);
        assertEquals(2, found.garbled);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 32})
    void keysThatTheKernelLostSpoilTheirLine(int width) {
        bits = width;
        typeKey(A);
        sendEvent(0, 3, 0);
        typeKey(ONE);
        typeKey(ENTER);
        typeKey(B);
        typeKey(ENTER);
        feed(bytes.size());
        assertEquals(List.of("b"), found.codes);
        assertEquals(1, found.garbled);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 32})
    void behindForeignBytesItFindsTheEventsAgain(int width) {
        bits = width;
        for (int noise = 1; noise < 50; noise++) {
            bytes.reset();
            found.codes.clear();
            bytes.writeBytes("\u00ff".repeat(noise).getBytes(StandardCharsets.ISO_8859_1));
            typeKey(ENTER);
            typeKey(A);
            typeKey(ENTER);
            feed(16);
            assertEquals(List.of("a"), found.codes, noise + " bytes of noise");
        }
    }

    private void typeKey(int code) {
        pressKey(code);
        releaseKey(code);
    }

    private void pressKey(int code) {
        sendEvent(1, code, 1);
        sendEvent(0, 0, 0);
    }

    private void releaseKey(int code) {
        sendEvent(1, code, 0);
        sendEvent(0, 0, 0);
    }

    private void sendEvent(int type, int code, int value) {
        ByteBuffer event = ByteBuffer.allocate(bits == 64 ? 24 : 16).order(ByteOrder.nativeOrder());
        if (bits == 64) {
            event.putLong(1_795_600_000L).putLong(999_999L);
        } else {
            event.putInt(1_795_600_000).putInt(999_999);
        }
        event.putShort((short) type).putShort((short) code).putInt(value);
        bytes.writeBytes(event.array());
    }

    private void feed(int piece) {
        KeyboardDecoder decoder = new KeyboardDecoder(bits);
        byte[] all = bytes.toByteArray();
        for (int from = 0; from < all.length; from += piece) {
            byte[] part = Arrays.copyOfRange(all, from, Math.min(all.length, from + piece));
            decoder.decode(part, part.length, found);
        }
    }
}
