package id.mpp.queue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a command was not carried out. A value, not an exception: nothing happened, and the message files say it in
 * words.
 */
public sealed interface Refusal {
    record ServiceUnknown(ServiceId service) implements Refusal {}

    record CounterUnknown(CounterId counter) implements Refusal {}

    record AgencyUnknown(AgencyId agency) implements Refusal {}

    record TicketUnknown(TicketId ticket) implements Refusal {}

    record TicketExists(TicketId ticket) implements Refusal {}

    // ---- may a number be issued? -----------------------------------------------------------------------------------

    /** Why no number is handed out. */
    sealed interface NotIssued extends Refusal {}

    /** @param reopensAt when numbers are issued again; null where that is not known */
    record ServiceClosed(
            ServiceId service,
            ClosedReason reason,
            @Nullable String name,
            @Nullable Instant reopensAt) implements NotIssued {}

    /** Why a service is closed by the calendar. */
    enum ClosedReason {
        HOLIDAY,
        /** The agency is away on that day. */
        SPECIAL_DAY,
        /** All counters pause together. */
        PAUSE,
        OUTSIDE_HOURS,
        BREAK,
        FRIDAY_BREAK
    }

    record ServiceDisrupted(
            ServiceId service, String reason, @Nullable Instant expectedEnd) implements NotIssued {}

    /** @param closesAt when the counters close; what is issued after the cut-off could not be served */
    record PastCutOff(
            ServiceId service, Instant closesAt, @Nullable Instant reopensAt) implements NotIssued {}

    record QuotaFull(ServiceId service, int quota, @Nullable Instant reopensAt) implements NotIssued {}

    /** What is issued now could not be served before closing. */
    record CapacityFull(ServiceId service, @Nullable Instant reopensAt) implements NotIssued {}

    /** The whole hall stands still. */
    record HallStandsStill(String reason) implements NotIssued {}

    /** The reservation was checked in with already. */
    record BookingUsed() implements NotIssued {}

    /** @param opensAt from when one may check in */
    record BookingTooEarly(Instant opensAt) implements NotIssued {}

    record NumbersExhausted(String prefix) implements NotIssued {}

    /** The number is not in a block of that node, or somebody has it already. */
    record NumberNotOwned(TicketNumber number, NodeId node) implements NotIssued {}

    record NumberTaken(TicketNumber number) implements NotIssued {}

    // ---- the day ---------------------------------------------------------------------------------------------------

    record DayNotOpen() implements Refusal {}

    record DayAlreadyOpen(int ordinal) implements Refusal {}

    /** Another day has that date, and these numbers were issued under it. */
    record DateHasNumbers(LocalDate date, List<PastDay.Numbers> numbers) implements Refusal {
        public DateHasNumbers {
            numbers = List.copyOf(numbers);
        }
    }

    /** No day that is remembered has that date. */
    record DateUnknown(LocalDate date) implements Refusal {}

    /** A supervisor has to confirm the date first. */
    record ClockNotTrusted() implements Refusal {}

    record NothingToChange(String what) implements Refusal {}

    // ---- counters --------------------------------------------------------------------------------------------------

    record CounterClosedNow(CounterId counter) implements Refusal {}

    record CounterPausedNow(CounterId counter) implements Refusal {}

    record CounterNotPaused(CounterId counter) implements Refusal {}

    /** @param number the ticket that has to be finished first */
    record CounterBusy(CounterId counter, TicketNumber number) implements Refusal {}

    /** Nobody asked to close that counter. */
    record NoClosureRequested(CounterId counter) implements Refusal {}

    record CounterIdle(CounterId counter) implements Refusal {}

    record NothingWaiting(CounterId counter) implements Refusal {}

    record NotServedHere(CounterId counter, ServiceId service) implements Refusal {}

    // ---- tickets ---------------------------------------------------------------------------------------------------

    record WrongState(TicketNumber number, TicketState state) implements Refusal {}

    record RecallLimitReached(TicketNumber number, int limit) implements Refusal {}

    /** The visitor is called or served at that counter, with another ticket of the same visit. */
    record VisitorElsewhere(TicketNumber number, CounterId counter) implements Refusal {}

    record NoShowTooLate(TicketNumber number, long toleranceSeconds) implements Refusal {}

    record NothingToUndo(CounterId counter) implements Refusal {}

    /** Something later happened to that ticket. */
    record UndoOvertaken(TicketNumber number) implements Refusal {}

    /** Each ticket is answered once. */
    record FeedbackGivenAlready() implements Refusal {}

    // ---- paper -----------------------------------------------------------------------------------------------------

    /** A paper that is still on its way is not printed again. */
    record PaperPending(TicketNumber number) implements Refusal {}

    record CopyLimitReached(TicketNumber number, int limit) implements Refusal {}

    record PaperOutOfOrder(TicketNumber number, int copy, PaperState from, PaperState to) implements Refusal {}
}
