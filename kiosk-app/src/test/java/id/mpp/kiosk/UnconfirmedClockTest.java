package id.mpp.kiosk;

import static id.mpp.kiosk.desk.JournalledHall.issue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.kiosk.desk.ClockEvidence;
import id.mpp.kiosk.desk.HallClock;
import id.mpp.kiosk.desk.JournalledHall;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Day;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketState;
import java.io.IOException;
import java.nio.file.Files;
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

/**
 * A Pi without a clock battery starts with last evening's time, and nobody in the hall notices anything but a sentence.
 */
class UnconfirmedClockTest {
    private static final ActorId SUPERVISOR = new ActorId("supervisor");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final Instant MONDAY_MORNING = Instant.parse("2026-11-23T01:10:00Z");
    private static final Instant MONDAY_EVENING = Instant.parse("2026-11-23T10:40:00Z");
    private static final Instant TUESDAY_MORNING = Instant.parse("2026-11-24T00:33:00Z");

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> wall = new AtomicReference<>(MONDAY_MORNING);
    private final AtomicLong nanos = new AtomicLong(60_000_000_000L);

    private record Running(JournalledHall hall, HallClock clock, DayKeeper days) implements AutoCloseable {
        void look() {
            clock.look();
            days.look();
        }

        Day day() {
            return hall.desk.view().day();
        }

        TicketState stateOf(String ticket) {
            return hall.desk.view().ticket(new TicketId(ticket)).orElseThrow().state();
        }

        boolean knows(String ticket) {
            return hall.desk.view().ticket(new TicketId(ticket)).isPresent();
        }

        @Override
        public void close() throws SQLException {
            hall.close();
        }
    }

    @BeforeEach
    void aMondayWithOneTicket() throws Exception {
        synchronised();
        try (Running kiosk = start()) {
            assertEquals(MONDAY, kiosk.day().label());
            assertEquals("200 A-001", kiosk.hall.say(issue("ticket-1")));
        }
    }

    @Test
    void whoCameBeforeTheNetworkDidGoesOverToTuesday() throws Exception {
        try (Running kiosk = bootAt(MONDAY_EVENING)) {
            assertFalse(kiosk.clock.now().trusted());
            assertEquals("200 A-002", kiosk.hall.say(issue("ticket-2")));
            timeArrives(TUESDAY_MORNING);
            kiosk.look();
            assertEquals(MONDAY.plusDays(1), kiosk.day().label());
            assertFalse(kiosk.day().unconfirmed());
            assertFalse(kiosk.knows("ticket-1"), "ended with its own day");
            assertEquals(TicketState.WAITING, kiosk.stateOf("ticket-2"));
            assertEquals("200 A-003", kiosk.hall.say(issue("ticket-3")));
        }
    }

    @Test
    void afterAMondayThatWasClosedNumbersAreIssuedAllDayWithoutANetwork() throws Exception {
        try (Running kiosk = start()) {
            kiosk.hall.say(new Command.CloseDay("selesai", SUPERVISOR));
            kiosk.look();
            assertFalse(kiosk.day().open(), "what a supervisor closed stays closed");
        }
        try (Running kiosk = bootAt(MONDAY_EVENING)) {
            assertTrue(kiosk.day().open());
            assertTrue(kiosk.day().unconfirmed());
            assertEquals("200 A-002", kiosk.hall.say(issue("ticket-2")), "a number of its own, whatever day it is");
            pass(Duration.ofHours(8));
            kiosk.look();
            assertEquals(2, kiosk.day().ordinal(), "no midnight of a wrong clock turns the day");
            timeArrives(TUESDAY_MORNING.plus(Duration.ofHours(8)));
            kiosk.look();
            assertEquals(MONDAY.plusDays(1), kiosk.day().label());
            assertEquals(2, kiosk.day().ordinal());
            assertEquals(TicketState.WAITING, kiosk.stateOf("ticket-2"));
        }
    }

