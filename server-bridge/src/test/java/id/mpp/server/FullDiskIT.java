package id.mpp.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.program.Ending;
import id.mpp.server.ingest.Arrival;
import id.mpp.server.testing.HallScript;
import id.mpp.server.testing.KeptServer;
import id.mpp.server.testing.TestKiosk;
import id.mpp.wire.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server with its store and the journal of the embedded broker on a disk that fills up and is freed again, and
 * under a limit for the size of a file. The disk is a real tmpfs, and the server is a real process that is started
 * again whenever it ends. Needs root.
 */
@Timeout(300)
class FullDiskIT {
    private static final Duration LONG = Duration.ofSeconds(90);
    /** More than a file of the broker's journal has, and less than the store's log reaches. */
    private static final long STORE_STOPS_BYTES = 5L << 20;

    private static final int LETTER_BYTES = 30_000;
    private static final int LETTERS = 150;
    /** Less than a file of the broker's journal has. */
    private static final long BROKER_STOPS_BYTES = 64L << 10;

    private static final String BROKER_LOST = "the embedded broker cannot write its journal";

    @TempDir
    private Path folder;

    private final Deque<Path> mounted = new ArrayDeque<>();

    @AfterEach
    void unmount() throws Exception {
        while (!mounted.isEmpty()) {
            run("umount", "-l", mounted.pop().toString());
        }
    }

    @Test
    void aDiskThatFillsUpAndIsFreedLosesNothingThatWasAcknowledged() throws Exception {
        Path disk = mount(folder.resolve("disk"), "64m");
        try (KeptServer server = new KeptServer(folder, disk.resolve("data"))) {
            server.awaitReady();
            HallScript hall = day(75);
            send(server, hall, 1, 100, 10);
            Path filler = fill(disk);
            await().atMost(LONG).until(() -> saysWhy(server, "is full"));
            // The kiosk goes on. It does not matter what becomes of its events, as long as none is acknowledged that is
            // not stored.
            try (TestKiosk kiosk = new TestKiosk(server.url(), "hub-1")) {
                kiosk.offer(hall.messages(101, hall.size(), 1), Duration.ofSeconds(20));
            }
            assertTrue(saysWhy(server, "is full"), "it is told as long as it lasts");
            Files.delete(filler);
            long freed = System.nanoTime();
            server.awaitReady();
            System.out.printf(
                    "P20: ready %d ms after the disk was freed; the program ended with %s%n",
                    (System.nanoTime() - freed) / 1_000_000, server.ends());
            send(server, hall, 101, hall.size(), 40);
            server.kill();
            server.awaitReady();
            try (TestKiosk kiosk = new TestKiosk(server.url(), "hub-1").connect()) {
                assertEquals(hall.size(), kiosk.awaitAck(hall.size()).through());
            }
        }
    }

    @Test
    void aStoreThatMayNotGrowIsSaidAndTakesWhatWaitsOnceItMay() throws Exception {
        try (KeptServer server = new KeptServer(folder, folder.resolve("data"))) {
            server.awaitReady();
            HallScript hall = day(75);

            send(server, hall, 1, 100, 10);
            limit(server, STORE_STOPS_BYTES);
            try (TestKiosk kiosk = new TestKiosk(server.url(), "hub-1")) {
                // Each is kept as evidence, so the log grows. What comes after them waits.
                kiosk.offer(letters(), LONG);
                kiosk.publish(hall.messages(101, hall.size(), 40));
                await().atMost(LONG).until(() -> saysWhy(server, "store: "));
                assertEquals(0, server.ends().size(), "the broker goes on, and so does the program");
                run("prlimit", "--pid", Long.toString(server.pid()), "--fsize=unlimited:unlimited");
                server.awaitReady();
                kiosk.awaitAck(hall.size());
            }
            assertEquals(0, server.ends().size());
        }
    }

