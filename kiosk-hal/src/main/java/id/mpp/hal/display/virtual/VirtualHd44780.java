package id.mpp.hal.display.virtual;

import id.mpp.hal.gpio.I2cIo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A character display made of software, at the far end of its I2C wire: it sees the pins of the expander change and
 * does what the controller does, in 8-bit mode after power on as the real one. What is not understood is counted, never
 * guessed. Usable from any thread.
 */
public final class VirtualHd44780 implements I2cIo {

    private static final int MEMORY = 0x68;
    private static final int LINE = 40;
    private static final int SECOND_LINE = 0x40;

    private final int columns;
    private final int rows;
    private final byte[] memory = new byte[MEMORY];

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

    /** What power does: another interface width, no picture, and rubbish in the memory. */
    public synchronized void powerOn() {
        Arrays.fill(memory, (byte) 0xFF);
        pins = 0;
        fourBits = false;
        secondNibble = false;
        cursor = 0;
        on = false;
    }

    /** A disturbance on the wires that E takes for a clock: nibbles are in step no more. */
    public synchronized void slip() {
        if (fourBits) {
            secondNibble = !secondNibble;
        }
    }

    /** The lines that can be seen: empty while the display or its back light is off. */
    public synchronized List<String> lines() {
        List<String> seen = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int from = (row % 2 == 1 ? SECOND_LINE : 0) + (row >= 2 ? columns : 0);
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

    /** Instructions that this display does not know, or bytes to addresses it does not have. */
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
                clock(before >> 4, (before & 0b1) != 0, (before & 0b10) != 0);
            }
        }
    }

    private void clock(int nibble, boolean data, boolean read) {
        if (read) {
            misunderstood++;
        } else if (!fourBits) {
            // D0 to D3 are not wired: they read as zero.
            take(nibble << 4, data);
        } else if (!secondNibble) {
            highNibble = nibble;
            secondNibble = true;
        } else {
            secondNibble = false;
            take((highNibble << 4) | nibble, data);
        }
    }

    private void take(int value, boolean data) {
        if (data) {
            store(value);
        } else if (value >= 0x80) {
            cursor = value & 0x7F;
        } else if (value >= 0x40) {
            // The character generator is not made: nobody here draws characters.
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

    private void store(int value) {
        boolean exists = cursor < LINE || (cursor >= SECOND_LINE && cursor < SECOND_LINE + LINE);
        if (!exists) {
            misunderstood++;
            return;
        }
        memory[cursor] = (byte) value;
        cursor = cursor == LINE - 1 ? SECOND_LINE : cursor == SECOND_LINE + LINE - 1 ? 0 : cursor + 1;
    }

    @Override
    public void close() {}
}
