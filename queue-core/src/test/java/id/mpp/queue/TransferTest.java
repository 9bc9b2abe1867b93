package id.mpp.queue;

import static id.mpp.queue.HallInUse.OFFICER;
import static id.mpp.queue.SmallHall.FIVE;
import static id.mpp.queue.SmallHall.FOUR;
import static id.mpp.queue.SmallHall.IDENTITY_CARD;
import static id.mpp.queue.SmallHall.ONE;
import static id.mpp.queue.SmallHall.PAYMENT;
import static id.mpp.queue.SmallHall.PERMIT;
import static id.mpp.queue.SmallHall.THREE;
import static id.mpp.queue.SmallHall.TWO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class TransferTest {
    private final HallInUse hall = HallInUse.open();

    @Test
    void aTransferToTheFrontGoesBeforeEverybodyWhoWaitsByAge() {
        hall.issue(PERMIT, true);
        TicketId card = hall.minutes(30).issue(IDENTITY_CARD);
        hall.serve(ONE, card);
        hall.transfer(ONE, PERMIT, Position.FRONT);
        TicketEvent.TicketCalled called = hall.callNext(THREE);
        assertEquals(card, called.ticket());
        assertEquals(CallRule.Kind.FRONT, called.rule().kind());
    }

    @Test
    void twoAtTheFrontGoInTheOrderTheyWerePutThere() {
        TicketId first = hall.issue(IDENTITY_CARD);
        TicketId second = hall.issue(IDENTITY_CARD);
        hall.serve(ONE, first);
        hall.serve(TWO, second);
        hall.transfer(TWO, PERMIT, Position.FRONT);
        hall.minutes(1).transfer(ONE, PERMIT, Position.FRONT);
        assertEquals(second, hall.callNext(THREE).ticket());
    }

    @Test
    void aTransferByArrivalStandsAsIfItHadAlwaysWaitedThere() {
        hall.issue(PERMIT);
        TicketId card = hall.minutes(5).issue(IDENTITY_CARD);
        hall.minutes(5).issue(PERMIT);
        hall.serve(ONE, card);
        hall.minutes(10).transfer(ONE, PERMIT, Position.BY_ARRIVAL);
        hall.callNext(THREE);
        TicketEvent.TicketCalled called = hall.callNext(FOUR);
        assertEquals(card, called.ticket());
        assertEquals(15 * 60_000, called.rule().score());
    }

    @Test
    void aTransferToTheEndStandsBehindEverybodyWhoIsHere() {
        TicketId card = hall.issue(IDENTITY_CARD);
        TicketId permit = hall.minutes(5).issue(PERMIT);
        hall.serve(ONE, card);
        hall.minutes(5).transfer(ONE, PERMIT, Position.END);
        assertEquals(permit, hall.callNext(THREE).ticket());
        TicketEvent.TicketCalled called = hall.minutes(3).callNext(FOUR);
        assertEquals(card, called.ticket());
        assertEquals(3 * 60_000, called.rule().score());
    }

    @Test
    void aTransferredTicketKeepsItsNumberAndItsTimeOfIssue() {
        TicketId card = hall.issue(IDENTITY_CARD);
        Ticket before = hall.ticket(card);
        hall.serve(ONE, card);
        hall.minutes(5).transfer(ONE, PERMIT, Position.END);
        Ticket after = hall.ticket(card);
        assertEquals(before.number(), after.number());
        assertEquals(before.issuedAt(), after.issuedAt());
        assertEquals(SmallHall.LICENSING, after.agency());
    }

    @Test
    void withReturnTheSendingCounterCallsItBeforeAnybodyElse() {
        TicketId card = toTheBankWithReturn();
        hall.issue(IDENTITY_CARD, true);
        hall.minutes(20).callNext(FOUR);
        TicketEvent.TicketReturned returned = assertInstanceOf(
                TicketEvent.TicketReturned.class, hall.finish(FOUR).getFirst());
        assertEquals(ONE, returned.counter());
        assertEquals(IDENTITY_CARD, hall.ticket(card).service());
        TicketEvent.TicketCalled called = hall.callNext(ONE);
        assertEquals(card, called.ticket());
        assertEquals(CallRule.Kind.RETURNED, called.rule().kind());
        assertInstanceOf(TicketEvent.TicketFinished.class, hall.finish(ONE).getFirst());
    }

    @Test
    void anotherCounterOfTheServiceDoesNotCallWhoComesBackToItsColleague() {
        toTheBankWithReturn();
        hall.callNext(FOUR);
        hall.finish(FOUR);
        hall.refuses(new Command.CallNext(TWO, OFFICER), new Refusal.NothingWaiting(TWO));
        assertEquals(1, hall.state.waiting(IDENTITY_CARD), "yet it is one of those who wait");
    }

    @Test
    void whoComesBackToAClosedCounterGoesToTheFrontOfTheService() {
        TicketId card = toTheBankWithReturn();
        hall.issue(IDENTITY_CARD, true);
        hall.close(ONE);
        hall.callNext(FOUR);
        TicketEvent.TicketReturned returned = assertInstanceOf(
                TicketEvent.TicketReturned.class, hall.finish(FOUR).getFirst());
        assertNull(returned.counter());
        assertEquals(card, hall.minutes(30).callNext(TWO).ticket());
    }

    @Test
    void whoWaitsForACounterThatClosesGoesToTheFrontOfTheService() {
        TicketId card = toTheBankWithReturn();
        hall.callNext(FOUR);
        hall.finish(FOUR);
        hall.minutes(5).issue(IDENTITY_CARD, true);
        hall.close(ONE);
        TicketEvent.TicketCalled called = hall.minutes(30).callNext(TWO);
        assertEquals(card, called.ticket());
        assertEquals(CallRule.Kind.FRONT, called.rule().kind());
    }

    @Test
    void aTicketWhoseServiceLeftTheCatalogueIsStillFinished() {
        TicketId card = toTheBankWithReturn();
        hall.callNext(FOUR);
        hall.deploy(
                SmallHall.hall(SmallHall.services().stream()
                        .filter(service -> !service.id().equals(IDENTITY_CARD))
                        .toList()),
                QueuePolicy.standard());
        assertInstanceOf(TicketEvent.TicketFinished.class, hall.finish(FOUR).getFirst());
        assertEquals(TicketState.FINISHED, hall.stateOf(card));
    }

    @Test
    void nobodyIsSentToAServiceThatDoesNotExist() {
        hall.serve(FIVE, hall.issue(PAYMENT));
        ServiceId nowhere = new ServiceId("nothing");
        hall.refuses(
                new Command.Transfer(FIVE, nowhere, Position.END, false, OFFICER), new Refusal.ServiceUnknown(nowhere));
    }

    private TicketId toTheBankWithReturn() {
        TicketId card = hall.issue(IDENTITY_CARD);
        hall.serve(ONE, card);
        hall.transferWithReturn(ONE, PAYMENT);
        return card;
    }
}
