package id.mpp.server.alarm;

import java.util.Locale;

/** What can go wrong. Each kind has a sentence in the message files under {@code alarm.kind.} and its {@link #word}. */
public enum AlarmKind {
    /** An event does not follow from the one before it. */
    CHAIN_BROKEN,
    /** Two machines run under the name of one kiosk. */
    CLIENT_ID_TAKEN,
    /** Two different events have the same number. */
    CONFLICTING_EVENT,
    /** The service door of a kiosk was opened. */
    DOOR_OPENED,
    /** A journal sends events although another one goes on with it: a copy of the card is in use. */
    ENDED_JOURNAL_SPEAKS,
    /** An event was stored, and no figures could be made of it. */
    FIGURES_FAILED,
    /** One hall sent an event of another hall's journal. */
    FOREIGN_INSTALLATION,
    /** Too many events of a hall wait above a gap. Further ones are not taken before the gap is closed. */
    HELD_TOO_MUCH,
    /** A kiosk goes on with a new journal in place of the previous one. */
    JOURNAL_BEGUN,
    /** A hall has more journals than are possible. A further one is not taken. */
    TOO_MANY_JOURNALS,
    /** Two kiosks run as the hub of one hall. */
    TWO_HUBS,
    /** An event was stored whose data this version cannot read. */
    UNREADABLE_EVENT,
    /** A node sent something that is no event; it is kept as evidence. */
    UNREADABLE_MESSAGE;

    /** The word for programs and the store, such as {@code door-opened}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
