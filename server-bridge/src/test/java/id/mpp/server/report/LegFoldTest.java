package id.mpp.server.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.CounterId;
import id.mpp.queue.Position;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import id.mpp.queue.WaitBand;
import id.mpp.server.report.Leg.Day;
import id.mpp.server.testing.HallScript;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Legs from the events of the real engine. */
class LegFoldTest {
    private static final String COUNTER = "loket-01";
    private static final CounterId AT = new CounterId(COUNTER);
    private static final ActorId OFFICER = new ActorId("officer");
    private static final Day DAY =
            new Day(HallScript.BRANCH, "installation-0001", 1, LocalDate.parse("2026-11-23"), false);

    private HallScript hall;

    @BeforeEach
    void openHall() {
        hall = new HallScript("installation-0001").openDay().open(COUNTER).open("loket-06");
    }

    @Test
    void aServedTicketHasItsWaitAndItsServiceTime() throws EventFormatException {
        TicketId ticket = hall.take("ktp-rekam");
        hall.wait(Duration.ofMinutes(12))
                .callNext(COUNTER)
                .wait(Duration.ofSeconds(40))
                .start(COUNTER);
        hall.wait(Duration.ofMinutes(9)).finish(COUNTER);
        Leg leg = only(ticket);
        assertEquals(LegState.FINISHED, leg.state());
        assertEquals(12 * 60, leg.waitSeconds());
        assertEquals(9 * 60, leg.serviceSeconds());
        assertEquals(COUNTER, leg.counter());
    }

    @Test
    void withoutAStartTheServiceCountsFromTheCall() throws EventFormatException {
        TicketId ticket = hall.take("ktp-rekam");
        hall.wait(Duration.ofMinutes(3))
                .callNext(COUNTER)
                .wait(Duration.ofMinutes(5))
                .finish(COUNTER);
        assertEquals(5 * 60, only(ticket).serviceSeconds());
    }

    @Test
    void anUndoneCallWaitsOnAsIfNothingHadBeen() throws EventFormatException {
        TicketId ticket = hall.take("ktp-rekam");
        hall.wait(Duration.ofMinutes(3)).callNext(COUNTER).undo(COUNTER);
        Leg waiting = only(ticket);
        assertEquals(LegState.WAITING, waiting.state());
        assertNull(waiting.counter());
        assertNull(waiting.waitSeconds());
        hall.wait(Duration.ofMinutes(4)).callNext(COUNTER);
        assertEquals(7 * 60, only(ticket).waitSeconds());
    }

    @Test
    void anUndoneFinishIsBeingServedAgain() throws EventFormatException {
        TicketId ticket = hall.take("ktp-rekam");
        hall.callNext(COUNTER)
                .start(COUNTER)
                .wait(Duration.ofMinutes(5))
                .finish(COUNTER)
                .undo(COUNTER);
        assertEquals(LegState.SERVING, only(ticket).state());
        assertNull(only(ticket).serviceSeconds());
        hall.wait(Duration.ofMinutes(1)).finish(COUNTER);
        assertEquals(6 * 60, only(ticket).serviceSeconds());
    }

    @Test
    void aTransferEndsOneLegAndBeginsTheNext() throws EventFormatException {
        TicketId ticket = hall.take("ktp-rekam");
        hall.wait(Duration.ofMinutes(2)).callNext(COUNTER).start(COUNTER).wait(Duration.ofMinutes(1));
        transfer(false);
        hall.wait(Duration.ofMinutes(8))
                .callNext("loket-06")
                .wait(Duration.ofMinutes(3))
                .finish("loket-06");
        List<Leg> legs = legs(ticket);
        assertEquals(
                List.of(LegState.TRANSFERRED, LegState.FINISHED),
                legs.stream().map(Leg::state).toList());
        assertEquals(
                List.of("ktp-rekam", "nib"),
                legs.stream().map(leg -> leg.place().service()).toList());
        assertEquals(8 * 60, legs.get(1).waitSeconds());
    }

    @Test
    void anUndoneTransferLeavesNoSecondLeg() throws EventFormatException {
        TicketId ticket = hall.take("ktp-rekam");
        hall.callNext(COUNTER).start(COUNTER);
        transfer(false);
        hall.undo(COUNTER);
        assertEquals(LegState.SERVING, only(ticket).state());
    }

    @Test
    void aTicketThatComesBackFromAnotherServiceHasThreeLegs() throws EventFormatException {
        TicketId ticket = hall.take("ktp-rekam");
        hall.callNext(COUNTER).start(COUNTER).wait(Duration.ofMinutes(1));
        transfer(true);
        hall.callNext("loket-06").start("loket-06").wait(Duration.ofMinutes(4)).finish("loket-06");
        hall.wait(Duration.ofMinutes(2))
                .callNext(COUNTER)
                .wait(Duration.ofMinutes(3))
                .finish(COUNTER);
        List<Leg> legs = legs(ticket);
        assertEquals(
                List.of(LegState.TRANSFERRED, LegState.FINISHED, LegState.FINISHED),
                legs.stream().map(Leg::state).toList());
        assertEquals(2 * 60, legs.get(2).waitSeconds());
    }

