package id.mpp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.bus.Mosquitto;
import id.mpp.kiosk.KioskMain;
import id.mpp.server.ServerMain;
import id.mpp.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code ./run} itself, in a tree of its own in which it finds both programs built. Their jars hold nothing but the
 * class path of this test.
 */
class RunScriptIT {
    private static final Path SOURCES = Path.of("").toAbsolutePath().getParent();
    private static final String HALL = "queue-core/src/main/resources/catalog/sample-hall.json";
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final long MOST_SECONDS_TO_END = 60;

    @TempDir
    private Path root;

    private final Map<String, String> settings = new HashMap<>();
    private final List<ProcessHandle> started = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private int files;

    @BeforeEach
    void makeATreeThatIsBuilt() throws IOException {
        for (String file : List.of("run", ".ci/machine.sh", HALL, "pom.xml", "queue-core/pom.xml")) {
            Path copy = root.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(SOURCES.resolve(file), copy);
            Files.setLastModifiedTime(copy, FileTime.from(Instant.EPOCH));
        }
        makeJar("kiosk-app", KioskMain.class);
        makeJar("server-bridge", ServerMain.class);
        Files.createDirectories(root.resolve("target"));
        Files.setLastModifiedTime(root.resolve("queue-core/src/main"), FileTime.from(Instant.EPOCH));
        Files.createFile(root.resolve("target/run.stamp"));
        settings.put("JAVA_HOME", System.getProperty("java.home"));
        settings.put("MPP_HEADLESS", "1");
        settings.put("MPP_DATA", root.resolve("data").toString());
        for (String port : List.of("MPP_KIOSK_PORT", "MPP_SERVER_PORT", "MPP_MQTT_PORT")) {
            settings.put(port, Integer.toString(Mosquitto.freePort()));
        }
    }

    @AfterEach
    void endAll() {
        http.shutdownNow();
        for (ProcessHandle run : started) {
            List<ProcessHandle> programs = run.descendants().toList();
            run.destroyForcibly();
            programs.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MPP_SIMULATE=many, MPP_SIMULATE is 'many'",
        "MPP_SIMULATE=300x60 MPP_SIM_DAY=2026-02-30, MPP_SIM_DAY is '2026-02-30'",
        "MPP_SIMULATE=300x60 MPP_SIM_DAY=2026-11-22, a Sunday",
        "MPP_SIMULATE=300x60 MPP_SIM_DAY=2026-12-25, a holiday",
        "MPP_CATALOG=nowhere.json, nowhere.json",
        "MPP_DATA=/proc/none, /proc/none cannot be made",
    })
    void aWrongSettingIsOneLineThatSaysWhatIsExpected(String wrong, String words) throws Exception {
        for (String setting : wrong.split(" ", -1)) {
            settings.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        assertRefused(new Run(), words);
    }

    @Test
    void realDaysAndSimulatedOnesNeverShareAFolder() throws Exception {
        Path journal = Files.createDirectories(root.resolve("data/kiosk")).resolve("journal.db");
        Files.writeString(journal, "real");
        settings.put("MPP_SIMULATE", "300x60");
        assertRefused(new Run(), "holds the data of real days");
        assertEquals("real", Files.readString(journal));

        Files.createFile(root.resolve("data/simulation.toml"));
        settings.remove("MPP_SIMULATE");
        assertRefused(new Run(), "holds a simulated day");
    }

    @Test
    void itEndsInTimeAndTheNextStartGoesOnHoweverItEnded() throws Exception {
        Run first = new Run();
        first.awaitReady();
        String ticket = takeNumber();
        byte[] passwords = Files.readAllBytes(root.resolve("data/credentials.json"));

        Run sameFolder = new Run();
        settings.put("MPP_DATA", root.resolve("other").toString());
        Run samePorts = new Run();
        assertRefused(sameFolder, "Another ./run uses");
        assertRefused(samePorts, "Port " + settings.get("MPP_SERVER_PORT") + " is held by another program");
        settings.put("MPP_DATA", root.resolve("data").toString());
        first.endsAfter("INT");

        Run second = new Run();
        second.awaitReady();
        assertTrue(holds(ticket));
        assertArrayEquals(passwords, Files.readAllBytes(root.resolve("data/credentials.json")));
        // Nobody tells its programs to end. The next start waits for them.
        second.signal("KILL");

        Run third = new Run();
        third.awaitReady();
        assertTrue(holds(ticket));
        third.endsAfter("TERM");
    }

    @Test
    void aProgramThatEndsOrStandsStillIsStartedAgainAndTheOtherGoesOn() throws Exception {
        Run run = new Run();
        run.awaitReady();
        String ticket = takeNumber();
        run.program("server-bridge.jar").destroyForcibly();
        run.awaitSaid("The server ended by itself");
        run.awaitSaid("server ready on");
        run.awaitSaid("Starting the server again in 1 s; the kiosk goes on.");
        takeNumber();
        run.awaitSaid("The server serves again.");

        long kiosk = run.program("kiosk-app.jar").pid();
        assertEquals(
                0,
                new ProcessBuilder("kill", "-STOP", Long.toString(kiosk))
                        .start()
                        .waitFor());
        run.awaitSaid("The kiosk has answered nothing for ");
        run.awaitSaid("Starting the kiosk again in 1 s; the server goes on.");
        run.awaitSaid("The kiosk serves again.");
        assertTrue(holds(ticket));
        assertFalse(run.said().contains("./run: line"), run.said());
        run.endsAfter("TERM");
    }

    @Test
    void aProgramThatNeverWasReadyEndsAllAndItsLastWordsAreShown() throws Exception {
        Files.writeString(Files.createDirectories(root.resolve("data")).resolve("kiosk"), "no folder");
        Run run = new Run();
        assertTrue(run.process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS), run.said());
        assertEquals(1, run.process.exitValue());
        assertTrue(run.said().contains("The kiosk ended by itself"), run.said());
        assertTrue(run.said().contains(root.resolve("data/kiosk").toString()), run.said());
    }

