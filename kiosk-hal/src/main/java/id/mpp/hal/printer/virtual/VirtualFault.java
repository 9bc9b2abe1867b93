package id.mpp.hal.printer.virtual;

import java.util.Locale;

/** What can be wrong with a virtual printer. */
public enum VirtualFault {
    /** The cable is out: connections are reset. What the printer had received stays in it. */
    UNPLUGGED,
    /** No power: connections are reset, and all that was not yet on paper is forgotten. */
    POWER_OFF,
    /** The paper has ended; goes on where it stopped when there is new paper. */
    OUT_OF_PAPER,
    /** The near-end sensor sees the end of the roll. */
    NEAR_END,
    /** Goes on where it stopped when the cover is closed. */
    COVER_OPEN,
    /** The knife jams at the next cut, which is carried out when the jam is cleared. */
    CUTTER_JAM,
    /** Takes no more bytes and answers nothing, but stays connected. */
    STALLED,
    /** Prints, but answers every question with nonsense. */
    GARBAGE,
    /** Talks without being asked: between the bytes it takes, it sends sound answers to questions nobody put. */
    FLOOD,
    /** Takes bytes no faster than a serial line of 9600 baud. */
    SLOW,
    /** Answers come {@value VirtualPrinter#LATE_MS} ms late. */
    LATE_ANSWERS,
    /** The last ticket stays in the presenter; told only in a dialect that has a presenter. */
    TICKET_NOT_TAKEN;

    /** Its name for people: {@code out-of-paper}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the far end sees a closed connection. */
    boolean disconnects() {
        return this == UNPLUGGED || this == POWER_OFF;
    }

    /** Whether the mechanism stands still while it lasts; a jam does so only from the next cut on. */
    boolean stopsMechanism() {
        return this == OUT_OF_PAPER || this == COVER_OPEN;
    }
}
