package id.mpp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The wait that is told, in the small hall: a service norm of ten minutes, and one counter for permits alone. */
class WaitEstimateTest {
    private final HallInUse hall = HallInUse.open();
    private final WaitEstimate estimate = new WaitEstimate(SmallHall.hall(), QueuePolicy.standard());

    private @Nullable WaitBand told(ServiceId service, boolean priority) {
        return hall.ticket(hall.issue(service, priority)).estimate();
    }

    private WaitBand certain(ServiceId service, boolean priority) {
        return Objects.requireNonNull(told(service, priority));
    }

    /** Only the counter for permits stays open. */
    private void onePermitCounter() {
        hall.close(SmallHall.FOUR);
        hall.close(SmallHall.FIVE);
    }

    /** Permits have lately taken exactly so long. */
    private void permitsTake(int minutes) {
        for (int i = 0; i < 40; i++) {
            hall.wall(HallInUse.MONDAY.atTime(8, 5), true).issue(SmallHall.PERMIT);
            hall.callNext(SmallHall.THREE);
            hall.minutes(minutes).finish(SmallHall.THREE);
        }
    }

    @Test
    void whatWasLearnedIsTold() {
        onePermitCounter();
        permitsTake(4);
        assertEquals(new WaitBand(0, 0), told(SmallHall.PERMIT, false), "the counter is free");
        hall.callNext(SmallHall.THREE);
        hall.minutes(1);
        assertEquals(new WaitBand(300, 300), told(SmallHall.PERMIT, false), "three minutes are left");
        told(SmallHall.PERMIT, false);
        assertEquals(new WaitBand(900, 900), told(SmallHall.PERMIT, false), "three and two times four");
    }

    @Test
    void withoutAnOpenCounterNothingIsTold() {
        onePermitCounter();
        hall.close(SmallHall.THREE);
        assertNull(told(SmallHall.PERMIT, false));
        hall.does(new Command.OpenCounter(SmallHall.THREE, HallInUse.OFFICER));
        hall.does(new Command.PauseCounter(SmallHall.THREE, "jeda", HallInUse.OFFICER));
        assertNull(told(SmallHall.PERMIT, false), "nobody knows when it comes back");
    }

    @Test
    void aCounterInTheBreakOfItsCalendarComesBackAtItsEnd() {
        onePermitCounter();
        permitsTake(4);
        TicketId early = hall.issue(SmallHall.PERMIT);
        hall.does(new Command.PauseCounter(SmallHall.THREE, "istirahat", HallInUse.OFFICER));
        hall.wall(HallInUse.MONDAY.atTime(LocalTime.of(12, 30)), true);
        assertEquals(new WaitBand(1_800, 1_800), estimate.waiting(hall.state, hall.ticket(early), hall.now()));
    }

    @Test
    void aBreakOnTheWayMakesTheWaitLonger() {
        onePermitCounter();
        permitsTake(10);
        hall.wall(HallInUse.MONDAY.atTime(LocalTime.of(11, 45)), true);
        told(SmallHall.PERMIT, false);
        told(SmallHall.PERMIT, false);
        assertEquals(new WaitBand(75 * 60, 75 * 60), told(SmallHall.PERMIT, false), "at 13.00, not at 12.05");
    }