    @Test
    void theShowOfAnOutageComesTrueAndEndsWithItsResult() throws Exception {
        settings.put("MPP_SHOW", "outage");
        Run run = new Run();
        assertTrue(run.process.waitFor(2 * LONG.toSeconds(), TimeUnit.SECONDS), run.said());
        assertTrue(run.said().contains("Server and broker are killed."), run.said());
        assertTrue(run.said().contains("Shown: "), run.said());
        assertEquals(0, run.process.exitValue(), run.said());

        settings.put("MPP_SHOW", "fireworks");
        assertRefused(new Run(), "MPP_SHOW is 'fireworks'");
    }

    private void assertRefused(Run run, String words) throws Exception {
        assertTrue(run.process.waitFor(90, TimeUnit.SECONDS), words);
        String said = run.said();
        assertEquals(1, run.process.exitValue(), said);
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.contains(words), said);
    }

    private String takeNumber() throws IOException, InterruptedException {
        HttpRequest take = HttpRequest.newBuilder(kiosk("/api/v1/tickets"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString("{\"service\":\"kk\"}"))
                .build();
        HttpResponse<byte[]> answer = http.send(take, BodyHandlers.ofByteArray());
        assertEquals(201, answer.statusCode());
        return Json.mapper().readTree(answer.body()).path("id").asText();
    }

    private boolean holds(String ticket) throws IOException, InterruptedException {
        HttpRequest ask =
                HttpRequest.newBuilder(kiosk("/api/v1/tickets/" + ticket)).build();
        return http.send(ask, BodyHandlers.discarding()).statusCode() == 200;
    }

    private URI kiosk(String path) {
        return URI.create("http://127.0.0.1:" + settings.get("MPP_KIOSK_PORT") + path);
    }

    private void makeJar(String program, Class<?> main) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        String classes = Arrays.stream(System.getProperty("java.class.path").split(":", -1))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes);
        Path jar = root.resolve(program).resolve("target").resolve(program + ".jar");
        Files.createDirectories(jar.getParent());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    /** One {@code ./run} with the settings as they are. */
    private final class Run {
        private final Path output = root.resolve("run-" + files++ + ".txt");
        private final Process process;

        Run() throws IOException {
            // Whoever started the tests in the background ignores SIGINT, and a shell cannot undo that.
            ProcessBuilder builder = new ProcessBuilder(
                    "env", "--default-signal=INT", "bash", root.resolve("run").toString());
            builder.environment().keySet().removeIf(name -> name.startsWith("MPP_"));
            builder.environment().putAll(settings);
            process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            started.add(process.toHandle());
        }

        String said() throws IOException {
            return Files.readString(output);
        }

        void awaitSaid(String words) throws IOException {
            await(words).atMost(LONG).until(() -> !process.isAlive() || said().contains(words));
            assertTrue(said().contains(words), said());
        }

        ProcessHandle program(String jar) {
            return programs().stream()
                    .filter(program -> program.info().commandLine().orElse("").contains(jar))
                    .findFirst()
                    .orElseThrow();
        }

        List<ProcessHandle> programs() {
            List<ProcessHandle> programs = process.toHandle()
                    .descendants()
                    .filter(each -> each.info().command().orElse("").endsWith("java"))
                    .toList();
            assertEquals(2, programs.size());
            return programs;
        }

        void awaitReady() throws IOException {
            await().atMost(LONG).until(() -> !process.isAlive() || said().contains("Ready."));
            assertTrue(process.isAlive(), said());
        }

        void signal(String name) throws IOException, InterruptedException {
            List<ProcessHandle> programs = programs();
            started.addAll(programs);
            int sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertEquals(0, sent);
        }

        void endsAfter(String name) throws Exception {
            List<ProcessHandle> programs = programs();
            signal(name);
            assertTrue(process.waitFor(MOST_SECONDS_TO_END, TimeUnit.SECONDS), said());
            assertNotEquals(1, process.exitValue(), said());
            assertTrue(programs.stream().noneMatch(ProcessHandle::isAlive), said());
        }
    }
}
