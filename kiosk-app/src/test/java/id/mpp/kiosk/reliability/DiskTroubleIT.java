package id.mpp.kiosk.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.Journal.Fault;
import id.mpp.kiosk.disk.DiskReserve;
import id.mpp.kiosk.sqlite.JournalCheck;
import id.mpp.queue.Command;
import id.mpp.wire.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P9: real disks that are full, read-only or dying, under a desk and under the whole program. Needs root and loop
 * devices.
 */
final class DiskTroubleIT {
    private static final long CARD_BYTES = 4_200L << 20;
    private static final int PROMISED = 5_000;
    private static final Duration LIMITED_WITHIN = Duration.ofSeconds(5);
    private static final String LIMITED = "\"writable\":false";
    private static final String TICKETS = "/api/v1/tickets";

    @TempDir
    private Path folder;

    @Test
    void aFullCardCarriesFiveThousandMoreTicketsFromItsReserve() throws Exception {
        assertEquals(PROMISED, carried(CARD_BYTES, PROMISED));
    }

    @Test
    void aFullSmallDiskCarriesWhatItsReserveSays() throws Exception {
        long says = new DiskReserve(folder).tickets();
        assertEquals(0, says, "none is made yet");
        assertTrue(carried(96L << 20, 600) >= 600, "8 MiB carry more than 600 tickets");
    }

    /** How many tickets with their calls were carried, up to so many. */
    private int carried(long diskBytes, int most) throws Exception {
        try (LoopDisk disk = new LoopDisk(folder, diskBytes)) {
            DiskReserve reserve = new DiskReserve(disk.at());
            reserve.keep();
            assertEquals(reserve.wanted(), reserve.bytes());
            long says = reserve.tickets();
            Path file = disk.at().resolve("journal.db");
            int carried = 0;
            try (JournalledHall hall = new JournalledHall(file, desk -> desk.onFull(reserve::give))) {
                hall.open();
                assertEquals(200, hall.issue("before-full").join());
                Path filler = disk.fill();
                while (carried < most && visit(hall, "ticket-full-" + carried)) {
                    carried++;
                }
                System.out.printf(
                        "P9 disk of %d MiB: carried %d, said %d, reserve left %d of %d MiB%n",
                        diskBytes >> 20, carried, says, reserve.bytes() >> 20, reserve.wanted() >> 20);
                assertTrue(carried >= Math.min(says, most), "the reserve said " + says + " and carried " + carried);
                assertTrue(reserve.given(), "it is told that the reserve is in use");
                Files.delete(filler);
                reserve.keep();
                assertFalse(reserve.given());
                assertEquals(reserve.wanted(), reserve.bytes(), "made again");
                served(hall, "after-full");
            }
            assertEquals(List.of(), JournalCheck.all(file).faults());
            try (JournalledHall again = new JournalledHall(file)) {
                assertEquals(carried + 2, again.desk().view().tickets().size());
            }
            return carried;
        }
    }

    private static boolean visit(JournalledHall hall, String id) {
        try {
            return hall.issue(id).join() == 200
                    && hall.send(id + "-call", new Command.CallNext(JournalledHall.COUNTER, JournalledHall.ACTOR))
                                    .join()
                            == 200
                    && hall.send(id + "-serve", new Command.StartServing(JournalledHall.COUNTER, JournalledHall.ACTOR))
                                    .join()
                            == 200
                    && hall.send(id + "-end", new Command.Finish(JournalledHall.COUNTER, "", JournalledHall.ACTOR))
                                    .join()
                            == 200;
        } catch (CompletionException e) {
            assertInstanceOf(Desk.Unavailable.class, e.getCause());
            return false;
        }
    }

    @Test
    void aDiskThatCanOnlyBeReadMeansALimitedModeAndThenServiceAgain() throws Exception {
        limitedAndBack(Fault.READ_ONLY, LoopDisk::makeReadOnly);
    }

