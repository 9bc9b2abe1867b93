package id.mpp.kiosk.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.testing.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A start on a disk that is full or can only be read shows the hall as it was last written, takes nothing, and serves
 * once the disk works. Where no hall was kept yet, it ends with one sentence that says so, and with the status of what
 * may pass. No file is called damaged for it. Needs root.
 */
final class DiskAtStartIT {
    private static final int MAY_PASS = 1;
    private static final String PRESS = "{\"service\":\"kk\",\"paper\":false}";

    @TempDir
    private Path folder;

    private Path disk;

    @BeforeEach
    void mountDisk() throws IOException {
        disk = Files.createDirectory(folder.resolve("disk"));
        LoopDisk.run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString());
    }

    @AfterEach
    void unmountDisk() throws IOException {
        LoopDisk.run("umount", "-l", disk.toString());
    }

    @Test
    void aNewKioskOnADiskThatCanOnlyBeRead() throws Exception {
        remount("ro");
        refused("can only be read");
    }

    @Test
    void aNewKioskOnAFullDisk() throws Exception {
        fill();
        refused("is full");
    }

    @Test
    void aKioskThatServedStartsAgainOnceItsDiskWorks() throws Exception {
        try (KilledKiosk kiosk = new KilledKiosk(disk)) {
            assertEquals(201, kiosk.post("/api/v1/tickets", "before", PRESS).statusCode());
            // The first passwords are stored behind the first press.
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> Files.exists(disk.resolve("data/accounts.json")));
            // In order: what a killed one leaves in its log is room for the next start.
            ProcessHandle process = ProcessHandle.of(kiosk.pid()).orElseThrow();
            assertTrue(process.destroy());
            process.onExit().join();
        }
        remount("ro");
        standsIn("can only be read", "read-only", () -> remount("rw"));
        Files.deleteIfExists(disk.resolve("data/reserve"));
        Path filler = fill();
        standsIn("is full", "full", () -> Files.delete(filler));
        try (KilledKiosk kiosk = new KilledKiosk(disk)) {
            assertTrue(kiosk.get("/api/v1/hall").body().contains("\"waiting\":1"));
            assertEquals(201, kiosk.post("/api/v1/tickets", "after", PRESS).statusCode());
        }
    }

    @FunctionalInterface
    private interface Mending {
        void mend() throws IOException;
    }

    /** Everything that only reads goes on, in its page's own words, and the end of the trouble ends the program. */
    private void standsIn(String sentence, String condition, Mending mending) throws Exception {
        Path beside = Files.createTempDirectory(folder, "beside");
        try (KilledKiosk kiosk = KilledKiosk.limited(beside, disk.resolve("data"))) {
            for (String page : List.of("/", "/board", "/counter", "/api/v1/board")) {
                assertEquals(200, kiosk.get(page).statusCode(), page);
            }
            String hall = kiosk.get("/api/v1/hall").body();
            assertTrue(hall.contains("\"waiting\":1") && hall.contains("\"writable\":false"), hall);
            HttpResponse<String> press = kiosk.post("/api/v1/tickets", "during", PRESS);
            assertEquals(503, press.statusCode(), press.body());
            assertTrue(press.body().contains("storage-limited"), press.body());
            assertTrue(kiosk.get("/health/ready").body().contains(sentence));
            kiosk.logIn("supervisor");
            String supervision = kiosk.get("/api/v1/supervision").body();
            assertTrue(supervision.contains("\"" + condition + "\""), supervision);
            assertEquals(200, kiosk.get("/api/v1/supervision/numbers").statusCode());
            mending.mend();
            assertEquals(MAY_PASS, kiosk.awaitEnd());
        }
        String log = Files.readString(beside.resolve("kiosk.log"));
        assertTrue(log.contains(sentence) && log.contains("takes what is written again"), log);
        assertFalse(log.contains("Exception"), log);
    }

    private void remount(String how) throws IOException {
        LoopDisk.run("mount", "-o", "remount," + how, disk.toString());
    }

    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] block = new byte[1_024];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertTrue(Files.size(filler) > 0, full::toString);
        }
        return filler;
    }

    private void refused(String sentence) throws Exception {
        String toml = "http.port=" + FreePort.find() + "\nprinter.address=\"none\"\nrelay.url=\"\"\ndata.folder=\""
                + disk.resolve("data") + "\"\n";
        BadStart start = BadStart.of(folder, toml);
        List<String> said = start.lines();
        assertEquals(MAY_PASS, start.status(), said::toString);
        String last = said.getLast();
        assertTrue(last.contains(sentence) && last.contains("started again"), last);
        assertFalse(last.contains(" is damaged"), last);
        // Where the disk is full, warnings about what could not be noted may stand before it.
        assertFalse(String.join("\n", said).contains("at java."), () -> "a stack trace: " + said);
    }
}
