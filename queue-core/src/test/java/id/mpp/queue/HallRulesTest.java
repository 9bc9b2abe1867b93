package id.mpp.queue;

import static id.mpp.queue.HallInUse.MONDAY;
import static id.mpp.queue.HallInUse.OFFICER;
import static id.mpp.queue.HallInUse.SUPERVISOR;
import static id.mpp.queue.HallInUse.instant;
import static id.mpp.queue.SmallHall.CHILD_CARD;
import static id.mpp.queue.SmallHall.FIVE;
import static id.mpp.queue.SmallHall.FOUR;
import static id.mpp.queue.SmallHall.IDENTITY_CARD;
import static id.mpp.queue.SmallHall.ONE;
import static id.mpp.queue.SmallHall.PAYMENT;
import static id.mpp.queue.SmallHall.PERMIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The failures of real halls that the rules make impossible: each test tells one of them. */
class HallRulesTest {
    private final HallInUse hall = HallInUse.open();

    private Command.IssueTicket booked(ServiceId service, Booking booking) {
        Command.IssueTicket plain = hall.issuing(service, false, null);
        return Command.IssueTicket.of(plain.ticket(), new Command.Wish(service, false, "id"), plain.node())
                .checkingInWith(booking);
    }

    /** A counter announced its closing at A154 with A178 issued, after six hours of waiting. */
    @Test
    void noNumberIsIssuedThatCouldNotBeServedBeforeClosing() {
        hall.wall(MONDAY.atTime(13, 0), true);
        int issued = 0;
        while (hall.decide(hall.issuing(PAYMENT, false, null)) instanceof Decision.Accepted) {
            hall.issue(PAYMENT);
            issued++;
        }
        // Two hours, two counters, ten minutes each.
        assertEquals(24, issued);
        assertEquals(
                instant(MONDAY.plusDays(1).atTime(8, 0)),
                hall.refuses(hall.issuing(PAYMENT, false, null), Refusal.CapacityFull.class)
                        .reopensAt());
    }

    @Test
    void workThatOtherCountersTakeCountsInProportion() {
        hall.wall(MONDAY.atTime(14, 0), true);
        for (int i = 0; i < 12; i++) {
            hall.issue(PERMIT);
        }
        hall.issue(PAYMENT);
    }

    @Test
    void aCounterThatAsksToCloseStopsTheNumbersOnlyOnceASupervisorAgreesAndServesTheRest() {
        hall.does(new Command.RequestClosure(FOUR, "petugas sakit", OFFICER));
        hall.does(new Command.RequestClosure(FIVE, "petugas sakit", OFFICER));
        TicketId waiting = hall.issue(PAYMENT);
        hall.does(new Command.DecideClosure(FOUR, true, SUPERVISOR));
        hall.issue(PAYMENT);
        hall.does(new Command.DecideClosure(FIVE, true, SUPERVISOR));
        hall.refuses(hall.issuing(PAYMENT, false, null), Refusal.CapacityFull.class);
        assertEquals(waiting, hall.callNext(FOUR).ticket());
        hall.does(new Command.DecideClosure(FIVE, false, SUPERVISOR));
        hall.issue(PAYMENT);
    }

    @Test
    void aClosureIsAskedForOnceAndForgottenWhenTheCounterOpensAnew() {
        hall.refuses(new Command.DecideClosure(ONE, true, SUPERVISOR), new Refusal.NoClosureRequested(ONE));
        hall.does(new Command.RequestClosure(ONE, "rapat", OFFICER));
        hall.refuses(new Command.RequestClosure(ONE, "rapat", OFFICER), new Refusal.NothingToChange("closure"));
        hall.close(ONE);
        hall.refuses(new Command.RequestClosure(ONE, "rapat", OFFICER), new Refusal.CounterClosedNow(ONE));
        hall.does(new Command.OpenCounter(ONE, OFFICER));
        assertTrue(hall.state.closure(ONE).isEmpty());
    }

    @Test
    void aPauseOfTheWholeHallStopsIssuingAndCallingAndNothingElse() {
        TicketId served = hall.issue(IDENTITY_CARD);
        TicketId waiting = hall.issue(IDENTITY_CARD);
        hall.serve(ONE, served);
        hall.does(new Command.PauseHall("evakuasi", SUPERVISOR));
        hall.refuses(hall.issuing(PERMIT, false, null), new Refusal.HallStandsStill("evakuasi"));
        hall.refuses(new Command.CallNext(FIVE, OFFICER), new Refusal.HallStandsStill("evakuasi"));
        hall.finish(ONE);
        hall.refuses(new Command.PauseHall("lagi", SUPERVISOR), new Refusal.NothingToChange("pause"));
        hall.does(new Command.ResumeHall(SUPERVISOR));
        assertEquals(waiting, hall.callNext(ONE).ticket());
    }

