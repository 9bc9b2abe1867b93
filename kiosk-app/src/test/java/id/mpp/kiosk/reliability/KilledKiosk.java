package id.mpp.kiosk.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.testing.FreePort;
import id.mpp.testing.MondayMorning;
import id.mpp.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The real program as a process of its own, on one data folder, with its pages on a free port. */
final class KilledKiosk implements AutoCloseable {
    private static final int READY = 200;
    private static final int NOT_READY = 503;
    private static final String OFFICER = "petugas-disdukcapil";

    private final Path data;
    private final int port;
    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final long readyMillis;
    private String cookie = "";

    /** Returns when the kiosk says that it is ready. */
    KilledKiosk(Path folder) throws IOException {
        this(folder, folder.resolve("data"), READY);
    }

    /**
     * On a disk that takes nothing: returns when the kiosk says that it is not ready.
     *
     * @param folder for its configuration and its log, on a disk that works
     */
    static KilledKiosk limited(Path folder, Path data) throws IOException {
        return new KilledKiosk(folder, data, NOT_READY);
    }

    private KilledKiosk(Path folder, Path data, int readiness) throws IOException {
        this.data = data;
        port = FreePort.find();
        Path config = folder.resolve("kiosk.toml");
        Files.writeString(
                config,
                MondayMorning.toml() + "hours = \"open\"\nprinter.address = \"none\"\nrelay.url = \"\"\nhttp.port = "
                        + port + "\ndata.folder = \"" + data + "\"\n");
        long begun = System.nanoTime();
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "id.mpp.kiosk.KioskMain",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("kiosk.log").toFile()))
                .start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(4))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> says(readiness));
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw new IOException(
                    "the kiosk is not ready; its log: " + Files.readString(folder.resolve("kiosk.log")), e);
        }
        readyMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    long pid() {
        return process.pid();
    }

    /** From the start of the process to the first "ready". */
    long readyMillis() {
        return readyMillis;
    }

    private boolean says(int readiness) throws InterruptedException {
        try {
            return get("/health/ready").statusCode() == readiness;
        } catch (IOException e) {
            // Nobody listens yet.
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended with status " + process.exitValue(), e);
            }
            return false;
        }
    }

    void logIn() throws IOException, InterruptedException {
        logIn(OFFICER);
    }

    void logIn(String username) throws IOException, InterruptedException {
        String password = "";
        for (JsonNode one : Json.mapper()
                .readTree(Files.readAllBytes(data.resolve("credentials.json")))
                .path("kiosk")) {
            if (one.path("username").asText().equals(username)) {
                password = one.path("password").asText();
            }
        }
        HttpResponse<String> answer = post(
                "/api/v1/session",
                "login-" + System.nanoTime(),
                "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}");
        cookie = answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
        if (cookie.isEmpty()) {
            throw new IOException("nobody could log in: " + answer.statusCode() + " " + answer.body());
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(withCookie(request(path)).GET().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder withCookie(HttpRequest.Builder request) {
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    HttpResponse<String> post(String path, String key, String json) throws IOException, InterruptedException {
        HttpRequest.Builder request = withCookie(request(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header("X-Requested-With", "mpp")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(1));
    }

    /** Waits for its end; answers its exit status. */
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        client.shutdownNow();
    }
}
