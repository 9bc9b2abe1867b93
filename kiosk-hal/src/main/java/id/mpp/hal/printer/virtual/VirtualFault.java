package id.mpp.hal.printer.virtual;

import java.util.Locale;

/** What can be wrong with a virtual printer. */
public enum VirtualFault {
    /** The cable is out: connections are reset. The printer keeps what it had received. */
    UNPLUGGED,
    /** The power is off: connections are reset, and everything that was not yet on paper is forgotten. */
    POWER_OFF,
    /** The paper has ended. With new paper the printer goes on where it stopped. */
    OUT_OF_PAPER,
    /** The near-end sensor sees the end of the roll. */
    NEAR_END,
    /** The cover is open. When it is closed, the printer goes on where it stopped. */
    COVER_OPEN,
    /** The knife jams at the next cut. The cut is carried out when the jam is cleared. */
    CUTTER_JAM,
    /** The printer takes no more bytes and answers nothing, but stays connected. */
    STALLED,
    /** The printer prints, but answers every question with nonsense. */
    GARBAGE,
    /**
     * The printer talks without being asked: between the bytes that it takes, it sends sound answers to questions that
     * nobody asked.
     */
    FLOOD,
    /** The printer takes bytes no faster than a serial line of 9600 baud. */
    SLOW,
    /** Answers come {@value VirtualPrinter#LATE_MS} ms late. */
    LATE_ANSWERS,
    /** The last ticket stays in the presenter. This is reported only in a dialect that has a presenter. */
    TICKET_NOT_TAKEN;

    /** Its name for people: {@code out-of-paper}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the far end sees a closed connection. */
    boolean disconnects() {
        return this == UNPLUGGED || this == POWER_OFF;
    }

    /** Whether the mechanism stands still while the fault lasts. A jam stops it only from the next cut on. */
    boolean stopsMechanism() {
        return this == OUT_OF_PAPER || this == COVER_OPEN;
    }
}
