package id.mpp.queue;

import static id.mpp.queue.HallInUse.MONDAY;
import static id.mpp.queue.HallInUse.OFFICER;
import static id.mpp.queue.HallInUse.SUPERVISOR;
import static id.mpp.queue.SmallHall.IDENTITY_CARD;
import static id.mpp.queue.SmallHall.ONE;
import static id.mpp.queue.SmallHall.PERMIT;
import static id.mpp.queue.SmallHall.THREE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days under a clock that nothing speaks for, and what becomes of them when the time is known. */
class UnconfirmedDayTest {
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final ActorId SYSTEM = new ActorId("system");

    private final HallInUse hall = HallInUse.open();

    @Test
    void whoCameSinceTheBootGoesOverToTheRightDayWithNumberAndPlace() {
        TicketId yesterdays = hall.issue(IDENTITY_CARD);
        eveningAgain();
        TicketId first = hall.issue(IDENTITY_CARD);
        TicketId second = hall.minutes(1).issue(IDENTITY_CARD);
        TicketId serving = hall.issue(PERMIT);
        hall.serve(THREE, serving);
        Place place = hall.ticket(first).place();
        rightTime();
        keep();
        assertEquals(TUESDAY, hall.state.day().label());
        assertEquals(2, hall.state.day().ordinal());
        assertFalse(hall.state.day().unconfirmed());
        assertTrue(hall.state.ticket(yesterdays).isEmpty(), "ended with its own day");
        assertEquals("A-002", hall.numberOf(first).toString());
        assertEquals(place, hall.ticket(first).place());
        assertEquals(serving, hall.counter(THREE).current());
        hall.finish(THREE);
        hall.minutes(60);
        assertEquals("A-004", hall.numberOf(hall.issue(IDENTITY_CARD)).toString());
        assertEquals(first, hall.callNext(ONE).ticket());
        hall.finish(ONE);
        assertEquals(second, hall.callNext(ONE).ticket());
    }

    @Test
    void theDayBeforeCountsOnlyItsOwn() {
        hall.serve(ONE, hall.issue(IDENTITY_CARD));
        hall.issue(IDENTITY_CARD);
        eveningAgain();
        hall.issue(IDENTITY_CARD);
        rightTime();
        List<Event> events = hall.does(new Command.KeepDay(SYSTEM));
        assertTrue(events.contains(new DayEvent.DayClosed(1, MONDAY, 2, 1, 0, 0, 1, SYSTEM)), events::toString);
        assertEquals(1, hall.state.issued(IDENTITY_CARD));
        assertEquals(
                List.of(new PastDay.Numbers("A", 1, 2, 2)),
                hall.state.past().getFirst().numbers());
    }

    @Test
    void afterAClosedDayANewOneOpensWhoseNumbersAreNotThoseOfTheDateTheClockSays() {
        hall.issue(IDENTITY_CARD);
        hall.does(new Command.CloseDay("tutup", SUPERVISOR));
        eveningAgain();
        keep();
        assertTrue(hall.state.day().unconfirmed());
        assertEquals(MONDAY, hall.state.day().label());
        TicketId first = hall.issue(IDENTITY_CARD);
        assertEquals("A-002", hall.numberOf(first).toString());
        rightTime();
        keep();
        assertEquals(TUESDAY, hall.state.day().label());
        assertEquals(2, hall.state.day().ordinal(), "the same day under its right date");
        assertEquals(TicketState.WAITING, hall.stateOf(first));
        assertFalse(hall.state.day().unconfirmed());
    }

    @Test
    void theSameDateGoesOn() {
        TicketId before = hall.issue(IDENTITY_CARD);
        hall.reboot().wall(MONDAY.atTime(8, 30), false);
        keep();
        TicketId after = hall.issue(IDENTITY_CARD);
        hall.wall(MONDAY.atTime(9, 0), true);
        keep();
        assertEquals(1, hall.state.day().ordinal());
        assertEquals(before, hall.callNext(ONE).ticket());
        assertEquals("A-002", hall.numberOf(after).toString());
    }

