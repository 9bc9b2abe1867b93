package id.mpp.queue;

import static id.mpp.queue.HallInUse.MONDAY;
import static id.mpp.queue.HallInUse.OFFICER;
import static id.mpp.queue.HallInUse.SUPERVISOR;
import static id.mpp.queue.SmallHall.FIVE;
import static id.mpp.queue.SmallHall.IDENTITY_CARD;
import static id.mpp.queue.SmallHall.ONE;
import static id.mpp.queue.SmallHall.PAYMENT;
import static id.mpp.queue.SmallHall.PERMIT;
import static id.mpp.queue.SmallHall.THREE;
import static id.mpp.queue.SmallHall.TWO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A day that was closed by mistake goes on under its date. */
class DayResumedTest {
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);

    private final HallInUse hall = HallInUse.open();

    @Test
    void allIsAsItWasBeforeTheClose() {
        TicketId waiting = hall.issue(IDENTITY_CARD);
        TicketId serving = hall.issue(PERMIT);
        hall.serve(THREE, serving);
        TicketId called = hall.issue(PAYMENT);
        hall.does(new Command.CallTicket(FIVE, called, OFFICER));
        TicketId parked = hall.issue(IDENTITY_CARD);
        hall.serve(ONE, parked);
        hall.does(new Command.Park(ONE, "fotokopi", OFFICER));
        hall.does(new Command.PauseCounter(TWO, "istirahat", OFFICER));
        hall.does(new Command.DeclareDisruption(SmallHall.BANK, "sistem pusat", null, SUPERVISOR));
        hall.does(new Command.GrantNumbers("A", HallInUse.SATELLITE, 5));
        hall.does(new Command.OverrideHours("lembur", SUPERVISOR));
        QueueSnapshot before = hall.state.snapshot();

        close();
        assertEquals(TicketState.EXPIRED, hall.stateOf(waiting));
        assertEquals(TicketState.FINISHED, hall.stateOf(serving));
        assertEquals(TicketState.NO_SHOW, hall.stateOf(called));
        assertEquals(TicketState.EXPIRED, hall.stateOf(parked));
        assertTrue(hall.state.disruptions().isEmpty());
        resume(MONDAY);

        QueueSnapshot now = hall.state.snapshot();
        assertEquals(before.tickets(), now.tickets());
        assertEquals(before.counters(), now.counters());
        assertEquals(before.disruptions(), now.disruptions());
        assertEquals(before.blocks(), now.blocks());
        assertEquals(before.issued(), now.issued());
        assertEquals(before.day(), now.day());
        assertEquals("A-003", hall.numberOf(hall.issue(IDENTITY_CARD)).toString(), "nobody has a number twice");
    }

    @Test
    void theQuotaAndTheReservationsGoOn() {
        Command.IssueTicket booked = Command.IssueTicket.of(
                        new TicketId("ticket-booked"), new Command.Wish(IDENTITY_CARD, false, "id"), HallInUse.HUB)
                .checkingInWith(new Booking("booking-1", true, null, null));
        hall.does(booked);
        close();
        resume(MONDAY);
        assertEquals(1, hall.state.issued(IDENTITY_CARD));
        hall.refuses(
                Command.IssueTicket.of(
                                new TicketId("ticket-again"),
                                new Command.Wish(IDENTITY_CARD, false, "id"),
                                HallInUse.HUB)
                        .checkingInWith(new Booking("booking-1", true, null, null)),
                new Refusal.BookingUsed());
        assertEquals(booked.ticket(), hall.callNext(ONE).ticket());
    }

    @Test
    void whatTheCloseEndedAtACounterTeachesNothingAboutServiceTimes() {
        TicketId serving = hall.issue(PERMIT);
        hall.serve(THREE, serving);
        hall.minutes(500);
        close();
        assertNull(hall.ticket(serving).endedAt());
        hall.does(new Command.OpenDay(TUESDAY, false, SUPERVISOR));
        assertEquals(0, hall.state.times().known(PERMIT));
    }

    @Test
    void itMayBeClosedAndGoOnAgainAndAgain() {
        TicketId first = hall.issue(IDENTITY_CARD);
        for (int i = 0; i < 3; i++) {
            close();
            resume(MONDAY);
        }
        assertEquals(1, hall.state.day().ordinal());
        assertEquals(first, hall.callNext(ONE).ticket());
    }

    @Test
    void aDateThatHasNumbersIsRefusedAndTheyAreNamed() {
        hall.issue(IDENTITY_CARD);
        hall.issue(IDENTITY_CARD);
        hall.issue(PERMIT);
        close();
        hall.does(new Command.OpenDay(TUESDAY, true, SUPERVISOR));
        hall.issue(PERMIT);
        Refusal.DateHasNumbers mondays = new Refusal.DateHasNumbers(
                MONDAY, List.of(new PastDay.Numbers("A", 1, 2, 2), new PastDay.Numbers("B", 1, 1, 1)));
        hall.refuses(new Command.RelabelDay(MONDAY, "salah", SUPERVISOR), mondays);
        close();
        hall.refuses(new Command.OpenDay(MONDAY, true, SUPERVISOR), mondays);
        assertEquals("A-001…A-002 (2)", mondays.numbers().getFirst().toString());
        resume(TUESDAY);
    }

    @Test
    void aDateWithoutNumbersMayBeUsedAgain() {
        close();
        hall.does(new Command.OpenDay(TUESDAY, true, SUPERVISOR));
        close();
        hall.does(new Command.OpenDay(MONDAY, true, SUPERVISOR));
        assertEquals(3, hall.state.day().ordinal());
    }

    @Test
    void theDateOfADayThatIsOverCanBeCorrected() {
        hall.does(new Command.RelabelDay(LocalDate.of(2030, 1, 1), "salah", SUPERVISOR));
        hall.issue(IDENTITY_CARD);
        close();
        hall.does(new Command.OpenDay(TUESDAY, true, SUPERVISOR));
        hall.refuses(
                new Command.RelabelDay(LocalDate.of(2031, 1, 1), MONDAY, "betul", SUPERVISOR),
                new Refusal.DateUnknown(LocalDate.of(2031, 1, 1)));
        DayEvent.DayRelabelled corrected = hall.does(
                new Command.RelabelDay(LocalDate.of(2030, 1, 1), MONDAY, "betul", SUPERVISOR),
                DayEvent.DayRelabelled.class);
        assertEquals(1, corrected.ordinal());
        assertEquals(TUESDAY, hall.state.day().label());
        assertEquals(MONDAY, hall.state.past().getFirst().label());
    }

    @Test
    void theDateOfTheDayJustClosedCanBeCorrectedAndThenTheDayGoesOnUnderIt() {
        TicketId first = hall.issue(IDENTITY_CARD);
        close();
        hall.does(new Command.RelabelDay(MONDAY, TUESDAY, "betul", SUPERVISOR));
        resume(TUESDAY);
        assertEquals(TicketState.WAITING, hall.stateOf(first));
    }

    @Test
    void aCloseOfAnEarlierVersionIsResumedToo() {
        TicketId first = hall.issue(IDENTITY_CARD);
        hall.serve(ONE, first);
        QueueSnapshot before = hall.state.snapshot();
        List<Event> asBefore = List.of(
                new TicketEvent.TicketExpired(first, "tutup", SUPERVISOR),
                new CounterEvent.CounterClosed(FIVE, SUPERVISOR),
                new CounterEvent.CounterClosed(ONE, SUPERVISOR),
                new DayEvent.DayClosed(1, MONDAY, 1, 0, 0, 0, 1, SUPERVISOR));
        hall.state = QueueEngine.evolve(hall.state, asBefore, hall.now());
        resume(MONDAY);
        assertEquals(before.tickets(), hall.state.snapshot().tickets());
        assertEquals(before.counters(), hall.state.snapshot().counters());
    }

    @Test
    void aDayThatAnEarlierVersionOpenedAgainReplaysAsItDid() {
        hall.issue(IDENTITY_CARD);
        close();
        hall.state = QueueEngine.evolve(hall.state, new DayEvent.DayOpened(2, MONDAY, false, SUPERVISOR), hall.now());
        assertEquals("A-001", hall.numberOf(hall.issue(IDENTITY_CARD)).toString());
    }

    private void close() {
        hall.does(new Command.CloseDay("tutup", SUPERVISOR));
    }

    private void resume(LocalDate label) {
        hall.does(new Command.OpenDay(label, true, SUPERVISOR), DayEvent.DayResumed.class);
    }
}
