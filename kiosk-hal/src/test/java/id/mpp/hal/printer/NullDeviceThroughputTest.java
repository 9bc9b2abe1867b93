package id.mpp.hal.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The kiosk is measured with a printer that costs nothing, so the driver itself must cost little. The processor time
 * counts, so that other work of the machine does not matter.
 */
class NullDeviceThroughputTest {

    private static final int SLIPS = 20_000;
    private static final int AT_A_TIME = 64;

    @Test
    @Timeout(600)
    void thousandsOfTicketsASecondGoIntoTheNullDevice() throws Exception {
        try (TicketPrinter printer = PrinterAddress.parse("file:///dev/null")
                .printer("printer", PrinterProfile.EPSON_80, PrinterTiming.standard())) {
            printer.start();
            run(printer, SLIPS / 4);
            OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long began = process.getProcessCpuTime();
            int sent = run(printer, SLIPS);
            double perSecond = SLIPS / ((process.getProcessCpuTime() - began) / 1e9);

            System.out.printf("null device: %.0f tickets in a second of the processor%n", perSecond);
            assertEquals(SLIPS, sent);
            assertTrue(perSecond > 2_000, () -> "only " + perSecond + " tickets/s");
        }
    }

    private static int run(TicketPrinter printer, int slips) throws InterruptedException {
        Slip slip = SampleSlips.ticket("A-057");
        Semaphore window = new Semaphore(AT_A_TIME);
        AtomicInteger sent = new AtomicInteger();
        for (int i = 0; i < slips; i++) {
            window.acquire();
            var _ = printer.print(slip).whenComplete((result, _) -> {
                if (result instanceof PrintResult.Sent) {
                    sent.incrementAndGet();
                }
                window.release();
            });
        }
        assertTrue(window.tryAcquire(AT_A_TIME, 90, TimeUnit.SECONDS));
        return sent.get();
    }
}
