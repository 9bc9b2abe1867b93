package id.mpp.hal.gpio;

import id.mpp.hal.device.DeviceAddress;
import java.util.List;
import java.util.Optional;

/**
 * A pin as written in the configuration: {@code gpio:pin=17}, {@code gpio:chip=0,pin=17,active=low,pull=up}.
 *
 * @param chip number of the {@code /dev/gpiochipN}; without it, the chip of the header, whose number on a Pi 5 differs
 *     from that on a Pi 4
 * @param pin GPIO number (BCM), not the number on the header
 * @param activeHigh whether a high level means pressed, open or lit
 * @param pull the resistor of an input
 */
public record PinAddress(Optional<Integer> chip, int pin, boolean activeHigh, Pull pull) {

    private static final String EXAMPLES = "gpio:pin=17, gpio:chip=0,pin=17,active=low,pull=up";
    private static final int CHIPS = 15;
    private static final int PINS = 63;

    /** What an input reads while nothing drives it. */
    public enum Pull {
        UP,
        DOWN,
        OFF
    }

    /**
     * Reads the address of a pin. When {@code pull} is missing, an input that is active low is pulled up and any other
     * is pulled down, so that a loose wire reads as not active.
     *
     * @throws IllegalArgumentException that names the text, the fault and examples
     */
    public static PinAddress parse(String text) {
        DeviceAddress address = DeviceAddress.parse("pin", text, EXAMPLES);
        if (!address.scheme().equals("gpio")) {
            throw address.wrong("does not begin with gpio:");
        }
        boolean high = address.oneOf("active", List.of("high", "low")).equals("high");
        Pull pull = switch (address.oneOf("pull", List.of("auto", "up", "down", "off"))) {
            case "up" -> Pull.UP;
            case "down" -> Pull.DOWN;
            case "off" -> Pull.OFF;
            default -> high ? Pull.DOWN : Pull.UP;
        };
        PinAddress pin =
                new PinAddress(address.optionalNumber("chip", 0, CHIPS), address.number("pin", 0, PINS), high, pull);
        address.refuseUnknownOptions();
        return pin;
    }

    /** Whether this level means active. */
    public boolean isActive(boolean level) {
        return level == activeHigh;
    }

    /** The level that stands for {@code active}. */
    public boolean levelFor(boolean active) {
        return active == activeHigh;
    }

    @Override
    public String toString() {
        return "gpio:" + chip.map(number -> "chip=" + number + ",").orElse("") + "pin=" + pin;
    }
}
