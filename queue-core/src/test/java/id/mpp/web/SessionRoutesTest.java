package id.mpp.web;

import static id.mpp.web.TestServer.code;
import static id.mpp.web.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.program.TestWorkers;
import id.mpp.queue.ActorId;
import id.mpp.queue.AgencyId;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionRoutesTest {
    private static final String PATH = "/api/v1/session";
    private static final String PASSWORD = "a long enough one";

    @TempDir
    private static Path prepared;

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private TestServer server;

    /** Hashing a password takes long on purpose, so it is done once for all tests. */
    @BeforeAll
    static void hashPasswords() throws Exception {
        Accounts accounts = Accounts.open(prepared.resolve("accounts.json"));
        accounts.put(new Accounts.Wanted(new ActorId("petugas-bpn"), Role.OFFICER, new AgencyId("bpn")), PASSWORD);
        accounts.put(new Accounts.Wanted(new ActorId("admin"), Role.ADMIN, null), PASSWORD);
    }

    @BeforeEach
    void start() throws Exception {
        Files.copy(prepared.resolve("accounts.json"), folder.resolve("accounts.json"));
        Accounts accounts = Accounts.open(folder.resolve("accounts.json"));
        Sessions sessions = new Sessions(null, accounts, clock, account -> false);
        Guard guard = new Guard(sessions, false);
        SessionRoutes routes = new SessionRoutes(
                accounts,
                sessions,
                guard,
                clock,
                account -> Map.of("counters", List.of("loket-01")),
                TestWorkers.told());
        server = new TestServer(config -> {
            guard.register(config.routes);
            routes.register(config.routes);
            config.routes.post("/api/v1/hall-work", ctx -> guard.require(ctx, Role.SUPERVISOR, Role.ADMIN));
            config.routes.get("/api/v1/events", ctx -> ctx.result("{}"));
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void loggingInGivesACookieThatScriptsAndOtherSitesCannotUse() throws Exception {
        HttpResponse<String> response = logIn("petugas-bpn", PASSWORD);
        assertEquals(200, response.statusCode(), response.body());
        assertEquals("officer", json(response).path("role").asText());
        assertEquals("bpn", json(response).path("agency").asText());
        assertEquals("loket-01", json(response).at("/counters/0").asText());
        String cookie = response.headers().firstValue("Set-Cookie").orElse("");
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
        assertTrue(cookie.startsWith("mpp_session="), cookie);
        HttpResponse<String> me = server.get(PATH, "Cookie", cookieOf(response));
        assertEquals("petugas-bpn", json(me).path("username").asText());
    }

    @Test
    void withoutASessionThereIsA401AndWithTheWrongRoleA403() throws Exception {
        assertEquals("session-required", code(server.get(PATH)));
        assertEquals(401, server.post("/api/v1/hall-work", "{}").statusCode());
        String officer = cookieOf(logIn("petugas-bpn", PASSWORD));
        HttpResponse<String> refused = server.post("/api/v1/hall-work", "{}", "Cookie", officer, Guard.HEADER, "mpp");
        assertEquals(403, refused.statusCode());
        assertEquals("forbidden", code(refused));
        String admin = cookieOf(logIn("admin", PASSWORD));
        assertEquals(
                200,
                server.post("/api/v1/hall-work", "{}", "Cookie", admin, Guard.HEADER, "mpp")
                        .statusCode());
    }

    @Test
    void anUnsafeRequestWithACookieNeedsTheHeader() throws Exception {
        String admin = cookieOf(logIn("admin", PASSWORD));
        HttpResponse<String> response = server.post("/api/v1/hall-work", "{}", "Cookie", admin);
        assertEquals(403, response.statusCode());
        assertEquals("header-missing", code(response));
    }

    @Test
    void requestsFromPagesOfOtherSitesAreRefused() throws Exception {
        assertEquals("origin-wrong", code(server.get("/api/v1/events", "Origin", "http://evil.example")));
        assertEquals("origin-wrong", code(server.get("/api/v1/events", "Origin", "null")));
        assertEquals("origin-wrong", code(server.get("/api/v1/events", "Sec-Fetch-Site", "cross-site")));
        assertEquals(
                200,
                server.get("/api/v1/events", "Origin", "http://127.0.0.1:" + server.port())
                        .statusCode());
    }

    @Test
    void eachLoginHasANewIdAndEndsTheOldSessionOfThatBrowser() throws Exception {
        String first = cookieOf(logIn("admin", PASSWORD));
        HttpResponse<String> again = server.post(PATH, body("admin", PASSWORD), "Cookie", first, Guard.HEADER, "mpp");
        String second = cookieOf(again);
        assertNotEquals(first, second);
        assertEquals(401, server.get(PATH, "Cookie", first).statusCode());
        assertEquals(200, server.get(PATH, "Cookie", second).statusCode());
    }

    @Test
    void loggingOutEndsTheSession() throws Exception {
        String cookie = cookieOf(logIn("admin", PASSWORD));
        HttpResponse<String> out = server.send(server.request(PATH)
                .header("Cookie", cookie)
                .header(Guard.HEADER, "mpp")
                .DELETE());
        assertEquals(204, out.statusCode());
        assertEquals(401, server.get(PATH, "Cookie", cookie).statusCode());
    }

    @Test
    void anIdleSessionEnds() throws Exception {
        String cookie = cookieOf(logIn("admin", PASSWORD));
        clock.pass(Sessions.IDLE.plusSeconds(1));
        assertEquals(401, server.get(PATH, "Cookie", cookie).statusCode());
    }

    @Test
    void failedLoginsAreDelayedAndTheRightPasswordWorksAfterTheDelay() throws Exception {
        for (int i = 0; i < 4; i++) {
            HttpResponse<String> failed = logIn("admin", "wrong wrong wrong");
            assertEquals(401, failed.statusCode());
            assertEquals("login-failed", code(failed));
        }
        HttpResponse<String> delayed = logIn("admin", PASSWORD);
        assertEquals(401, delayed.statusCode());
        assertEquals(1, json(delayed).path("retryAfterSeconds").asInt());
        clock.pass(Duration.ofSeconds(1));
        assertEquals(200, logIn("admin", PASSWORD).statusCode());
    }

    @Test
    void anUnknownNameIsAnsweredLikeAWrongPassword() throws Exception {
        HttpResponse<String> unknown = logIn("nobody", PASSWORD);
        HttpResponse<String> wrong = logIn("admin", "wrong wrong wrong");
        assertEquals(wrong.statusCode(), unknown.statusCode());
        assertEquals(wrong.body(), unknown.body());
    }

    @Test
    void aNewPasswordEndsAllOtherSessions() throws Exception {
        String other = cookieOf(logIn("admin", PASSWORD));
        String mine = cookieOf(logIn("admin", PASSWORD));
        String change = "{\"current\":\"%s\",\"next\":\"another long enough\"}";
        HttpResponse<String> weak = server.post(
                PATH + "/password",
                change.formatted(PASSWORD).replace("another long enough", "short"),
                "Cookie",
                mine,
                Guard.HEADER,
                "mpp");
        assertEquals("password-weak", code(weak));
        HttpResponse<String> changed =
                server.post(PATH + "/password", change.formatted(PASSWORD), "Cookie", mine, Guard.HEADER, "mpp");
        assertEquals(200, changed.statusCode(), changed.body());
        assertFalse(json(changed).path("firstPassword").asBoolean());
        assertEquals(401, server.get(PATH, "Cookie", other).statusCode());
        assertEquals(200, server.get(PATH, "Cookie", cookieOf(changed)).statusCode());
        assertEquals(401, logIn("admin", PASSWORD).statusCode());
    }

    @Test
    void underTlsTheCookieIsSecureAndBoundToTheHost() throws Exception {
        Accounts accounts = Accounts.open(folder.resolve("accounts.json"));
        Sessions sessions = new Sessions(null, accounts, clock, account -> false);
        Guard guard = new Guard(sessions, true);
        SessionRoutes routes =
                new SessionRoutes(accounts, sessions, guard, clock, account -> Map.of(), TestWorkers.told());
        try (TestServer behindTls = new TestServer(config -> routes.register(config.routes))) {
            HttpResponse<String> response = behindTls.post(PATH, body("admin", PASSWORD));
            String cookie = response.headers().firstValue("Set-Cookie").orElse("");
            assertTrue(cookie.startsWith("__Host-mpp_session="), cookie);
            assertTrue(cookie.contains("Secure") && cookie.contains("Path=/"), cookie);
            assertFalse(cookie.contains("Domain"), cookie);
        }
    }

    @Test
    void oddCookiesAreNoSession() throws Exception {
        for (String odd : List.of("mpp_session=", "mpp_session=" + "x".repeat(3_000), "mpp_session=\"';--")) {
            assertEquals(401, server.get(PATH, "Cookie", odd).statusCode(), odd);
        }
    }

    private HttpResponse<String> logIn(String name, String password) throws Exception {
        return server.send(server.request(PATH)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(name, password))));
    }

    private static String body(String name, String password) {
        return "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}";
    }

    private static String cookieOf(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
    }
}
