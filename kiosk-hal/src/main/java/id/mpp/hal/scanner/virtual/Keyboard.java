package id.mpp.hal.scanner.virtual;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Types as a US keyboard does: the input events of each stroke, as the kernel hands them out. */
final class Keyboard {

    /** A key that types a character. */
    private record Key(int code, boolean shift) {}

    private static final int EV_SYN = 0;
    private static final int EV_KEY = 1;
    private static final int KEY_ENTER = 28;
    private static final int KEY_LEFTSHIFT = 42;

    /** The rows of a keyboard: the code of the first key, then its characters without and with shift. */
    private static final Object[][] ROWS = {
        {2, "1!2@3#4$5%6^7&8*9(0)-_=+"},
        {16, "qQwWeErRtTyYuUiIoOpP[{]}"},
        {30, "aAsSdDfFgGhHjJkKlL;:'\"`~"},
        {43, "\\|zZxXcCvVbBnNmM,<.>/?"},
    };

    private final Map<Character, Key> keys = new HashMap<>();
    private final int longBytes;

    /** @param longBytes the width of {@code long} in user space: 8 or 4 */
    Keyboard(int longBytes) {
        this.longBytes = longBytes;
        for (Object[] row : ROWS) {
            String characters = (String) row[1];
            for (int i = 0; i < characters.length(); i++) {
                keys.put(characters.charAt(i), new Key((Integer) row[0] + i / 2, i % 2 == 1));
            }
        }
        keys.put(' ', new Key(57, false));
        keys.put('\n', new Key(KEY_ENTER, false));
    }

    /** The strokes of a text, one piece each. Characters that no key has are left out, as scanners do. */
    List<byte[]> strokes(String text) {
        List<byte[]> strokes = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            Key key = keys.get(text.charAt(i));
            if (key != null) {
                strokes.add(stroke(key));
            }
        }
        return strokes;
    }

    private byte[] stroke(Key key) {
        int structs = key.shift() ? 8 : 4;
        ByteBuffer events = ByteBuffer.allocate(structs * (2 * longBytes + 8)).order(ByteOrder.nativeOrder());
        if (key.shift()) {
            putKey(events, KEY_LEFTSHIFT, 1);
        }
        putKey(events, key.code(), 1);
        putKey(events, key.code(), 0);
        if (key.shift()) {
            putKey(events, KEY_LEFTSHIFT, 0);
        }
        return events.array();
    }

    private void putKey(ByteBuffer events, int code, int value) {
        putEvent(events, EV_KEY, code, value);
        putEvent(events, EV_SYN, 0, 0);
    }

    private void putEvent(ByteBuffer events, int type, int code, int value) {
        long millis = System.currentTimeMillis();
        if (longBytes == Long.BYTES) {
            events.putLong(millis / 1000).putLong(millis % 1000 * 1000);
        } else {
            events.putInt((int) (millis / 1000)).putInt((int) (millis % 1000 * 1000));
        }
        events.putShort((short) type).putShort((short) code).putInt(value);
    }
}
