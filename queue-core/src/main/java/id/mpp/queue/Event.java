package id.mpp.queue;

/**
 * A fact of the hall, past and unchangeable. Its record is also the payload that is journalled and relayed, so fields
 * may be added and never renamed. Its {@link Moment} is kept beside it, not in it.
 */
public sealed interface Event
        permits DayEvent, TicketEvent, CounterEvent, PaperEvent, FeedbackEvent, KioskEvent, JournalEvent {}