    @Test
    void aBrokerWhoseJournalMayNotBeWrittenEndsTheProgramWhichIsStartedAgain() throws Exception {
        try (KeptServer server = new KeptServer(folder, folder.resolve("data"))) {
            server.awaitReady();
            HallScript hall = day(75);
            send(server, hall, 1, 100, 10);
            limit(server, BROKER_STOPS_BYTES);
            brokerIsLostAndComesBack(server, hall);
        }
    }

    @Test
    void aBrokerWhoseDiskIsFullEndsTheProgramWhichIsStartedAgain() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path disk = mount(data.resolve("broker"), "24m");
        try (KeptServer server = new KeptServer(folder, data)) {
            server.awaitReady();
            HallScript hall = day(75);
            send(server, hall, 1, 100, 10);
            Path filler = fill(disk);
            // The broker's files already have their size, so it fails at the next file.
            brokerIsLost(server, hall);
            Files.delete(filler);
            server.awaitReady();
            send(server, hall, 101, hall.size(), 40);
        }
    }

    private static void brokerIsLostAndComesBack(KeptServer server, HallScript hall) throws Exception {
        brokerIsLost(server, hall);
        server.awaitReady();
        send(server, hall, 101, hall.size(), 40);
    }

    private static void brokerIsLost(KeptServer server, HallScript hall) throws Exception {
        await().atMost(LONG).until(() -> {
            try (TestKiosk kiosk = new TestKiosk(server.url(), "hub-1")) {
                kiosk.offer(hall.messages(101, hall.size(), 1), Duration.ofSeconds(5));
            }
            return !server.ends().isEmpty();
        });
        assertEquals(Ending.STATUS, server.ends().getFirst());
        assertTrue(server.log().contains(BROKER_LOST), server.log());
    }

    private static List<Arrival> letters() {
        Random random = new Random(1);
        List<Arrival> letters = new ArrayList<>();
        for (int i = 0; i < LETTERS; i++) {
            byte[] noise = new byte[LETTER_BYTES];
            random.nextBytes(noise);
            byte[] words = HexFormat.of().formatHex(noise).getBytes(StandardCharsets.UTF_8);
            letters.add(new Arrival(Topics.events(HallScript.BRANCH, HallScript.NODE.value()), words));
        }
        return letters;
    }

    private static HallScript day(int tickets) {
        HallScript hall = new HallScript("installation-0001").openDay().open("loket-01");
        for (int i = 0; i < tickets; i++) {
            hall.take("ktp-rekam");
            hall.callNext("loket-01").finish("loket-01");
        }
        return hall;
    }

    private static void send(KeptServer server, HallScript hall, int from, int to, int perMessage) throws Exception {
        try (TestKiosk kiosk = new TestKiosk(server.url(), "hub-1").connect()) {
            kiosk.publish(hall.messages(from, to, perMessage));
            kiosk.awaitAck(to);
        }
    }

    /** Whether the server is not ready and says why, or has ended and said why. */
    private static boolean saysWhy(KeptServer server, String why) throws IOException, InterruptedException {
        try {
            HttpResponse<String> answer = server.ready();
            return answer.statusCode() == 503 && answer.body().contains(why);
        } catch (IOException nobodyAnswers) {
            return server.log().contains(why);
        }
    }

    private static void limit(KeptServer server, long bytes) throws IOException, InterruptedException {
        run("prlimit", "--pid", Long.toString(server.pid()), "--fsize=" + bytes + ":unlimited");
    }

    private Path mount(Path at, String size) throws IOException, InterruptedException {
        Files.createDirectory(at);
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", at.toString());
        mounted.push(at);
        return at;
    }

    /** Fills the disk to the last byte. */
    private static Path fill(Path disk) throws IOException {
        Path filler = disk.resolve("filler");
        byte[] block = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertTrue(String.valueOf(full.getMessage()).contains("No space"), full.getMessage());
        }
        return filler;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), String.join(" ", command) + ": " + said);
    }
}
