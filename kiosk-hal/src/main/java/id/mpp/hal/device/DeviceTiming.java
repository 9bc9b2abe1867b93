package id.mpp.hal.device;

import java.time.Duration;

/**
 * How a device is watched.
 *
 * @param reopenFirst the pause before the device is opened again, doubled at each failure
 * @param reopenMost the longest such pause; a device that has worked for so long begins again with the first pause
 * @param watch how often its thread and its name are checked
 */
public record DeviceTiming(Duration reopenFirst, Duration reopenMost, Duration watch) {

    private static final Duration AT_MOST = Duration.ofMinutes(10);

    public DeviceTiming {
        for (Duration limit : new Duration[] {reopenFirst, reopenMost, watch}) {
            if (!limit.isPositive() || limit.compareTo(AT_MOST) > 0) {
                throw new IllegalArgumentException(
                        "a device time limit must be over 0 and at most 10 minutes: " + limit);
            }
        }
    }

    /** With these times a device works within 6 s after somebody has plugged it in again. */
    public static DeviceTiming standard() {
        return new DeviceTiming(Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofMillis(100));
    }
}