    @Test
    void aDyingDiskMeansALimitedModeAndThenServiceAgain() throws Exception {
        limitedAndBack(Fault.FAILING, LoopDisk::cutPower);
    }

    @FunctionalInterface
    private interface Trouble {
        void happen(LoopDisk disk) throws IOException;
    }

    private void limitedAndBack(Fault declared, Trouble trouble) throws Exception {
        try (LoopDisk disk = new LoopDisk(folder)) {
            Path file = disk.at().resolve("journal.db");
            try (JournalledHall hall = new JournalledHall(file)) {
                hall.open();
                assertEquals(200, hall.issue("ticket-before").join());
                trouble.happen(disk);
                long from = System.nanoTime();
                assertThrows(CompletionException.class, hall.issue("ticket-refused")::join);
                assertTrue(System.nanoTime() - from < LIMITED_WITHIN.toNanos(), "it took too long to say so");
                assertEquals(declared, hall.desk().fault());
                assertFalse(hall.desk().writable());
                assertEquals(1, hall.desk().view().tickets().size(), "the hall is shown as it was");
                disk.remount();
                served(hall, "ticket-after");
                Awaitility.await().until(hall.desk()::writable);
                assertNull(hall.desk().fault());
            }
            assertEquals(List.of(), JournalCheck.all(file).faults());
            try (JournalledHall again = new JournalledHall(file)) {
                assertEquals(2, again.desk().view().tickets().size());
            }
        }
    }

    private static void served(JournalledHall hall, String id) {
        Awaitility.await()
                .atMost(LIMITED_WITHIN)
                .ignoreExceptions()
                .until(() -> hall.issue(id).join() == 200);
    }

