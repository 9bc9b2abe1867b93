package id.mpp.hal.printer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.Power;
import id.mpp.hal.printer.PrintResult.Confirmed;
import id.mpp.hal.printer.virtual.PaperWidth;
import id.mpp.hal.printer.virtual.VirtualFault;
import id.mpp.hal.printer.virtual.VirtualPrinter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong with the wire itself: another speed at the other end, or another name after the device was plugged in
 * again.
 */
@Timeout(600)
class PrinterWireTest {

    private static final int PRINTER_BAUD = 19_200;

    private final VirtualPrinter device = new VirtualPrinter(PaperWidth.MM_80, 0);

    @BeforeEach
    void switchOn() throws Exception {
        device.start();
    }

    @AfterEach
    void switchOff() {
        device.close();
    }

    @Test
    void bytesAtAnotherSpeedAreOtherBytes() {
        byte[] question = {0x10, 0x04, 0x01};
        assertArrayEquals(question, SerialLine.heard(question, 9_600, 9_600));
        // Each of a start bit and a zero is twice as long as the receiver expects, so it hears a start bit and three
        // zeros.
        assertArrayEquals(new byte[] {(byte) 0xF8}, SerialLine.heard(new byte[] {(byte) 0xFE}, 9_600, 19_200));
        assertFalse(java.util.Arrays.equals(question, SerialLine.heard(question, 19_200, 9_600)));
    }

    @Test
    void aPrinterSetToAnotherSpeedIsSilentAndTheSpeedIsWhatToCheck() throws Exception {
        try (PtyBridge pty = new PtyBridge(device.address(), PRINTER_BAUD)) {
            try (TicketPrinter printer = start(pty, 9_600)) {
                await().until(() -> printer.status().sentenceKey().equals("ticket-printer.no-answers"));
                assertEquals(
                        List.of(PrinterCondition.NO_ANSWERS.code()),
                        printer.status().conditions());
                assertEquals(Power.UNKNOWN, printer.status().power());
                assertTrue(
                        printer.status().detail().contains("check the baud rate (9600 is set"),
                        printer.status()::detail);
                assertEquals(new PrintResult.Sent(), print(printer, "A-001"));
            }
            try (TicketPrinter printer = start(pty, PRINTER_BAUD)) {
                await().until(() -> printer.status().power() == Power.ONLINE);
                await().until(() -> print(printer, "A-002") instanceof Confirmed);
            }
        }
    }

    @Test
    void aPrinterThatTalksAtAnotherSpeedTalksNonsenseAndTheSpeedIsWhatToCheck() throws Exception {
        device.cause(VirtualFault.FLOOD);
        try (PtyBridge pty = new PtyBridge(device.address(), PRINTER_BAUD);
                TicketPrinter printer = start(pty, 9_600)) {
            await().until(() -> printer.status().sentenceKey().equals("ticket-printer.garbled-answers"));
            assertTrue(
                    printer.status().detail().contains("check the baud rate (9600 is set"), printer.status()::detail);
            assertEquals(new PrintResult.Sent(), print(printer, "A-001"));
        }
    }

    @Test
    void aPrinterThatComesBackUnderAnotherNameIsFoundByItsPort(@TempDir Path folder) throws Exception {
        Path port = folder.resolve("mpp-printer");
        // A second device is needed because its name has to be taken while the first one still has its own.
        VirtualPrinter again = new VirtualPrinter(PaperWidth.MM_80, 0);
        again.start();
        try (again;
                PtyBridge second = new PtyBridge(again.address());
                TicketPrinter printer = PrinterAddress.parse("file://" + port)
                        .printer("printer", PrinterProfile.EPSON_80, QuickTiming.get())) {
            try (PtyBridge first = new PtyBridge(device.address())) {
                Files.createSymbolicLink(port, Path.of(first.path()));
                printer.start();
                await().until(() -> print(printer, "A-001") instanceof Confirmed);
                Files.delete(port);
            }
            await().until(() -> printer.status().power() == Power.OFF);
            assertFalse(print(printer, "A-002").bytesMayBeOnPaper());

            Files.createSymbolicLink(port, Path.of(second.path()));
            await().until(() -> print(printer, "A-003") instanceof Confirmed);
            assertEquals(1, device.slips().size());
            assertEquals(1, again.slips().size());
        }
    }

    private static TicketPrinter start(PtyBridge pty, int baud) {
        TicketPrinter printer = PrinterAddress.parse("serial://" + pty.path() + "?baud=" + baud)
                .printer("printer", PrinterProfile.EPSON_80, QuickTiming.get());
        printer.start();
        return printer;
    }

    private static PrintResult print(TicketPrinter printer, String number) throws Exception {
        return printer.print(SampleSlips.small(number)).get(90, TimeUnit.SECONDS);
    }
}
