package id.mpp.hal.printer;

import java.util.EnumSet;
import java.util.List;

/**
 * How one family of printers words its status: which bit of which answer means what. The families agree on the form of
 * the answers and on bit 0x08 for <i>offline</i>, but not on the rest. Epson uses one bit as the second half of
 * <i>paper end</i>, while Citizen's kiosk printers use it for the sensor of the presenter. So an Epson table would take
 * a waiting ticket for the end of the paper.
 *
 * @param asked what the answers to {@code DLE EOT 2} to {@code 4} hold
 * @param automatic what the bytes 1 to 4 of the automatic status ({@code GS a}) hold; empty where the family has none
 */
public record StatusTable(List<Sign> asked, List<Sign> automatic) {

    static final int OFFLINE_CAUSE = 2;
    static final int ERROR_CAUSE = 3;
    static final int PAPER = 4;

    private static final int OFFLINE = 0x08;

    /** Fact: Epson ESC/POS command reference, DLE EOT and GS a. */
    static final StatusTable EPSON = new StatusTable(
            List.of(
                    new Sign(OFFLINE_CAUSE, 0x04, PrinterCondition.COVER_OPEN),
                    new Sign(OFFLINE_CAUSE, 0x20, PrinterCondition.REC_EMPTY),
                    new Sign(ERROR_CAUSE, 0x04, PrinterCondition.MECHANICAL_ERROR),
                    new Sign(ERROR_CAUSE, 0x08, PrinterCondition.CUTTER_ERROR),
                    new Sign(ERROR_CAUSE, 0x20, PrinterCondition.UNRECOVERABLE_ERROR),
                    new Sign(ERROR_CAUSE, 0x40, PrinterCondition.RECOVERABLE_ERROR),
                    new Sign(PAPER, 0x0C, PrinterCondition.REC_NEAR_EMPTY),
                    new Sign(PAPER, 0x60, PrinterCondition.REC_EMPTY)),
            List.of(
                    new Sign(1, 0x20, PrinterCondition.COVER_OPEN),
                    new Sign(2, 0x04, PrinterCondition.MECHANICAL_ERROR),
                    new Sign(2, 0x08, PrinterCondition.CUTTER_ERROR),
                    new Sign(2, 0x20, PrinterCondition.UNRECOVERABLE_ERROR),
                    new Sign(2, 0x40, PrinterCondition.RECOVERABLE_ERROR),
                    new Sign(3, 0x03, PrinterCondition.REC_NEAR_EMPTY),
                    new Sign(3, 0x0C, PrinterCondition.REC_EMPTY)));

    /**
     * Cheap printers copy Epson's answers to {@code DLE EOT}. Assumption: their automatic status, if any, is not used,
     * because models differ in it. A model without a near-end sensor always answers "adequate", so nothing may depend
     * on that.
     */
    static final StatusTable GENERIC = new StatusTable(EPSON.asked, List.of());

    /**
     * Fact: Citizen PPU-700 command reference 1.03, DLE EOT (pages 57 and 58) and GS a (page 61): near-end sensors 1
     * and 2, one bit for the end of the paper and one for paper in the presenter. In {@code DLE EOT 3} and in byte 2,
     * bit 0x04 stands for a black mark error or a presenter error. Bit 0x02 of byte 2 is a jam in the presenter of the
     * PPU-231II (command reference, page 78) and is reserved on the PPU-700. Assumption: the fixed bits are those of
     * Epson. The reference calls them fixed in DLE EOT and unused in GS a.
     */
    static final StatusTable CITIZEN_PRESENTER = new StatusTable(
            List.of(
                    new Sign(OFFLINE_CAUSE, 0x04, PrinterCondition.COVER_OPEN),
                    new Sign(OFFLINE_CAUSE, 0x20, PrinterCondition.REC_EMPTY),
                    new Sign(ERROR_CAUSE, 0x04, PrinterCondition.PRESENTER_ERROR),
                    new Sign(ERROR_CAUSE, 0x08, PrinterCondition.CUTTER_ERROR),
                    new Sign(ERROR_CAUSE, 0x20, PrinterCondition.UNRECOVERABLE_ERROR),
                    new Sign(ERROR_CAUSE, 0x40, PrinterCondition.RECOVERABLE_ERROR),
                    new Sign(PAPER, 0x0C, PrinterCondition.REC_NEAR_EMPTY),
                    new Sign(PAPER, 0x20, PrinterCondition.REC_EMPTY),
                    new Sign(PAPER, 0x40, PrinterCondition.TICKET_NOT_TAKEN)),
            List.of(
                    new Sign(1, 0x20, PrinterCondition.COVER_OPEN),
                    new Sign(2, 0x06, PrinterCondition.PRESENTER_ERROR),
                    new Sign(2, 0x08, PrinterCondition.CUTTER_ERROR),
                    new Sign(2, 0x20, PrinterCondition.UNRECOVERABLE_ERROR),
                    new Sign(2, 0x40, PrinterCondition.RECOVERABLE_ERROR),
                    new Sign(3, 0x03, PrinterCondition.REC_NEAR_EMPTY),
                    new Sign(3, 0x04, PrinterCondition.REC_EMPTY),
                    new Sign(3, 0x08, PrinterCondition.TICKET_NOT_TAKEN)));

    public StatusTable {
        asked = List.copyOf(asked);
        automatic = List.copyOf(automatic);
    }

    /**
     * A bit and its meaning.
     *
     * @param where the question {@code n} of DLE EOT, or the number of the byte in an automatic status, from 1
     * @param mask the condition holds when any of these bits is set
     */
    public record Sign(int where, int mask, PrinterCondition condition) {}

    boolean hasAutomatic() {
        return !automatic.isEmpty();
    }

    /**
     * Whether the answer to {@code DLE EOT 1}, or the first byte of an automatic status, says that the printer cannot
     * print.
     */
    static boolean saysOffline(int firstByte) {
        return (firstByte & OFFLINE) != 0;
    }

    /** Adds the conditions that the answer to question {@code n} holds. */
    void addConditions(int n, int answer, EnumSet<PrinterCondition> into) {
        addConditions(asked, n, answer, into);
    }

    /** The conditions of a whole automatic status. */
    EnumSet<PrinterCondition> readAutomatic(int[] bytes) {
        EnumSet<PrinterCondition> conditions = EnumSet.noneOf(PrinterCondition.class);
        for (int i = 0; i < bytes.length; i++) {
            addConditions(automatic, i + 1, bytes[i], conditions);
        }
        return conditions;
    }

    private static void addConditions(List<Sign> signs, int where, int value, EnumSet<PrinterCondition> into) {
        for (Sign sign : signs) {
            if (sign.where == where && (value & sign.mask) != 0) {
                into.add(sign.condition);
            }
        }
    }
}
