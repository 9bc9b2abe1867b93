package id.mpp.hal.printer;

import java.time.Duration;

/**
 * The time limits of a printer driver.
 *
 * @param open longest wait for a device to open
 * @param answer longest wait for one status answer
 * @param write longest time of a write without progress, after which the writing thread is given up
 * @param cut longest wait for the answer after the cut, that is, for the whole slip to be printed
 * @param poll how often an idle printer is asked for its status
 * @param reopenFirst the pause before the device is opened again, doubled at each failure
 * @param reopenMost the longest such pause
 * @param queueWait the age at which a waiting slip is dropped, because nobody stands there any more
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

    /**
     * The limits for real printers. A raster ticket takes 8 s at 9600 baud, so the wait for the cut is twice as long.
     */
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
