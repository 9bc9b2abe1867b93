package id.mpp.kiosk.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.queue.Hall;
import id.mpp.queue.ServiceId;
import id.mpp.wire.CatalogException;
import id.mpp.wire.CatalogReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class DayPlanTest {
    private static final LocalDate FRIDAY = LocalDate.parse("2026-11-20");
    private static final int MANY = 2_000;

    private final Hall hall;

    DayPlanTest() throws CatalogException {
        hall = CatalogReader.sample();
    }

    private DayPlan plan(Scenario scenario) {
        return new DayPlan(hall, FRIDAY, MANY, scenario, 7);
    }

    private long visitsTo(DayPlan plan, String agency) {
        return plan.visits().stream()
                .filter(visit -> hall.service(visit.service())
                        .orElseThrow()
                        .agency()
                        .value()
                        .equals(agency))
                .count();
    }

    private static long between(DayPlan plan, String from, String to) {
        Instant begin = plan.at(LocalTime.parse(from));
        Instant end = plan.at(LocalTime.parse(to));
        return plan.visits().stream()
                .filter(visit ->
                        !visit.comesAt().isBefore(begin) && visit.comesAt().isBefore(end))
                .count();
    }

    @Test
    void equalSeedsGiveEqualDaysAndOthersDoNot() {
        assertEquals(plan(Scenario.NORMAL).visits(), plan(Scenario.NORMAL).visits());
        assertTrue(!new DayPlan(hall, FRIDAY, MANY, Scenario.NORMAL, 8)
                .visits()
                .equals(plan(Scenario.NORMAL).visits()));
    }

    @Test
    void visitsFollowTheSharesOfTheCatalogue() {
        long visits = visitsTo(plan(Scenario.NORMAL), "disdukcapil");
        assertTrue(Math.abs(visits - 0.24 * MANY) < 0.04 * MANY, () -> visits + " of " + MANY);
        assertTrue(visitsTo(plan(Scenario.CROWDED), "disdukcapil") > 1.4 * visits);
    }

    @Test
    void arrivalsPeakInTheMorningAndOnceMoreAfterTheBreak() {
        DayPlan plan = plan(Scenario.NORMAL);
        long morning = between(plan, "08:00", "10:00");
        long noon = between(plan, "11:30", "12:30");
        long afternoon = between(plan, "13:00", "14:00");
        assertTrue(morning > 0.4 * MANY, () -> morning + " come in the morning");
        assertTrue(noon < afternoon, () -> noon + " come at noon, " + afternoon + " after the break");
        assertEquals(MANY, between(plan, "07:30", "15:00"));
    }

    @Test
    void nobodyWantsAServiceThatNoCounterOffers() {
        for (Visit visit : plan(Scenario.NORMAL).visits()) {
            ServiceId service = visit.service();
            assertTrue(
                    hall.counters().stream()
                            .anyMatch(counter -> counter.services().contains(service)),
                    () -> service + " is served nowhere");
        }
    }

    @Test
    void aDayOnWhichNothingIsOpenIsRefusedByName() {
        for (String closed : new String[] {"2026-11-22", "2026-01-01"}) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> new DayPlan(hall, LocalDate.parse(closed), 1, Scenario.NORMAL, 1));
            assertTrue(String.valueOf(refused.getMessage()).contains(closed), refused::getMessage);
        }
    }
}
