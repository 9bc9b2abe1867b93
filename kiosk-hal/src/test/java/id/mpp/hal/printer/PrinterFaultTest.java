package id.mpp.hal.printer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.printer.PrintResult.Confirmed;
import id.mpp.hal.printer.PrintResult.Failed;
import id.mpp.hal.printer.PrintResult.Sent;
import id.mpp.hal.printer.virtual.PrintedSlip;
import id.mpp.hal.printer.virtual.VirtualFault;
import id.mpp.hal.printer.virtual.VirtualModel;
import id.mpp.hal.printer.virtual.VirtualPrinter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The printer fails after each k-th byte of a ticket and is repaired. {@code -Dp3.step=1} tries every byte (minutes);
 * the table it prints says how many ended how.
 */
class PrinterFaultTest {

    private static final int STEP = Integer.getInteger("p3.step", 111);
    private static final int AT_A_TIME = 16;
    private static final PrinterTiming TIMING = QuickTiming.withCut(Duration.ofMillis(800));

    private static final VirtualFault[] FAULTS = {
        VirtualFault.UNPLUGGED,
        VirtualFault.STALLED,
        VirtualFault.POWER_OFF,
        VirtualFault.OUT_OF_PAPER,
        VirtualFault.COVER_OPEN,
        VirtualFault.CUTTER_JAM
    };

    @ParameterizedTest
    @ValueSource(strings = {"epson-80", "generic-58", "citizen-kiosk"})
    @Timeout(3600)
    void oneResultEachConfirmedOnlyIfTheCutWasSeenAndTheNextSlipIsWhole(String profile) throws Exception {
        PrinterProfile family = PrinterProfile.named(profile);
        int length = bytesOnTheWire(family);
        List<Future<Round>> rounds = new ArrayList<>();
        try (ExecutorService rows = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (VirtualFault fault : FAULTS) {
                for (int k = 0; k <= length; k += STEP) {
                    int bytes = k;
                    rounds.add(rows.submit(() -> round(family, fault, bytes)));
                }
            }
        }
        Map<VirtualFault, Map<String, Integer>> table = new EnumMap<>(VirtualFault.class);
        for (Future<Round> future : rounds) {
            Round round = future.get();
            table.computeIfAbsent(round.fault, _ -> new TreeMap<>()).merge(kind(round.result), 1, Integer::sum);
        }
        System.out.printf("P3 %s, %d bytes a ticket, every %d: %d rounds%n", profile, length, STEP, rounds.size());
        table.forEach((fault, results) -> System.out.printf("  %-13s %s%n", fault, results));
        assertEquals(rounds.size(), FAULTS.length * (length / STEP + 1));
    }

    private record Round(VirtualFault fault, PrintResult result) {}

    private static Round round(PrinterProfile family, VirtualFault fault, int bytes) throws Exception {
        String where = family.name() + " " + fault + " after " + bytes + " bytes";
        try (VirtualPrinter device = new VirtualPrinter(VirtualModel.named(family.name()), 0)) {
            device.start();
            try (TicketPrinter printer = PrinterAddress.parse(device.address()).printer("printer", family, TIMING)) {
                printer.start();
                awaitHealthy(printer, family, where);
                AtomicInteger results = new AtomicInteger();

                device.causeAfter(bytes, fault);
                PrintResult result = printer.print(slip("A-002", family))
                        .whenComplete((_, _) -> results.incrementAndGet())
                        .get(90, TimeUnit.SECONDS);

                checkResult(result, device, where);
                repair(device, fault);
                PrintedSlip next = printNext(device, printer, family, where);
                boolean neverSent = result instanceof Failed && !result.bytesMayBeOnPaper();
                assertTrue(!neverSent || !cutOff(device, "A-002"), () -> where + ": came later after all");
                assertEquals(1, results.get(), where);
                long papers = device.slips().stream()
                        .filter(slip -> slip.lines().contains("A-002"))
                        .count();
                assertTrue(papers <= 1, () -> where + ": A-002 stands on " + papers + " papers");
                assertTrue(next.lines().contains("A-003"), () -> where + ": the next slip is\n" + next.lines());
                assertEquals(
                        Collections.frequency(next.lines(), "A-002"),
                        0,
                        () -> where + ": the torn slip is the head of the next one\n" + next.lines());
                return new Round(fault, result);
            }
        }
    }

    private static void checkResult(PrintResult result, VirtualPrinter device, String where) {
        switch (result) {
            case Confirmed() -> assertTrue(cutOff(device, "A-002"), where + ": confirmed without a cut");
            case Sent() -> assertTrue(device.bytesReceived() > 0, where);
            case Failed failed ->
                assertTrue(
                        failed.bytesMayBeOnPaper() || !cutOff(device, "A-002"),
                        () -> where + ": paper came out of a slip that was never sent: " + failed);
        }
    }

    private static boolean cutOff(VirtualPrinter device, String number) {
        return device.slips().stream().anyMatch(slip -> slip.lines().contains(number));
    }

    private static void repair(VirtualPrinter device, VirtualFault fault) {
        // A fault that was not reached yet must not come later.
        device.causeAfter(Long.MAX_VALUE / 2, fault);
        device.repair(fault);
    }

    /**
     * Waits until the printer is healthy. On a busy machine an answer of the healthy printer may come after these short
     * limits; that does not count as a round yet.
     */
    private static void awaitHealthy(TicketPrinter printer, PrinterProfile family, String where) {
        await(where).atMost(Duration.ofSeconds(90)).until(() -> printed(printer, family, "A-001") instanceof Confirmed);
    }

    /** Prints again and again until the driver has found the repaired printer, as a citizen's copy would. */
    private static PrintedSlip printNext(
            VirtualPrinter device, TicketPrinter printer, PrinterProfile family, String where) {
        await(where).atMost(Duration.ofSeconds(90)).until(() -> printed(printer, family, "A-003") instanceof Confirmed);
        return device.slips().getLast();
    }

    private static PrintResult printed(TicketPrinter printer, PrinterProfile family, String number) throws Exception {
        return printer.print(slip(number, family)).get(90, TimeUnit.SECONDS);
    }

    /** A picture of a QR code is thousands of similar bytes. So only one profile tries it, with a short slip. */
    private static Slip slip(String number, PrinterProfile family) {
        if (family.nativeQr()) {
            return SampleSlips.ticket(number);
        }
        return family.equals(PrinterProfile.GENERIC_58)
                ? SampleSlips.small(number)
                : Slip.build().centred("Zona 1").big(number).feed(1).slip();
    }

    /** The bytes of a slip on the wire, including status questions. */
    private static int bytesOnTheWire(PrinterProfile family) throws Exception {
        try (VirtualPrinter device = new VirtualPrinter(VirtualModel.named(family.name()), 0)) {
            device.start();
            try (TicketPrinter printer =
                    PrinterAddress.parse(device.address()).printer("printer", family, PrinterTiming.standard())) {
                printer.start();
                assertInstanceOf(Confirmed.class, printed(printer, family, "A-001"));
                long before = device.bytesReceived();
                assertInstanceOf(Confirmed.class, printed(printer, family, "A-002"));
                return Math.toIntExact(device.bytesReceived() - before);
            }
        }
    }

    private static String kind(PrintResult result) {
        return result instanceof Failed failed
                ? failed.reason() + (failed.bytesMayBeOnPaper() ? " (doubt)" : " (nothing sent)")
                : result.getClass().getSimpleName();
    }
}
