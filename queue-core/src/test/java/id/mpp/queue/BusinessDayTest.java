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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessDayTest {
    private final HallInUse hall = HallInUse.open();

    @Test
    void aDayOpensOnATrustedClockOrOnASupervisorsWord() {
        HallInUse dark = HallInUse.beforeOpening(QueuePolicy.standard())
                .wall(MONDAY.minusDays(400).atTime(0, 0), false);
        dark.refuses(new Command.OpenDay(MONDAY, false, SUPERVISOR), new Refusal.ClockNotTrusted());
        dark.does(new Command.OpenDay(MONDAY, true, SUPERVISOR));
        assertEquals(new Day(1, MONDAY, true, true, false, null, dark.now(), null), dark.state.day());
        dark.issue(IDENTITY_CARD);
    }

    @ParameterizedTest
    @ValueSource(ints = {-400, -1, 1, 400})
    void aClockThatJumpsNeitherRollsTheDayNorRestartsTheNumbers(int days) {
        TicketId before = hall.issue(IDENTITY_CARD);
        hall.minutes(10).wall(MONDAY.plusDays(days).atTime(0, 0), false);
        TicketId after = hall.issue(IDENTITY_CARD);
        assertEquals("A-002", hall.numberOf(after).toString());
        assertEquals(1, hall.state.day().ordinal());
        TicketEvent.TicketCalled called = hall.minutes(1).callNext(ONE);
        assertEquals(before, called.ticket());
        assertEquals(11 * 60_000, called.rule().score(), "ages go on as if the clock had not jumped");
        assertEquals(60_000, called.rule().runnerUpScore());
    }

    @ParameterizedTest
    @ValueSource(ints = {-400, -1, 1, 400})
    void aRebootWithAWrongClockNeitherRollsTheDayNorRestartsTheNumbers(int days) {
        TicketId before = hall.issue(IDENTITY_CARD);
        hall.minutes(10).issue(PERMIT);
        hall.reboot().wall(MONDAY.plusDays(days).atTime(0, 0), false);
        TicketId after = hall.issue(IDENTITY_CARD);
        assertEquals("A-002", hall.numberOf(after).toString());
        hall.refuses(new Command.OpenDay(MONDAY.plusDays(days), true, SUPERVISOR), new Refusal.DayAlreadyOpen(1));
        TicketEvent.TicketCalled called = hall.minutes(1).callNext(ONE);
        assertEquals(before, called.ticket());
        assertEquals(11 * 60_000 + 1_000, called.rule().score());
    }

    @Test
    void midnightDoesNotEndTheDay() {
        hall.does(new Command.OverrideHours("malam", SUPERVISOR));
        hall.issue(IDENTITY_CARD);
        hall.minutes(17 * 60);
        assertEquals("A-002", hall.numberOf(hall.issue(IDENTITY_CARD)).toString());
    }

    @Test
    void aWrongLabelIsCorrectedAndTheNumbersGoOn() {
        hall.issue(IDENTITY_CARD);
        hall.does(new Command.RelabelDay(MONDAY.plusDays(1), "salah tanggal", SUPERVISOR));
        assertEquals(MONDAY.plusDays(1), hall.state.day().label());
        assertTrue(hall.state.day().confirmed());
        assertEquals("A-002", hall.numberOf(hall.issue(IDENTITY_CARD)).toString());
        hall.refuses(
                new Command.RelabelDay(MONDAY.plusDays(1), "lagi", SUPERVISOR), new Refusal.NothingToChange("label"));
    }

    @Test
    void atTheEndOfTheDayEveryTicketHasItsEndAndTheCountsAddUp() {
        hall.serve(ONE, hall.issue(IDENTITY_CARD));
        hall.finish(ONE);
        hall.issue(PERMIT);
        hall.callNext(THREE);
        hall.does(new Command.MarkNoShow(THREE, OFFICER));
        hall.does(new Command.CancelTicket(hall.issue(PERMIT), OFFICER));
        TicketId waiting = hall.issue(PERMIT);
        TicketId serving = hall.issue(PAYMENT);
        hall.serve(FIVE, serving);
        TicketId parked = hall.issue(IDENTITY_CARD);
        hall.serve(TWO, parked);
        hall.does(new Command.Park(TWO, "fotokopi", OFFICER));
        DayEvent.DayClosed closed =
                hall.does(new Command.CloseDay("jam layanan berakhir", SUPERVISOR), DayEvent.DayClosed.class);
        assertEquals(new DayEvent.DayClosed(1, MONDAY, 6, 2, 1, 1, 2, SUPERVISOR), closed);
        assertEquals(TicketState.FINISHED, hall.stateOf(serving), "somebody was with them");
        assertNull(hall.ticket(serving).endedAt(), "nobody knows when it ended");
        for (TicketId expired : List.of(waiting, parked)) {
            assertEquals(TicketState.EXPIRED, hall.stateOf(expired));
            assertEquals("jam layanan berakhir", hall.ticket(expired).note());
        }
        assertTrue(hall.state.counters().isEmpty());
        assertFalse(hall.state.day().open());
    }

    @Test
    void onAClosedDayNothingIsIssuedOrCalled() {
        hall.does(new Command.CloseDay("tutup", SUPERVISOR));
        hall.refuses(hall.issuing(IDENTITY_CARD, false, null), new Refusal.DayNotOpen());
        hall.refuses(new Command.OpenCounter(ONE, OFFICER), new Refusal.DayNotOpen());
        hall.refuses(new Command.CallNext(ONE, OFFICER), new Refusal.DayNotOpen());
        hall.refuses(new Command.CloseDay("tutup", SUPERVISOR), new Refusal.DayNotOpen());
    }

    @Test
    void theNextDayIsCountedOnAndStartsEmpty() {
        hall.issue(IDENTITY_CARD);
        hall.does(new Command.CloseDay("tutup", SUPERVISOR));
        hall.does(new Command.OpenDay(MONDAY.plusDays(1), false, SUPERVISOR));
        assertEquals(2, hall.state.day().ordinal());
        assertTrue(hall.state.tickets().isEmpty());
        assertEquals(0, hall.state.issued(IDENTITY_CARD));
    }

    @Test
    void anEarlierDayGetsNoDateUnderWhichTheLatestMayStillIssueItsNumbers() {
        hall.issue(IDENTITY_CARD);
        hall.does(new Command.CloseDay("tutup", SUPERVISOR));
        LocalDate tuesday = MONDAY.plusDays(1);
        hall.does(new Command.OpenDay(tuesday, true, SUPERVISOR));
        Refusal refusal = new Refusal.DateHasNumbers(tuesday, List.of(new PastDay.Numbers("A", 1, 1, 1)));
        hall.refuses(new Command.RelabelDay(MONDAY, tuesday, "salah tanggal", SUPERVISOR), refusal);
        hall.does(new Command.CloseDay("tutup", SUPERVISOR));
        hall.refuses(new Command.RelabelDay(MONDAY, tuesday, "salah tanggal", SUPERVISOR), refusal);
        hall.does(new Command.RelabelDay(MONDAY, MONDAY.minusDays(1), "salah tanggal", SUPERVISOR));
    }

    @Test
    void anOverrideEndsWithItsDay() {
        hall.does(new Command.OverrideHours("pameran", SUPERVISOR));
        hall.does(new Command.CloseDay("tutup", SUPERVISOR));
        hall.does(new Command.OpenDay(MONDAY.plusDays(1), false, SUPERVISOR));
        assertFalse(hall.state.day().hoursOverridden());
    }
}
