package id.mpp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.bus.Mosquitto;
import id.mpp.kiosk.KioskMain;
import id.mpp.server.ServerMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P19: a Throwable is thrown into each thread of both programs, one after another. The program then goes on serving, or
 * has ended and was started again, within half a minute. Everything that was answered is there, and nothing is half
 * dead: a press is printed, called and reaches the server.
 */
class ThreadKillIT {
    private static final Duration AGAIN = Duration.ofSeconds(30);
    /** Threads of the JVM itself, which no Throwable reaches. */
    private static final Set<String> OF_THE_JVM = Set.of(
            "Reference Handler",
            "Finalizer",
            "Signal Dispatcher",
            "Common-Cleaner",
            "Notification Thread",
            "DestroyJavaVM",
            "Attach Listener",
            "main");

    @TempDir
    private Path folder;

    private final List<SupervisedProgram> programs = new ArrayList<>();
    private final List<String> tickets = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        for (SupervisedProgram program : programs) {
            program.close();
        }
    }

    @Test
    void aProgramServesOnWhicheverThreadIsKilled() throws Exception {
        int broker = Mosquitto.freePort();
        SupervisedProgram server = start("server", ServerMain.class, "broker.port = " + broker + "\n");
        SupervisedProgram kiosk = start("kiosk", KioskMain.class, """
            hours = "open"
            printer.address = "virtual"
            scanner.address = "virtual"
            relay.url = "tcp://127.0.0.1:%d"
            """.formatted(broker));
        press(kiosk);
        int killed = 0;
        for (SupervisedProgram program : List.of(kiosk, server)) {
            Set<String> done = new HashSet<>(OF_THE_JVM);
            for (String next = program.nextThread(done); next != null; next = program.nextThread(done)) {
                done.add(SupervisedProgram.kind(next));
                int starts = program.starts();
                long begun = System.nanoTime();
                if (next.startsWith("process reaper") || !program.kill(next)) {
                    continue;
                }
                killed++;
                awaitService(next, program, kiosk, server);
                System.out.printf(
                        "%-8s %-34s %s after %4.1f s%n",
                        program.name(),
                        next,
                        program.starts() > starts ? "started again" : "serves on   ",
                        (System.nanoTime() - begun) / 1e9);
                press(kiosk);
            }
        }
        assertTrue(killed > 20, killed + " threads were killed");
        await().atMost(AGAIN.plus(kiosk.slowestStart()))
                .until(() -> kiosk.get("/health/ready").at("/relay/outbox").asInt() == 0);
        Set<String> numbers = new HashSet<>();
        for (String ticket : tickets) {
            JsonNode held = kiosk.get("/api/v1/tickets/" + ticket);
            assertFalse(held.isMissingNode(), ticket + " was answered and is not there");
            assertTrue(numbers.add(held.path("number").asText()), held + " has a number of another");
        }
        assertEquals(tickets.size(), numbers.size());
    }

    private static void awaitService(
            String killed, SupervisedProgram program, SupervisedProgram kiosk, SupervisedProgram server)
            throws IOException {
        try {
            await(killed).atMost(AGAIN.plus(program.slowestStart())).until(() -> serves(kiosk) && server.isReady());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(killed + "\n" + kiosk.lastWords() + "\n" + server.lastWords(), e);
        }
    }

    private SupervisedProgram start(String name, Class<?> main, String settings) throws Exception {
        SupervisedProgram program = new SupervisedProgram(folder, name, main, settings);
        programs.add(program);
        program.start();
        return program;
    }

    /**
     * Whether a press is answered and its paper is printed, so that desk, journal, print shop and printer do their
     * work.
     */
    private static boolean serves(SupervisedProgram kiosk) throws InterruptedException {
        if (!kiosk.isReady()) {
            return false;
        }
        JsonNode ticket = kiosk.press();
        return ticket != null && printed(kiosk, ticket.path("id").asText());
    }

    private static boolean printed(SupervisedProgram kiosk, String ticket) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            JsonNode now = kiosk.tryGet("/api/v1/tickets/" + ticket);
            if (now != null && now.path("print").asText().equals("confirmed")) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    private void press(SupervisedProgram kiosk) throws InterruptedException {
        JsonNode ticket = kiosk.press();
        if (ticket != null) {
            tickets.add(ticket.path("id").asText());
        }
    }
}
