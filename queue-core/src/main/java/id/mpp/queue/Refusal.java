package id.mpp.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a command was not carried out. A value, not an exception: nothing happened, and the message files say it in words. */
public sealed interface Refusal {
    record ServiceUnknown(ServiceId service) implements Refusal {}

    record CounterUnknown(CounterId counter) implements Refusal {}

    record AgencyUnknown(AgencyId agency) implements Refusal {}

    record TicketUnknown(TicketId ticket) implements Refusal {}

    record TicketExists(TicketId ticket) implements Refusal {}

    // ---- may a number be issued? -----------------------------------------------------------------------------------

    /** @param reopensAt when numbers are issued again; null where that is not known */
    record ServiceClosed(
            ServiceId service,
            ClosedReason reason,
            @Nullable String name,
            @Nullable Instant reopensAt) implements Refusal {}

    /** Why a service is closed by the calendar. */
    enum ClosedReason {
        HOLIDAY,
        OUTSIDE_HOURS,
        BREAK,
        FRIDAY_BREAK
    }

    record ServiceDisrupted(
            ServiceId service, String reason, @Nullable Instant expectedEnd) implements Refusal {}

    /** @param closesAt when the counters close; what is issued after the cut-off could not be served */
    record PastCutOff(
            ServiceId service, Instant closesAt, @Nullable Instant reopensAt) implements Refusal {}

    record QuotaFull(ServiceId service, int quota, @Nullable Instant reopensAt) implements Refusal {}

    record NumbersExhausted(String prefix) implements Refusal {}

    /** The number is not in a block of that node, or somebody has it already. */
    record NumberNotOwned(TicketNumber number, NodeId node) implements Refusal {}

    record NumberTaken(TicketNumber number) implements Refusal {}

    // ---- the day ---------------------------------------------------------------------------------------------------

    record DayNotOpen() implements Refusal {}

    record DayAlreadyOpen(int ordinal) implements Refusal {}

    /** A supervisor has to confirm the date first. */
    record ClockNotTrusted() implements Refusal {}

    record NothingToChange(String what) implements Refusal {}

    // ---- counters --------------------------------------------------------------------------------------------------

    record CounterClosedNow(CounterId counter) implements Refusal {}

    record CounterPausedNow(CounterId counter) implements Refusal {}

    record CounterNotPaused(CounterId counter) implements Refusal {}

    /** @param number the ticket that has to be finished first */
    record CounterBusy(CounterId counter, TicketNumber number) implements Refusal {}

    record CounterIdle(CounterId counter) implements Refusal {}

    record NothingWaiting(CounterId counter) implements Refusal {}

    record NotServedHere(CounterId counter, ServiceId service) implements Refusal {}

    // ---- tickets ---------------------------------------------------------------------------------------------------

    record WrongState(TicketNumber number, TicketState state) implements Refusal {}

    record RecallLimitReached(TicketNumber number, int limit) implements Refusal {}

    record NoShowTooLate(TicketNumber number, long toleranceSeconds) implements Refusal {}

    record NothingToUndo(CounterId counter) implements Refusal {}

    /** Something later happened to that ticket. */
    record UndoOvertaken(TicketNumber number) implements Refusal {}

    // ---- paper -----------------------------------------------------------------------------------------------------

    /** A paper that is still on its way is not printed again. */
    record PaperPending(TicketNumber number) implements Refusal {}

    record CopyLimitReached(TicketNumber number, int limit) implements Refusal {}

    record PaperOutOfOrder(TicketNumber number, int copy, PaperState from, PaperState to) implements Refusal {}
}
