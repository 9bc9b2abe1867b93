package id.mpp.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.server.RunningServer;
import id.mpp.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** The whole server on free ports, with a client that can log in. */
public final class TestServer implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningServer server;
    private final String mqtt;
    private String cookie = "";

    public TestServer(Path folder) throws Exception {
        this(folder, "");
    }

    /** @param settings further keys of its configuration, a line each */
    public TestServer(Path folder, String settings) throws Exception {
        int port = FreePort.find();
        mqtt = "tcp://127.0.0.1:" + port;
        server = RunningServer.start(folder, port, settings);
    }

    private TestServer(RunningServer server, String mqtt) {
        this.server = server;
        this.mqtt = mqtt;
    }

    /** With a broker that runs by itself. */
    public static TestServer at(String broker, Path folder) throws Exception {
        return new TestServer(RunningServer.startAt(folder, broker, ""), broker);
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    public String mqtt() {
        return mqtt;
    }

    public Path folder() {
        return server.folder();
    }

    public String password() throws IOException {
        JsonNode credentials = Json.mapper().readTree(Files.readAllBytes(folder().resolve("credentials.json")));
        return credentials.at("/server/0/password").textValue();
    }

    public TestServer logIn() throws Exception {
        String body = "{\"username\":\"admin\",\"password\":\"" + password() + "\"}";
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(url() + "/api/v1/session"))
                        .header("Content-Type", "application/json")
                        .header("X-Requested-With", "mpp")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError("login: " + answer.statusCode() + " " + answer.body());
        }
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        return this;
    }

    public HttpResponse<String> get(String path) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return Json.mapper().readTree(answer.body());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
