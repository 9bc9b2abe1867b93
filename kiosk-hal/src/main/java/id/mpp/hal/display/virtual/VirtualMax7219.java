package id.mpp.hal.display.virtual;

import id.mpp.hal.gpio.SpiIo;
import java.util.Map;

/**
 * A row of seven-segment digits made of software, at the far end of its SPI wire: a shift register of 16 bits, latched
 * at the end of each transfer, and what the latched registers make visible. Usable from any thread.
 */
public final class VirtualMax7219 implements SpiIo {

    /** What people read in the segments A to G. A shape that is both a letter and a digit is read as the digit. */
    private static final Map<String, String> READ = Map.ofEntries(
            Map.entry("", " "),
            Map.entry("ABCDEF", "0"),
            Map.entry("BC", "1"),
            Map.entry("ABDEG", "2"),
            Map.entry("ABCDG", "3"),
            Map.entry("BCFG", "4"),
            Map.entry("ACDFG", "5"),
            Map.entry("ACDEFG", "6"),
            Map.entry("ABC", "7"),
            Map.entry("ABCDEFG", "8"),
            Map.entry("ABCDFG", "9"),
            Map.entry("ABCEFG", "A"),
            Map.entry("CDEFG", "B"),
            Map.entry("ADEF", "C"),
            Map.entry("BCDEG", "D"),
            Map.entry("ADEFG", "E"),
            Map.entry("AEFG", "F"),
            Map.entry("ACDEF", "G"),
            Map.entry("BCEFG", "H"),
            Map.entry("EF", "I"),
            Map.entry("BCDE", "J"),
            Map.entry("ACEFG", "K"),
            Map.entry("DEF", "L"),
            Map.entry("ABCEF", "M"),
            Map.entry("CEG", "N"),
            Map.entry("CDEG", "O"),
            Map.entry("ABEFG", "P"),
            Map.entry("ABCFG", "Q"),
            Map.entry("EG", "R"),
            Map.entry("DEFG", "T"),
            Map.entry("BCDEF", "U"),
            Map.entry("CDE", "V"),
            Map.entry("BDF", "W"),
            Map.entry("ADG", "X"),
            Map.entry("BCDFG", "Y"),
            Map.entry("G", "-"),
            Map.entry("D", "_"));

    private final int digits;
    private final int[] registers = new int[16];

    public VirtualMax7219(int digits) {
        this.digits = digits;
    }

    @Override
    public synchronized void write(byte[] bytes) {
        int shifted = 0;
        for (byte next : bytes) {
            shifted = ((shifted << 8) | (next & 0xFF)) & 0xFFFF;
        }
        registers[(shifted >> 8) & 0xF] = shifted & 0xFF;
    }

    /** Does what switching the power on does: all registers are zero, and therefore the digits are dark. */
    public synchronized void powerOn() {
        java.util.Arrays.fill(registers, 0);
    }

    /** The text that can be read from the left, without blanks at its end. Empty while the chip is shut down. */
    public synchronized String text() {
        StringBuilder text = new StringBuilder();
        for (int digit = digits; digit >= 1; digit--) {
            String lit = segments(digit);
            text.append(READ.getOrDefault(lit.replace(".", ""), "?"));
            if (lit.endsWith(".")) {
                text.append('.');
            }
        }
        return text.toString().stripTrailing();
    }

    /** The lit segments of a digit (1 is the rightmost), "A" to "G" and "." in this order. */
    public synchronized String segments(int digit) {
        boolean testing = (registers[0xF] & 1) != 0;
        boolean dark = (registers[0xC] & 1) == 0 || digit > (registers[0xB] & 7) + 1;
        int bits = testing ? 0xFF : dark ? 0 : registers[digit];
        StringBuilder lit = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            if (((bits >> (6 - i)) & 1) != 0) {
                lit.append((char) ('A' + i));
            }
        }
        return lit.append((bits & 0x80) != 0 ? "." : "").toString();
    }

    /** Brightness, 0 to 15. */
    public synchronized int intensity() {
        return registers[0xA] & 0xF;
    }

    /** Whether the chip decodes digits itself, in which case it would make other shapes of our bytes. */
    public synchronized boolean decodes() {
        return registers[9] != 0;
    }

    @Override
    public void close() {}
}
