package id.mpp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.bus.Mosquitto;
import id.mpp.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One of the two programs, in a process of its own, and the person in front of it. */
public final class Program {
    private static final Duration LONG = Duration.ofSeconds(90);
    private final String name;
    private final Class<?> main;
    private final Path data;
    private final int port;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();
    private Process process;
    private String cookie = "";

    public Program(Path folder, String name, Class<?> main, String settings) throws IOException {
        this.folder = folder;
        this.name = name;
        this.main = main;
        this.data = folder.resolve(name);
        this.port = Mosquitto.freePort();
        Files.writeString(
                folder.resolve(name + ".toml"),
                "credentials = \"" + folder.resolve("credentials.json") + "\"\n" + settings + "[data]\nfolder = \""
                        + data + "\"\n[http]\nport = " + port + "\n");
    }

    public void start() throws IOException {
        process = run(
                "--config",
                folder.resolve(name + ".toml").toString(),
                "--watch-parent",
                Long.toString(ProcessHandle.current().pid()));
        await(name).atMost(LONG).until(() -> !process.isAlive() || answers());
        assertTrue(process.isAlive(), Files.readString(log()));
    }

    private boolean answers() throws InterruptedException {
        try {
            return send(request("/health/ready").GET()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs the program with these arguments. Its output is added to {@link #log}. */
    Process run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process made = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        started.add(made);
        return made;
    }

    Path log() {
        return folder.resolve(name + ".log");
    }

    public Path data() {
        return data;
    }

    /** Ends every process of this program, however the test went. */
    public void end() throws InterruptedException {
        http.shutdownNow();
        for (Process one : started) {
            one.destroyForcibly().waitFor();
        }
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void logIn(String user) throws Exception {
        JsonNode all = Json.mapper().readTree(Files.readAllBytes(folder.resolve("credentials.json")));
        for (JsonNode one : all.path(name)) {
            if (one.path("username").asText().equals(user)) {
                HttpResponse<byte[]> answer = send(request("/api/v1/session")
                        .POST(BodyPublishers.ofString(Json.mapper()
                                .writeValueAsString(Map.of(
                                        "username",
                                        user,
                                        "password",
                                        one.path("password").asText())))));
                assertEquals(200, answer.statusCode());
                cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
                return;
            }
        }
        throw new AssertionError("no first password of " + user + " at the " + name);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return Json.mapper().readTree(bytes(path));
    }

    byte[] bytes(String path) throws IOException, InterruptedException {
        return body(path, send(request(path).GET()));
    }

    JsonNode post(String path, String json) throws IOException, InterruptedException {
        return post(path, json, UUID.randomUUID().toString());
    }

    JsonNode post(String path, String json, String key) throws IOException, InterruptedException {
        return Json.mapper()
                .readTree(body(
                        path, send(request(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(json)))));
    }

    /** The lines of a stream of events, as they come. */
    Queue<String> listen(String path) {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        var _ = http.sendAsync(request(path).GET().build(), BodyHandlers.ofLines())
                .thenAcceptAsync(answer -> answer.body().forEach(lines::add), Thread::startVirtualThread);
        return lines;
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url(path))).header("Content-Type", "application/json");
        return cookie.isEmpty() ? request : request.header("Cookie", cookie).header("X-Requested-With", "mpp");
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(LONG).build(), BodyHandlers.ofByteArray());
    }

    private byte[] body(String path, HttpResponse<byte[]> answer) {
        assertTrue(
                answer.statusCode() / 100 == 2,
                () -> path + ": " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        return answer.body();
    }
}
