package id.mpp.hal.printer;

import id.mpp.hal.device.DeviceSession;
import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.Patience.GivenUpException;
import id.mpp.hal.device.Power;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The health of a printer, read from its answers with its profile's {@link StatusTable}. */
record Health(Power power, Set<PrinterCondition> conditions, String detail) {

    static Health off(String detail) {
        return new Health(Power.OFF, Set.of(), detail);
    }

    static Health unknown(String detail) {
        return new Health(Power.UNKNOWN, Set.of(), detail);
    }

    /** @param check what a technician should look at */
    static Health garbled(String check) {
        return new Health(
                Power.UNKNOWN,
                Set.of(PrinterCondition.GARBLED_ANSWERS),
                "the printer's answers make no sense: check " + check);
    }

    /**
     * The printer has never answered.
     *
     * @param expected whether printers of its family answer
     * @param check what a technician should look at
     */
    static Health silent(boolean expected, String check) {
        return new Health(
                Power.UNKNOWN,
                expected ? Set.of(PrinterCondition.NO_ANSWERS) : Set.of(),
                "the printer does not answer: check " + check);
    }

    /** The health that a sound answer to the questions, or an automatic status, stands for. */
    static Health of(int firstByte, Set<PrinterCondition> conditions) {
        Power power = StatusTable.saysOffline(firstByte) ? Power.OFFLINE : Power.ONLINE;
        return new Health(power, conditions, conditions.isEmpty() ? "" : conditions.toString());
    }

    /** Reports it as the status of the device. */
    void reportTo(DeviceSession session) throws GivenUpException {
        DeviceState state = obstacle().isPresent() ? DeviceState.ERROR : DeviceState.IDLE;
        List<String> codes =
                conditions.stream().sorted().map(PrinterCondition::code).toList();
        session.report(power, state, codes, detail);
    }

    /** Why nothing can be printed now, if so. */
    Optional<PrintResult.Reason> obstacle() {
        if (power == Power.OFF) {
            return Optional.of(PrintResult.Reason.NO_ANSWER);
        }
        return conditions.stream()
                .filter(PrinterCondition::stopsPrinting)
                .min(java.util.Comparator.naturalOrder())
                .map(Health::reason)
                .or(() -> power == Power.OFFLINE ? Optional.of(PrintResult.Reason.PRINTER_ERROR) : Optional.empty());
    }

    private static PrintResult.Reason reason(PrinterCondition condition) {
        return switch (condition) {
            case REC_EMPTY -> PrintResult.Reason.PAPER_OUT;
            case COVER_OPEN -> PrintResult.Reason.COVER_OPEN;
            case CUTTER_ERROR -> PrintResult.Reason.CUTTER_ERROR;
            default -> PrintResult.Reason.PRINTER_ERROR;
        };
    }
}