    @Test
    void whoStandsFurtherBackIsNeverToldLess() {
        List<TicketId> line = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            line.add(hall.issue(SmallHall.PERMIT));
            hall.after(Duration.ofSeconds(5));
        }
        WaitBand before = new WaitBand(0, 0);
        for (TicketId id : line) {
            WaitBand band = Objects.requireNonNull(estimate.waiting(hall.state, hall.ticket(id), hall.now()));
            assertTrue(band.p50() >= before.p50(), before + " then " + band);
            assertTrue(band.p80() >= before.p80(), before + " then " + band);
            before = band;
        }
        assertTrue(before.p50() > 3_600, before.toString());
    }

    @Test
    void priorityIsToldLessByAsMuchAsTheRuleGives() {
        onePermitCounter();
        permitsTake(10);
        for (int i = 0; i < 6; i++) {
            told(SmallHall.PERMIT, false);
        }
        // All six arrived together: at the second call the priority ticket has aged twice as much.
        assertEquals(3_600, certain(SmallHall.PERMIT, false).p50());
        assertEquals(600, certain(SmallHall.PERMIT, true).p50());
    }

    @Test
    void strictPriorityGoesFirst() {
        HallInUse strict = HallInUse.open(QueuePolicy.standard().withStrictPriority());
        strict.close(SmallHall.FOUR);
        strict.close(SmallHall.FIVE);
        strict.issue(SmallHall.PERMIT);
        strict.minutes(60);
        strict.issue(SmallHall.PERMIT);
        assertEquals(
                new WaitBand(0, 0),
                strict.ticket(strict.issue(SmallHall.PERMIT, true)).estimate());
    }

    @Test
    void whoeverGoesToTheFrontIsCounted() {
        onePermitCounter();
        permitsTake(10);
        WaitBand alone = estimate.newcomer(hall.state, service(SmallHall.PERMIT), false, hall.now());
        assertEquals(new WaitBand(0, 0), alone);
        TicketId sent = hall.issue(SmallHall.IDENTITY_CARD);
        hall.serve(SmallHall.ONE, sent);
        hall.transfer(SmallHall.ONE, SmallHall.PERMIT, Position.FRONT);
        assertEquals(600, certain(SmallHall.PERMIT, true).p50());
    }

    @Test
    void theEstimateOfAWaitingTicketIsTheOneItWasToldWhileNothingHappens() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 60; i++) {
            ServiceId service = SmallHall.services().get(random.nextInt(5)).id();
            if (service.equals(SmallHall.CHILD_CARD)) {
                continue;
            }
            Ticket ticket = hall.ticket(hall.issue(service, random.nextInt(5) == 0));
            assertEquals(ticket.estimate(), estimate.waiting(hall.state, ticket, hall.now()), ticket.toString());
        }
    }

    @Test
    void thePictureOfTheHallTellsWhatANewcomerIsTold() {
        for (ServiceId service : List.of(SmallHall.PERMIT, SmallHall.PAYMENT, SmallHall.IDENTITY_CARD)) {
            for (int i = 0; i < 9; i++) {
                hall.issue(service, i % 4 == 0);
            }
        }
        Map<ServiceId, WaitBand> waits = estimate.newcomers(hall.state, hall.now());
        SmallHall.services()
                .forEach(service -> assertEquals(
                        estimate.newcomer(hall.state, service, false, hall.now()), waits.get(service.id())));
        assertTrue(Objects.requireNonNull(waits.get(SmallHall.PERMIT)).p50() > 600, waits.toString());
    }

    @Test
    void theNumbersOfAllDrawsFillTheirRangeEvenly() {
        for (int number = 0; number < 20; number++) {
            int[] met = new int[47];
            for (int draw = 0; draw < met.length; draw++) {
                Dice dice = new Dice(99, draw, met.length);
                for (int skipped = 0; skipped < number; skipped++) {
                    dice.below(10);
                }
                met[dice.below(met.length)]++;
            }
            assertTrue(Arrays.stream(met).allMatch(times -> times == 1), Arrays.toString(met));
        }
    }

    @Test
    void thePictureOfTheHallTellsEveryService() {
        Map<ServiceId, WaitBand> waits = estimate.newcomers(hall.state, hall.now());
        assertEquals(5, waits.size());
        hall.close(SmallHall.FOUR);
        hall.close(SmallHall.FIVE);
        assertEquals(
                List.of(SmallHall.PAYMENT),
                SmallHall.services().stream()
                        .map(ServiceType::id)
                        .filter(id ->
                                !estimate.newcomers(hall.state, hall.now()).containsKey(id))
                        .toList());
    }

    @Test
    void aBacklogBeyondAllMeasureIsToldByTheNorm() {
        onePermitCounter();
        beyondHours();
        for (int i = 0; i <= WaitEstimate.MOST_WAITING; i++) {
            hall.issue(SmallHall.PERMIT);
        }
        WaitBand band = certain(SmallHall.PERMIT, false);
        assertEquals(86_400, band.p50(), "more than a day");
    }

    /** The first to be called in the replay is the one the engine calls. */
    @Test
    void theReplayCallsAsTheEngineDoes() {
        SplittableRandom random = new SplittableRandom(11);
        List<ServiceId> permitsOnly = List.of(SmallHall.PERMIT);
        onePermitCounter();
        beyondHours();
        for (int i = 0; i < 80; i++) {
            hall.issue(permitsOnly.getFirst(), random.nextInt(3) == 0);
            hall.after(Duration.ofSeconds(random.nextInt(240)));
        }
        for (int i = 0; i < 80; i++) {
            TicketEvent.TicketCalled next = (TicketEvent.TicketCalled)
                    ((Decision.Accepted) hall.decide(new Command.CallNext(SmallHall.THREE, HallInUse.OFFICER)))
                            .events()
                            .getFirst();
            for (Ticket ticket : List.copyOf(hall.state.tickets())) {
                WaitBand band =
                        ticket.state() == TicketState.WAITING ? estimate.waiting(hall.state, ticket, hall.now()) : null;
                assertNotNullWhileWaiting(ticket, band);
                boolean first = band != null && band.p80() == 0;
                assertEquals(ticket.id().equals(next.ticket()), first, ticket.toString());
            }
            hall.callNext(SmallHall.THREE);
            hall.minutes(3 + random.nextInt(4)).finish(SmallHall.THREE);
        }
    }

    /** More numbers than could be served before closing are issued only where there is no closing time. */
    private void beyondHours() {
        hall.does(new Command.OverrideHours("uji", HallInUse.SUPERVISOR));
    }

    private static void assertNotNullWhileWaiting(Ticket ticket, @Nullable WaitBand band) {
        if (ticket.state() == TicketState.WAITING) {
            assertNotNull(band);
        }
    }

    private static ServiceType service(ServiceId id) {
        return SmallHall.hall().service(id).orElseThrow();
    }
}
