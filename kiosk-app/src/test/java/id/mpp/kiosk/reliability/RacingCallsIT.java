package id.mpp.kiosk.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.mpp.queue.TicketEvent;
import id.mpp.wire.EventCodec;
import id.mpp.wire.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty clients race for the tickets of one agency at its five counters. */
class RacingCallsIT {
    /** Close to all numbers one prefix has in a day (9,999), or a tenth of them. */
    private static final int TICKETS = Boolean.getBoolean("prove.full") ? 9_900 : 1_000;

    private static final int CLIENTS = 20;
    private static final String OFFICER = "petugas-disdukcapil";

    @TempDir
    private Path folder;

    private final Queue<String> called = new ConcurrentLinkedQueue<>();

    @Test
    void eachTicketIsCalledExactlyOnceAndInOrder() throws Exception {
        try (KioskProcess kiosk = new KioskProcess(folder, "printer.address=\"none\"\n")) {
            AtomicInteger left = new AtomicInteger(TICKETS);
            race(() -> {
                while (left.getAndDecrement() > 0) {
                    assertEquals(
                            201,
                            kiosk.post("/api/v1/tickets", "{\"service\":\"kk\"}", null)
                                    .statusCode());
                }
                return null;
            });
            for (int i = 1; i <= 5; i++) {
                assertEquals(200, kiosk.post(path(i, "open"), "{}", OFFICER).statusCode());
            }
            AtomicInteger client = new AtomicInteger();
            long start = System.nanoTime();
            race(() -> {
                call(kiosk, client.getAndIncrement() % 5 + 1);
                return null;
            });
            System.out.printf(
                    "%d tickets called and finished by %d clients: %.0f calls/s%n",
                    TICKETS, CLIENTS, TICKETS / ((System.nanoTime() - start) / 1e9));
        }
        List<String> issued = new ArrayList<>();
        List<String> inOrder = new ArrayList<>();
        journalled(issued, inOrder);
        assertEquals(TICKETS, issued.size());
        assertEquals(issued, inOrder, "one lane is called as it was issued");
        assertEquals(TICKETS, called.size());
        Set<String> told = new HashSet<>(called);
        assertEquals(new HashSet<>(issued), told);
    }

    private void call(KioskProcess kiosk, int counter) throws Exception {
        while (called.size() < TICKETS) {
            HttpResponse<String> answer = kiosk.post(path(counter, "call-next"), "{}", OFFICER);
            if (answer.statusCode() == 204) {
                return;
            }
            if (answer.statusCode() == 200) {
                called.add(
                        Json.mapper().readTree(answer.body()).at("/ticket/id").asText());
                assertEquals(
                        200, kiosk.post(path(counter, "finish"), "{}", OFFICER).statusCode());
            } else {
                assertEquals(409, answer.statusCode(), answer.body());
            }
        }
    }

    private void journalled(List<String> issued, List<String> inOrder) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT body FROM event ORDER BY seq")) {
            while (rows.next()) {
                switch (EventCodec.decode(rows.getBytes(1)).event()) {
                    case TicketEvent.TicketIssued event ->
                        issued.add(event.ticket().value());
                    case TicketEvent.TicketCalled event ->
                        inOrder.add(event.ticket().value());
                    default -> {}
                }
            }
        }
    }

    private static void race(Callable<Void> work) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(clients.submit(work));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        }
    }

    private static String path(int counter, String what) {
        return "/api/v1/counters/loket-0" + counter + "/" + what;
    }
}
