package id.mpp.queue;

import static id.mpp.queue.HallInUse.OFFICER;
import static id.mpp.queue.SmallHall.FOUR;
import static id.mpp.queue.SmallHall.IDENTITY_CARD;
import static id.mpp.queue.SmallHall.ONE;
import static id.mpp.queue.SmallHall.PAYMENT;
import static id.mpp.queue.SmallHall.PERMIT;
import static id.mpp.queue.SmallHall.THREE;
import static id.mpp.queue.SmallHall.TWO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class UndoTest {
    private final HallInUse hall = HallInUse.open();

    @Test
    void anUndoneCallPutsTheTicketBackWhereItStood() {
        TicketId first = hall.issue(IDENTITY_CARD);
        hall.minutes(1).issue(IDENTITY_CARD);
        Ticket before = hall.ticket(first);
        hall.callNext(ONE);
        assertEquals("called", hall.minutes(5).undo(ONE).undone());
        assertEquals(before, hall.ticket(first));
        assertNull(hall.counter(ONE).current());
        assertEquals(first, hall.callNext(TWO).ticket());
    }

    @Test
    void anUndoneFinishBringsTheTicketBackToTheCounter() {
        TicketId ticket = hall.issue(IDENTITY_CARD);
        hall.serve(ONE, ticket);
        Ticket before = hall.ticket(ticket).withoutUndo();
        hall.finish(ONE);
        assertEquals(1, hall.counter(ONE).finished());
        hall.undo(ONE);
        assertEquals(before, hall.ticket(ticket));
        assertEquals(ticket, hall.counter(ONE).current());
        assertEquals(0, hall.counter(ONE).finished());
    }

    @Test
    void aTransferNoShowOrParkingIsUndoneAsWell() {
        TicketId ticket = hall.issue(IDENTITY_CARD);
        hall.callNext(ONE);
        hall.transfer(ONE, PERMIT, Position.FRONT);
        assertEquals("transferred", hall.undo(ONE).undone());
        hall.does(new Command.MarkNoShow(ONE, OFFICER));
        assertEquals("no-show", hall.undo(ONE).undone());
        hall.does(new Command.Park(ONE, "fotokopi", OFFICER));
        assertEquals("parked", hall.undo(ONE).undone());
        assertEquals(TicketState.CALLED, hall.stateOf(ticket));
        assertEquals(IDENTITY_CARD, hall.ticket(ticket).service());
        hall.refuses(new Command.CallNext(THREE, OFFICER), new Refusal.NothingWaiting(THREE));
    }

    @Test
    void aTransitionIsUndoneOnce() {
        hall.serve(ONE, hall.issue(IDENTITY_CARD));
        hall.undo(ONE);
        hall.refuses(new Command.Undo(ONE, OFFICER), new Refusal.NothingToUndo(ONE));
    }

    @Test
    void whatIsDoneAgainAfterAnUndoCanBeUndoneAgain() {
        TicketId ticket = hall.issue(IDENTITY_CARD);
        hall.serve(ONE, ticket);
        hall.undo(ONE);
        hall.does(new Command.StartServing(ONE, OFFICER));
        assertEquals("started", hall.undo(ONE).undone());
        assertEquals(TicketState.CALLED, hall.stateOf(ticket));
    }

    @Test
    void whatSomebodyElseContinuedIsNotUndone() {
        TicketId ticket = hall.issue(IDENTITY_CARD);
        hall.callNext(ONE);
        hall.transfer(ONE, PERMIT, Position.END);
        hall.callNext(THREE);
        hall.refuses(new Command.Undo(ONE, OFFICER), new Refusal.UndoOvertaken(hall.numberOf(ticket)));
    }

    @Test
    void whatTheCitizenCancelledIsNotUndone() {
        TicketId ticket = hall.issue(IDENTITY_CARD);
        hall.callNext(ONE);
        hall.does(new Command.Park(ONE, "fotokopi", OFFICER));
        hall.does(new Command.CancelTicket(ticket, OFFICER));
        hall.refuses(new Command.Undo(ONE, OFFICER), new Refusal.UndoOvertaken(hall.numberOf(ticket)));
    }

    @Test
    void aCounterThatTookAnotherTicketUndoesThatCall() {
        TicketId first = hall.issue(IDENTITY_CARD);
        TicketId second = hall.issue(IDENTITY_CARD);
        hall.callNext(ONE);
        hall.finish(ONE);
        hall.callNext(ONE);
        assertEquals(second, hall.undo(ONE).ticket());
        assertEquals(TicketState.FINISHED, hall.stateOf(first));
    }

    @Test
    void aCounterInItsBreakGetsNoTicketBack() {
        TicketId ticket = hall.issue(IDENTITY_CARD);
        hall.callNext(ONE);
        hall.finish(ONE);
        hall.does(new Command.PauseCounter(ONE, "istirahat", OFFICER));
        hall.refuses(new Command.Undo(ONE, OFFICER), new Refusal.CounterPausedNow(ONE));
        hall.does(new Command.ResumeCounter(ONE, OFFICER));
        assertEquals(ticket, hall.undo(ONE).ticket());
    }

    @Test
    void anUndoneReturnGoesBackToTheOtherCounter() {
        TicketId ticket = returnedToOne();
        hall.undo(FOUR);
        assertEquals(ticket, hall.counter(FOUR).current());
        hall.refuses(new Command.CallNext(ONE, OFFICER), new Refusal.NothingWaiting(ONE));
        hall.finish(FOUR);
        assertEquals(ticket, hall.callNext(ONE).ticket(), "it still comes back afterwards");
    }

    @Test
    void nobodyIsLeftWaitingForACounterThatClosedBeforeTheUndo() {
        TicketId ticket = returnedToOne();
        hall.does(new Command.CallTicket(TWO, ticket, OFFICER));
        hall.close(ONE);
        hall.undo(TWO);
        assertEquals(1, hall.state.waiting(IDENTITY_CARD));
        assertEquals(ticket, hall.callNext(TWO).ticket());
    }

    private TicketId returnedToOne() {
        TicketId ticket = hall.issue(IDENTITY_CARD);
        hall.serve(ONE, ticket);
        hall.transferWithReturn(ONE, PAYMENT);
        hall.callNext(FOUR);
        hall.finish(FOUR);
        return ticket;
    }
}