    @Test
    void aReservationIsCheckedInWithOnceAndItsPlaceIsKeptWhenTheQuotaIsGone() {
        for (int i = 0; i < SmallHall.CHILD_CARD_QUOTA; i++) {
            hall.issue(CHILD_CARD);
        }
        hall.refuses(hall.issuing(CHILD_CARD, false, null), Refusal.QuotaFull.class);
        Instant from = instant(MONDAY.atTime(8, 20));
        Booking booking = new Booking("booking-1", true, from, from.plus(Duration.ofMinutes(30)));
        hall.does(booked(CHILD_CARD, booking));
        hall.refuses(booked(CHILD_CARD, booking), new Refusal.BookingUsed());
    }

    @Test
    void whoeverComesTooEarlyIsToldWhenAndWhoeverComesLateWaitsLikeEverybody() {
        Instant from = instant(MONDAY.atTime(10, 0));
        Booking booking = new Booking("booking-2", true, from, from.plus(Duration.ofMinutes(30)));
        hall.refuses(booked(CHILD_CARD, booking), new Refusal.BookingTooEarly(instant(MONDAY.atTime(9, 30))));
        for (int i = 0; i < SmallHall.CHILD_CARD_QUOTA; i++) {
            hall.issue(CHILD_CARD);
        }
        hall.wall(MONDAY.atTime(10, 46), true);
        hall.refuses(booked(CHILD_CARD, booking), Refusal.QuotaFull.class);
        Command.IssueTicket late = booked(IDENTITY_CARD, booking);
        hall.does(late);
        assertEquals(CheckIn.LATE, hall.ticket(late.ticket()).checkIn());
    }

    @Test
    void aReferenceThatNobodyCanCheckJumpsNoQuotaAndIsUsedOnce() {
        Booking reference = new Booking("reference-1", false, null, null);
        Command.IssueTicket first = booked(CHILD_CARD, reference);
        hall.does(first);
        assertEquals(CheckIn.REFERENCE, hall.ticket(first.ticket()).checkIn());
        hall.refuses(booked(IDENTITY_CARD, reference), new Refusal.BookingUsed());
        for (int i = 1; i < SmallHall.CHILD_CARD_QUOTA; i++) {
            hall.issue(CHILD_CARD);
        }
        hall.refuses(booked(CHILD_CARD, new Booking("reference-2", false, null, null)), Refusal.QuotaFull.class);
        hall.does(booked(CHILD_CARD, new Booking("booking-3", true, null, null)));
    }

    @Test
    void aReservationStaysUsedWhenTheDayIsClosedAndOpenedAgainUnderItsDateOnly() {
        Booking booking = new Booking("booking-4", true, null, null);
        hall.does(booked(IDENTITY_CARD, booking));
        LocalDate date = hall.state.day().label();
        hall.does(new Command.CloseDay("salah tekan", SUPERVISOR));
        hall.does(new Command.OpenDay(date, true, SUPERVISOR));
        hall.refuses(booked(IDENTITY_CARD, booking), new Refusal.BookingUsed());
        hall.does(new Command.CloseDay("tutup", SUPERVISOR));
        hall.does(new Command.OpenDay(date.plusDays(1), true, SUPERVISOR));
        hall.does(booked(IDENTITY_CARD, booking));
    }

    @Test
    void nobodyIsCalledToTwoCountersAtOnceAndNobodyLosesThePlaceByIt() {
        TicketId first = hall.issue(IDENTITY_CARD);
        Command.IssueTicket second = hall.issuing(PAYMENT, false, null);
        hall.does(Command.IssueTicket.of(second.ticket(), new Command.Wish(PAYMENT, false, "id"), second.node())
                .inVisitOf(first));
        hall.after(Duration.ofMinutes(5));
        TicketId stranger = hall.issue(PAYMENT);
        hall.does(new Command.CallNext(ONE, OFFICER));
        assertEquals(TicketState.CALLED, hall.stateOf(first));
        hall.refuses(
                new Command.CallTicket(FOUR, second.ticket(), OFFICER),
                new Refusal.VisitorElsewhere(hall.ticket(second.ticket()).number(), ONE));
        hall.does(new Command.CallNext(FOUR, OFFICER));
        assertEquals(TicketState.CALLED, hall.stateOf(stranger));
        hall.refuses(new Command.CallNext(FIVE, OFFICER), new Refusal.NothingWaiting(FIVE));
        hall.does(new Command.Finish(ONE, "selesai", OFFICER));
        hall.does(new Command.CallNext(FIVE, OFFICER));
        assertEquals(TicketState.CALLED, hall.stateOf(second.ticket()));
        hall.refuses(
                new Command.Undo(ONE, OFFICER),
                new Refusal.VisitorElsewhere(hall.ticket(first).number(), FIVE));
    }

