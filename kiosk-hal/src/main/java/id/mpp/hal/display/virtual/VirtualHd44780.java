package id.mpp.hal.display.virtual;

import id.mpp.hal.gpio.I2cIo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A character display made of software, at the far end of its I2C wire. It sees the pins of the expander change and
 * does what the controller does, in 8-bit mode after power on like the real one. It counts what it does not understand
 * and never guesses. Usable from any thread.
 */
public final class VirtualHd44780 implements I2cIo {

    private static final int MEMORY_BYTES = 0x68;
    private static final int LINE_BYTES = 40;
    private static final int SECOND_LINE_ADDRESS = 0x40;

    private final int columns;
    private final int rows;
    private final byte[] memory = new byte[MEMORY_BYTES];

    private int pins;
    private boolean fourBits;
    private boolean secondNibble;
    private int highNibble;
    private int cursor;
    private boolean on;
    private int misunderstood;

    public VirtualHd44780(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        powerOn();
    }

    /** Does what switching the power on does: another interface width, no picture, and rubbish in the memory. */
    public synchronized void powerOn() {
        Arrays.fill(memory, (byte) 0xFF);
        pins = 0;
        fourBits = false;
        secondNibble = false;
        cursor = 0;
        on = false;
    }

    /**
     * Disturbs the wires so that the chip sees a clock on E that nobody sent. From then on the nibbles are out of step.
     */
    public synchronized void loseNibbleStep() {
        if (fourBits) {
            secondNibble = !secondNibble;
        }
    }

    /** The lines that can be seen. They are empty while the display or its back light is off. */
    public synchronized List<String> lines() {
        List<String> seen = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int from = (row % 2 == 1 ? SECOND_LINE_ADDRESS : 0) + (row >= 2 ? columns : 0);
            seen.add(
                    on && isLit()
                            ? new String(memory, from, columns, StandardCharsets.ISO_8859_1).stripTrailing()
                            : "");
        }
        return seen;
    }

    /** Whether the back light is on. */
    public synchronized boolean isLit() {
        return (pins & 0b1000) != 0;
    }

    /** How many instructions this display did not know, and how many bytes went to addresses that it does not have. */
    public synchronized int misunderstood() {
        return misunderstood;
    }

    @Override
    public synchronized void write(byte[] bytes) {
        for (byte next : bytes) {
            boolean clockFell = (pins & 0b100) != 0 && (next & 0b100) == 0;
            int before = pins;
            pins = next & 0xFF;
            if (clockFell) {
                latchNibble(before >> 4, (before & 0b1) != 0, (before & 0b10) != 0);
            }
        }
    }

    private void latchNibble(int nibble, boolean data, boolean read) {
        if (read) {
            misunderstood++;
        } else if (!fourBits) {
            // D0 to D3 are not connected, so they read as zero.
            executeByte(nibble << 4, data);
        } else if (!secondNibble) {
            highNibble = nibble;
            secondNibble = true;
        } else {
            secondNibble = false;
            executeByte((highNibble << 4) | nibble, data);
        }
    }

    private void executeByte(int value, boolean data) {
        if (data) {
            storeCharacter(value);
        } else if (value >= 0x80) {
            cursor = value & 0x7F;
        } else if (value >= 0x40) {
            // The character generator is left out because this program draws no characters of its own.
            misunderstood++;
        } else if (value >= 0x20) {
            fourBits = (value & 0x10) == 0;
            secondNibble = false;
        } else if (value >= 0x10) {
            misunderstood++;
        } else if (value >= 0x08) {
            on = (value & 0x04) != 0;
        } else if (value >= 0x04) {
            if (value != 0x06) {
                misunderstood++;
            }
        } else if (value >= 0x02) {
            cursor = 0;
        } else if (value == 0x01) {
            Arrays.fill(memory, (byte) ' ');
            cursor = 0;
        } else {
            misunderstood++;
        }
    }

    private void storeCharacter(int value) {
        boolean exists =
                cursor < LINE_BYTES || (cursor >= SECOND_LINE_ADDRESS && cursor < SECOND_LINE_ADDRESS + LINE_BYTES);
        if (!exists) {
            misunderstood++;
            return;
        }
        memory[cursor] = (byte) value;
        cursor = cursor == LINE_BYTES - 1
                ? SECOND_LINE_ADDRESS
                : cursor == SECOND_LINE_ADDRESS + LINE_BYTES - 1 ? 0 : cursor + 1;
    }

    @Override
    public void close() {}
}
