package id.mpp.kiosk;

import static id.mpp.kiosk.desk.JournalledHall.MONDAY;
import static id.mpp.kiosk.desk.JournalledHall.MORNING;
import static id.mpp.kiosk.desk.JournalledHall.issue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.kiosk.desk.HallClock;
import id.mpp.kiosk.desk.JournalledHall;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Day;
import id.mpp.queue.Moment;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that is wrong never rolls the day, never starts the numbers again and never makes a wait negative. */
class WrongClockTest {
    private static final ActorId SUPERVISOR = new ActorId("supervisor");

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> wall = new AtomicReference<>(MORNING);
    private final AtomicLong nanos = new AtomicLong(5_000_000_000L);

    private record Running(JournalledHall hall, HallClock clock, DayKeeper days) implements AutoCloseable {
        Day day() {
            return hall.desk.view().day();
        }

        @Override
        public void close() throws SQLException {
            hall.close();
        }
    }

    @BeforeEach
    void aMondayWithOneTicket() throws Exception {
        try (Running kiosk = boot()) {
            kiosk.days.look();
            assertEquals(MONDAY, kiosk.day().label());
            assertEquals("200 A-001", kiosk.hall.say(issue("ticket-1")));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-400, -1, 61, 400})
    void aBootWithTheWrongDateRollsNothingAndTheNumbersGoOn(int days) throws Exception {
        wall.set(MORNING.plus(Duration.ofDays(days)));
        try (Running kiosk = boot()) {
            Moment first = kiosk.clock.now();
            assertFalse(first.trusted());
            kiosk.days.look();
            assertEquals(1, kiosk.day().ordinal());
            assertEquals(MONDAY, kiosk.day().label());
            assertEquals("200 A-002", kiosk.hall.say(issue("ticket-2")));
            pass(Duration.ofMinutes(3));
            assertEquals(Duration.ofMinutes(3), kiosk.clock.now().since(first).orElseThrow());
            Moment journalled = new Moment(MORNING, true, "boot-before", 1);
            assertTrue(kiosk.clock.now().since(journalled).isEmpty(), "an unknown wait is not guessed");
        }
    }

    @Test
    void aNightWithoutPowerIsNoWrongClock() throws Exception {
        wall.set(MORNING.plus(Duration.ofDays(1)));
        try (Running kiosk = boot()) {
            kiosk.days.look();
            assertEquals(2, kiosk.day().ordinal());
            assertEquals(MONDAY.plusDays(1), kiosk.day().label());
        }
    }

    @Test
    void aStepOverMidnightWhileRunningRollsNothing() throws Exception {
        try (Running kiosk = boot()) {
            Moment before = kiosk.clock.now();
            wall.set(Instant.parse("2026-11-23T17:01:00Z"));
            kiosk.days.look();
            assertFalse(kiosk.clock.now().trusted());
            assertEquals(MONDAY, kiosk.day().label());
            assertEquals("200 A-002", kiosk.hall.say(issue("ticket-2")));
            assertEquals(Duration.ZERO, kiosk.clock.now().since(before).orElseThrow());
            wall.set(MORNING);
            assertTrue(kiosk.clock.now().trusted(), "put right again");
        }
    }

    @Test
    void aSupervisorWhoConfirmsTheWallsDateMakesItTrusted() throws Exception {
        wall.set(MORNING.plus(Duration.ofDays(100)));
        LocalDate today = MONDAY.plusDays(100);
        try (Running kiosk = boot()) {
            kiosk.hall.say(new Command.CloseDay("hari lama", SUPERVISOR));
            assertEquals("409 done", kiosk.hall.say(new Command.OpenDay(today, false, SUPERVISOR)));
            assertEquals("200 done", kiosk.hall.say(new Command.OpenDay(today, true, SUPERVISOR)));
            assertEquals("200 A-001", kiosk.hall.say(issue("ticket-2")));
            assertTrue(kiosk.clock.now().trusted());
            kiosk.days.look();
            assertEquals(today, kiosk.day().label());
            assertEquals(2, kiosk.day().ordinal());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-400, 400})
    void aSupervisorWhoNamesAnotherDateThanTheWallKeepsThatDay(int days) throws Exception {
        wall.set(MORNING.plus(Duration.ofDays(days)));
        LocalDate tuesday = MONDAY.plusDays(1);
        try (Running kiosk = boot()) {
            kiosk.hall.say(new Command.CloseDay("hari lama", SUPERVISOR));
            assertEquals("200 done", kiosk.hall.say(new Command.OpenDay(tuesday, true, SUPERVISOR)));
            assertEquals("200 A-001", kiosk.hall.say(issue("ticket-2")));
            assertFalse(kiosk.clock.now().trusted());
            kiosk.days.look();
            assertEquals(tuesday, kiosk.day().label());
            assertTrue(kiosk.day().open());
        }
    }

    private void pass(Duration time) {
        wall.updateAndGet(now -> now.plus(time));
        nanos.addAndGet(time.toNanos());
    }

    /** A start as the wiring makes it. */
    private Running boot() throws Exception {
        HallClock clock = new HallClock(wall::get, nanos::get);
        JournalledHall hall = new JournalledHall(folder.resolve("journal.db"), real -> real, clock::now);
        Instant last = hall.journal.lastTime();
        if (last != null) {
            clock.lastKnown(last);
        }
        hall.desk.onCommit(
                "test",
                (events, at) -> clock.confirmFrom(events, hall.hall.branch().zone()));
        hall.started();
        return new Running(hall, clock, new DayKeeper(hall.desk, true));
    }
}
