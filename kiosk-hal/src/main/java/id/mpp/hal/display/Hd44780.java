package id.mpp.hal.display;

import id.mpp.hal.gpio.I2cIo;
import id.mpp.hal.thread.DeviceThreads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A character display with the controller HD44780 behind a PCF8574 I2C expander, the usual "backpack": P0 is RS, P1
 * R/W, P2 E, P3 the back light, P4 to P7 are D4 to D7.
 *
 * <p>Sources: Hitachi HD44780U data sheet (ADE-207-272), table 6 (instructions) and figure 24 (set-up of the 4-bit
 * interface); NXP PCF8574 data sheet, section 8 (each byte of a transfer appears at the pins when it is acknowledged).
 * At 100 kHz a byte takes 90 µs, longer than the 37 µs of an instruction; only the waits of the set-up and of "return
 * home" need pauses.
 */
final class Hd44780 implements Panel {

    private static final int RS = 0x01;
    private static final int ENABLE = 0x04;
    private static final int BACK_LIGHT = 0x08;

    private static final int RETURN_HOME = 0x02;
    private static final int ENTRY_LEFT_TO_RIGHT = 0x06;
    private static final int DISPLAY_ON_NO_CURSOR = 0x0C;
    private static final int FOUR_BITS_TWO_LINES = 0x28;
    private static final int SET_ADDRESS = 0x80;

    /** Data sheet: over 4.1 ms after the first function set, and 1.52 ms after "return home". */
    private static final Duration LONG_WAIT = Duration.ofMillis(5);

    private final I2cIo wire;
    private final int columns;
    private final int rows;

    Hd44780(I2cIo wire, int columns, int rows) {
        this.wire = wire;
        this.columns = columns;
        this.rows = rows;
    }

    @Override
    public void write(List<String> lines) throws IOException, InterruptedException {
        setUp();
        for (int row = 0; row < rows; row++) {
            ByteArrayOutputStream transfer = new ByteArrayOutputStream();
            putByte(transfer, SET_ADDRESS | address(row), 0);
            String line = row < lines.size() ? lines.get(row) : "";
            for (int column = 0; column < columns; column++) {
                putByte(transfer, column < line.length() ? glyph(line.charAt(column)) : ' ', RS);
            }
            wire.write(transfer.toByteArray());
        }
    }

    /**
     * Sets the chip up from any state, even in the middle of a byte. Leaves the text alone, so that nothing flickers.
     */
    private void setUp() throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            ByteArrayOutputStream transfer = new ByteArrayOutputStream();
            putNibble(transfer, 0x30, 0);
            wire.write(transfer.toByteArray());
            DeviceThreads.sleep(LONG_WAIT);
        }
        ByteArrayOutputStream transfer = new ByteArrayOutputStream();
        putNibble(transfer, 0x20, 0);
        putByte(transfer, FOUR_BITS_TWO_LINES, 0);
        putByte(transfer, DISPLAY_ON_NO_CURSOR, 0);
        putByte(transfer, ENTRY_LEFT_TO_RIGHT, 0);
        putByte(transfer, RETURN_HOME, 0);
        wire.write(transfer.toByteArray());
        DeviceThreads.sleep(LONG_WAIT);
    }

    /** Lines 3 and 4 of a display are the second halves of the controller's lines 1 and 2. */
    private int address(int row) {
        return (row % 2 == 0 ? 0x00 : 0x40) + (row < 2 ? 0 : columns);
    }

    /** Character ROM A00 (table 4) is ASCII but for two signs. */
    private static int glyph(char c) {
        return switch (c) {
            case '\\' -> '/';
            case '~' -> '-';
            default -> c >= ' ' && c < 0x7F ? c : '?';
        };
    }

    private static void putByte(ByteArrayOutputStream transfer, int value, int mode) {
        putNibble(transfer, value & 0xF0, mode);
        putNibble(transfer, (value << 4) & 0xF0, mode);
    }

    /** RS and data are set before E rises. The chip reads them when E falls. */
    private static void putNibble(ByteArrayOutputStream transfer, int high, int mode) {
        int quiet = high | mode | BACK_LIGHT;
        transfer.write(quiet);
        transfer.write(quiet | ENABLE);
        transfer.write(quiet);
    }

    /** The display acknowledges each byte on the I2C bus. */
    @Override
    public boolean isAcknowledged() {
        return true;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
