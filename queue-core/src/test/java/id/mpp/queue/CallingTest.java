package id.mpp.queue;

import static id.mpp.queue.HallInUse.OFFICER;
import static id.mpp.queue.SmallHall.CHILD_CARD;
import static id.mpp.queue.SmallHall.FIVE;
import static id.mpp.queue.SmallHall.FOUR;
import static id.mpp.queue.SmallHall.IDENTITY_CARD;
import static id.mpp.queue.SmallHall.ONE;
import static id.mpp.queue.SmallHall.PAYMENT;
import static id.mpp.queue.SmallHall.PERMIT;
import static id.mpp.queue.SmallHall.THREE;
import static id.mpp.queue.SmallHall.TWO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallingTest {
    private final HallInUse hall = HallInUse.open();

    @Test
    void whoCameFirstIsCalledFirst() {
        TicketId first = hall.issue(IDENTITY_CARD);
        TicketId second = hall.minutes(1).issue(IDENTITY_CARD);
        assertEquals(first, hall.callNext(ONE).ticket());
        assertEquals(second, hall.callNext(TWO).ticket());
    }

    @Test
    void amongTicketsOfTheSameMillisecondTheFirstIsCalledFirst() {
        TicketId first = hall.issue(IDENTITY_CARD);
        hall.issue(IDENTITY_CARD);
        assertEquals(first, hall.callNext(ONE).ticket());
    }

    @Test
    void priorityAgesTwiceAsFast() {
        TicketId ordinary = hall.issue(IDENTITY_CARD);
        TicketId priority = hall.minutes(10).issue(IDENTITY_CARD, true);
        assertEquals(ordinary, hall.minutes(9).callNext(ONE).ticket(), "19 minutes against 2 x 9");
        hall.undo(ONE);
        assertEquals(priority, hall.minutes(2).callNext(ONE).ticket(), "21 minutes against 2 x 11");
    }

    @Test
    void inAStrictHallPriorityGoesFirstHoweverLongOthersWait() {
        HallInUse strict = HallInUse.open(QueuePolicy.standard().withStrictPriority());
        TicketId ordinary = strict.issue(IDENTITY_CARD);
        TicketId priority = strict.minutes(180).issue(IDENTITY_CARD, true);
        TicketEvent.TicketCalled called = strict.callNext(ONE);
        assertEquals(priority, called.ticket());
        assertEquals(
                new CallRule(CallRule.Kind.STRICT_PRIORITY, 0, strict.numberOf(ordinary), 180 * 60_000L),
                called.rule());
    }

    @Test
    void theRuleOfACallNamesTheScoreAndWhoWouldHaveBeenNext() {
        hall.issue(IDENTITY_CARD);
        TicketId second = hall.minutes(2).issue(IDENTITY_CARD);
        hall.minutes(2).issue(IDENTITY_CARD, true);
        TicketEvent.TicketCalled called = hall.minutes(1).callNext(ONE);
        assertEquals(
                new CallRule(CallRule.Kind.LONGEST_WEIGHTED_WAIT, 300_000, hall.numberOf(second), 180_000),
                called.rule(),
                "the second of the same line waits longer than twice the priority's minute");
    }

    @Test
    void whoWaitsAloneHasNoRunnerUp() {
        hall.issue(IDENTITY_CARD);
        hall.issue(PERMIT);
        assertNull(hall.callNext(ONE).rule().runnerUp(), "the other ticket is for other counters");
    }

    @Test
    void aCounterOfSeveralServicesCallsTheLongestWaitOfAll() {
        TicketId payment = hall.issue(PAYMENT);
        TicketId permit = hall.minutes(1).issue(PERMIT);
        TicketId card = hall.minutes(1).issue(IDENTITY_CARD);
        assertEquals(payment, hall.callNext(FIVE).ticket());
        hall.finish(FIVE);
        assertEquals(permit, hall.callNext(FIVE).ticket());
        hall.finish(FIVE);
        assertEquals(card, hall.callNext(FIVE).ticket());
    }

    @Test
    void aCalledTicketIsNeverHandedToASecondCounter() {
        TicketId only = hall.issue(IDENTITY_CARD);
        hall.callNext(ONE);
        hall.refuses(new Command.CallNext(TWO, OFFICER), new Refusal.NothingWaiting(TWO));
        hall.refuses(
                new Command.CallTicket(TWO, only, OFFICER),
                new Refusal.WrongState(hall.numberOf(only), TicketState.CALLED));
    }

    @Test
    void aCounterFinishesItsTicketBeforeItCallsAnother() {
        TicketId first = hall.issue(IDENTITY_CARD);
        hall.issue(IDENTITY_CARD);
        hall.callNext(ONE);
        hall.refuses(new Command.CallNext(ONE, OFFICER), new Refusal.CounterBusy(ONE, hall.numberOf(first)));
    }

    @Test
    void aPausedOrClosedCounterCallsNobody() {
        hall.issue(IDENTITY_CARD);
        hall.does(new Command.PauseCounter(ONE, "istirahat", OFFICER));
        hall.close(TWO);
        hall.refuses(new Command.CallNext(ONE, OFFICER), new Refusal.CounterPausedNow(ONE));
        hall.refuses(new Command.CallNext(TWO, OFFICER), new Refusal.CounterClosedNow(TWO));
        hall.does(new Command.ResumeCounter(ONE, OFFICER));
        hall.callNext(ONE);
    }

    @Test
    void recallsHaveALimitAndStartAnewWithTheNextCall() {
        TicketId ticket = hall.issue(IDENTITY_CARD);
        hall.callNext(ONE);
        Command.Recall recall = new Command.Recall(ONE, OFFICER);
        for (int i = 1; i <= 3; i++) {
            assertEquals(i, hall.does(recall, TicketEvent.TicketRecalled.class).recall());
        }
        hall.refuses(recall, new Refusal.RecallLimitReached(hall.numberOf(ticket), 3));
        hall.does(new Command.MarkNoShow(ONE, OFFICER));
        hall.does(new Command.CallTicket(ONE, ticket, OFFICER));
        assertEquals(1, hall.does(recall, TicketEvent.TicketRecalled.class).recall());
        assertEquals(2, hall.ticket(ticket).calls());
    }

    @Test
    void aNoShowMayComeBackWithinTheTolerance() {
        TicketId ticket = hall.issue(IDENTITY_CARD);
        hall.callNext(ONE);
        hall.does(new Command.MarkNoShow(ONE, OFFICER));
        hall.minutes(30);
        Command.CallTicket call = new Command.CallTicket(TWO, ticket, OFFICER);
        TicketEvent.TicketCalled called = hall.does(call, TicketEvent.TicketCalled.class);
        assertEquals(CallRule.Kind.CHOSEN, called.rule().kind());
        hall.does(new Command.MarkNoShow(TWO, OFFICER));
        hall.after(Duration.ofMinutes(30).plusMillis(1));
        hall.refuses(call, new Refusal.NoShowTooLate(hall.numberOf(ticket), 1_800));
    }

    @Test
    void aNoShowIsBelievedWhereNobodyKnowsHowLongItWasAway() {
        TicketId ticket = hall.issue(IDENTITY_CARD);
        hall.callNext(ONE);
        hall.does(new Command.MarkNoShow(ONE, OFFICER));
        hall.reboot().wall(HallInUse.MONDAY.minusDays(400).atTime(3, 0), false);
        hall.does(new Command.CallTicket(ONE, ticket, OFFICER));
    }

    @Test
    void aParkedTicketIsOnlyCalledByResumingIt() {
        TicketId ticket = hall.issue(IDENTITY_CARD);
        hall.callNext(ONE);
        hall.does(new Command.Park(ONE, "fotokopi", OFFICER));
        hall.refuses(new Command.CallNext(ONE, OFFICER), new Refusal.NothingWaiting(ONE));
        hall.refuses(
                new Command.CallTicket(ONE, ticket, OFFICER),
                new Refusal.WrongState(hall.numberOf(ticket), TicketState.PARKED));
        hall.refuses(new Command.ResumeTicket(THREE, ticket, OFFICER), new Refusal.NotServedHere(THREE, IDENTITY_CARD));
        hall.does(new Command.ResumeTicket(TWO, ticket, OFFICER));
        assertEquals(TicketState.CALLED, hall.stateOf(ticket));
        assertEquals(1, hall.ticket(ticket).calls(), "a resumed ticket is not called a second time");
    }

    @Test
    void onlyWhoWaitsOrIsParkedMayLeaveTheLine() {
        TicketId waiting = hall.issue(CHILD_CARD);
        TicketId called = hall.issue(PAYMENT);
        hall.callNext(FOUR);
        hall.does(new Command.CancelTicket(waiting, OFFICER));
        hall.refuses(new Command.CallNext(TWO, OFFICER), new Refusal.NothingWaiting(TWO));
        hall.refuses(
                new Command.CancelTicket(called, OFFICER),
                new Refusal.WrongState(hall.numberOf(called), TicketState.CALLED));
    }

    @Test
    void aClockThatJumpedAheadAndBackLetsNobodyOvertake() {
        hall.does(new Command.GrantNumbers("A", HallInUse.SATELLITE, 10));
        hall.wall(HallInUse.MONDAY.plusDays(400).atTime(8, 0), false);
        TicketId early = hall.issue(IDENTITY_CARD);
        hall.wall(HallInUse.MONDAY.atTime(8, 0), true).minutes(120);
        hall.does(new Command.AdmitTicket(
                new TicketNumber("A", 1),
                new TicketId("admitted-1"),
                hall.now().wall().minusSeconds(600),
                HallInUse.SATELLITE,
                new Command.Wish(IDENTITY_CARD, false, "id")));
        TicketEvent.TicketCalled called = hall.callNext(ONE);
        assertEquals(early, called.ticket(), "two hours against ten minutes");
        assertEquals(7_200_000, called.rule().score());
        assertEquals(600_000, called.rule().runnerUpScore());
    }

    @Test
    void afterAPowerCutTheAgesCountOnFromTheTrustedWall() {
        hall.issue(IDENTITY_CARD);
        hall.minutes(20).issue(PERMIT);
        hall.minutes(5).reboot();
        hall.wall(HallInUse.MONDAY.minusDays(400).atTime(3, 0), false).minutes(2);
        assertEquals(20 * 60_000 + 121_000, scoreOfNext(), "while the clock is wrong, what is certain");
        hall.wall(HallInUse.MONDAY.atTime(8, 40), true);
        assertEquals(40 * 60_000, scoreOfNext(), "and all of it when the clock is right again");
    }

    private long scoreOfNext() {
        long score = hall.callNext(ONE).rule().score();
        hall.undo(ONE);
        return score;
    }
}
