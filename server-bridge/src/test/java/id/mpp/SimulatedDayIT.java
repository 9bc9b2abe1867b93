package id.mpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.bus.Mosquitto;
import id.mpp.kiosk.KioskMain;
import id.mpp.kiosk.simulation.SimulateMain;
import id.mpp.server.ServerMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole working day through the real HTTP interface of two real programs on one simulated clock. Every number is
 * issued once, called once, printed, and known to the server with the same times. {@code -Dmpp.day=VISITORSxSPEED} sets
 * its size.
 */
@Tag("alone")
class SimulatedDayIT {
    private static final String SIZE = System.getProperty("mpp.day", "120x600");
    private static final long START_SECONDS = 30;
    private static final long LONGEST_MINUTES = 30;

    @TempDir
    private Path folder;

    private Program server;
    private Program kiosk;
    private Program day;

    @AfterEach
    void endAll() throws InterruptedException {
        for (Program program : new Program[] {day, kiosk, server}) {
            if (program != null) {
                program.end();
            }
        }
    }

    @Test
    void everyNumberOfADayIsAccountedFor() throws Exception {
        String[] size = SIZE.split("x", 2);
        int port = Mosquitto.freePort();
        Instant begin = Instant.now().plusSeconds(START_SECONDS).truncatedTo(ChronoUnit.SECONDS);
        String clock =
                "simulation.begin = \"2026-11-20T07:20:00+07:00\"\nsimulation.end = \"2026-11-20T18:00:00+07:00\"\n"
                        + "simulation.realBegin = \"" + begin + "\"\nsimulation.speed = " + size[1] + "\n";
        server = new Program(
                folder, "server", ServerMain.class, clock + "[broker]\nmode = \"embedded\"\nport = " + port + "\n");
        kiosk = new Program(
                folder,
                "kiosk",
                KioskMain.class,
                clock + "[printer]\naddress = \"virtual\"\n[relay]\nurl = \"tcp://127.0.0.1:" + port + "\"\n");
        server.start();
        kiosk.start();

        Path config = folder.resolve("plan.toml");
        Files.writeString(
                config,
                clock + "credentials = \"" + folder.resolve("credentials.json") + "\"\nkiosk.url = \"" + kiosk.url("")
                        + "\"\nserver.url = \"" + server.url("") + "\"\nvisitors = " + size[0] + "\n");
        day = new Program(folder, "day", SimulateMain.class, "");
        Process played = day.run(config.toString());
        assertTrue(played.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES), "the day does not end");
        String said = Files.readString(day.log());
        System.out.println(said);
        assertEquals(0, played.exitValue(), said);
        assertTrue(said.contains("holds: every number is accounted for"), said);
        server.logIn("admin");
        assertTrue(server.get("/api/v1/branches/mpp-2172-01/live")
                .path("simulated")
                .asBoolean());
    }
}
