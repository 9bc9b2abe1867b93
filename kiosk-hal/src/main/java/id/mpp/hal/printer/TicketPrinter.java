package id.mpp.hal.printer;

import id.mpp.hal.device.Device;
import java.util.concurrent.CompletableFuture;

/**
 * A printer of queue tickets (UnifiedPOS calls it POSPrinter). Its conditions are the codes of
 * {@link PrinterCondition}. Its listeners are not told each time that it becomes busy or idle.
 */
public interface TicketPrinter extends Device {

    /**
     * Queues a slip. The future completes exactly once and never exceptionally. It completes on a thread of the
     * printer, which listeners may delay for a moment but must not block. Before {@link #start()}, after
     * {@link #close()} and when too many slips wait, it completes at once with a failure that says that nothing is on
     * paper. Cancelling the future does not stop the paper.
     */
    CompletableFuture<PrintResult> print(Slip slip);
}
