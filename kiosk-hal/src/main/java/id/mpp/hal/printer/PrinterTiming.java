package id.mpp.hal.printer;

import java.time.Duration;

/**
 * The time limits of a printer driver.
 *
 * @param open longest wait for a device to open
 * @param answer longest wait for one status answer
 * @param write longest time without progress of a write, after which the writing thread is given up
 * @param cut longest wait for the answer behind the cut, that is for the whole slip to be printed
 * @param poll how often an idle printer is asked for its status
 * @param reopenFirst pause before the device is opened again, doubled at each failure
 * @param reopenMost longest such pause
 * @param queueWait age at which a waiting slip is dropped: nobody stands there any more
 */
public record PrinterTiming(
        Duration open,
        Duration answer,
        Duration write,
        Duration cut,
        Duration poll,
        Duration reopenFirst,
        Duration reopenMost,
        Duration queueWait) {

    public PrinterTiming {
        for (Duration limit : new Duration[] {open, answer, write, cut, poll, reopenFirst, reopenMost, queueWait}) {
            if (!limit.isPositive() || limit.compareTo(Duration.ofMinutes(10)) > 0) {
                throw new IllegalArgumentException(
                        "a printer time limit must be over 0 and at most 10 minutes: " + limit);
            }
        }
    }

    /** For real printers: a raster ticket takes 8 s at 9600 baud, so the cut is waited for twice as long. */
    public static PrinterTiming standard() {
        return new PrinterTiming(
                Duration.ofSeconds(3),
                Duration.ofMillis(600),
                Duration.ofSeconds(5),
                Duration.ofSeconds(16),
                Duration.ofSeconds(2),
                Duration.ofMillis(250),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30));
    }
}