    @Test
    void theTimeItWasParkedIsNoServiceTime() throws EventFormatException {
        TicketId ticket = hall.take("ktp-rekam");
        hall.callNext(COUNTER).start(COUNTER).wait(Duration.ofMinutes(2));
        hall.run(new Command.Park(AT, "a missing paper", OFFICER)).wait(Duration.ofMinutes(30));
        assertEquals(LegState.PARKED, only(ticket).state());
        hall.run(new Command.ResumeTicket(AT, ticket, OFFICER)).start(COUNTER);
        hall.wait(Duration.ofMinutes(3)).finish(COUNTER);
        assertEquals(5 * 60, only(ticket).serviceSeconds());
    }

    @Test
    void aNoShowThatComesBackWaitedUntilItsFirstCall() throws EventFormatException {
        TicketId ticket = hall.take("ktp-rekam");
        hall.wait(Duration.ofMinutes(5)).callNext(COUNTER).noShow(COUNTER);
        assertEquals(LegState.NO_SHOW, only(ticket).state());
        hall.wait(Duration.ofMinutes(4))
                .run(new Command.CallTicket(AT, ticket, OFFICER))
                .finish(COUNTER);
        assertEquals(LegState.FINISHED, only(ticket).state());
        assertEquals(5 * 60, only(ticket).waitSeconds());
    }

    @Test
    void recallsAreCountedAndDoNotStandInTheWayOfAnUndo() throws EventFormatException {
        TicketId ticket = hall.take("ktp-rekam");
        hall.callNext(COUNTER).run(new Command.Recall(AT, OFFICER));
        assertEquals(1, only(ticket).recalls());
        assertEquals(LegState.CALLED, only(ticket).state());
    }

    @Test
    void aCancelledTicketAndOneThatExpiredSayHowTheyEnded() throws EventFormatException {
        TicketId gone = hall.take("ktp-rekam");
        TicketId left = hall.take("ktp-rekam");
        hall.run(new Command.CancelTicket(gone, new ActorId("holder"))).closeDay();
        assertEquals(LegState.CANCELLED, only(gone).state());
        assertEquals(LegState.EXPIRED, only(left).state());
    }

    @Test
    void acrossARebootWithADoubtfulClockTheWaitIsUnknown() throws EventFormatException {
        TicketId ticket = hall.take("ktp-rekam");
        hall.reboot(Duration.ofDays(-400), false).wait(Duration.ofMinutes(5)).callNext(COUNTER);
        assertNull(only(ticket).waitSeconds());
    }

    @Test
    void aClockThatStepsBackMakesNoNegativeTime() throws EventFormatException {
        TicketId ticket = hall.take("ktp-rekam");
        hall.reboot(Duration.ofHours(-2), true).callNext(COUNTER).finish(COUNTER);
        Leg leg = only(ticket);
        assertNull(leg.waitSeconds());
        assertTrue(leg.serviceSeconds() != null && leg.serviceSeconds() >= 0);
    }

    @Test
    void theWaitThatWasToldIsComparedWithTheWaitThatCame() throws EventFormatException {
        TicketId early = hall.take("ktp-rekam");
        TicketId late = hall.take("ktp-rekam");
        TicketId absent = hall.take("ktp-rekam");
        hall.wait(Duration.ofMinutes(4)).callNext(COUNTER).finish(COUNTER);
        hall.wait(Duration.ofMinutes(2)).callNext(COUNTER).finish(COUNTER);
        hall.callNext(COUNTER).noShow(COUNTER);
        assertEquals(new WaitBand(0, 0), only(early).estimate(), "the counter was free");
        WaitBand told = Objects.requireNonNull(only(late).estimate());
        assertEquals(600, told.p50(), "one of ten minutes ahead");
        List<Leg> legs = List.of(only(early), only(late), only(absent));
        EstimateError error = Statistics.of(legs, Statistics.By.AGENCY, new Halls(Map.of()))
                .groups()
                .getFirst()
                .estimate();
        assertEquals(new EstimateError(2, (240L + 240L) / 2, 1), error);
    }

    @Test
    void onlyTheFirstLegWasToldAWait() throws EventFormatException {
        TicketId ticket = hall.take("ktp-rekam");
        hall.callNext(COUNTER);
        transfer(false);
        assertEquals(new WaitBand(0, 0), legs(ticket).getFirst().estimate());
        assertNull(legs(ticket).getLast().estimate());
    }

    private void transfer(boolean withReturn) {
        hall.run(new Command.Transfer(AT, new ServiceId("nib"), Position.BY_ARRIVAL, withReturn, OFFICER));
    }

    private Leg only(TicketId ticket) throws EventFormatException {
        List<Leg> legs = legs(ticket);
        assertEquals(1, legs.size());
        return legs.getFirst();
    }

    private List<Leg> legs(TicketId ticket) throws EventFormatException {
        List<Leg> legs = new ArrayList<>();
        for (EventBatch.Link link : hall.links()) {
            EventEnvelope envelope = EventCodec.decode(link.stored());
            if (envelope.event() instanceof TicketEvent event && event.ticket().equals(ticket)) {
                LegFold.Change change =
                        LegFold.apply(legs.isEmpty() ? null : legs.getLast(), event, envelope.at(), DAY);
                legs.removeIf(leg -> leg.leg() == change.removed());
                change.saved().forEach(saved -> {
                    legs.removeIf(leg -> leg.leg() == saved.leg());
                    legs.add(saved);
                });
            }
        }
        return legs;
    }
}
