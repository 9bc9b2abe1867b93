package id.mpp.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.server.testing.FreePort;
import id.mpp.server.testing.HallScript;
import id.mpp.server.testing.TestKiosk;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server with its store and the embedded broker's journal on a disk that fills up and is freed again: a real tmpfs, a real process
 * which is started again whenever it ends, as systemd and {@code ./run} do. Needs root.
 */
@Timeout(300)
class FullDiskIT {
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Object processLock = new Object();
    private Path disk = Path.of("");
    private int http;
    private int mqtt;
    private @Nullable Process process;
    private @Nullable Thread keeper;
    private volatile boolean ending;
    private volatile int starts;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString());
        http = FreePort.find();
        mqtt = FreePort.find();
        Files.writeString(
                folder.resolve("server.toml"),
                "credentials = \"" + folder.resolve("credentials.json") + "\"\n[data]\nfolder = \""
                        + disk.resolve("data") + "\"\n[http]\nport = " + http + "\n[broker]\nport = " + mqtt + "\n");
        keeper = Thread.ofPlatform().name("keeper").start(this::keepRunning);
    }

    @AfterEach
    void unmount() throws Exception {
        ending = true;
        kill();
        if (keeper != null) {
            keeper.join();
        }
        client.close();
        run("umount", "-l", disk.toString());
    }

    @Test
    void aDiskThatFillsUpAndIsFreedLosesNothingThatWasAcknowledged() throws Exception {
        awaitReady();
        HallScript hall = new HallScript("installation-0001").openDay().open("loket-01");
        for (int i = 0; i < 75; i++) {
            hall.take("ktp-rekam");
            hall.callNext("loket-01").finish("loket-01");
        }
        try (TestKiosk kiosk = new TestKiosk("tcp://127.0.0.1:" + mqtt, "hub-1").connect()) {
            kiosk.publish(hall.messages(1, 100, 10));
            kiosk.awaitAck(100);
        }
        Path filler = fill();
        // The kiosk goes on; what becomes of it does not matter, as long as nothing is acknowledged that is not there.
        try (TestKiosk kiosk = new TestKiosk("tcp://127.0.0.1:" + mqtt, "hub-1")) {
            kiosk.offer(hall.messages(101, hall.size(), 1), Duration.ofSeconds(20));
        }
        Files.delete(filler);
        long freed = System.nanoTime();
        awaitReady();
        System.out.printf(
                "P20: ready %d ms after the disk was freed, the program was started %d times%n",
                (System.nanoTime() - freed) / 1_000_000, starts);
        try (TestKiosk kiosk = new TestKiosk("tcp://127.0.0.1:" + mqtt, "hub-1").connect()) {
            kiosk.publish(hall.messages(101, hall.size(), 40));
            kiosk.awaitAck(hall.size());
        }
        kill();
        awaitReady();
        try (TestKiosk kiosk = new TestKiosk("tcp://127.0.0.1:" + mqtt, "hub-1").connect()) {
            assertEquals(hall.size(), kiosk.awaitAck(hall.size()).through());
        }
    }

    /** Leaves not one byte. */
    private Path fill() throws IOException {
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

    private void keepRunning() {
        try {
            while (!ending) {
                Process started;
                synchronized (processLock) {
                    started = new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx256m",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    ServerMain.class.getName(),
                                    "--config",
                                    folder.resolve("server.toml").toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(
                                    folder.resolve("server.log").toFile()))
                            .start();
                    process = started;
                    starts++;
                }
                started.waitFor();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill() throws InterruptedException {
        Process running;
        synchronized (processLock) {
            running = process;
        }
        if (running != null) {
            running.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private void awaitReady() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + "/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), String.join(" ", command) + ": " + said);
    }
}
