package id.mpp.kiosk.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.sqlite.JournalCheck;
import id.mpp.testing.Busyness;
import id.mpp.wire.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P1: the program is killed while four people check in with references of theirs and two counters call, and goes on as
 * if nothing had been.
 */
final @Tag("alone") class KillIT {
    private static final String TICKETS = "/api/v1/tickets";
    private static final List<String> COUNTERS = List.of("loket-01", "loket-02");
    private static final int LONGEST_WORK_MILLIS = 400;
    private static final int NOBODY_WAITS = 204;
    private static final long READY_MILLIS = 5_000;

    @TempDir
    private Path folder;

    /** Ticket → number, of everything that was ever answered with 201. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    /** Keys whose requests the kill left without an answer. */
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final AtomicLong keys = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();

    @Test
    void aKilledKioskGoesOnWithEveryTicketItPromised() throws Exception {
        boolean full = Boolean.getBoolean("prove.full");
        int rounds = full ? 500 : 25;
        long seed = Long.getLong("prove.seed", System.nanoTime());
        System.out.println("P1 seed " + seed);
        Random random = new Random(seed);
        List<Long> ready = new ArrayList<>();
        List<Long> readyWithinItsShare = new ArrayList<>();
        int repeated = 0;
        for (int round = 0; round <= rounds; round++) {
            try (KilledKiosk kiosk = new KilledKiosk(folder)) {
                kiosk.logIn();
                if (round > 0) {
                    ready.add(kiosk.readyMillis());
                    readyWithinItsShare.add(Math.round(kiosk.readyMillis() / Busyness.factor()));
                    repeated += repeatUnanswered(kiosk);
                    everyPromiseIsKept(kiosk, random);
                }
                if (round < rounds) {
                    work(kiosk, 50 + random.nextInt(LONGEST_WORK_MILLIS));
                }
            }
            assertEquals(List.of(), List.copyOf(refused), () -> "seed " + seed);
            journalIsInOrder();
        }
        System.out.printf(
                "P1 kills %d  acknowledged %d  calls %d  unanswered and repeated %d  ready p50 %d ms p99 %d ms%n",
                rounds, acknowledged.size(), calls.get(), repeated, percentile(50, ready), percentile(99, ready));
        assertTrue(acknowledged.size() > rounds && calls.get() > rounds, "too little happened to prove anything");
        // Of 25 starts the slowest would be judged, which says more of the machine than of the program.
        long judged = percentile(full ? 99 : 50, readyWithinItsShare);
        assertTrue(judged <= READY_MILLIS, () -> "ready after " + judged + " ms, the machine's other work taken off");
    }

    private static long percentile(int percent, List<Long> measured) {
        List<Long> sorted = measured.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
    }

    private void work(KilledKiosk kiosk, int millis) throws InterruptedException, IOException {
        for (String counter : COUNTERS) {
            kiosk.post("/api/v1/counters/" + counter + "/open", key(), "{}");
        }
        List<Thread> people = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            people.add(Thread.ofPlatform().start(() -> takeNumbers(kiosk)));
        }
        for (String counter : COUNTERS) {
            people.add(Thread.ofPlatform().start(() -> callAndFinish(kiosk, counter)));
        }
        // The moment of the kill is drawn; nothing else is waited for.
        boolean early = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        assertTrue(!early, "nobody counts this latch down");
        kiosk.kill();
        for (Thread one : people) {
            one.join();
        }
    }

    private void takeNumbers(KilledKiosk kiosk) {
        String key = key();
        try {
            while (true) {
                take(kiosk.post(TICKETS, key, checkIn(key)));
                key = key();
            }
        } catch (IOException | InterruptedException e) {
            unanswered.add(key);
        }
    }

    private void callAndFinish(KilledKiosk kiosk, String counter) {
        String path = "/api/v1/counters/" + counter;
        try {
            while (true) {
                HttpResponse<String> call = kiosk.post(path + "/call-next", key(), "{}");
                if (call.statusCode() == 200) {
                    calls.incrementAndGet();
                } else if (call.statusCode() != 409 && call.statusCode() != NOBODY_WAITS) {
                    refused.add("call-next " + call.statusCode() + " " + call.body());
                }
                kiosk.post(path + "/finish", key(), "{}");
            }
        } catch (IOException | InterruptedException e) {
            // The kill; what the journal holds of this call is looked at after the restart.
            Thread.currentThread().setName("killed at " + counter);
        }
    }

    /** A number for whoever holds the reference of this name. */
    private static String checkIn(String reference) {
        return "{\"service\":\"kk\",\"paper\":false,\"booking\":\"" + reference + "\"}";
    }

    private String take(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 201) {
            refused.add("issue " + answer.statusCode() + " " + answer.body());
            return "";
        }
        JsonNode ticket = Json.mapper().readTree(answer.body());
        String id = ticket.path("id").asText();
        acknowledged.put(id, ticket.path("number").asText());
        return id;
    }

    /** The same key twice more gives one ticket, whether the killed program had stored it or not. */
    private int repeatUnanswered(KilledKiosk kiosk) throws IOException, InterruptedException {
        int repeated = 0;
        for (String key = unanswered.poll(); key != null; key = unanswered.poll()) {
            String first = take(kiosk.post(TICKETS, key, checkIn(key)));
            assertEquals(first, take(kiosk.post(TICKETS, key, checkIn(key))), "one key, one ticket");
            HttpResponse<String> other = kiosk.post(TICKETS, key(), checkIn(key));
            assertEquals(409, other.statusCode(), "one reference, one ticket: " + other.body());
            repeated++;
        }
        return repeated;
    }

    /** Each ticket is in the journal (see below); a draw of them is asked for as a citizen asks. */
    private void everyPromiseIsKept(KilledKiosk kiosk, Random random) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>(acknowledged.keySet());
        Collections.shuffle(ids, random);
        for (String id : ids.subList(0, Math.min(200, ids.size()))) {
            HttpResponse<String> answer = kiosk.get(TICKETS + "/" + id);
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals(
                    acknowledged.get(id),
                    Json.mapper().readTree(answer.body()).path("number").asText());
        }
    }

    private void journalIsInOrder() throws IOException, SQLException {
        Path file = folder.resolve("data").resolve("journal.db");
        assertEquals(List.of(), JournalCheck.all(file).faults());
        Map<String, String> issued = new HashMap<>();
        Map<String, String> holderOf = new HashMap<>();
        Map<String, String> calledAt = new HashMap<>();
        Set<String> booked = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT body FROM event ORDER BY seq")) {
            while (rows.next()) {
                JsonNode event = Json.mapper().readTree(rows.getBytes(1));
                JsonNode data = event.path("data");
                String ticket = data.path("ticket").asText();
                String number = event.path("businessday").asText() + " "
                        + data.path("number").asText();
                switch (event.path("type").asText()) {
                    case "id.mpp.ticket.issued.v1" -> {
                        issued.put(ticket, data.path("number").asText());
                        assertEquals(null, holderOf.put(number, ticket), "issued twice: " + number);
                        assertTrue(booked.add(data.path("booking").asText()), "checked in twice: " + ticket);
                    }
                    case "id.mpp.ticket.called.v1" ->
                        assertEquals(
                                null, calledAt.put(ticket, data.path("counter").asText()), "called twice: " + number);
                    default -> assertTrue(event.path("seq").asLong() > 0, "each event has its place");
                }
            }
        }
        acknowledged.forEach((ticket, number) -> assertEquals(number, issued.get(ticket), "lost: " + ticket));
    }

    private String key() {
        return "kill-" + keys.incrementAndGet();
    }
}
