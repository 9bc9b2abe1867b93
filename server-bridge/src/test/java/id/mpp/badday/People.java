package id.mpp.badday;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The people of the hall: visitors at the kiosk, one after the other, and officers at three counters. Each presses
 * until there is an answer, under the same key, as the pages do.
 */
final class People {
    private static final Duration BETWEEN_VISITORS = Duration.ofMillis(400);
    private static final Duration BETWEEN_PRESSES = Duration.ofMillis(500);
    private static final String HOST = "127.0.0.1";
    private static final String TICKETS = "/api/v1/tickets";
    private static final String OFFICER = "petugas-disdukcapil";

    private final int port;
    private final Path credentials;
    private final Ledger ledger;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean going = true;

    People(int port, Path credentials, Ledger ledger) {
        this.port = port;
        this.credentials = credentials;
        this.ledger = ledger;
    }

    void start() {
        threads.add(Thread.ofPlatform().name("visitors").start(this::visit));
        for (String counter : List.of("loket-01", "loket-02", "loket-03")) {
            threads.add(Thread.ofPlatform().name("officer at " + counter).start(() -> serve(counter)));
        }
    }

    private void visit() {
        while (going) {
            Line.Answer answer = press(TICKETS, "{\"service\":\"ktp-rekam\"}", "");
            take(ledger, answer);
            if (answer.status() == 201) {
                ledger.noteServed(System.nanoTime());
            }
            rest(BETWEEN_VISITORS);
        }
    }

    /** Notes a number that was given, to whomever. */
    static void take(Ledger ledger, Line.Answer answer) {
        try {
            if (answer.status() == 201) {
                JsonNode ticket = answer.json();
                ledger.noteIssued(
                        ticket.path("id").asText(), ticket.path("number").asText());
            } else {
                ledger.noteRefused();
            }
        } catch (IOException e) {
            ledger.noteFault("an answer of 201 cannot be read: " + e.getMessage());
        }
    }

    private void serve(String counter) {
        String path = "/api/v1/counters/" + counter + "/";
        String cookie = logIn();
        while (going) {
            String key = UUID.randomUUID().toString();
            Line.Answer called = press(path + "call-next", "{}", cookie, key);
            switch (called.status()) {
                case 200 -> {
                    note(called, key);
                    press(path + "start", "{}", cookie);
                    press(path + "finish", "{}", cookie);
                }
                case 401 -> cookie = logIn();
                // The counter is closed or busy after what has just happened to the kiosk.
                case 409 -> settle(path, cookie);
                default -> rest(BETWEEN_PRESSES);
            }
        }
    }

    private void settle(String path, String cookie) {
        press(path + "open", "{}", cookie);
        press(path + "start", "{}", cookie);
        press(path + "finish", "{}", cookie);
    }

    private void note(Line.Answer called, String key) {
        try {
            ledger.noteCalled(called.json().at("/ticket/id").asText(), key);
        } catch (IOException e) {
            ledger.noteFault("a call cannot be read: " + e.getMessage());
        }
    }

    private String logIn() {
        while (going) {
            String cookie = Login.at(port, "kiosk", OFFICER, credentials);
            if (!cookie.isEmpty()) {
                return cookie;
            }
            rest(BETWEEN_PRESSES);
        }
        return "";
    }

    private Line.Answer press(String path, String json, String cookie) {
        return press(path, json, cookie, newKey());
    }

    /**
     * Presses until the kiosk has decided. An answer that promises nothing (503, or no connection) is followed by the
     * same request under the same key.
     */
    private Line.Answer press(String path, String json, String cookie, String key) {
        while (true) {
            try {
                Line.Answer answer = Line.post(HOST, port, path, json, key, cookie);
                if (answer.status() < 500 || !going) {
                    return answer;
                }
            } catch (IOException e) {
                if (!going) {
                    return new Line.Answer(0, new byte[0], "");
                }
            }
            rest(BETWEEN_PRESSES);
        }
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private static void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets everybody finish what they do. */
    void finish() throws InterruptedException {
        going = false;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
