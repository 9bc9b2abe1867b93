package id.mpp.hal.printer;

import id.mpp.hal.device.Power;
import id.mpp.hal.printer.PrinterStatus.Condition;
import java.util.Optional;
import java.util.Set;

/** What a printer's answers amount to, read by its profile's {@link StatusTable}. */
record Health(Power power, Set<Condition> conditions, String detail) {

    static Health off(String detail) {
        return new Health(Power.OFF, Set.of(), detail);
    }

    /** The device could not be opened. */
    static Health closed(Condition condition, String detail) {
        return new Health(Power.OFF, Set.of(condition), detail);
    }

    static Health unknown(String detail) {
        return new Health(Power.UNKNOWN, Set.of(), detail);
    }

    /** @param check what a technician should look at */
    static Health garbled(String check) {
        return new Health(
                Power.UNKNOWN,
                Set.of(Condition.GARBLED_ANSWERS),
                "the printer's answers make no sense: check " + check);
    }

    /**
     * The printer has never answered.
     *
     * @param expected whether its family does
     * @param check what a technician should look at
     */
    static Health silent(boolean expected, String check) {
        return new Health(
                Power.UNKNOWN,
                expected ? Set.of(Condition.NO_ANSWERS) : Set.of(),
                "the printer does not answer: check " + check);
    }

    /** What a sound answer to the questions, or an automatic status, amounts to. */
    static Health of(int firstByte, Set<Condition> conditions) {
        Power power = StatusTable.saysOffline(firstByte) ? Power.OFFLINE : Power.ONLINE;
        return new Health(power, conditions, conditions.isEmpty() ? "" : conditions.toString());
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
