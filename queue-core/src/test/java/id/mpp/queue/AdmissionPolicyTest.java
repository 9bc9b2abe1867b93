package id.mpp.queue;

import static id.mpp.queue.HallInUse.MONDAY;
import static id.mpp.queue.HallInUse.SUPERVISOR;
import static id.mpp.queue.HallInUse.instant;
import static id.mpp.queue.SmallHall.CHILD_CARD;
import static id.mpp.queue.SmallHall.IDENTITY_CARD;
import static id.mpp.queue.SmallHall.PERMIT;
import static id.mpp.queue.SmallHall.POPULATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionPolicyTest {
    private static final LocalDate FRIDAY = MONDAY.plusDays(4);
    private static final Command.OverrideHours OVERRIDE = new Command.OverrideHours("pameran", SUPERVISOR);
    private static final Command.DeclareDisruption DISRUPTION =
            new Command.DeclareDisruption(POPULATION, "server pusat mati", null, SUPERVISOR);

    private final HallInUse hall = HallInUse.open();

    @Test
    void numbersAreIssuedFromTheMinuteOfOpening() {
        refusesAt(MONDAY.atTime(7, 59), Refusal.ClosedReason.OUTSIDE_HOURS, MONDAY.atTime(8, 0));
        issuesAt(MONDAY.atTime(8, 0));
    }

    @Test
    void theFridayBreakNamesItselfAndTheTimeToComeBack() {
        issuesAt(FRIDAY.atTime(11, 29));
        refusesAt(FRIDAY.atTime(11, 30), Refusal.ClosedReason.FRIDAY_BREAK, FRIDAY.atTime(13, 0));
        refusesAt(FRIDAY.atTime(12, 59), Refusal.ClosedReason.FRIDAY_BREAK, FRIDAY.atTime(13, 0));
        issuesAt(FRIDAY.atTime(13, 0));
    }

    @Test
    void theBreakOfAnyOtherDayIsJustABreak() {
        refusesAt(MONDAY.atTime(12, 0), Refusal.ClosedReason.BREAK, MONDAY.atTime(13, 0));
    }

    @Test
    void afterFridayComesMondayAndAfterAHolidayTheDayBehindIt() {
        LocalDate nextTuesday = LocalDate.of(2026, 8, 18);
        refusesAt(FRIDAY.atTime(15, 0), Refusal.ClosedReason.OUTSIDE_HOURS, nextTuesday.atTime(8, 0));
        refusesAt(FRIDAY.plusDays(1).atTime(9, 0), Refusal.ClosedReason.OUTSIDE_HOURS, nextTuesday.atTime(8, 0));
        LocalDate fridayBefore = FRIDAY.minusDays(7);
        refusesAt(fridayBefore.atTime(15, 0), Refusal.ClosedReason.OUTSIDE_HOURS, MONDAY.atTime(8, 0));
    }

    @Test
    void aHolidayHasItsNameAndGoesBeforeTheCalendar() {
        hall.wall(SmallHall.HOLIDAY.atTime(9, 0), true);
        hall.refuses(
                issuing(IDENTITY_CARD),
                new Refusal.ServiceClosed(
                        IDENTITY_CARD,
                        Refusal.ClosedReason.HOLIDAY,
                        "Hari Kemerdekaan",
                        instant(SmallHall.HOLIDAY.plusDays(1).atTime(8, 0))));
    }

    @Test
    void inTheLastMinutesBeforeClosingNoNumberIsIssued() {
        issuesAt(MONDAY.atTime(14, 30));
        hall.wall(MONDAY.atTime(14, 30).plusSeconds(1), true);
        hall.refuses(
                issuing(IDENTITY_CARD),
                new Refusal.PastCutOff(
                        IDENTITY_CARD,
                        instant(MONDAY.atTime(15, 0)),
                        instant(MONDAY.plusDays(1).atTime(8, 0))));
    }

    @Test
    void theCutOffIsBeforeClosingNotBeforeTheBreak() {
        issuesAt(MONDAY.atTime(11, 59));
    }

    @Test
    void theQuotaCountsIssuedNumbersEvenCancelledOnes() {
        TicketId cancelled = hall.issue(CHILD_CARD);
        hall.does(new Command.CancelTicket(cancelled, SUPERVISOR));
        for (int i = 1; i < SmallHall.CHILD_CARD_QUOTA; i++) {
            hall.issue(CHILD_CARD);
        }
        hall.refuses(
                issuing(CHILD_CARD),
                new Refusal.QuotaFull(CHILD_CARD, 4, instant(MONDAY.plusDays(1).atTime(8, 0))));
        hall.issue(IDENTITY_CARD);
    }

    @Test
    void aDisruptionStopsTheNumbersOfItsAgencyAloneAndIssuedOnesStayValid() {
        TicketId issued = hall.issue(IDENTITY_CARD);
        hall.does(DISRUPTION);
        hall.refuses(issuing(IDENTITY_CARD), new Refusal.ServiceDisrupted(IDENTITY_CARD, "server pusat mati", null));
        hall.issue(PERMIT);
        assertEquals(issued, hall.callNext(SmallHall.ONE).ticket());
        hall.does(new Command.EndDisruption(POPULATION, SUPERVISOR));
        hall.issue(IDENTITY_CARD);
    }

    @Test
    void theFirstReasonInTheOrderOfTheRulesIsGiven() {
        for (int i = 0; i < SmallHall.CHILD_CARD_QUOTA; i++) {
            hall.issue(CHILD_CARD);
        }
        hall.does(DISRUPTION);
        hall.wall(SmallHall.HOLIDAY.atTime(20, 0), true);
        assertEquals(Refusal.ClosedReason.HOLIDAY, closed().reason());
        hall.wall(MONDAY.atTime(12, 30), true);
        assertEquals(Refusal.ClosedReason.BREAK, closed().reason());
        hall.wall(MONDAY.atTime(14, 45), true);
        hall.refuses(issuing(CHILD_CARD), Refusal.ServiceDisrupted.class);
        hall.does(new Command.EndDisruption(POPULATION, SUPERVISOR));
        hall.refuses(issuing(CHILD_CARD), Refusal.PastCutOff.class);
        hall.wall(MONDAY.atTime(14, 0), true);
        hall.refuses(issuing(CHILD_CARD), Refusal.QuotaFull.class);
    }

    @Test
    void anOverrideReplacesHolidayAndCalendarButNeitherDisruptionNorQuota() {
        hall.does(OVERRIDE);
        issuesAt(SmallHall.HOLIDAY.atTime(21, 0));
        for (int i = 0; i < SmallHall.CHILD_CARD_QUOTA; i++) {
            hall.issue(CHILD_CARD);
        }
        hall.refuses(issuing(CHILD_CARD), Refusal.QuotaFull.class);
        hall.does(DISRUPTION);
        hall.refuses(issuing(CHILD_CARD), Refusal.ServiceDisrupted.class);
    }

    @Test
    void withoutAClosingTimeThereIsNoCutOff() {
        hall.does(OVERRIDE);
        issuesAt(MONDAY.atTime(14, 45));
        hall.does(new Command.RestoreHours(SUPERVISOR));
        hall.refuses(issuing(IDENTITY_CARD), Refusal.PastCutOff.class);
    }

    @Test
    void aClockThatCannotBeTrustedDoesNotCloseTheHall() {
        hall.wall(SmallHall.HOLIDAY.atTime(3, 0), false);
        hall.issue(IDENTITY_CARD);
    }

    @Test
    void aClockThatCannotBeTrustedNamesNoDayToComeBack() {
        hall.wall(MONDAY.minusDays(400).atTime(3, 0), false);
        for (int i = 0; i < SmallHall.CHILD_CARD_QUOTA; i++) {
            hall.issue(CHILD_CARD);
        }
        hall.refuses(issuing(CHILD_CARD), new Refusal.QuotaFull(CHILD_CARD, 4, null));
    }

    @Test
    void withoutAnOpeningInSightNoneIsPromised() {
        assertNull(closedAllWeek(MONDAY.atTime(9, 0)), "a calendar without hours");
    }

    private static @Nullable Instant closedAllWeek(LocalDateTime local) {
        Hall open = SmallHall.hall();
        WeeklyCalendar never = new WeeklyCalendar("never", Map.of());
        Hall closed = new Hall(
                open.branch(),
                open.calendar(),
                List.copyOf(open.zones()),
                open.agencies().stream()
                        .map(it -> new Agency(
                                it.id(), it.name(), it.zone(), it.prefix(), it.kind(), OpeningCalendar.of(never), 1))
                        .toList(),
                List.copyOf(open.services()),
                List.copyOf(open.counters()));
        QueueState state = new QueueState();
        Moment now = new Moment(instant(local), true, "boot-1001", 0);
        state.day = Day.opened(1, local.toLocalDate(), false, now);
        Refusal refusal = new AdmissionPolicy(closed)
                .check(closed.service(IDENTITY_CARD).orElseThrow(), state, now)
                .orElseThrow();
        return ((Refusal.ServiceClosed) refusal).reopensAt();
    }

    private Command.IssueTicket issuing(ServiceId service) {
        return hall.issuing(service, false, null);
    }

    private void issuesAt(LocalDateTime local) {
        hall.wall(local, true).issue(IDENTITY_CARD);
    }

    private Refusal.ServiceClosed closed() {
        return hall.refuses(issuing(CHILD_CARD), Refusal.ServiceClosed.class);
    }

    private void refusesAt(LocalDateTime local, Refusal.ClosedReason reason, LocalDateTime reopens) {
        hall.wall(local, true);
        hall.refuses(issuing(IDENTITY_CARD), new Refusal.ServiceClosed(IDENTITY_CARD, reason, null, instant(reopens)));
    }
}
