package id.mpp.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.server.testing.FreePort;
import id.mpp.server.testing.HallScript;
import id.mpp.server.testing.TestKiosk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: started, killed, started twice, and started in a wrong way. */
class ServerProcessIT {
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void killedAtAnyMomentItLosesAndDoublesNothing() throws Exception {
        int http = FreePort.find();
        int mqtt = FreePort.find();
        Path config = config("a", http, mqtt, folder.resolve("data"));
        Process first = start(config, "first");
        awaitReady(http);
        HallScript hall = new HallScript("installation-0001").openDay().open("loket-01");
        for (int i = 0; i < 60; i++) {
            hall.take("ktp-rekam");
            hall.callNext("loket-01").finish("loket-01");
        }
        try (TestKiosk kiosk = new TestKiosk("tcp://127.0.0.1:" + mqtt, "hub-1").connect()) {
            kiosk.publish(hall.messages(1, 100, 1));
            first.destroyForcibly().waitFor();
            start(config, "second");
            awaitReady(http);
            // The relay does the same after a reconnect: it sends again from its cursor.
            kiosk.publish(hall.messages(1, hall.size(), 40));
            kiosk.awaitAck(hall.size());
        }
    }

    @Test
    void itEndsInOrderWhenItIsTold() throws Exception {
        int http = FreePort.find();
        Process process = start(config("a", http, FreePort.find(), folder.resolve("data")), "out");
        awaitReady(http);
        process.destroy();
        assertTrue(process.waitFor(90, TimeUnit.SECONDS));
    }

    @Test
    void aSecondStartOnTheSameFolderOrPortIsOneLine() throws Exception {
        int http = FreePort.find();
        int mqtt = FreePort.find();
        start(config("a", http, mqtt, folder.resolve("data")), "out");
        awaitReady(http);
        assertRefused(
                config("b", FreePort.find(), FreePort.find(), folder.resolve("data")),
                "is in use by another server-bridge");
        assertRefused(config("c", http, FreePort.find(), folder.resolve("other")), "(http.port)");
        assertRefused(config("d", FreePort.find(), mqtt, folder.resolve("another")), "(broker.port)");
    }

    @Test
    void aWrongConfigurationIsOneLineThatNamesTheKey() throws Exception {
        Path config = folder.resolve("wrong.toml");
        Files.writeString(config, "[http]\nport = \"eighty\"\n");
        assertRefused(config, "http.port");
        Files.writeString(config, "[http]\nprot = 80\n");
        assertRefused(config, "http.prot");
        Files.writeString(config, "catalog = \"nowhere.json\"\n[data]\nfolder = \"" + folder.resolve("x") + "\"\n");
        assertRefused(config, "nowhere.json");
        Files.writeString(config, "catalog = \"" + folder + "\"\n[data]\nfolder = \"" + folder.resolve("x") + "\"\n");
        assertRefused(config, "catalog");
    }

    @Test
    void aDamagedStoreIsOneLineAndLeftForTheOperator() throws Exception {
        Path data = folder.resolve("data");
        int http = FreePort.find();
        Path config = config("a", http, FreePort.find(), data);
        Process first = start(config, "first");
        awaitReady(http);
        first.destroy();
        assertTrue(first.waitFor(90, TimeUnit.SECONDS));
        Path store = data.resolve("server.db");
        byte[] damaged = Files.readAllBytes(store);
        Arrays.fill(damaged, (byte) 0x5a);
        Files.write(store, damaged);
        assertRefused(config, store.toString());
        assertArrayEquals(damaged, Files.readAllBytes(store));
    }

    private void assertRefused(Path config, String word) throws Exception {
        Process process = start(config, config.getFileName() + "-refused");
        assertTrue(process.waitFor(90, TimeUnit.SECONDS), word);
        List<String> lines = Files.readAllLines(folder.resolve(config.getFileName() + "-refused"));
        assertEquals(2, process.exitValue(), String.join("\n", lines));
        assertEquals(1, lines.size(), String.join("\n", lines));
        assertTrue(lines.getFirst().contains(word), lines.getFirst());
    }

    private Path config(String name, int http, int mqtt, Path data) throws IOException {
        Path file = folder.resolve(name + ".toml");
        return Files.writeString(
                file,
                "[data]\nfolder = \"" + data + "\"\n[http]\nport = " + http + "\n[broker]\nport = " + mqtt + "\n");
    }

    private Process start(Path config, String output) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerMain.class.getName(),
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(output).toFile())
                .start();
        processes.add(process);
        return process;
    }

    private static void awaitReady(int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            await().atMost(LONG)
                    .ignoreExceptions()
                    .until(() -> client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
        }
    }
}
