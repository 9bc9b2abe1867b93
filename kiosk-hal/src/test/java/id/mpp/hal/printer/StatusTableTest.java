package id.mpp.hal.printer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.hal.device.Power;
import id.mpp.hal.printer.virtual.VirtualFault;
import id.mpp.hal.printer.virtual.VirtualModel;
import id.mpp.hal.printer.virtual.VirtualPrinter;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same bits mean different things in different families, and the driver hears what a printer sends without being
 * asked.
 */
@Timeout(600)
class StatusTableTest {

    @ParameterizedTest
    @CsvSource({
        "epson-80,      4, 0x72, REC_EMPTY",
        "epson-80,      4, 0x52, REC_EMPTY",
        "citizen-kiosk, 4, 0x32, REC_EMPTY",
        "citizen-kiosk, 4, 0x52, TICKET_NOT_TAKEN",
        "citizen-kiosk, 4, 0x1e, REC_NEAR_EMPTY",
        "epson-80,      3, 0x16, MECHANICAL_ERROR",
        "citizen-kiosk, 3, 0x16, PRESENTER_ERROR",
        "generic-58,    2, 0x16, COVER_OPEN"
    })
    void anAnswerIsReadByTheTableOfTheFamily(String profile, int question, String answer, PrinterCondition condition) {
        EnumSet<PrinterCondition> conditions = EnumSet.noneOf(PrinterCondition.class);
        PrinterProfile.named(profile).status().addConditions(question, Integer.decode(answer), conditions);
        assertEquals(Set.of(condition), conditions);
    }

    @ParameterizedTest
    @CsvSource({
        "epson-80,      18 00 0c 00, REC_EMPTY",
        "epson-80,      18 08 00 00, CUTTER_ERROR",
        "citizen-kiosk, 10 00 08 00, TICKET_NOT_TAKEN",
        "citizen-kiosk, 18 00 04 00, REC_EMPTY",
        "citizen-kiosk, 18 02 00 00, PRESENTER_ERROR",
        "citizen-kiosk, 38 00 00 00, COVER_OPEN"
    })
    void anAutomaticStatusIsReadByTheTableOfTheFamily(String profile, String bytes, PrinterCondition condition) {
        List<int[]> heard = heard(bytes);
        assertEquals(1, heard.size());
        assertEquals(Set.of(condition), PrinterProfile.named(profile).status().readAutomatic(heard.getFirst()));
    }

    /** Half a status, a foreign byte within one, or an answer within one: each of these says nothing. */
    @ParameterizedTest
    @CsvSource({"10 00", "10 00 ff 00", "10 00 12 00", "ff 00 00 00", "11 00 00 00", "10 90 00 00"})
    void anAutomaticStatusThatBreaksTheFixedBitsIsNone(String bytes) {
        assertEquals(List.of(), heard(bytes));
    }

    @Test
    void anAnswerWithinABrokenStatusIsStillAnAnswer() throws Exception {
        AnswerReader reader = new AnswerReader(_ -> {});
        reader.start(new ByteArrayInputStream(HexFormat.ofDelimiter(" ").parseHex("10 00 1a"))::read, "test");
        assertEquals(
                0x1A,
                reader.awaitAnswer(AnswerReader.Kind.REAL_TIME, Duration.ofSeconds(5))
                        .value());
    }

    @Test
    void aTicketInThePresenterIsToldAndHoldsUpNothing() throws Exception {
        try (VirtualPrinter device = new VirtualPrinter(VirtualModel.CITIZEN_KIOSK, 0)) {
            device.start();
            try (TicketPrinter printer = printer(device, PrinterProfile.CITIZEN_KIOSK, QuickTiming.get())) {
                device.cause(VirtualFault.TICKET_NOT_TAKEN);
                assertEquals(new PrintResult.Confirmed(), print(printer));
                await().until(() ->
                        printer.status().conditions().equals(List.of(PrinterCondition.TICKET_NOT_TAKEN.code())));
                assertEquals("ticket-printer.ticket-not-taken", printer.status().sentenceKey());
                assertTrue(printer.status().isWorking());
                assertEquals(new PrintResult.Confirmed(), print(printer));

                device.cause(VirtualFault.OUT_OF_PAPER);
                await().until(() -> printer.status().conditions().contains(PrinterCondition.REC_EMPTY.code()));
                assertEquals("ticket-printer.rec-empty", printer.status().sentenceKey());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"EPSON_80, epson-80", "CITIZEN_KIOSK, citizen-kiosk"})
    void whatThePrinterSaysUnaskedIsToldLongBeforeTheNextQuestion(VirtualModel model, String profile) throws Exception {
        PrinterTiming rarely = new PrinterTiming(
                Duration.ofMillis(500),
                Duration.ofMillis(250),
                Duration.ofMillis(400),
                Duration.ofSeconds(2),
                Duration.ofMinutes(5),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofSeconds(20));
        try (VirtualPrinter device = new VirtualPrinter(model, 0)) {
            device.start();
            try (TicketPrinter printer = printer(device, PrinterProfile.named(profile), rarely)) {
                assertEquals(new PrintResult.Confirmed(), print(printer));

                device.cause(VirtualFault.COVER_OPEN);
                await().until(() -> printer.status().sentenceKey().equals("ticket-printer.cover-open"));
                assertEquals(Power.OFFLINE, printer.status().power());
                device.repair(VirtualFault.COVER_OPEN);
                await().until(() -> printer.status().sentenceKey().equals("ticket-printer.ok"));
            }
        }
    }

    private static TicketPrinter printer(VirtualPrinter device, PrinterProfile profile, PrinterTiming timing) {
        TicketPrinter printer = PrinterAddress.parse(device.address()).printer("printer", profile, timing);
        printer.start();
        return printer;
    }

    private static PrintResult print(TicketPrinter printer) throws Exception {
        return printer.print(SampleSlips.small("A-001")).get(90, TimeUnit.SECONDS);
    }

    /** The whole statuses in these bytes. */
    private static List<int[]> heard(String bytes) {
        List<int[]> heard = new CopyOnWriteArrayList<>();
        AnswerReader reader = new AnswerReader(heard::add);
        reader.start(new ByteArrayInputStream(HexFormat.ofDelimiter(" ").parseHex(bytes))::read, "test");
        await().until(reader::isEnded);
        return heard;
    }
}
