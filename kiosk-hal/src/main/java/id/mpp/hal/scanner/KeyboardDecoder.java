package id.mpp.hal.scanner;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads codes from key strokes: {@code struct input_event} of the kernel's evdev, a US keyboard, Enter at the end.
 * Source: {@code linux/input.h} and {@code linux/input-event-codes.h}.
 *
 * <p>The struct begins with seconds and microseconds, each as wide as {@code long} in user space. Then come type and
 * code (u16) and the value (i32). That makes 24 bytes on 64 bits and 16 bytes on 32 bits. Structs are in the byte order
 * of the machine, and the kernel delivers whole ones. Where something else sends bytes, one byte after another is
 * skipped until the struct makes sense.
 */
final class KeyboardDecoder implements CodeDecoder {

    private static final int EV_SYN = 0;
    private static final int SYN_DROPPED = 3;
    private static final int EV_KEY = 1;
    private static final int EV_MAX = 0x1F;
    private static final int KEY_MAX = 0x2FF;
    private static final int UP = 0;
    private static final int DOWN = 1;
    private static final int HELD = 2;
    private static final long MICROS = 1_000_000;

    private static final int ENTER = 28;
    private static final int KEYPAD_ENTER = 96;
    private static final int LEFT_SHIFT = 42;
    private static final int RIGHT_SHIFT = 54;
    /** Control, alt and meta, left and right. A key that is pressed with them is a command and never part of a code. */
    private static final int[] COMMAND_KEYS = {29, 97, 56, 100, 125, 126};

    private static final int KEYS = 128;
    private static final char[] PLAIN = new char[KEYS];
    private static final char[] SHIFTED = new char[KEYS];

    static {
        defineKeys(2, "1234567890-=", "!@#$%^&*()_+");
        defineKeys(16, "qwertyuiop[]", "QWERTYUIOP{}");
        defineKeys(30, "asdfghjkl;'`", "ASDFGHJKL:\"~");
        defineKeys(43, "\\zxcvbnm,./", "|ZXCVBNM<>?");
        defineKeys(57, " ", " ");
        defineKeys(71, "789-456+1230.", "789-456+1230.");
        defineKeys(55, "*", "*");
        defineKeys(98, "/", "/");
    }

    private final int longBytes;
    private final byte[] struct;
    private int filled;
    private final boolean[] pressed = new boolean[KEYS];
    private final LineBuffer line = new LineBuffer();
    private boolean skipping;

    /** @param bits the width of {@code long} in user space, 64 or 32 */
    KeyboardDecoder(int bits) {
        this.longBytes = bits / Byte.SIZE;
        this.struct = new byte[2 * longBytes + 8];
    }

    @Override
    public void decode(byte[] bytes, int count, CodeSink sink) {
        int from = 0;
        while (from < count) {
            int taken = Math.min(struct.length - filled, count - from);
            System.arraycopy(bytes, from, struct, filled, taken);
            from += taken;
            filled += taken;
            if (filled == struct.length) {
                decodeEvent(sink);
            }
        }
    }

    private void decodeEvent(CodeSink sink) {
        ByteBuffer event = ByteBuffer.wrap(struct).order(ByteOrder.nativeOrder());
        long micros = longBytes == Long.BYTES ? event.getLong(longBytes) : event.getInt(longBytes);
        int type = Short.toUnsignedInt(event.getShort(2 * longBytes));
        int code = Short.toUnsignedInt(event.getShort(2 * longBytes + 2));
        int value = event.getInt(2 * longBytes + 4);
        boolean sensible = micros >= 0 && micros < MICROS && type <= EV_MAX && code <= KEY_MAX;
        if (!sensible || (type == EV_KEY && (value < UP || value > HELD))) {
            skipOneByte(sink);
            return;
        }
        filled = 0;
        skipping = false;
        if (type == EV_KEY) {
            handleKey(code, value, sink);
        } else if (type == EV_SYN && code == SYN_DROPPED) {
            // The kernel's buffer overflowed, so keys of this line are missing.
            line.spoilLine(sink);
        }
    }

    private void skipOneByte(CodeSink sink) {
        System.arraycopy(struct, 1, struct, 0, struct.length - 1);
        filled = struct.length - 1;
        if (!skipping) {
            skipping = true;
            line.spoilLine(sink);
        }
    }

    private void handleKey(int code, int value, CodeSink sink) {
        if (code < KEYS) {
            pressed[code] = value != UP;
        }
        if (value != DOWN || code == LEFT_SHIFT || code == RIGHT_SHIFT) {
            return;
        }
        if (code == ENTER || code == KEYPAD_ENTER) {
            line.endLine(sink);
            return;
        }
        char typed = code < KEYS ? character(code) : 0;
        if (typed == 0) {
            line.spoilLine(sink);
        } else {
            line.add(typed, sink);
        }
    }

    private char character(int code) {
        for (int command : COMMAND_KEYS) {
            if (pressed[command]) {
                return 0;
            }
        }
        return pressed[LEFT_SHIFT] || pressed[RIGHT_SHIFT] ? SHIFTED[code] : PLAIN[code];
    }

    private static void defineKeys(int from, String plain, String shifted) {
        plain.getChars(0, plain.length(), PLAIN, from);
        shifted.getChars(0, shifted.length(), SHIFTED, from);
    }
}
