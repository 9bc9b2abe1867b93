/**
 * Ticket printers. A caller needs four types: {@link id.mpp.hal.printer.PrinterAddress} makes a
 * {@link id.mpp.hal.printer.TicketPrinter} from an address, which takes a {@link id.mpp.hal.printer.Slip} and answers a
 * {@link id.mpp.hal.printer.PrintResult}; {@link id.mpp.hal.printer.PrinterStatus} says how the device is.
 *
 * <p>Behind them: {@code EscPosEncoder} (slip to bytes), {@code EscPosPrinter} (threads, queue, recovery),
 * {@code PrinterLine} (the dialogue on one open connection) and a {@code PrinterIo} for each kind of wire.
 *
 * <p>Depends on the JDK, ZXing (QR as a picture), jSerialComm, slf4j and the common {@code device} life; anybody above may use it. The simulator in
 * {@code printer.virtual} shares no class with it: the two meet in bytes only.
 */
@NullMarked
package id.mpp.hal.printer;

import org.jspecify.annotations.NullMarked;
