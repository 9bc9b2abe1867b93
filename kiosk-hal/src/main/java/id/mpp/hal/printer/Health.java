package id.mpp.hal.printer;

import id.mpp.hal.printer.PrinterStatus.Condition;
import id.mpp.hal.printer.PrinterStatus.Power;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What the answers to {@code DLE EOT 1} to {@code 4} amount to (Epson ESC/POS reference, DLE EOT). */
record Health(Power power, Set<Condition> conditions, String detail) {

    static final int PRINTER = 1;
    static final int OFFLINE_CAUSE = 2;
    static final int ERROR_CAUSE = 3;
    static final int PAPER = 4;

    static Health off(String detail) {
        return new Health(Power.OFF, Set.of(), detail);
    }

    static Health unknown(String detail) {
        return new Health(Power.UNKNOWN, Set.of(), detail);
    }

    static Health garbled() {
        return new Health(
                Power.UNKNOWN, Set.of(Condition.GARBLED_ANSWERS), "the printer gives answers against the protocol");
    }

    static boolean saysOffline(int printerByte) {
        return (printerByte & 0x08) != 0;
    }

    /** Adds the conditions that the answer to question {@code n} holds. */
    static void read(int n, int answer, EnumSet<Condition> into) {
        switch (n) {
            case OFFLINE_CAUSE -> {
                add(answer, 0x04, Condition.COVER_OPEN, into);
                add(answer, 0x20, Condition.REC_EMPTY, into);
            }
            case ERROR_CAUSE -> {
                add(answer, 0x04, Condition.MECHANICAL_ERROR, into);
                add(answer, 0x08, Condition.CUTTER_ERROR, into);
                add(answer, 0x20, Condition.UNRECOVERABLE_ERROR, into);
                add(answer, 0x40, Condition.RECOVERABLE_ERROR, into);
            }
            case PAPER -> {
                add(answer, 0x0C, Condition.REC_NEAR_EMPTY, into);
                add(answer, 0x60, Condition.REC_EMPTY, into);
            }
            default -> throw new IllegalArgumentException("no such status question: " + n);
        }
    }

    private static void add(int answer, int mask, Condition condition, EnumSet<Condition> into) {
        if ((answer & mask) != 0) {
            into.add(condition);
        }
    }

    /** Why nothing can be printed now, if so. */
    Optional<PrintResult.Reason> obstacle() {
        if (power == Power.OFF) {
            return Optional.of(PrintResult.Reason.NO_ANSWER);
        }
        return conditions.stream()
                .filter(Condition::stopsPrinting)
                .min(java.util.Comparator.naturalOrder())
                .map(Health::reason)
                .or(() -> power == Power.OFFLINE ? Optional.of(PrintResult.Reason.PRINTER_ERROR) : Optional.empty());
    }

    private static PrintResult.Reason reason(Condition condition) {
        return switch (condition) {
            case REC_EMPTY -> PrintResult.Reason.PAPER_OUT;
            case COVER_OPEN -> PrintResult.Reason.COVER_OPEN;
            case CUTTER_ERROR -> PrintResult.Reason.CUTTER_ERROR;
            default -> PrintResult.Reason.PRINTER_ERROR;
        };
    }
}
