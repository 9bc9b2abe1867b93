package id.mpp.debian;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Both units on a booted Debian 13. They serve, and serve again after everything that makes them stand still. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("alone")
class Debian13IT {
    private static final Duration BOOT = Duration.ofMinutes(5);
    /**
     * The time until a standstill is noticed: {@code WatchdogSec} and {@code RestartSec} of the units, and a second to
     * look.
     */
    private static final Duration NOTICED = Duration.ofSeconds(17);
    /**
     * The time until the program serves again, as promised. A machine that needs more than the rest of it for a start
     * is given twice that time.
     */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private BootedDebian debian;
    private Duration start;

    @BeforeAll
    void boot() throws Exception {
        long begun = System.nanoTime();
        debian = new BootedDebian();
        try {
            await().atMost(BOOT).until(() -> debian.isReady("kiosk") && debian.isReady("server"));
        } catch (RuntimeException e) {
            throw new AssertionError(debian.log(), e);
        }
        start = Duration.ofNanos(System.nanoTime() - begun);
    }

    @AfterAll
    void end() throws Exception {
        if (debian != null) {
            debian.close();
        }
    }

    @Test
    void bothUnitsServe() throws Exception {
        assertEquals(201, debian.press());
        assertEquals("active", debian.run("systemctl", "is-active", "mpp-kiosk"));
        assertEquals("active", debian.run("systemctl", "is-active", "mpp-server"));
        assertTrue(
                debian.run("systemctl", "show", "-p", "StatusText", "mpp-kiosk").contains("serving"));
        assertEquals("0", debian.run("systemctl", "show", "-p", "NRestarts", "--value", "mpp-server"));
    }

    @Test
    void aFrozenKioskServesAgainAndHasEveryAnsweredNumber() throws Exception {
        assertEquals(201, debian.press());
        int issued = debian.issued();
        freeze("mpp-kiosk");
        awaitAgain("a frozen kiosk", () -> debian.press() == 201);
        assertEquals(issued + 1, debian.issued());
    }

    @Test
    void aFrozenServerServesAgain() throws Exception {
        freeze("mpp-server");
        awaitAgain("a frozen server", () -> debian.isReady("server"));
    }

    @Test
    void aDiskThatHungServesAgainWhenItGoesOn() throws Exception {
        assertEquals(201, debian.press());
        int issued = debian.issued();
        debian.freezeDisk();
        try {
            assertEquals(0, debian.press() / 100 % 5, "a press on a disk that hangs is answered by nothing or by 503");
            await().atMost(AGAIN).until(() -> !debian.isReady("kiosk"));
            // systemd gives the process up. It cannot die before its disk answers.
            await().atMost(Duration.ofMinutes(2)).until(() -> !stillServes("mpp-kiosk"));
        } finally {
            debian.thawDisk();
        }
        awaitAgain("a disk that hung", () -> debian.press() == 201);
        assertTrue(debian.issued() > issued, "what was answered is there");
    }

    @Test
    void aKioskStartedOnADiskThatCanOnlyBeReadShowsTheHallAndServesWhenItCanBeWritten() throws Exception {
        assertEquals(201, debian.press());
        int issued = debian.issued();
        debian.run("systemctl", "stop", "mpp-kiosk");
        debian.remountDisk("ro");
        try {
            startKiosk();
            assertEquals(issued, debian.issued());
            assertEquals(503, debian.press());
            assertFalse(debian.isReady("kiosk"));
        } finally {
            debian.remountDisk("rw");
        }
        awaitAgain("a disk that could only be read", () -> debian.press() == 201);
        assertEquals(issued + 1, debian.issued());
    }

    private void startKiosk() throws IOException, InterruptedException {
        try {
            debian.run("systemctl", "start", "mpp-kiosk");
        } catch (IOException e) {
            throw new AssertionError(debian.log(), e);
        }
    }

    private boolean stillServes(String unit) throws IOException, InterruptedException {
        return debian.run("systemctl", "show", "-p", "SubState", "--value", unit)
                .equals("running");
    }

    private void freeze(String unit) throws IOException, InterruptedException {
        debian.run("systemctl", "kill", "--kill-whom=main", "--signal=STOP", unit);
    }

    private interface Question {
        boolean isSo() throws Exception;
    }

    private void awaitAgain(String what, Question serves) throws Exception {
        Duration slow = NOTICED.plus(start.multipliedBy(2));
        Duration limit = slow.compareTo(AGAIN) > 0 ? slow : AGAIN;
        long begun = System.nanoTime();
        try {
            await().atMost(limit).pollInterval(Duration.ofMillis(500)).until(serves::isSo);
        } catch (RuntimeException e) {
            throw new AssertionError(what + ": " + debian.log(), e);
        }
        System.out.printf(
                "%s: serving again after %.1f s (the first start, with the boot, took %.1f s)%n",
                what, (System.nanoTime() - begun) / 1e9, start.toMillis() / 1e3);
    }
}
