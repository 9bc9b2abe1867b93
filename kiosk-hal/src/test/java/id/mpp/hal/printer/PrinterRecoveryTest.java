package id.mpp.hal.printer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.DeviceStatus;
import id.mpp.hal.device.Power;
import id.mpp.hal.printer.PrintResult.Confirmed;
import id.mpp.hal.printer.PrintResult.Failed;
import id.mpp.hal.printer.PrintResult.Reason;
import id.mpp.hal.printer.virtual.PaperWidth;
import id.mpp.hal.printer.virtual.VirtualFault;
import id.mpp.hal.printer.virtual.VirtualPrinter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the driver says of a printer in trouble, and that it works again afterwards, without a restart. */
@Timeout(600)
class PrinterRecoveryTest {

    private final VirtualPrinter device = new VirtualPrinter(PaperWidth.MM_80, 0);
    private final List<DeviceStatus> heard = new CopyOnWriteArrayList<>();
    private TicketPrinter printer;

    @BeforeEach
    void switchOn() throws Exception {
        device.start();
        printer = PrinterAddress.parse(device.address()).printer("printer", PrinterProfile.EPSON_80, QuickTiming.get());
        printer.onStatus(heard::add);
        printer.start();
        await().until(() -> printer.status().power() == Power.ONLINE);
    }

    @AfterEach
    void switchOff() {
        printer.close();
        device.close();
    }

    @ParameterizedTest
    @CsvSource({
        "OUT_OF_PAPER, OFFLINE, REC_EMPTY, ticket-printer.rec-empty, PAPER_OUT",
        "COVER_OPEN, OFFLINE, COVER_OPEN, ticket-printer.cover-open, COVER_OPEN"
    })
    void anIdlePrinterTellsItsTroubleAndRefusesSlipsBeforeAnyByte(
            VirtualFault fault, Power power, PrinterCondition condition, String key, Reason reason) throws Exception {
        device.cause(fault);

        await().until(() -> printer.status().sentenceKey().equals(key));
        assertEquals(power, printer.status().power());
        assertEquals(DeviceState.ERROR, printer.status().state());
        assertTrue(printer.status().conditions().contains(condition.code()));
        assertFalse(printer.status().isWorking());
        Failed failed = assertInstanceOf(Failed.class, print("A-001"));
        assertEquals(reason, failed.reason());
        assertFalse(failed.bytesMayBeOnPaper());

        device.repair(fault);
        await().until(() -> printer.status().sentenceKey().equals("ticket-printer.ok"));
        assertEquals(new Confirmed(), print("A-002"));
        assertEquals(1, device.slips().size());
    }

    @Test
    void paperRunningLowIsToldAndHoldsUpNothing() throws Exception {
        device.cause(VirtualFault.NEAR_END);

        await().until(() -> printer.status().sentenceKey().equals("ticket-printer.rec-near-empty"));
        assertEquals(
                List.of(PrinterCondition.REC_NEAR_EMPTY.code()),
                printer.status().conditions());
        assertTrue(printer.status().isWorking());
        assertEquals(new Confirmed(), print("A-001"));
    }

    @Test
    void aRealRollEndsAndTheRestIsPrintedOnTheNewOne() throws Exception {
        device.loadPaper(90);
        assertEquals(new Confirmed(), print("A-001"));

        Failed failed = assertInstanceOf(Failed.class, print("A-002"));
        assertEquals(Reason.PAPER_OUT, failed.reason());
        assertTrue(failed.bytesMayBeOnPaper());

        device.loadPaper(VirtualPrinter.FULL_ROLL_MM);
        await().until(() -> device.slips().size() == 2);
        assertEquals(new Confirmed(), print("A-003"));
        assertTrue(device.slips().getLast().lines().contains("A-003"));
    }

    @Test
    void aJammedKnifeIsADoubtAndNamedUntilItIsCleared() throws Exception {
        device.cause(VirtualFault.CUTTER_JAM);

        Failed failed = assertInstanceOf(Failed.class, print("A-001"));
        assertEquals(Reason.CUTTER_ERROR, failed.reason());
        assertTrue(failed.bytesMayBeOnPaper());
        assertEquals("ticket-printer.cutter-error", printer.status().sentenceKey());

        device.repair(VirtualFault.CUTTER_JAM);
        assertEquals(new Confirmed(), print("A-002"));
        assertEquals(2, device.slips().size());
    }

