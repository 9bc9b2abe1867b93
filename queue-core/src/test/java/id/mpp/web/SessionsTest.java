package id.mpp.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.program.SteadyClock;
import id.mpp.queue.ActorId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
    private static final ActorId ADMIN = new ActorId("admin");

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private Accounts accounts;
    private Account admin;
    private volatile boolean atWork;

    @BeforeEach
    void account() throws Exception {
        accounts = Accounts.open(folder.resolve("accounts.json"));
        accounts.put(new Accounts.Wanted(ADMIN, Role.ADMIN, null), "a long enough one");
        admin = accounts.find("admin").orElseThrow();
    }

    @Test
    void aSessionIsKnownByItsIdAloneAndItsIdIsNotStored() throws Exception {
        Sessions sessions = sessions();
        String id = sessions.begin(admin);
        assertEquals(admin, sessions.find(id).orElseThrow().account());
        assertTrue(sessions.find(id.substring(1)).isEmpty());
        assertFalse(Files.readString(folder.resolve("sessions.json")).contains(id));
        assertEquals(43, id.length(), "256 bits");
        assertNotEquals(id, sessions.begin(admin), "one account may hold several");
        assertEquals(2, sessions.count());
    }

    @Test
    void aSessionSurvivesARestart() {
        String id = sessions().begin(admin);
        assertTrue(sessions().find(id).isPresent());
    }

    @Test
    void anIdleSessionEndsAndAUsedOneGoesOnUntilTheShiftIsOver() {
        Sessions sessions = sessions();
        String id = sessions.begin(admin);
        clock.pass(Sessions.IDLE.minusSeconds(1));
        assertTrue(sessions.find(id).isPresent());
        clock.pass(Sessions.IDLE.minusSeconds(1));
        assertTrue(sessions.find(id).isPresent(), "use counts from the last request");
        clock.pass(Sessions.IDLE.plusSeconds(1));
        assertTrue(sessions.find(id).isEmpty());
    }

    @Test
    void whoIsAtWorkStaysForTheShiftAndNotLonger() {
        Sessions sessions = sessions();
        String id = sessions.begin(admin);
        atWork = true;
        clock.pass(Duration.ofHours(11));
        assertTrue(sessions.find(id).isPresent());
        clock.pass(Duration.ofHours(1).plusSeconds(1));
        assertTrue(sessions.find(id).isEmpty());
    }

    @Test
    void aClockThatWentBackOverARestartProlongsNothing() {
        Sessions before = sessions();
        String id = before.begin(admin);
        clock.pass(Duration.ofDays(-400));
        Sessions after = sessions();
        assertTrue(after.find(id).isPresent());
        clock.pass(Sessions.IDLE.plusSeconds(1));
        assertTrue(after.find(id).isEmpty());
    }

    @Test
    void aSteadyClockNeverGoesBackWithTheWallClock() {
        SteadyClock steady = new SteadyClock(clock);
        Instant first = steady.instant();
        clock.pass(Duration.ofDays(-400));
        assertFalse(steady.instant().isBefore(first));
    }

    @Test
    void requestsDoNotWriteTheFile() throws Exception {
        Sessions sessions = sessions();
        String id = sessions.begin(admin);
        Path file = folder.resolve("sessions.json");
        FileTime longAgo = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(file, longAgo);
        for (int i = 0; i < 100; i++) {
            sessions.find(id);
        }
        assertEquals(longAgo, Files.getLastModifiedTime(file));
        sessions.flush();
        assertNotEquals(longAgo, Files.getLastModifiedTime(file));
    }

    @Test
    void anAccountThatIsGoneHasNoSession() throws Exception {
        Sessions sessions = sessions();
        String id = sessions.begin(admin);
        accounts.remove(ADMIN);
        assertTrue(sessions.find(id).isEmpty());
    }

    @Test
    void anUnreadableFileLogsEverybodyOutAndNothingElse() throws Exception {
        Files.writeString(folder.resolve("sessions.json"), "garbage");
        Sessions sessions = sessions();
        assertEquals(0, sessions.count());
        assertTrue(sessions.find(sessions.begin(admin)).isPresent());
    }

    @Test
    void sessionsAreBoundedAndTheOneIdleForLongestMakesRoom() throws Exception {
        Sessions sessions = new Sessions(null, accounts, clock, account -> atWork);
        String first = sessions.begin(admin);
        for (int i = 0; i < 1_000; i++) {
            clock.pass(Duration.ofMillis(1));
            sessions.begin(admin);
        }
        assertEquals(1_000, sessions.count());
        assertTrue(sessions.find(first).isEmpty());
    }

    private Sessions sessions() {
        return new Sessions(folder.resolve("sessions.json"), accounts, clock, account -> atWork);
    }
}
