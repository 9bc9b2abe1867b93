package id.mpp.kiosk.pages;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.KioskProgram;
import id.mpp.wire.Json;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An officer at a counter without a page, and the visitors of one of its services. Used by one thread. */
final class CounterByHttp {
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final KioskProgram hall;
    private final String counter;
    private final String service;

    /** Logs in and opens the counter; its first service where none is named. */
    CounterByHttp(KioskProgram hall, String officer, String counter, @Nullable String service) {
        this.hall = hall;
        this.counter = counter;
        post("/api/v1/session", "{\"username\":\"" + officer + "\",\"password\":\"" + hall.password(officer) + "\"}");
        JsonNode open = act("open");
        this.service = service == null ? open.at("/counter/services/0").asText() : service;
    }

    /** Somebody takes a number and is called; answers the number that was called. */
    String calls() {
        take();
        return act("call-next").at("/ticket/number").asText();
    }

    void recalls() {
        act("recall");
    }

    void starts() {
        act("start");
    }

    /** Answers the ticket that is finished. */
    JsonNode finishes() {
        return act("finish");
    }

    /** Serves whoever is called, to the end. */
    JsonNode serves() {
        starts();
        return finishes();
    }

    /** So many more take a number; answers how many wait for the agency, as the board's snapshot has it. */
    int waits(int more) {
        String agency = "";
        for (int i = 0; i < more; i++) {
            agency = take().path("agency").asText();
        }
        return json("/api/v1/board", read("/api/v1/board"))
                .path("waiting")
                .path(agency)
                .asInt();
    }

    /** The body of an answer. */
    String read(String path) {
        return send(HttpRequest.newBuilder(hall.baseUrl().resolve(path)));
    }

    JsonNode post(String path, String body) {
        return json(path, send(request(path).POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    /** The code of the problem that is answered. */
    String refusal(String path, String body) {
        HttpResponse<String> answer = answer(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
        return json(path, answer.body()).path("code").asText();
    }

    private static JsonNode json(String path, String body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException(path + " answers no JSON", e);
        }
    }

    /** Takes a number. */
    private JsonNode take() {
        return post("/api/v1/tickets", "{\"service\":\"" + service + "\"}");
    }

    private JsonNode act(String what) {
        return post("/api/v1/counters/" + counter + "/" + what, "{}");
    }

    private HttpRequest.Builder request(String path) {
        URI address = hall.baseUrl().resolve(path);
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("X-Requested-With", "mpp")
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private String send(HttpRequest.Builder request) {
        HttpResponse<String> answer = answer(request);
        if (answer.statusCode() >= 400) {
            throw new AssertionError(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the hall does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
