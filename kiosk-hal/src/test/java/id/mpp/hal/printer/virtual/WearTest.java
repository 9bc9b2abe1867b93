package id.mpp.hal.printer.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.printer.PrintResult;
import id.mpp.hal.printer.PrinterAddress;
import id.mpp.hal.printer.PrinterProfile;
import id.mpp.hal.printer.PrinterTiming;
import id.mpp.hal.printer.Slip;
import id.mpp.hal.printer.TicketPrinter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Printers that fail by dice, and what holds whatever they do. Each test prints its seed when it fails. */
@Timeout(600)
class WearTest {

    private static final int SLIPS = 30;

    @Test
    void theSameSeedIsTheSameBadLuck() {
        List<Wear.Step> steps = Wear.HOSTILE.steps(7).limit(200).toList();
        assertEquals(steps, Wear.HOSTILE.steps(7).limit(200).toList());
        assertNotEquals(steps, Wear.HOSTILE.steps(8).limit(200).toList());
        assertEquals(
                Set.of(VirtualFault.values()),
                steps.stream().map(Wear.Step::fault).collect(Collectors.toSet()));
        assertEquals(0, Wear.IDEAL.steps(7).count());
    }

    @ParameterizedTest
    @EnumSource(Wear.class)
    void aPaperIsConfirmedOnlyIfItWasCutAndNoneComesTwice(Wear wear) throws Exception {
        long seed = System.nanoTime();
        Map<String, Integer> papers = new ConcurrentHashMap<>();
        Map<String, PrintResult> results = new HashMap<>();
        try (VirtualPrinter device = new VirtualPrinter(VirtualModel.CITIZEN_KIOSK, 0)) {
            device.onSlip(slip -> slip.lines().forEach(line -> papers.merge(line, 1, Integer::sum)));
            device.start();
            var _ = wear.applyTo(device, seed);
            try (TicketPrinter printer =
                    PrinterAddress.parse(device.address()).printer("printer", PrinterProfile.CITIZEN_KIOSK, timing())) {
                printer.start();
                for (int i = 1; i <= SLIPS; i++) {
                    String number = "A-%03d".formatted(i);
                    PrintResult result = printer.print(Slip.build()
                                    .big(number)
                                    .qr("MPP1:" + number)
                                    .slip())
                            .get(90, TimeUnit.SECONDS);
                    results.put(number, result);
                    if (result instanceof PrintResult.Confirmed) {
                        assertTrue(papers.containsKey(number), () -> number + " confirmed without paper, seed " + seed);
                    } else if (!result.bytesMayBeOnPaper()) {
                        assertFalse(papers.containsKey(number), () -> number + " was never sent, seed " + seed);
                    }
                }
            }
        }
        System.out.printf("%s, seed %d: %s%n", wear, seed, kinds(results));
        assertEquals(SLIPS, results.size());
        papers.forEach((number, count) -> assertEquals(1, count, () -> number + " twice, seed " + seed));
        if (wear == Wear.IDEAL) {
            assertEquals(Map.of("Confirmed", (long) SLIPS), kinds(results));
        }
        if (wear == Wear.WORN) {
            assertTrue(
                    results.values().stream().allMatch(PrintResult::bytesMayBeOnPaper),
                    () -> "a worn printer prints everything, seed " + seed + ": " + results);
        }
    }

    private static Map<String, Long> kinds(Map<String, PrintResult> results) {
        return results.values().stream()
                .collect(Collectors.groupingBy(result -> result.getClass().getSimpleName(), Collectors.counting()));
    }

    private static PrinterTiming timing() {
        return new PrinterTiming(
                Duration.ofMillis(500),
                Duration.ofMillis(1_000),
                Duration.ofMillis(1_000),
                Duration.ofSeconds(8),
                Duration.ofMillis(200),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofSeconds(20));
    }
}
