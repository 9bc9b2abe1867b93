package id.mpp.hal.device;

import java.time.Duration;

/**
 * How a device is watched.
 *
 * @param reopenFirst pause before the device is opened again, doubled at each failure
 * @param reopenMost longest such pause; also how long a device has to work before its next pause is the first again
 * @param watch how often its thread and its name are looked at
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

    /** Somebody who plugs a device in again sees it work within 6 s. */
    public static DeviceTiming standard() {
        return new DeviceTiming(Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofMillis(100));
    }
}