    @Test
    void anUnconfirmedDayIsConfirmedByTheClockOrByASupervisor() {
        HallInUse dark = dark(MONDAY);
        dark.does(new Command.RelabelDay(MONDAY, "benar", SUPERVISOR));
        assertFalse(dark.state.day().unconfirmed());
        HallInUse other = dark(MONDAY);
        other.wall(MONDAY.atTime(9, 0), true).does(new Command.KeepDay(SYSTEM), DayEvent.DayRelabelled.class);
        assertFalse(other.state.day().unconfirmed());
        other.refuses(new Command.RelabelDay(MONDAY, "lagi", SUPERVISOR), new Refusal.NothingToChange("label"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-20_000, -400, -1, 1, 400})
    void anUnconfirmedDayGetsItsRightDateWhateverTheClockSaid(int days) {
        HallInUse dark = dark(MONDAY.plusDays(days));
        TicketId first = dark.issue(IDENTITY_CARD);
        dark.wall(MONDAY.atTime(9, 0), true).does(new Command.KeepDay(SYSTEM));
        assertEquals(MONDAY, dark.state.day().label());
        assertEquals(1, dark.state.day().ordinal());
        assertEquals(
                first,
                dark.does(new Command.OpenCounter(ONE, OFFICER)).isEmpty()
                        ? null
                        : dark.callNext(ONE).ticket());
    }

    @Test
    void whatASupervisorClosedStaysClosed() {
        HallInUse dark = dark(MONDAY);
        dark.does(new Command.CloseDay("tutup", SUPERVISOR));
        assertEquals(List.of(), dark.does(new Command.KeepDay(SYSTEM)));
        hall.does(new Command.CloseDay("tutup", SUPERVISOR));
        assertEquals(List.of(), hall.does(new Command.KeepDay(SYSTEM)));
        hall.reboot();
        assertEquals(List.of(), hall.does(new Command.KeepDay(SYSTEM)), "of today, also after a restart");
        hall.wall(TUESDAY.atTime(7, 0), true).does(new Command.KeepDay(SYSTEM), DayEvent.DayOpened.class);
    }

    @Test
    void aDayThatWasClosedBeforeItsDateWasKnownGetsTheDateItHad() {
        HallInUse dark = dark(MONDAY);
        dark.issue(IDENTITY_CARD);
        dark.minutes(60).does(new Command.CloseDay("tutup", SUPERVISOR));
        dark.minutes(60).wall(TUESDAY.atTime(15, 0), true);
        dark.does(new Command.KeepDay(SYSTEM), DayEvent.DayRelabelled.class);
        assertEquals(TUESDAY, dark.state.day().label());
        assertEquals(List.of(), dark.does(new Command.KeepDay(SYSTEM)));
    }

    @Test
    void aDayLabelled2030ByMistakeDoesNotKeepTomorrowClosed() {
        hall.does(new Command.RelabelDay(LocalDate.of(2030, 1, 1), "salah", SUPERVISOR));
        hall.issue(IDENTITY_CARD);
        hall.does(new Command.CloseDay("tutup", SUPERVISOR));
        assertEquals(List.of(), hall.does(new Command.KeepDay(SYSTEM)), "it is still today");
        hall.wall(TUESDAY.atTime(7, 0), true);
        keep();
        assertEquals(TUESDAY, hall.state.day().label());
        assertTrue(hall.state.day().open());
    }

    @Test
    void aSupervisorWhoNamesAnotherDateEndsYesterdayAndKeepsTodaysTickets() {
        TicketId yesterdays = hall.issue(IDENTITY_CARD);
        eveningAgain();
        TicketId todays = hall.issue(IDENTITY_CARD);
        hall.does(new Command.RelabelDay(TUESDAY, "sudah Selasa", SUPERVISOR));
        assertEquals(TUESDAY, hall.state.day().label());
        assertTrue(hall.state.day().confirmed());
        assertTrue(hall.state.ticket(yesterdays).isEmpty());
        assertEquals(TicketState.WAITING, hall.stateOf(todays));
    }

    @Test
    void midnightUnderARightClockTurnsTheDayAndWhoCameAfterItStays() {
        hall.does(new Command.OverrideHours("malam", SUPERVISOR));
        TicketId before = hall.wall(MONDAY.atTime(23, 59), true).issue(IDENTITY_CARD);
        TicketId after = hall.wall(TUESDAY.atTime(0, 0), true).minutes(1).issue(IDENTITY_CARD);
        keep();
        assertEquals(TUESDAY, hall.state.day().label());
        assertTrue(hall.state.ticket(before).isEmpty());
        assertEquals(TicketState.WAITING, hall.stateOf(after));
        hall.wall(MONDAY.atTime(23, 58), true);
        keep();
        assertEquals(TUESDAY, hall.state.day().label(), "a clock that is put back a little turns nothing back");
    }

    private HallInUse dark(LocalDate date) {
        HallInUse dark = HallInUse.beforeOpening(QueuePolicy.standard()).wall(date.atTime(8, 0), false);
        dark.does(new Command.KeepDay(SYSTEM), DayEvent.DayOpened.class);
        assertTrue(dark.state.day().unconfirmed());
        return dark;
    }

    /** The machine starts on Tuesday morning with the time it had on Monday evening. */
    private void eveningAgain() {
        hall.reboot().wall(MONDAY.atTime(17, 40), false);
    }

    private void rightTime() {
        hall.wall(TUESDAY.atTime(7, 33), true);
    }

    private void keep() {
        hall.does(new Command.KeepDay(SYSTEM));
    }
}
