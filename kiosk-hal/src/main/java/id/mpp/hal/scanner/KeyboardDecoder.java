package id.mpp.hal.scanner;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Codes as key strokes: {@code struct input_event} of the kernel's evdev, a US keyboard, Enter at the end. Source:
 * {@code linux/input.h} and {@code linux/input-event-codes.h}.
 *
 * <p>The struct begins with seconds and microseconds, each as wide as the user land's {@code long}, then type and code
 * (u16) and value (i32): 24 bytes with 64 bits, 16 with 32. Structs are in the machine's byte order, and the kernel
 * hands out whole ones; where something else speaks, one byte after another is skipped until one makes sense.
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
    /** Control, alt and meta, left and right: what is pressed with them is a command, never part of a code. */
    private static final int[] COMMAND_KEYS = {29, 97, 56, 100, 125, 126};

    private static final int KEYS = 128;
    private static final char[] PLAIN = new char[KEYS];
    private static final char[] SHIFTED = new char[KEYS];

    static {
        keys(2, "1234567890-=", "!@#$%^&*()_+");
        keys(16, "qwertyuiop[]", "QWERTYUIOP{}");
        keys(30, "asdfghjkl;'`", "ASDFGHJKL:\"~");
        keys(43, "\\zxcvbnm,./", "|ZXCVBNM<>?");
        keys(57, " ", " ");
        keys(71, "789-456+1230.", "789-456+1230.");
        keys(55, "*", "*");
        keys(98, "/", "/");
    }

    private final int longBytes;
    private final byte[] struct;
    private int filled;
    private final boolean[] pressed = new boolean[KEYS];
    private final LineBuffer line = new LineBuffer();
    private boolean skipping;

    /** @param bits of the user land's {@code long}, 64 or 32 */
    KeyboardDecoder(int bits) {
        this.longBytes = bits / Byte.SIZE;
        this.struct = new byte[2 * longBytes + 8];
    }

    @Override
    public void accept(byte[] bytes, int count, CodeSink sink) {
        int from = 0;
        while (from < count) {
            int taken = Math.min(struct.length - filled, count - from);
            System.arraycopy(bytes, from, struct, filled, taken);
            from += taken;
            filled += taken;
            if (filled == struct.length) {
                event(sink);
            }
        }
    }

    private void event(CodeSink sink) {
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
            key(code, value, sink);
        } else if (type == EV_SYN && code == SYN_DROPPED) {
            // The kernel's buffer ran over: keys of this line are missing.
            line.spoil(sink);
        }
    }

    private void skipOneByte(CodeSink sink) {
        System.arraycopy(struct, 1, struct, 0, struct.length - 1);
        filled = struct.length - 1;
        if (!skipping) {
            skipping = true;
            line.spoil(sink);
        }
    }

    private void key(int code, int value, CodeSink sink) {
        if (code < KEYS) {
            pressed[code] = value != UP;
        }
        if (value != DOWN || code == LEFT_SHIFT || code == RIGHT_SHIFT) {
            return;
        }
        if (code == ENTER || code == KEYPAD_ENTER) {
            line.end(sink);
            return;
        }
        char typed = code < KEYS ? character(code) : 0;
        if (typed == 0) {
            line.spoil(sink);
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

    private static void keys(int from, String plain, String shifted) {
        plain.getChars(0, plain.length(), PLAIN, from);
        shifted.getChars(0, shifted.length(), SHIFTED, from);
    }
}
