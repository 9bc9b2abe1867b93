package id.mpp.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is learned of times at the counter, and what is left out. */
class ServiceTimesTest {
    private static final Duration NORM = Duration.ofMinutes(10);

    private final HallInUse hall = HallInUse.open();

    /** Calls, serves for so long and finishes. */
    private void serve(CounterId counter, ServiceId service, int minutes) {
        hall.wall(HallInUse.MONDAY.atTime(8, 5), true).issue(service);
        hall.callNext(counter);
        hall.minutes(minutes).finish(counter);
    }

    private List<Integer> held(ServiceId service) {
        return hall.state.times().held().getOrDefault(service, List.of());
    }

    @Test
    void aStayIsLearnedWhenTheNextCallMakesItFinal() {
        serve(SmallHall.THREE, SmallHall.PERMIT, 7);
        assertEquals(List.of(), held(SmallHall.PERMIT));
        serve(SmallHall.THREE, SmallHall.PERMIT, 9);
        assertEquals(List.of(420), held(SmallHall.PERMIT));
        hall.close(SmallHall.THREE);
        assertEquals(List.of(420, 540), held(SmallHall.PERMIT));
    }

    @Test
    void whatWasUndoneIsLeftOut() {
        serve(SmallHall.THREE, SmallHall.PERMIT, 7);
        hall.undo(SmallHall.THREE);
        hall.minutes(5).finish(SmallHall.THREE);
        serve(SmallHall.THREE, SmallHall.PERMIT, 3);
        assertEquals(List.of(), held(SmallHall.PERMIT));
        hall.close(SmallHall.THREE);
        assertEquals(List.of(180), held(SmallHall.PERMIT));
    }

    @Test
    void aNoShowIsRememberedAsSuch() {
        hall.issue(SmallHall.PERMIT);
        hall.callNext(SmallHall.THREE);
        hall.minutes(2).does(new Command.MarkNoShow(SmallHall.THREE, HallInUse.OFFICER));
        serve(SmallHall.THREE, SmallHall.PERMIT, 6);
        hall.close(SmallHall.THREE);
        assertEquals(List.of(360), held(SmallHall.PERMIT));
        assertEquals(List.of(120, 0), hall.state.times().absences());
    }

    @Test
    void theWayToTheNextTicketCountsOnlyWhileSomebodyWaits() {
        hall.issue(SmallHall.PERMIT);
        hall.issue(SmallHall.PERMIT);
        hall.minutes(1).callNext(SmallHall.THREE);
        hall.minutes(8).finish(SmallHall.THREE);
        hall.after(Duration.ofSeconds(40)).callNext(SmallHall.THREE);
        assertEquals(List.of(40), hall.state.times().gaps());
        hall.minutes(8).finish(SmallHall.THREE);
        hall.minutes(2);
        hall.issue(SmallHall.PERMIT);
        hall.callNext(SmallHall.THREE);
        assertEquals(List.of(40), hall.state.times().gaps(), "the counter was idle, the officer was not slow");
    }

    @Test
    void timeThatNobodyCanKnowTeachesNothing() {
        hall.issue(SmallHall.PERMIT);
        hall.callNext(SmallHall.THREE);
        hall.wall(HallInUse.MONDAY.atTime(3, 0), false).reboot();
        hall.finish(SmallHall.THREE);
        hall.close(SmallHall.THREE);
        assertEquals(List.of(), held(SmallHall.PERMIT));
    }

    @Test
    void aTicketLeftOpenOverABreakIsForgotten() {
        serve(SmallHall.THREE, SmallHall.PERMIT, 60);
        serve(SmallHall.THREE, SmallHall.PERMIT, 61);
        hall.close(SmallHall.THREE);
        int[] spread = hall.state.times().spread(SmallHall.PERMIT, NORM);
        assertEquals(3_600, spread[spread.length - 1]);
        int[] long30 = hall.state.times().spread(SmallHall.PERMIT, Duration.ofMinutes(30));
        assertEquals(3_660, long30[long30.length - 1], "for a service of half an hour that is possible");
    }

    @Test
    void theNormStandsInWhileLittleIsKnown() {
        int[] unknown = ServiceTimes.NONE.spread(SmallHall.PERMIT, NORM);
        assertEquals(600, Arrays.stream(unknown).average().orElseThrow(), 1);
        for (int i = 0; i < 30; i++) {
            serve(SmallHall.THREE, SmallHall.PERMIT, 2);
        }
        hall.close(SmallHall.THREE);
        int[] known = new int[30];
        Arrays.fill(known, 120);
        assertArrayEquals(known, hall.state.times().spread(SmallHall.PERMIT, NORM));
    }

    @Test
    void memoryIsBoundedAndOutlivesTheDay() {
        for (int i = 0; i < ServiceTimes.KEPT + 20; i++) {
            serve(SmallHall.THREE, SmallHall.PERMIT, i < 20 ? 9 : 2);
        }
        hall.does(new Command.CloseDay("selesai", HallInUse.SUPERVISOR));
        hall.minutes(12 * 60).does(new Command.OpenDay(HallInUse.MONDAY.plusDays(1), true, HallInUse.SUPERVISOR));
        assertEquals(ServiceTimes.KEPT, held(SmallHall.PERMIT).size());
        assertTrue(held(SmallHall.PERMIT).stream().allMatch(seconds -> seconds == 120));
        assertEquals(hall.state.times(), hall.state.snapshot().restored().times());
    }
}