    @Test
    void aFullTmpfsThatIsFreedAgainServesTheNextPressAndARestartIsEqual() throws Exception {
        // Too small for a reserve, which would carry thousands of presses first.
        Path disk = Files.createDirectory(folder.resolve("tmpfs"));
        LoopDisk.run("mount", "-t", "tmpfs", "-o", "size=14m", "tmpfs", disk.toString());
        try {
            program(disk, kiosk -> {
                Path filler = disk.resolve("filler");
                try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
                    byte[] block = new byte[1_024];
                    while (true) {
                        file.write(block);
                    }
                } catch (IOException full) {
                    assertTrue(Files.size(filler) > 0, full::toString);
                }
                return () -> Files.delete(filler);
            });
        } finally {
            // Lazily: the program that was killed on it may take a moment to let go.
            LoopDisk.run("umount", "-l", disk.toString());
        }
    }

    @Test
    void aFileSizeLimitThatIsLiftedAgainServesTheNextPressAndARestartIsEqual() throws Exception {
        program(Files.createDirectory(folder.resolve("limited")), kiosk -> {
            limit(kiosk, "16384");
            return () -> limit(kiosk, "unlimited");
        });
    }

    private static void limit(KilledKiosk kiosk, String bytes) throws IOException {
        LoopDisk.run("prlimit", "--pid", Long.toString(kiosk.pid()), "--fsize=" + bytes + ":unlimited");
    }

    @FunctionalInterface
    private interface Ending {
        void end() throws IOException;
    }

    @FunctionalInterface
    private interface Harm {
        Ending begin(KilledKiosk kiosk) throws IOException;
    }

    /** The whole program: presses until it refuses, the disk works again, the next press, a restart. */
    private static void program(Path disk, Harm harm) throws Exception {
        int answered = 0;
        try (KilledKiosk kiosk = new KilledKiosk(disk)) {
            for (int i = 0; i < 5; i++) {
                assertEquals(201, press(kiosk, "before-" + i).statusCode());
                answered++;
            }
            Ending ending = harm.begin(kiosk);
            int refused = 0;
            long since = 0;
            for (int i = 0; refused < 3 && i < 2_000; i++) {
                HttpResponse<String> answer = press(kiosk, "harmed-" + i);
                if (answer.statusCode() == 201) {
                    answered++;
                } else {
                    assertEquals(503, answer.statusCode(), answer.body());
                    assertTrue(answer.body().matches("(?s).*(storage-limited|outcome-unknown).*"), answer.body());
                    refused++;
                    since = System.nanoTime();
                }
                // Opening the journal anew empties its log, which may make room for a few more.
                if (refused > 0 && System.nanoTime() - since < LIMITED_WITHIN.toNanos()) {
                    assertTrue(kiosk.get("/api/v1/hall").body().contains(LIMITED), "pages flicker");
                    assertTrue(kiosk.get("/metrics").body().contains("mpp_disk_limited 1"), "metrics flicker");
                }
            }
            assertTrue(refused >= 3, "it was never refused");
            listsGoOn(kiosk);
            ending.end();
            Awaitility.await()
                    .atMost(LIMITED_WITHIN)
                    .until(() -> press(kiosk, "after-" + System.nanoTime()).statusCode() == 201);
            answered++;
            assertEquals(answered, waiting(kiosk));
        }
        try (KilledKiosk again = new KilledKiosk(disk)) {
            assertEquals(answered, waiting(again));
        }
        assertEquals(
                List.of(), JournalCheck.all(disk.resolve("data/journal.db")).faults());
    }

    @Test
    void aDiskThatCanOnlyBeReadIsNoticedBeforeSomebodyPressesAndSoIsItsEnd() throws Exception {
        try (LoopDisk disk = new LoopDisk(folder);
                KilledKiosk kiosk = new KilledKiosk(disk.at())) {
            assertEquals(201, press(kiosk, "before").statusCode());
            disk.makeReadOnly();
            Awaitility.await().until(() -> kiosk.get("/api/v1/hall").body().contains(LIMITED));
            assertEquals(503, kiosk.get("/health/ready").statusCode());
            assertTrue(kiosk.get("/metrics").body().contains("mpp_journal_failures_total 0"), "nobody pressed");
            disk.replace();
            Awaitility.await().until(() -> !kiosk.get("/api/v1/hall").body().contains(LIMITED));
            assertEquals(200, kiosk.get("/health/ready").statusCode());
            assertEquals(201, press(kiosk, "after").statusCode());
            assertEquals(2, waiting(kiosk));
        }
    }

    /**
     * Somebody may log in, and sees each list or why not; what the journal alone knows may have to wait for the disk.
     */
    private static void listsGoOn(KilledKiosk kiosk) throws IOException, InterruptedException {
        kiosk.logIn("supervisor");
        for (String path : List.of(
                "/", "/board", "/counter", "/api/v1/hall", "/api/v1/supervision", "/api/v1/supervision/numbers")) {
            assertEquals(200, kiosk.get(path).statusCode(), path);
        }
        assertTrue(kiosk.get("/api/v1/supervision").body().contains("\"storage\""), "nobody is told what to do");
        for (String path : List.of("/api/v1/supervision/calls", "/api/v1/supervision/happenings")) {
            HttpResponse<String> list = kiosk.get(path);
            assertTrue(
                    list.statusCode() == 200 || list.body().contains("storage-limited"),
                    () -> path + " is answered with " + list.statusCode() + " " + list.body());
        }
    }

    private static HttpResponse<String> press(KilledKiosk kiosk, String key) throws IOException, InterruptedException {
        return kiosk.post(TICKETS, key, "{\"service\":\"kk\",\"paper\":false}");
    }

    private static int waiting(KilledKiosk kiosk) throws IOException, InterruptedException {
        String hall = kiosk.get("/api/v1/hall").body();
        var services = Json.mapper().readTree(hall).path("services");
        for (var service : services) {
            if (service.path("id").asText().equals("kk")) {
                return service.path("waiting").asInt();
            }
        }
        throw new IOException("no service kk in " + hall);
    }
}
