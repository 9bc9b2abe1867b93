package id.mpp.hal.printer;

import id.mpp.hal.device.DeviceState;
import id.mpp.hal.device.DeviceStatus;
import id.mpp.hal.device.Power;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How a printer is, in the words of UnifiedPOS: finer than {@link DeviceStatus}, which {@link #device} makes of it.
 *
 * @param conditions in the order of {@link Condition}; unmodifiable
 * @param sentenceKey key of a sentence in the message files, the most important thing to tell ({@code printer.paper-out})
 * @param detail the cause in English, for logs and technicians; may be empty
 */
public record PrinterStatus(
        Power power, DeviceState state, Set<Condition> conditions, String sentenceKey, String detail) {

    /** What the device reports, or why it cannot report anything, most urgent first. */
    public enum Condition {
        /** There is nothing at the address. */
        NO_DEVICE("printer.no-device"),
        /** The address is one of something else. */
        NOT_A_PRINTER("printer.not-a-printer"),
        NO_PERMISSION("printer.no-permission"),
        /** Nothing answers at the network address. */
        UNREACHABLE("printer.unreachable"),
        REC_EMPTY("printer.paper-out"),
        COVER_OPEN("printer.cover-open"),
        CUTTER_ERROR("printer.cutter-error"),
        /** Paper is stuck in the presenter, the part of a kiosk printer that holds a ticket out. */
        PRESENTER_ERROR("printer.presenter-error"),
        MECHANICAL_ERROR("printer.error"),
        UNRECOVERABLE_ERROR("printer.error"),
        /** Gone without help, when the print head has cooled down. */
        RECOVERABLE_ERROR("printer.busy-error"),
        /** Asked over a way back that gives answers against the protocol. */
        GARBLED_ANSWERS("printer.garbled"),
        /** Of a family that answers, over a way back, and never an answer yet. */
        NO_ANSWERS("printer.no-answer"),
        REC_NEAR_EMPTY("printer.paper-low"),
        /** A cut ticket waits in the presenter; the next one pushes it out. */
        TICKET_NOT_TAKEN("printer.ticket-not-taken");

        private final String sentenceKey;

        Condition(String sentenceKey) {
            this.sentenceKey = sentenceKey;
        }

        /** Its code for reports and programs: {@code rec-empty}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether no slip can be printed while it lasts. */
        public boolean stopsPrinting() {
            return switch (this) {
                case REC_NEAR_EMPTY, GARBLED_ANSWERS, NO_ANSWERS, TICKET_NOT_TAKEN -> false;
                default -> true;
            };
        }
    }

    public PrinterStatus {
        conditions =
                conditions.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(conditions));
    }

    /** A status with the sentence that fits its power, state and most urgent condition. */
    static PrinterStatus of(Power power, DeviceState state, Set<Condition> conditions, String detail) {
        return new PrinterStatus(power, state, conditions, sentence(power, state, conditions), detail);
    }

    PrinterStatus withState(DeviceState newState) {
        return newState == state ? this : of(power, newState, conditions, detail);
    }

    /** Whether a slip given now has a fair chance. */
    public boolean canPrint() {
        return state != DeviceState.CLOSED
                && power != Power.OFF
                && power != Power.OFFLINE
                && conditions.stream().noneMatch(Condition::stopsPrinting);
    }

    /** The same in the form that all devices have. */
    public DeviceStatus device() {
        return new DeviceStatus(
                power, state, conditions.stream().map(Condition::code).toList(), sentenceKey, detail);
    }

    private static String sentence(Power power, DeviceState state, Set<Condition> conditions) {
        if (state == DeviceState.CLOSED) {
            return "printer.closed";
        }
        return conditions.stream()
                .min(java.util.Comparator.naturalOrder())
                .map(condition -> condition.sentenceKey)
                .orElse(
                        switch (power) {
                            case OFF -> "printer.off";
                            case OFFLINE -> "printer.offline";
                            case UNKNOWN -> "printer.unknown";
                            case ONLINE -> "printer.ok";
                        });
    }
}
