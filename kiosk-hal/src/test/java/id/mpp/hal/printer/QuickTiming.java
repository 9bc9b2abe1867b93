package id.mpp.hal.printer;

import java.time.Duration;

/** Short limits, for printers that fail on purpose. */
final class QuickTiming {

    private QuickTiming() {}

    static PrinterTiming get() {
        return withCut(Duration.ofSeconds(2));
    }

    static PrinterTiming withCut(Duration cut) {
        return new PrinterTiming(
                Duration.ofMillis(500),
                Duration.ofMillis(250),
                Duration.ofMillis(400),
                cut,
                Duration.ofMillis(100),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofSeconds(20));
    }
}
