package id.mpp.server.testing;

import static org.awaitility.Awaitility.await;

import id.mpp.server.ServerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The real server in a process of its own, which is started again whenever it ends, as systemd and {@code ./run} do.
 */
public final class KeptServer implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Duration END = Duration.ofSeconds(10);

    private final Path folder;
    private final int http = FreePort.find();
    private final int mqtt = FreePort.find();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Object lock = new Object();
    private final List<Integer> ends = new ArrayList<>();
    private final Thread keeper;
    private @Nullable Process process;
    private volatile boolean ending;

    /**
     * @param folder for its configuration, its log and its passwords
     * @param data its data folder
     */
    public KeptServer(Path folder, Path data) throws IOException {
        this.folder = folder;
        Files.writeString(
                folder.resolve("server.toml"),
                "credentials = \"" + folder.resolve("credentials.json") + "\"\n[data]\nfolder = \"" + data
                        + "\"\n[http]\nport = " + http + "\n[broker]\nport = " + mqtt + "\n");
        keeper = Thread.ofPlatform().name("keeper").start(this::keepRunning);
    }

    /** The address of its broker. */
    public String url() {
        return "tcp://127.0.0.1:" + mqtt;
    }

    /** How it ended each time, as exit statuses. */
    public List<Integer> ends() {
        synchronized (lock) {
            return List.copyOf(ends);
        }
    }

    /** All it said since the first start. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }

    public long pid() {
        synchronized (lock) {
            return process == null ? -1 : process.pid();
        }
    }

    public void awaitReady() {
        await().atMost(LONG).ignoreExceptions().until(() -> ready().statusCode() == 200);
    }

    /** @throws IOException where nobody answers */
    public HttpResponse<String> ready() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + "/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        Process running;
        synchronized (lock) {
            running = process;
        }
        if (running != null) {
            running.destroyForcibly().waitFor(END.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void keepRunning() {
        try {
            while (!ending) {
                Process started;
                synchronized (lock) {
                    started = start();
                    process = started;
                }
                int status = started.waitFor();
                synchronized (lock) {
                    ends.add(status);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
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
    }

    @Override
    public void close() {
        ending = true;
        try {
            kill();
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
