package id.mpp.hal.printer;

import java.util.Locale;

/** What a printer reports, or why it cannot report anything, the most urgent first. */
public enum PrinterCondition {
    /** There is nothing at the address. */
    NO_DEVICE,
    /** The address belongs to another kind of device. */
    NOT_A_PRINTER,
    NO_PERMISSION,
    /** Nothing answers at the network address. */
    UNREACHABLE,
    REC_EMPTY,
    COVER_OPEN,
    CUTTER_ERROR,
    /** Paper is stuck in the presenter, the part of a kiosk printer that holds a ticket out. */
    PRESENTER_ERROR,
    MECHANICAL_ERROR,
    UNRECOVERABLE_ERROR,
    /** Ends by itself when the print head has cooled down. */
    RECOVERABLE_ERROR,
    /** Asked over a way back that gives answers against the protocol. */
    GARBLED_ANSWERS,
    /** Of a family that answers, over a way back, and never an answer yet. */
    NO_ANSWERS,
    REC_NEAR_EMPTY,
    /** A cut ticket waits in the presenter; the next one pushes it out. */
    TICKET_NOT_TAKEN;

    /** Its word among the conditions of a {@link id.mpp.hal.device.DeviceStatus}: {@code rec-empty}. */
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
