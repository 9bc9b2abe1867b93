package id.mpp.hal.display;

import id.mpp.hal.gpio.SpiIo;
import java.io.IOException;
import java.util.List;

/**
 * A row of seven-segment digits driven by a MAX7219 over SPI; digit 0 is the rightmost, as on the usual module of
 * eight. The chip's own decoder knows few letters, so it is off and the segments are ours.
 *
 * <p>Source: Maxim MAX7219/MAX7221 data sheet (19-4452), tables 1 (frame of 16 bits, latched when chip select rises), 2
 * (registers), 3 (shutdown), 6 (segments of a digit: DP A B C D E F G from bit 7), 7 (intensity), 8 (scan limit), 10
 * (display test).
 */
final class Max7219 implements Panel {

    /** The data sheet's 10 MHz, less a margin for long wires. */
    static final int HERTZ = 1_000_000;

    private static final int DECODE_MODE = 0x09;
    private static final int INTENSITY = 0x0A;
    private static final int SCAN_LIMIT = 0x0B;
    private static final int SHUTDOWN = 0x0C;
    private static final int DISPLAY_TEST = 0x0F;

    private static final int POINT = 0x80;

    /**
     * The shapes of A to Z. Some letters look like digits (S and 5, Z and 2) or like each other (K and H), because
     * seven segments hold no more.
     */
    private static final int[] LETTERS = {
        0x77, 0x1F, 0x4E, 0x3D, 0x4F, 0x47, 0x5E, 0x37, 0x06, 0x3C, 0x57, 0x0E, 0x76, 0x15, 0x1D, 0x67, 0x73, 0x05,
        0x5B, 0x0F, 0x3E, 0x1C, 0x2A, 0x49, 0x3B, 0x6D
    };

    private static final int[] DIGITS = {0x7E, 0x30, 0x6D, 0x79, 0x33, 0x5B, 0x5F, 0x70, 0x7F, 0x7B};

    private final SpiIo wire;
    private final int digits;
    private final int intensity;

    /** @param intensity 0 to 15 */
    Max7219(SpiIo wire, int digits, int intensity) {
        this.wire = wire;
        this.digits = digits;
        this.intensity = intensity;
    }

    @Override
    public void write(List<String> lines) throws IOException {
        writeRegister(DISPLAY_TEST, 0);
        writeRegister(DECODE_MODE, 0);
        writeRegister(SCAN_LIMIT, digits - 1);
        writeRegister(INTENSITY, intensity);
        int[] segments = segments(lines.isEmpty() ? "" : lines.getFirst());
        for (int i = 0; i < digits; i++) {
            writeRegister(digits - i, segments[i]);
        }
        // This comes last, so that a chip that has just got power does not show leftovers.
        writeRegister(SHUTDOWN, 1);
    }

    /** The segments from the left. A point lights up in the digit before it. */
    private int[] segments(String text) {
        int[] segments = new int[digits];
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && at > 0) {
                segments[at - 1] |= POINT;
            } else if (at < digits) {
                segments[at++] = segmentsOf(c);
            }
        }
        return segments;
    }

    private static int segmentsOf(char c) {
        char upper = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
        if (upper >= 'A' && upper <= 'Z') {
            return LETTERS[upper - 'A'];
        }
        if (c >= '0' && c <= '9') {
            return DIGITS[c - '0'];
        }
        return switch (c) {
            case ' ' -> 0x00;
            case '-' -> 0x01;
            case '.' -> POINT;
            default -> 0x08;
        };
    }

    private void writeRegister(int register, int value) throws IOException {
        wire.write(new byte[] {(byte) register, (byte) value});
    }

    /** SPI has no way back, so the chip cannot answer. */
    @Override
    public boolean isAcknowledged() {
        return false;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
