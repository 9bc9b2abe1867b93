package id.mpp.server.report;

import java.util.Locale;

/** Where a leg is, or how it ended. */
public enum LegState {
    WAITING,
    CALLED,
    SERVING,
    PARKED,
    NO_SHOW,
    FINISHED,
    /** Handed on to another service, where the ticket's next leg began. */
    TRANSFERRED,
    CANCELLED,
    EXPIRED,
    /**
     * It was open when its journal ended, and the journal that goes on does not know it. Nobody here knows what became
     * of it.
     */
    MOVED;

    /** Whether a citizen still waits, is at the counter or was set aside. */
    public boolean open() {
        return this == WAITING || this == CALLED || this == SERVING || this == PARKED;
    }

    /** The word in the interface: {@code no-show}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a word that is no state */
    public static LegState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
