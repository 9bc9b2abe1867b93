package id.mpp.hal.printer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.DeviceStatus;
import id.mpp.hal.printer.PrintResult.Failed;
import id.mpp.hal.printer.PrintResult.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every ticket printer has to do, on whatever wire. */
@Timeout(600)
abstract class TicketPrinterContract {

    private TicketPrinter printer;

    /** A printer that is not started, whose device is there and well. */
    abstract TicketPrinter printerWithHealthyDevice() throws Exception;

    /** The result of a slip on a healthy device. */
    abstract Class<? extends PrintResult> success();

    @BeforeEach
    void makePrinter() throws Exception {
        printer = printerWithHealthyDevice();
    }

    @AfterEach
    void closePrinter() {
        printer.close();
    }

    @Test
    void aSlipOnAHealthyDeviceSucceeds() throws Exception {
        printer.start();

        assertInstanceOf(success(), result(printer.print(SampleSlips.small("A-001"))));
    }

    @Test
    void everySlipGetsOneResultInOrder() {
        printer.start();
        List<Integer> order = new CopyOnWriteArrayList<>();

        List<CompletableFuture<PrintResult>> results = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int number = i;
            results.add(printer.print(SampleSlips.small("A-" + i)).whenComplete((_, _) -> order.add(number)));
        }

        results.forEach(future -> assertInstanceOf(success(), result(future)));
        await().until(() -> order.size() == 40);
        assertEquals(order.stream().sorted().toList(), order);
    }

    @Test
    void printingNeverWaitsForTheDevice() {
        printer.start();
        long began = System.nanoTime();

        List<CompletableFuture<PrintResult>> results = new ArrayList<>();
        for (int i = 0; i < 3 * EscPosPrinter.SLIPS_AT_MOST; i++) {
            results.add(printer.print(SampleSlips.small("B-" + i)));
        }

        assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 30);
        printer.close();
        for (CompletableFuture<PrintResult> future : results) {
            PrintResult result = result(future);
            boolean refused = result instanceof Failed failed
                    && (failed.reason() == Reason.QUEUE_FULL || failed.reason() == Reason.CLOSED);
            assertTrue(success().isInstance(result) || refused, result::toString);
        }
    }

    @Test
    void beforeTheStartAndAfterTheEndNothingReachesThePaper() {
        assertEquals(DeviceState.CLOSED, printer.status().state());
        assertClosedWithoutABit(printer.print(SampleSlips.small("A-001")));

        printer.start();
        await().until(() -> printer.status().state() == DeviceState.IDLE);
        printer.close();

        assertClosedWithoutABit(printer.print(SampleSlips.small("A-002")));
        assertEquals("ticket-printer.closed", printer.status().sentenceKey());
    }

    @Test
    void itIsStartedOnceAndClosedAsOftenAsOneLikes() {
        printer.start();
        assertThrows(IllegalStateException.class, printer::start);
        printer.close();
        printer.close();
        assertThrows(IllegalStateException.class, printer::start);
    }

    @Test
    void aFailingListenerHoldsUpNothing() {
        printer.onStatus(_ -> {
            throw new IllegalStateException("a listener that fails on purpose");
        });
        List<DeviceStatus> heard = new CopyOnWriteArrayList<>();
        printer.onStatus(heard::add);

        printer.start();

        assertInstanceOf(success(), result(printer.print(SampleSlips.small("A-001"))));
        await().until(() -> !heard.isEmpty());
    }

    static PrintResult result(CompletableFuture<PrintResult> future) {
        return future.orTimeout(90, TimeUnit.SECONDS).join();
    }

    private static void assertClosedWithoutABit(CompletableFuture<PrintResult> future) {
        Failed failed = assertInstanceOf(Failed.class, result(future));
        assertEquals(Reason.CLOSED, failed.reason());
        assertFalse(failed.bytesMayBeOnPaper());
    }
}
