/**
 * Ticket printers. A caller needs three types: {@link id.mpp.hal.printer.PrinterAddress} makes a
 * {@link id.mpp.hal.printer.TicketPrinter} from an address, which takes a {@link id.mpp.hal.printer.Slip} and answers a
 * {@link id.mpp.hal.printer.PrintResult}. How the printer is, it says as every device does; its conditions are those of
 * {@link id.mpp.hal.printer.PrinterCondition}.
 *
 * <p>Behind them: {@code EscPosEncoder} (slip to bytes), {@code EscPosPrinter} (the work of the device's thread),
 * {@code PrintJobs} (the slips that wait and their results), {@code PrinterLine} (the dialogue on one open connection),
 * {@code RealTimeQuestions} (which question an answer belongs to), and a {@code PrinterIo} for each kind of wire.
 *
 * <p>Depends on the JDK, ZXing (QR as a picture), jSerialComm, slf4j and the common {@code device} life; anybody above
 * may use it. The simulator in {@code printer.virtual} shares no class with it: the two meet in bytes only.
 */
@NullMarked
package id.mpp.hal.printer;

import org.jspecify.annotations.NullMarked;
