package id.mpp.hal.device;

import java.util.List;
import java.util.Locale;

/**
 * How a device is.
 *
 * @param conditions codes of what is wrong, the most urgent first ({@code stalled}); unmodifiable
 * @param sentenceKey key of a sentence in the message files, about the most important condition ({@code scanner.off})
 * @param detail the cause in English, for logs and technicians; may be empty
 */
public record DeviceStatus(Power power, DeviceState state, List<String> conditions, String sentenceKey, String detail) {

    /** The device takes no bytes and gives none: a call to it took longer than its limit. */
    public static final String STALLED = "stalled";

    public DeviceStatus {
        conditions = List.copyOf(conditions);
    }

    /**
     * A status with the sentence that fits. That is {@code kind.closed} for a closed device, else the first condition
     * ({@code kind.stalled}), else the power ({@code kind.off}, {@code kind.offline}, {@code kind.unknown}), else
     * {@code kind.ok}.
     */
    public static DeviceStatus of(String kind, Power power, DeviceState state, List<String> conditions, String detail) {
        return new DeviceStatus(power, state, conditions, kind + "." + tail(power, state, conditions), detail);
    }

    private static String tail(Power power, DeviceState state, List<String> conditions) {
        if (state == DeviceState.CLOSED) {
            return "closed";
        }
        if (!conditions.isEmpty()) {
            return conditions.getFirst();
        }
        return power == Power.ONLINE ? "ok" : power.name().toLowerCase(Locale.ROOT);
    }

    /** Whether the device can be expected to work now. */
    public boolean isWorking() {
        return (state == DeviceState.IDLE || state == DeviceState.BUSY)
                && (power == Power.ONLINE || power == Power.UNKNOWN);
    }
}