    @ParameterizedTest
    @CsvSource({"UNPLUGGED", "POWER_OFF"})
    void anUnpluggedPrinterIsOffAndComesBackByItself(VirtualFault fault) throws Exception {
        assertEquals(new Confirmed(), print("A-001"));
        device.cause(fault);
        await().until(() -> printer.status().power() == Power.OFF);
        assertFalse(print("A-002").bytesMayBeOnPaper());

        device.repair(fault);
        await().until(() -> printer.status().power() == Power.ONLINE);
        assertEquals(new Confirmed(), print("A-003"));
        assertEquals(2, device.slips().size());
        assertTrue(heard.stream().anyMatch(status -> status.power() == Power.OFF));
    }

    @Test
    void aPrinterThatHasAnsweredAndIsSilentIsOffNotWriteOnly() throws Exception {
        assertEquals(new Confirmed(), print("A-001"));
        device.cause(VirtualFault.STALLED);

        Failed failed = assertInstanceOf(Failed.class, print("A-002"));
        assertEquals(Reason.NO_ANSWER, failed.reason());
        assertFalse(failed.bytesMayBeOnPaper());

        device.repair(VirtualFault.STALLED);
        await().until(() -> print("A-003") instanceof Confirmed);
    }

    @Test
    void nonsenseForAnswersProvesNothing() throws Exception {
        device.cause(VirtualFault.GARBAGE);

        await().until(() -> printer.status().conditions().contains(PrinterCondition.GARBLED_ANSWERS.code()));
        assertEquals(Power.UNKNOWN, printer.status().power());
        assertEquals(new PrintResult.Sent(), print("A-001"));
        await().until(() -> device.slips().size() == 1);

        device.repair(VirtualFault.GARBAGE);
        await().until(() -> printer.status().power() == Power.ONLINE);
        assertEquals(new Confirmed(), print("A-002"));
    }

    @Test
    void aPrinterThatTalksUnaskedProvesNothingUntilItIsQuiet() throws Exception {
        device.cause(VirtualFault.FLOOD);
        await().until(() -> print("A-001") instanceof PrintResult.Sent);
        for (int i = 2; i <= 5; i++) {
            assertEquals(new PrintResult.Sent(), print("A-00" + i));
        }
        device.repair(VirtualFault.FLOOD);
        await().until(() -> print("B-001") instanceof Confirmed);
    }

    @Test
    void lateAnswersDelayNoPaper() throws Exception {
        assertEquals(new Confirmed(), print("A-001"));
        device.cause(VirtualFault.LATE_ANSWERS);
        PrintResult late = print("A-002");
        assertFalse(late instanceof Confirmed, late::toString);
        device.repair(VirtualFault.LATE_ANSWERS);
        await().until(() -> print("A-003") instanceof Confirmed);
    }

    @Test
    void aSlowLineIsWaitedForUpToItsLimit() throws Exception {
        printer.close();
        device.limitSpeed(2_000);
        try (TicketPrinter patient = PrinterAddress.parse(device.address())
                .printer("printer", PrinterProfile.EPSON_80, PrinterTiming.standard())) {
            patient.start();
            assertEquals(
                    new Confirmed(), patient.print(SampleSlips.ticket("A-001")).get(90, TimeUnit.SECONDS));
        }
    }

    @Test
    void anEmulatorThatAnswersZerosIsNotBelieved() throws Exception {
        try (ZeroPrinter zeros = new ZeroPrinter();
                TicketPrinter driver = PrinterAddress.parse(zeros.address())
                        .printer("printer", PrinterProfile.EPSON_80, QuickTiming.get())) {
            driver.start();
            assertEquals(
                    new PrintResult.Sent(),
                    driver.print(SampleSlips.small("A-001")).get(90, TimeUnit.SECONDS));
            assertEquals(Power.UNKNOWN, driver.status().power());
        }
    }

    private PrintResult print(String number) throws Exception {
        return printer.print(SampleSlips.small(number)).get(90, TimeUnit.SECONDS);
    }
}
