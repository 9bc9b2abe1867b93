package id.mpp.kiosk.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.testing.MondayMorning;
import id.mpp.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The kiosk as a process of its own on a free port, open at any hour, and calls to it over HTTP. */
public final class KioskProcess implements AutoCloseable {
    private final Path folder;
    private final ReadyProcess process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    /** @param toml what is set beside port, folder and hours */
    public KioskProcess(Path folder, String toml) throws IOException {
        this.folder = folder;
        Path config = folder.resolve("kiosk.toml");
        Files.writeString(
                config,
                MondayMorning.toml()
                        + "hours=\"open\"\n"
                        + "clock=\"trusted\"\n"
                        + "http.port=0\n"
                        + "http.publicUrl=\"http://127.0.0.1:8080\"\n"
                        + "data.folder=\""
                        + folder + "\"\n" + toml);
        process = new ReadyProcess(command(config));
    }

    /** The command line that starts the kiosk with this configuration. */
    public static List<String> command(Path config) {
        return ReadyProcess.java(
                "id.mpp.kiosk.KioskMain",
                "--config",
                config.toString(),
                "--watch-parent",
                Long.toString(ProcessHandle.current().pid()));
    }

    public long pid() {
        return process.pid();
    }

    public int port() {
        return process.port();
    }

    /** POSTs with a fresh key; as nobody where {@code who} is null. */
    public HttpResponse<String> post(String path, String json, @Nullable String who)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (who != null) {
            request.header("Cookie", cookie(who)).header("X-Requested-With", "mpp");
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The session of an account, logged in when it is first asked for. */
    public String cookie(String who) throws IOException, InterruptedException {
        String known = cookies.get(who);
        if (known != null) {
            return known;
        }
        for (JsonNode one : Json.mapper()
                .readTree(Files.readAllBytes(folder.resolve("credentials.json")))
                .path("kiosk")) {
            if (one.path("username").asText().equals(who)) {
                HttpResponse<String> answer = post(
                        "/api/v1/session",
                        "{\"username\":\"" + who + "\",\"password\":\""
                                + one.path("password").asText() + "\"}",
                        null);
                String cookie =
                        answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
                cookies.put(who, cookie);
                return cookie;
            }
        }
        throw new IOException("no account " + who);
    }

    @Override
    public void close() {
        client.shutdownNow();
        process.close();
    }
}
