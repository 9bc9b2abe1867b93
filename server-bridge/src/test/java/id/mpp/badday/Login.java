package id.mpp.badday;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** Logs in with a first password. */
final class Login {
    private Login() {}

    /**
     * The session's cookie; empty where the program did not answer or refused.
     *
     * @param program {@code kiosk} or {@code server}, as in the file of first passwords
     */
    static String at(int port, String program, String user, Path credentials) {
        try {
            for (JsonNode one :
                    Json.mapper().readTree(Files.readAllBytes(credentials)).path(program)) {
                if (one.path("username").asText().equals(user)) {
                    String body = Json.mapper()
                            .writeValueAsString(Map.of(
                                    "username",
                                    user,
                                    "password",
                                    one.path("password").asText()));
                    Line.Answer answer = Line.post(
                            "127.0.0.1",
                            port,
                            "/api/v1/session",
                            body,
                            UUID.randomUUID().toString(),
                            "");
                    return answer.status() == 200 ? answer.setCookie() : "";
                }
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }
}
