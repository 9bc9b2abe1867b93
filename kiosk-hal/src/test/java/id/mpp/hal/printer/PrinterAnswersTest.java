package id.mpp.hal.printer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.Power;
import id.mpp.hal.printer.PrintResult.Confirmed;
import id.mpp.hal.printer.virtual.VirtualFault;
import id.mpp.hal.printer.virtual.VirtualModel;
import id.mpp.hal.printer.virtual.VirtualPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * To which question an answer belongs, and who reads it, over a device file of the kernel like that of a printer on
 * USB.
 */
@Timeout(600)
class PrinterAnswersTest {

    private final VirtualPrinter device = new VirtualPrinter(VirtualModel.CITIZEN_KIOSK, 0);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private PtyBridge pty;

    @BeforeEach
    void switchOn() throws Exception {
        device.start();
        pty = new PtyBridge(device.address());
    }

    @AfterEach
    void switchOff() throws Exception {
        pty.close();
        device.close();
    }

    @Test
    void aLateAnswerIsNotTakenForTheNextOne() throws Exception {
        device.cause(VirtualFault.NEAR_END);
        device.cause(VirtualFault.LATE_ANSWERS);
        try (TicketPrinter printer = start(new DeviceFileIo(path(), Duration.ofSeconds(1)), PrinterTiming.standard())) {
            await().until(() -> told.contains("ticket-printer.rec-near-empty"));
            await().during(Duration.ofSeconds(6))
                    .until(() -> printer.status().sentenceKey().equals("ticket-printer.rec-near-empty"));
            assertTrue(
                    Set.of("ticket-printer.unknown", "ticket-printer.closed", "ticket-printer.rec-near-empty")
                            .containsAll(told),
                    told::toString);
            assertEquals(new Confirmed(), print(printer, "A-001"));
        }
    }

    @Test
    void aPrinterThatBecomesSlowToAnswerIsNeverToldAsFaulty() throws Exception {
        device.cause(VirtualFault.NEAR_END);
        try (TicketPrinter printer = start(new DeviceFileIo(path(), Duration.ofSeconds(1)), PrinterTiming.standard())) {
            await().until(() -> told.contains("ticket-printer.rec-near-empty"));
            device.cause(VirtualFault.LATE_ANSWERS);
            await().during(Duration.ofSeconds(8))
                    .until(() -> told.stream()
                            .noneMatch(sentence -> sentence.equals("ticket-printer.cover-open")
                                    || sentence.equals("ticket-printer.mechanical-error")));
            await().until(() -> printer.status().sentenceKey().equals("ticket-printer.rec-near-empty"));
            await().until(() -> print(printer, "A-001") instanceof Confirmed);
        }
    }

    @Test
    void packetsWithoutAByteAreNoEnd() throws Exception {
        pty.sendInPackets();
        try (TicketPrinter printer = start(new DeviceFileIo(path(), Duration.ofSeconds(1)), QuickTiming.get())) {
            await().until(() -> printer.status().power() == Power.ONLINE);
            pty.sayEmptyPacket();
            pty.sayEmptyPacket();
            device.cause(VirtualFault.COVER_OPEN);
            await().until(() -> printer.status().sentenceKey().equals("ticket-printer.cover-open"));
            device.repair(VirtualFault.COVER_OPEN);
            await().until(() -> print(printer, "A-001") instanceof Confirmed);
        }
    }

    @Test
    void aDeviceThatTakesOneUserIsFreeAgainWhenItWasGivenUp() throws Exception {
        pty.leaveToTheDriver();
        try (TicketPrinter printer = start(new OneUserIo(pty), QuickTiming.get())) {
            await().until(() -> print(printer, "A-001") instanceof Confirmed);
            pty.takeOnly(300);
            PrintResult stalled = print(printer, "A-002");
            assertFalse(stalled instanceof Confirmed, stalled::toString);
            assertTrue(stalled.bytesMayBeOnPaper(), stalled::toString);

            pty.takeAll();
            await().atMost(Duration.ofSeconds(30)).until(() -> print(printer, "A-003") instanceof Confirmed);
        }
        await().until(() -> !pty.isHeld());
    }

    @Test
    void whoHadTheDeviceBeforeHearsNothingMeantForTheNext() throws Exception {
        for (int i = 1; i <= 3; i++) {
            try (TicketPrinter printer = start(new DeviceFileIo(path(), Duration.ofSeconds(1)), QuickTiming.get())) {
                await().until(() -> printer.status().power() == Power.ONLINE);
            }
            await().until(() -> readers() == 0);
        }
    }

    private Path path() {
        return Path.of(pty.path());
    }

    private long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("printer-reader")
                        && thread.getName().endsWith(pty.path()))
                .count();
    }

    private TicketPrinter start(PrinterIo io, PrinterTiming timing) {
        TicketPrinter printer = new EscPosPrinter("printer", io, PrinterProfile.CITIZEN_KIOSK, timing);
        printer.onStatus(status -> told.add(status.sentenceKey()));
        printer.start();
        return printer;
    }

    private static PrintResult print(TicketPrinter printer, String number) throws Exception {
        return printer.print(SampleSlips.ticket(number)).get(90, TimeUnit.SECONDS);
    }

    /**
     * Behaves like the kernel's usblp: a second opening is refused until the last call into the first one has returned.
     */
    private record OneUserIo(PtyBridge pty) implements PrinterIo {
        @Override
        public String name() {
            return "file://" + pty.path();
        }

        @Override
        public String whenNotUnderstood() {
            return "nothing";
        }

        @Override
        public PrinterConnection open() throws IOException {
            if (pty.isHeld()) {
                throw new IOException("cannot open " + pty.path() + " (Device or resource busy)");
            }
            return new DeviceFileIo(Path.of(pty.path()), Duration.ofSeconds(1)).open();
        }
    }
}
