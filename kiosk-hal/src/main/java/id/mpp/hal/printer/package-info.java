/**
 * Ticket printers. A caller needs three types. {@link id.mpp.hal.printer.PrinterAddress} makes a
 * {@link id.mpp.hal.printer.TicketPrinter} from an address. The printer takes a {@link id.mpp.hal.printer.Slip} and
 * answers with a {@link id.mpp.hal.printer.PrintResult}. It tells its status as every device does; its conditions are
 * those of {@link id.mpp.hal.printer.PrinterCondition}.
 *
 * <p>Behind them, {@code EscPosEncoder} turns a slip into bytes with the help of {@code printer.layout}.
 * {@code EscPosPrinter} does the work of the device's thread. {@code PrintJobs} holds the slips that wait, and their
 * results. {@code PrinterLine} leads the dialogue on one open connection, and {@code RealTimeQuestions} knows which
 * question an answer belongs to. Each kind of wire is a {@code PrinterIo}.
 *
 * <p>Depends on the JDK, jSerialComm, slf4j and the common {@code device} life; anybody above may use it. The simulator
 * in {@code printer.virtual} shares no class with the driver: the two exchange bytes and nothing else.
 */
@NullMarked
package id.mpp.hal.printer;

import org.jspecify.annotations.NullMarked;
