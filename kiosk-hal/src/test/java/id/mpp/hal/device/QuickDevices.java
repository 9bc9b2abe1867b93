package id.mpp.hal.device;

import java.time.Duration;

/** The time limits of tests. */
public final class QuickDevices {

    private QuickDevices() {}

    public static DeviceTiming timing() {
        return new DeviceTiming(Duration.ofMillis(20), Duration.ofMillis(80), Duration.ofMillis(5));
    }
}
