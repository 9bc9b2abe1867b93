package id.mpp.hal.printer;

import id.mpp.hal.device.Device;
import java.util.concurrent.CompletableFuture;

/**
 * A printer of queue tickets (UnifiedPOS calls it POSPrinter). Its conditions are the codes of
 * {@link PrinterCondition}; its listeners are not told that it is busy and idle in turn.
 */
public interface TicketPrinter extends Device {

    /**
     * Queues a slip. The future completes exactly once, normally (never exceptionally), on a thread of the printer that
     * may be held up for a moment but not blocked. Before {@link #start()}, after {@link #close()} and when too many
     * slips wait, it completes at once with a failure that says that nothing is on paper. Cancelling the future does
     * not stop the paper.
     */
    CompletableFuture<PrintResult> print(Slip slip);
}