    @Test
    void aKioskThatCrashesMeanwhileLosesNobody() throws Exception {
        try (Running kiosk = bootAt(MONDAY_EVENING)) {
            kiosk.hall.say(issue("ticket-2"));
        }
        pass(Duration.ofMinutes(2));
        try (Running kiosk = start()) {
            timeArrives(TUESDAY_MORNING);
            kiosk.look();
            assertEquals(TicketState.WAITING, kiosk.stateOf("ticket-2"));
            assertFalse(kiosk.knows("ticket-1"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-20_000, -400, -1, 400})
    void whateverTheClockSaysAtTheBootTheRightDayComesWithTheTime(int days) throws Exception {
        try (Running kiosk = bootAt(MONDAY_MORNING.plus(Duration.ofDays(days)))) {
            assertEquals(MONDAY, kiosk.day().label());
            assertEquals("200 A-002", kiosk.hall.say(issue("ticket-2")));
            timeArrives(TUESDAY_MORNING);
            kiosk.look();
            assertEquals(MONDAY.plusDays(1), kiosk.day().label());
            assertEquals(TicketState.WAITING, kiosk.stateOf("ticket-2"));
        }
    }

    @Test
    void aRestartOnTheSameDateGoesOn() throws Exception {
        try (Running kiosk = bootAt(MONDAY_MORNING.plusSeconds(1800))) {
            assertEquals("200 A-002", kiosk.hall.say(issue("ticket-2")));
            timeArrives(MONDAY_MORNING.plusSeconds(4000));
            kiosk.look();
            assertEquals(1, kiosk.day().ordinal());
            assertEquals(TicketState.WAITING, kiosk.stateOf("ticket-1"));
        }
    }

    @Test
    void aSupervisorCorrectsTheDateWithoutEndingAnything() throws Exception {
        try (Running kiosk = bootAt(MONDAY_EVENING)) {
            kiosk.hall.say(issue("ticket-2"));
            assertEquals("200 done", kiosk.hall.say(new Command.RelabelDay(MONDAY.plusDays(1), "Selasa", SUPERVISOR)));
            assertEquals(MONDAY.plusDays(1), kiosk.day().label());
            assertEquals(TicketState.WAITING, kiosk.stateOf("ticket-2"));
            assertFalse(kiosk.clock.now().trusted(), "another date than the wall's proves the wall wrong");
            timeArrives(TUESDAY_MORNING);
            kiosk.look();
            assertEquals(2, kiosk.day().ordinal(), "the same date goes on");
        }
    }

    @Test
    void aFrozenKioskOpensTheDayWhenItThaws() throws Exception {
        try (Running kiosk = start()) {
            pass(Duration.ofHours(23));
            kiosk.look();
            assertEquals(2, kiosk.day().ordinal());
            assertEquals(MONDAY.plusDays(1), kiosk.day().label());
        }
    }

    private void synchronised() throws IOException {
        Path file = folder.resolve("run/systemd/timesync/synchronized");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }

    private void timeArrives(Instant right) throws IOException {
        wall.set(right);
        synchronised();
    }

    private void pass(Duration time) {
        wall.updateAndGet(now -> now.plus(time));
        nanos.addAndGet(time.toNanos());
    }

    /** The machine starts anew, without a network. */
    private Running bootAt(Instant clockSays) throws Exception {
        Files.deleteIfExists(folder.resolve("run/systemd/timesync/synchronized"));
        nanos.set(30_000_000_000L);
        wall.set(clockSays);
        return start();
    }

    /** A start of the program as the wiring makes it. */
    private Running start() throws Exception {
        HallClock clock = new HallClock(wall::get, nanos::get, new ClockEvidence(folder));
        clock.noteIn(folder.resolve("machine-run"));
        JournalledHall hall = new JournalledHall(folder.resolve("journal.db"), real -> real, clock::now);
        Instant last = hall.journal.lastTime();
        if (last != null) {
            clock.lastKnown(last);
        }
        hall.desk.onCommit(
                "test",
                (events, at) -> clock.confirmFrom(events, hall.hall.branch().zone()));
        hall.started();
        DayKeeper days = new DayKeeper(hall.desk, true);
        days.look();
        return new Running(hall, clock, days);
    }
}
