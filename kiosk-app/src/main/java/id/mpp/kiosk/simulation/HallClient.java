package id.mpp.kiosk.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import id.mpp.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person's way to a program: real HTTP, a key for each action, and the same key again where no answer came, so that
 * nothing is done twice. Thread-safe.
 */
final class HallClient {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int ATTEMPTS = 8;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int UNAVAILABLE = 503;

    private final HttpClient http;
    private final String base;
    private final @Nullable String cookie;

    /** @param body missing where the answer had none */
    record Answer(int status, JsonNode body) {
        boolean done() {
            return status / 100 == 2;
        }

        /** The stable code of a refusal. */
        String code() {
            return body.path("code").asText();
        }
    }

    HallClient(HttpClient http, String base) {
        this(http, base, null);
    }

    private HallClient(HttpClient http, String base, @Nullable String cookie) {
        this.http = http;
        this.base = base;
        this.cookie = cookie;
    }

    /** Whether a program says, now and without patience, that it is ready. */
    static boolean isReady(HttpClient http, String base) throws InterruptedException {
        try {
            HttpRequest ask = HttpRequest.newBuilder(URI.create(base + "/health/ready"))
                    .timeout(PATIENCE)
                    .build();
            return http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The same program as somebody who has logged in. */
    HallClient as(String user, String password) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                send(request("/api/v1/session").POST(body(Map.of("username", user, "password", password))));
        String set = answer.headers().firstValue("Set-Cookie").orElse("");
        if (answer.statusCode() / 100 != 2 || set.isEmpty()) {
            throw new IOException("'" + user + "' cannot log in at " + base + ": status " + answer.statusCode());
        }
        return new HallClient(http, base, set.split(";", 2)[0]);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return patiently(request(path).GET());
    }

    Answer post(String path, Map<String, ?> json) throws IOException, InterruptedException {
        return post(path, json, UUID.randomUUID().toString());
    }

    Answer post(String path, Map<String, ?> json, String key) throws IOException, InterruptedException {
        return patiently(request(path).header("Idempotency-Key", key).POST(body(json)));
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return patiently(request(path)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .DELETE());
    }

    private Answer patiently(HttpRequest.Builder request) throws IOException, InterruptedException {
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                HttpResponse<byte[]> answer = send(request);
                if (answer.statusCode() != UNAVAILABLE) {
                    JsonNode body = answer.body().length == 0
                            ? MissingNode.getInstance()
                            : Json.mapper().readTree(answer.body());
                    return new Answer(answer.statusCode(), body);
                }
                last = new IOException(base + " is unavailable");
            } catch (IOException e) {
                last = new IOException("no answer from " + base + " (" + e + ")", e);
            }
            People.THREADS.sleep(PAUSE);
        }
        throw last == null ? new IOException(base + " did not answer") : last;
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .header("X-Requested-With", "mpp");
        return cookie == null ? request : request.header("Cookie", cookie);
    }

    private static HttpRequest.BodyPublisher body(Map<String, ?> json) throws IOException {
        return HttpRequest.BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(json));
    }
}
