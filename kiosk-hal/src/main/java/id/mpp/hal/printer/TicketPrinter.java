package id.mpp.hal.printer;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A printer of queue tickets (UnifiedPOS calls it POSPrinter). All methods may be called from any thread and none of them
 * waits for the device.
 */
public interface TicketPrinter extends AutoCloseable {

    /**
     * Begins to open the device in the background and keeps trying until {@link #close()}. Returns at once, also when
     * the device is missing.
     */
    void start();

    /**
     * Queues a slip. The future completes exactly once, normally (never exceptionally), on a thread of the printer that
     * may be held up for a moment but not blocked. Before {@link #start()}, after {@link #close()} and when too many
     * slips wait, it completes at once with a failure that says that nothing is on paper. Cancelling the future does
     * not stop the paper.
     */
    CompletableFuture<PrintResult> print(Slip slip);

    /** The newest known status; asks no device. */
    PrinterStatus status();

    /**
     * Adds a listener that is told every change of power, conditions or error, in order. {@code IDLE} and {@code BUSY}
     * alternate with each slip and are not told. The listener must not block.
     */
    void onStatus(Consumer<PrinterStatus> listener);

    /**
     * Fails what waits with {@code CLOSED}, and returns within about a second even when the device hangs: a thread stuck
     * in the device is left behind as a daemon.
     */
    @Override
    void close();
}
