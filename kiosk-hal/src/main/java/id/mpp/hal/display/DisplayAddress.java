package id.mpp.hal.display;

import id.mpp.hal.device.DeviceAddress;
import id.mpp.hal.device.DeviceTiming;
import id.mpp.hal.gpio.Pins;
import java.time.Duration;

/**
 * Where a number plate is and what it is, as written in the configuration:
 * {@code hd44780:i2c=1,address=0x27,columns=20,lines=4}, {@code max7219:spi=0,cs=0,digits=8,intensity=8}, or
 * {@code virtual}.
 */
public sealed interface DisplayAddress {

    /**
     * How often a frame is written again. A disturbed plate is then right again before it leads anybody astray. A plate
     * that was pulled off its I2C bus is reported within moments, because writing a frame is the only way to ask such a
     * plate. One frame takes about 40 ms of the bus.
     */
    Duration REFRESH = Duration.ofSeconds(2);

    /** Makes a display at this address and does not start it. {@code pins} are used only on its own thread. */
    default LineDisplay display(String id, Pins pins) {
        return display(id, pins, REFRESH, DeviceTiming.standard());
    }

    /** Makes a display as {@link #display(String, Pins)} does, with other time limits. */
    LineDisplay display(String id, Pins pins, Duration refresh, DeviceTiming timing);

    /**
     * Touches no device.
     *
     * @throws IllegalArgumentException that names the text, the fault and examples
     */
    static DisplayAddress parse(String text) {
        DeviceAddress address = DeviceAddress.parse(
                "display", text, "hd44780:i2c=1,address=0x27,columns=20,lines=4, max7219:spi=0,cs=0,digits=8, virtual");
        DisplayAddress parsed = switch (address.scheme()) {
            case "hd44780" ->
                new CharacterPlate(
                        address.number("i2c", 0, 22),
                        address.number("address", 0x03, 0x77),
                        address.optionalNumber("columns", 8, 20).orElse(16),
                        address.optionalNumber("lines", 1, 4).orElse(2));
            case "max7219" ->
                new SevenSegmentPlate(
                        address.number("spi", 0, 10),
                        address.number("cs", 0, 3),
                        address.optionalNumber("digits", 1, 8).orElse(8),
                        address.optionalNumber("intensity", 0, 15).orElse(8));
            case "virtual" -> new VirtualPlate();
            default -> throw address.wrong("names no known display (known: hd44780, max7219, virtual)");
        };
        address.refuseUnknownOptions();
        return parsed;
    }

    /**
     * HD44780 behind a PCF8574; 16 × 2 unless told otherwise.
     *
     * @param bus number of {@code /dev/i2c-N}
     * @param address of the expander: 0x27 for most backpacks, 0x3F for those with a PCF8574A
     */
    record CharacterPlate(int bus, int address, int columns, int rows) implements DisplayAddress {
        @Override
        public LineDisplay display(String id, Pins pins, Duration refresh, DeviceTiming timing) {
            return new PlateDriver(
                    id, columns, rows, () -> new Hd44780(pins.openI2c(bus, address), columns, rows), refresh, timing);
        }
    }

    /** MAX7219 on {@code /dev/spidevB.C}. */
    record SevenSegmentPlate(int bus, int chipSelect, int digits, int intensity) implements DisplayAddress {
        @Override
        public LineDisplay display(String id, Pins pins, Duration refresh, DeviceTiming timing) {
            return new PlateDriver(
                    id,
                    digits,
                    1,
                    () -> new Max7219(pins.openSpi(bus, chipSelect, Max7219.HERTZ), digits, intensity),
                    refresh,
                    timing);
        }
    }

    /**
     * A 16 × 2 plate at address 0x27 of bus 0, on pins made of software. Whoever starts it passes those pins with the
     * plate on them.
     */
    record VirtualPlate() implements DisplayAddress {
        public static final int BUS = 0;
        public static final int ADDRESS = 0x27;

        @Override
        public LineDisplay display(String id, Pins pins, Duration refresh, DeviceTiming timing) {
            return new CharacterPlate(BUS, ADDRESS, 16, 2).display(id, pins, refresh, timing);
        }
    }
}