    @Test
    void ticketsOfOneVisitNameItsFirst() {
        TicketId first = hall.issue(IDENTITY_CARD);
        Command.IssueTicket second = hall.issuing(PERMIT, false, null);
        hall.does(Command.IssueTicket.of(second.ticket(), new Command.Wish(PERMIT, false, "id"), second.node())
                .inVisitOf(first));
        Command.IssueTicket third = hall.issuing(PAYMENT, false, null);
        hall.does(Command.IssueTicket.of(third.ticket(), new Command.Wish(PAYMENT, false, "id"), third.node())
                .inVisitOf(second.ticket()));
        assertNull(hall.ticket(first).visit());
        assertEquals(first, hall.ticket(second.ticket()).visit());
        assertEquals(first, hall.ticket(third.ticket()).visit());
    }

    @Test
    void aNoteFollowsTheTicketToTheNextCounterAndSurvivesAnUndo() {
        TicketId ticket = hall.issue(IDENTITY_CARD);
        hall.serve(ONE, ticket);
        hall.does(new Command.AddNote(ONE, "berkas lengkap", OFFICER));
        hall.transfer(ONE, PERMIT, Position.FRONT);
        assertEquals("berkas lengkap", hall.ticket(ticket).remark());
        hall.undo(ONE);
        hall.does(new Command.AddNote(ONE, "tanpa fotokopi", OFFICER));
        hall.finish(ONE);
        hall.undo(ONE);
        assertEquals("tanpa fotokopi", hall.ticket(ticket).remark());
    }

    @Test
    void everyKthFinishedTicketIsInvitedAndEachIsAnsweredOnce() {
        int invited = 0;
        for (int i = 0; i < 10; i++) {
            TicketId ticket = hall.issue(IDENTITY_CARD);
            hall.serve(ONE, ticket);
            hall.finish(ONE);
            invited += hall.ticket(ticket).invited() ? 1 : 0;
        }
        assertEquals(2, invited);
        Survey survey = new Survey(4, List.of());
        hall.does(new Command.GiveFeedback("feedback-1", IDENTITY_CARD, SmallHall.POPULATION, survey));
        hall.refuses(
                new Command.GiveFeedback("feedback-1", IDENTITY_CARD, SmallHall.POPULATION, survey),
                new Refusal.FeedbackGivenAlready());
    }

    @Test
    void doorsAndCallsForHelpAreFactsAtAnyHourAndChangeNothing() {
        HallInUse closed = HallInUse.beforeOpening(QueuePolicy.standard());
        QueueSnapshot before = closed.state.snapshot();
        KioskEvent.DoorOpened opened =
                closed.does(new Command.ReportDoor(HallInUse.HUB, true, true), KioskEvent.DoorOpened.class);
        assertEquals(new KioskEvent.DoorOpened(HallInUse.HUB, true), opened);
        closed.does(new Command.ReportDoor(HallInUse.HUB, false, false), KioskEvent.DoorClosed.class);
        closed.does(new Command.ReportHelp(HallInUse.HUB), KioskEvent.HelpRequested.class);
        assertEquals(before.day(), closed.state.snapshot().day());
        assertEquals(before.tickets(), closed.state.snapshot().tickets());
    }

    @Test
    void hoursWithinAPauseAreTakenOutOfTheWorkingTime() {
        WeeklyCalendar.Range pause = new WeeklyCalendar.Range(LocalTime.of(10, 0), LocalTime.of(10, 10));
        Hall plain = SmallHall.hall();
        Hall pausing = new Hall(
                plain.branch(),
                new HallCalendar(
                        plain.calendar().holidays(),
                        List.of(new HallCalendar.DailyPause(
                                java.util.Set.of(MONDAY.getDayOfWeek()), pause, Text.of("Senam bersama")))),
                List.copyOf(plain.zones()),
                List.copyOf(plain.agencies()),
                List.copyOf(plain.services()),
                List.copyOf(plain.counters()));
        hall.deploy(pausing, QueuePolicy.standard());
        hall.wall(MONDAY.atTime(10, 5), true);
        hall.refuses(
                hall.issuing(PERMIT, false, null),
                new Refusal.ServiceClosed(
                        PERMIT, Refusal.ClosedReason.PAUSE, "Senam bersama", instant(MONDAY.atTime(10, 10))));
        Agency agency = pausing.agency(SmallHall.LICENSING).orElseThrow();
        assertEquals(Duration.ofMinutes(230 + 120), new OpeningTimes(pausing).left(agency, MONDAY.atTime(7, 0)));
    }
}
