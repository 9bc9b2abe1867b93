package id.mpp.kiosk.web;

import id.mpp.queue.AgencyId;
import id.mpp.queue.CounterId;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.PaperState;
import id.mpp.queue.PastDay;
import id.mpp.queue.Refusal;
import id.mpp.queue.Refusal.ClosedReason;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.TicketState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** One of every kind of refusal. */
final class RefusalSamples {
    static final Moment NOW = new Moment(Instant.parse("2026-11-23T01:10:00Z"), true, "boot-0001", 1_000);

    private static final Instant LATER = Instant.parse("2026-11-24T01:00:00Z");
    private static final ServiceId SERVICE = new ServiceId("kk");
    private static final CounterId COUNTER = new CounterId("loket-01");
    private static final TicketNumber NUMBER = new TicketNumber("A", 57);
    private static final TicketId TICKET = new TicketId("ticket-0001");

    private RefusalSamples() {}

    static List<Refusal> all() {
        List<Refusal> all = new ArrayList<>(List.of(
                new Refusal.ServiceUnknown(SERVICE),
                new Refusal.CounterUnknown(COUNTER),
                new Refusal.AgencyUnknown(new AgencyId("bpn")),
                new Refusal.TicketUnknown(TICKET),
                new Refusal.TicketExists(TICKET),
                new Refusal.ServiceDisrupted(SERVICE, "SIAK", LATER),
                new Refusal.ServiceDisrupted(SERVICE, "SIAK", null),
                new Refusal.PastCutOff(SERVICE, NOW.wall(), LATER),
                new Refusal.QuotaFull(SERVICE, 80, LATER),
                new Refusal.CapacityFull(SERVICE, LATER),
                new Refusal.HallStandsStill("evakuasi"),
                new Refusal.BookingUsed(),
                new Refusal.BookingTooEarly(LATER),
                new Refusal.NoClosureRequested(COUNTER),
                new Refusal.FeedbackGivenAlready(),
                new Refusal.NumbersExhausted("A"),
                new Refusal.NumberNotOwned(NUMBER, new NodeId("kiosk-2")),
                new Refusal.NumberTaken(NUMBER),
                new Refusal.DayNotOpen(),
                new Refusal.DayAlreadyOpen(3),
                new Refusal.ClockNotTrusted(),
                new Refusal.DateHasNumbers(LocalDate.of(2026, 11, 23), List.of(new PastDay.Numbers("A", 1, 85, 80))),
                new Refusal.DateUnknown(LocalDate.of(2030, 1, 1)),
                new Refusal.NothingToChange("hours"),
                new Refusal.CounterClosedNow(COUNTER),
                new Refusal.CounterPausedNow(COUNTER),
                new Refusal.CounterNotPaused(COUNTER),
                new Refusal.CounterBusy(COUNTER, NUMBER),
                new Refusal.CounterIdle(COUNTER),
                new Refusal.NothingWaiting(COUNTER),
                new Refusal.NotServedHere(COUNTER, SERVICE),
                new Refusal.VisitorElsewhere(NUMBER, COUNTER),
                new Refusal.RecallLimitReached(NUMBER, 3),
                new Refusal.NoShowTooLate(NUMBER, 1_800),
                new Refusal.NothingToUndo(COUNTER),
                new Refusal.UndoOvertaken(NUMBER),
                new Refusal.PaperPending(NUMBER),
                new Refusal.CopyLimitReached(NUMBER, 5),
                new Refusal.PaperOutOfOrder(NUMBER, 0, PaperState.NONE, PaperState.CONFIRMED)));
        for (TicketState state : TicketState.values()) {
            all.add(new Refusal.WrongState(NUMBER, state));
        }
        for (ClosedReason reason : ClosedReason.values()) {
            all.add(new Refusal.ServiceClosed(SERVICE, reason, "Hari Guru", LATER));
        }
        return all;
    }
}
