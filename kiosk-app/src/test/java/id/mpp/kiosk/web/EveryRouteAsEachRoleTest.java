package id.mpp.kiosk.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.http.HandlerType;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Walks every registered route as everybody who might try it. A new route fails this test until it says whom it is for.
 */
class EveryRouteAsEachRoleTest {
    /** Whom a route is for. */
    private enum For {
        EVERYBODY,
        LOGGED_IN,
        COUNTER_STAFF,
        SUPERVISORS
    }

    private static final Map<String, For> ROUTES = new LinkedHashMap<>();

    static {
        for (String path : List.of(
                "GET /",
                "GET /counter",
                "GET /board",
                "GET /devices",
                "GET /rating",
                "GET /t/{ticket}",
                "GET /keeper.js",
                "GET /openapi.yaml",
                "GET /assets/<file>",
                "GET /pages/<file>",
                "GET /vendor/preact/<file>",
                "GET /api/v1/hall",
                "GET /api/v1/board",
                "GET /api/v1/board/notices",
                "GET /api/v1/board/pictures/{picture}",
                "GET /api/v1/events",
                "GET /api/v1/announcements/{announcement}",
                "GET /api/v1/guide/{sentence}",
                "GET /api/v1/messages/id.json",
                "GET /api/v1/messages/en.json",
                "GET /api/v1/messages/{file}",
                "POST /api/v1/tickets",
                "GET /api/v1/tickets/{ticket}",
                "GET /api/v1/tickets/{ticket}/qr.svg",
                "POST /api/v1/tickets/{ticket}/reprint",
                "POST /api/v1/tickets/{ticket}/cancel",
                "POST /api/v1/feedback",
                "GET /api/v1/counters/{counter}/rating",
                "POST /api/v1/counters/{counter}/rating",
                "POST /api/v1/session",
                "DELETE /api/v1/session",
                "GET /api/v1/devices",
                "GET /api/v1/devices/printer/slips",
                "GET /api/v1/devices/printer/slips/{slip}",
                "POST /api/v1/devices/{device}/faults",
                "POST /api/v1/devices/{device}/level",
                "POST /api/v1/devices/scanner/scan",
                "POST /api/v1/devices/scanner/sample",
                "POST /api/v1/devices/buttons/{button}",
                "GET /api/v1/scans",
                "GET /health/live",
                "GET /health/ready",
                "GET /metrics")) {
            ROUTES.put(path, For.EVERYBODY);
        }
        ROUTES.put("GET /api/v1/session", For.LOGGED_IN);
        ROUTES.put("POST /api/v1/session/password", For.LOGGED_IN);
        ROUTES.put("POST /api/v1/help/answered", For.LOGGED_IN);
        ROUTES.put("GET /api/v1/counters/{counter}/desk", For.COUNTER_STAFF);
        ROUTES.put("POST /api/v1/agencies/{agency}/disruption", For.COUNTER_STAFF);
        ROUTES.put("DELETE /api/v1/agencies/{agency}/disruption", For.COUNTER_STAFF);
        for (String what : List.of(
                "open",
                "close",
                "pause",
                "resume",
                "call-next",
                "call",
                "recall",
                "start",
                "finish",
                "no-show",
                "park",
                "resume-ticket",
                "transfer",
                "request-closure",
                "note",
                "undo")) {
            ROUTES.put("POST /api/v1/counters/{counter}/" + what, For.COUNTER_STAFF);
        }
        for (String path : List.of(
                "POST /api/v1/day/open",
                "POST /api/v1/day/relabel",
                "POST /api/v1/day/close",
                "POST /api/v1/day/hours-override",
                "POST /api/v1/day/hours-restore",
                "POST /api/v1/day/pause",
                "POST /api/v1/day/resume",
                "POST /api/v1/day/manual-numbers",
                "POST /api/v1/day/skip-numbers",
                "POST /api/v1/journal/seen",
                "POST /api/v1/tickets/manual",
                "POST /api/v1/counters/{counter}/closure",
                "GET /api/v1/supervision",
                "GET /api/v1/supervision/calls",
                "GET /api/v1/supervision/happenings",
                "GET /api/v1/supervision/numbers")) {
            ROUTES.put(path, For.SUPERVISORS);
        }
    }

    private static final Set<String> REGISTERED = new LinkedHashSet<>();
    private static TestKiosk kiosk;

    @BeforeAll
    static void start() throws Exception {
        kiosk = new TestKiosk(config -> config.events.handlerAdded(added -> {
            if (!added.getHttpMethod().equals(HandlerType.BEFORE)) {
                REGISTERED.add(added.getHttpMethod() + " " + added.getPath());
            }
        }));
    }

    @AfterAll
    static void stop() {
        kiosk.close();
    }

    static Set<String> registered() {
        return REGISTERED;
    }

    @Test
    void everyRouteSaysWhomItIsFor() {
        assertEquals(Set.copyOf(ROUTES.keySet()), REGISTERED);
    }

    @Test
    void theServerDecidesOnEveryRoute() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, For> route : ROUTES.entrySet()) {
            for (String who :
                    new String[] {"", TestKiosk.OFFICER, TestKiosk.OTHER_OFFICER, TestKiosk.SUPERVISOR, TestKiosk.ADMIN
                    }) {
                int status = call(route.getKey(), who);
                int expected = expected(route.getValue(), who);
                boolean denied =
                        status == 403 || (status == 401 && !route.getKey().contains("session"));
                if (expected == 0 ? denied : status != expected) {
                    wrong.add(route.getKey() + " as '" + who + "': " + status + ", expected " + expected);
                }
                assertTrue(status < 500, route.getKey() + " as '" + who + "': " + status);
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** 401 or 403; 0 for let through, whatever comes of it. */
    private static int expected(For whom, String who) {
        if (whom == For.EVERYBODY) {
            return 0;
        }
        if (who.isEmpty()) {
            return 401;
        }
        return switch (whom) {
            case COUNTER_STAFF -> who.equals(TestKiosk.OTHER_OFFICER) ? 403 : 0;
            case SUPERVISORS -> who.equals(TestKiosk.SUPERVISOR) || who.equals(TestKiosk.ADMIN) ? 0 : 403;
            case EVERYBODY, LOGGED_IN -> 0;
        };
    }

    private static int call(String route, String who) throws Exception {
        String[] parts = route.split(" ", 2);
        String path = parts[1].replace("{counter}", TestKiosk.COUNTER)
                .replace("{agency}", TestKiosk.DUKCAPIL)
                .replaceAll("\\{[a-z]+}|<[a-z]+>", "nothing-here");
        if (path.endsWith("/events") || path.endsWith("/scans")) {
            return stream(path, who);
        }
        String body = parts[0].equals("POST") ? "{}" : null;
        // Ending the session of an account that the next route needs would only test the test.
        if (route.equals("DELETE /api/v1/session") && !who.isEmpty()) {
            return kiosk.send("DELETE", path, null, null).statusCode();
        }
        HttpResponse<String> answer =
                who.isEmpty() ? kiosk.send(parts[0], path, body, null) : kiosk.as(who, parts[0], path, body);
        assertNotEquals(429, answer.statusCode());
        return answer.statusCode();
    }

    private static int stream(String path, String who) throws Exception {
        try (SseProbe probe = new SseProbe(kiosk, path, who, null)) {
            return probe.status();
        }
    }
}
