package id.mpp.web;

import static id.mpp.web.TestServer.code;
import static id.mpp.web.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.program.ConfigurationException;
import id.mpp.program.TestWorkers;
import id.mpp.queue.ServiceId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemAnswersTest {
    private static TestServer server;

    @BeforeAll
    static void start() throws ConfigurationException {
        server = new TestServer(config -> {
            config.routes.post("/things", ctx -> {
                JsonBody body = JsonBody.of(ctx);
                ServiceId service = body.value("service", 40, ServiceId::new);
                body.optionalText("note", 10);
                body.oneOf("position", List.of("front", "end"));
                boolean priority = body.flag("priority", false);
                body.done();
                ctx.status(201).result("{\"service\":\"" + service + "\",\"priority\":" + priority + "}");
            });
            config.routes.get("/fault/{secret}", ctx -> {
                throw new IllegalStateException("a fault with /etc/passwd in it");
            });
            config.routes.get(
                    "/late",
                    ctx -> ctx.future(() -> CompletableFuture.failedFuture(
                            Problem.of(409, "field-wrong").with("field", "late").thrown())));
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCorrectBodyIsAnswered() throws Exception {
        HttpResponse<String> response = server.post("/things", "{\"service\":\"ktp-rekam\",\"priority\":true}");
        assertEquals(201, response.statusCode());
        assertEquals("{\"service\":\"ktp-rekam\",\"priority\":true}", response.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                        | json-malformed",
                "[]                                       | json-malformed",
                "5                                        | json-malformed",
                "{\"service\":\"a\"} {}                   | json-malformed",
                "{\"service\":\"a\",\"service\":\"b\"}    | json-duplicate-key",
                "{}                                       | field-missing",
                "{\"service\":null}                       | field-missing",
                "{\"service\":5}                          | field-wrong",
                "{\"service\":\"KTP\"}                    | field-wrong",
                "{\"service\":\"a\\u0007\"}               | field-wrong",
                "{\"service\":\"a\",\"note\":\"12345678901\"} | field-wrong",
                "{\"service\":\"a\",\"position\":\"up\"}  | field-wrong",
                "{\"service\":\"a\",\"priority\":\"yes\"} | field-wrong",
                "{\"service\":\"a\",\"nik\":\"2172\"}     | field-unknown",
            })
    void badJsonIsRefusedByNameAndNeverWithA5xx(String body, String code) throws Exception {
        HttpResponse<String> response = server.post("/things", body);
        assertEquals(400, response.statusCode(), response.body());
        assertEquals(code, code(response));
        assertTrue(response.headers().firstValue("Content-Type").orElse("").startsWith(ProblemAnswers.CONTENT_TYPE));
    }

    @Test
    void nestingBombsAndHugeNumbersAreRefused() throws Exception {
        assertEquals(400, server.post("/things", "[".repeat(10_000)).statusCode());
        assertEquals(
                400,
                server.post("/things", "{\"service\":" + "9".repeat(5_000) + "}")
                        .statusCode());
    }

    @Test
    void aWrongFieldIsToldWithItsValueAndWhatWasExpected() throws Exception {
        var problem = json(server.post("/things", "{\"service\":\"KTP!\"}", "Accept-Language", "en"));
        assertEquals("service", problem.path("field").asText());
        assertEquals("KTP!", problem.path("value").asText());
        assertTrue(problem.path("expected").asText().contains("a-z"), problem.toString());
        assertTrue(problem.path("detail").asText().contains("KTP!"), problem.toString());
    }

    @Test
    void anOversizedBodyIs413WhetherItsLengthIsDeclaredOrNot() throws Exception {
        String big = "{\"service\":\"" + "a".repeat(JsonBody.MAX_BYTES) + "\"}";
        HttpResponse<String> declared = server.post("/things", big);
        assertEquals(413, declared.statusCode());
        assertEquals("body-too-large", code(declared));
        HttpResponse<String> chunked = server.send(server.request("/things")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(big.getBytes(StandardCharsets.UTF_8)))));
        assertEquals(413, chunked.statusCode());
    }

    @Test
    void aClientThatSendsAMegabyteStillReadsItsAnswer() throws IOException {
        String answer = server.raw("POST /things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000000\r\nConnection: close\r\n\r\n" + " ".repeat(1_000_000));
        assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    }

    @Test
    void clientsThatNeverFinishTheirBodiesHoldUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write(("POST /things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 20\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            assertEquals(201, server.post("/things", "{\"service\":\"kk\"}").statusCode());
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void anotherContentTypeIs415() throws Exception {
        HttpResponse<String> response = server.send(server.request("/things")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"service\":\"a\"}")));
        assertEquals(415, response.statusCode());
        assertEquals("content-type-wrong", code(response));
    }

    @Test
    void unknownRoutesAndWrongMethodsAreProblems() throws Exception {
        assertEquals("route-unknown", code(server.get("/nothing")));
        HttpResponse<String> response = server.get("/things");
        assertEquals(405, response.statusCode());
        assertEquals("method-not-allowed", code(response));
    }

    @Test
    void aFaultIsA500WithAReferenceAndNothingElse() throws Exception {
        HttpResponse<String> response = server.get("/fault/secret-id");
        assertEquals(500, response.statusCode());
        assertEquals("internal-error", code(response));
        assertEquals(8, json(response).path("reference").asText().length());
        assertFalse(response.body().contains("passwd"));
        assertFalse(response.body().contains("Exception"));
    }

    @Test
    void aProblemThatComesLaterIsAnsweredToo() throws Exception {
        assertEquals(409, server.get("/late").statusCode());
    }

    @Test
    void theLanguageFollowsTheRequestAndIsIndonesianOtherwise() throws Exception {
        assertEquals(
                "Alamat tidak dikenal", json(server.get("/x")).path("title").asText());
        assertEquals(
                "Unknown address",
                json(server.get("/x", "Accept-Language", "fr;q=0.9, en-GB;q=0.8"))
                        .path("title")
                        .asText());
        for (String odd : List.of("id-ID", "*", "!!", ";;;q=", "x".repeat(500))) {
            assertEquals(
                    "Alamat tidak dikenal",
                    json(server.get("/x", "Accept-Language", odd)).path("title").asText(),
                    odd);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /%2e%2e/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\nConnection: close\r\n\r\n",
                "POST /things HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
                "POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\n\u00ff\u00fe",
            })
    void brokenRequestsAreAnsweredWithA4xx(String request) throws IOException {
        String answer = server.raw(request);
        assertTrue(answer.matches("(?s)HTTP/1.1 4\\d\\d .*"), answer);
        assertFalse(answer.contains("jetty"), answer);
        assertFalse(answer.contains("\tat "), answer);
    }

    @Test
    void headersBeyondTheLimitAre431AsAProblem() throws IOException {
        String answer = server.raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(20_000) + "\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 431"), answer);
        assertTrue(answer.contains("\"code\":\"headers-too-large\""), answer);
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() throws Exception {
        for (HttpResponse<String> response : List.of(server.get("/x"), server.post("/things", "{}"))) {
            String policy =
                    response.headers().firstValue("Content-Security-Policy").orElse("");
            assertTrue(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"), policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertEquals(
                    "nosniff",
                    response.headers().firstValue("X-Content-Type-Options").orElse(""));
            assertEquals(
                    "no-referrer",
                    response.headers().firstValue("Referrer-Policy").orElse(""));
            assertEquals(
                    "no-store", response.headers().firstValue("Cache-Control").orElse(""));
            assertTrue(response.headers().firstValue("Server").isEmpty());
        }
    }

    @Test
    void aPortInUseIsOneLineWithWhatToDo() throws ConfigurationException {
        HttpServer second = new HttpServer(
                new HttpServer.Binding("127.0.0.1", server.port(), false),
                ProblemTexts.load(List.of("id")),
                TestWorkers.told(),
                config -> {});
        String message = String.valueOf(
                assertThrows(ConfigurationException.class, second::start).getMessage());
        assertTrue(message.contains("127.0.0.1:" + server.port()) && message.contains("in use"), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void bothLanguagesHaveTheSameSharedTexts() {
        ProblemTexts texts = ProblemTexts.load(List.of("id", "en"));
        assertEquals(texts.keys("id"), texts.keys("en"));
    }
}
