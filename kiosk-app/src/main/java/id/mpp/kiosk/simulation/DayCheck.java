package id.mpp.kiosk.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import id.mpp.kiosk.simulation.HallClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether hall, server and people tell the same story of the day. What differs becomes a fault of the {@link DayLog}.
 */
final class DayCheck {
    private static final Duration DELIVERY = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Set<String> ENDED = Set.of("finished", "no-show", "cancelled");
    private static final List<String> SAME = List.of("number", "service", "state", "counter", "businessDay");
    private static final List<String> SAME_TIMES = List.of("issuedAt", "calledAt", "startedAt", "finishedAt");

    private final String branch;
    private final LocalDate day;
    private final HallClient kiosk;
    private final HallClient supervisor;
    private final HallClient server;
    private final DayLog log;
    private final Map<String, JsonNode> known = new HashMap<>();
    private JsonNode statistics = MissingNode.getInstance();
    private int printed;
    private int compared;

    /** @param supervisor a supervisor's session at the kiosk */
    DayCheck(String branch, LocalDate day, HallClient kiosk, HallClient supervisor, HallClient server, DayLog log) {
        this.branch = branch;
        this.day = day;
        this.kiosk = kiosk;
        this.supervisor = supervisor;
        this.server = server;
        this.log = log;
    }

    /** Waits until the server has everything, then compares the hall as it is now, at both ends and to the unit. */
    void sameHall(String when) throws IOException, InterruptedException {
        awaitDelivery();
        known.clear();
        learn();
        SameHall.differences(
                        kiosk.get("/api/v1/hall").body(),
                        supervisor.get("/api/v1/supervision").body(),
                        supervisor.get("/api/v1/supervision/numbers").body(),
                        server.get("/api/v1/branches/" + branch + "/live").body(),
                        known.values())
                .forEach(difference -> log.fault(when + ", " + difference));
    }

    /** Waits until the server has everything, then compares. */
    void run() throws IOException, InterruptedException {
        sameHall("after the close");
        String range = "?from=" + day + "&to=" + day;
        statistics = server.get("/api/v1/branches/" + branch + "/statistics" + range + "&by=agency")
                .body();
        for (Map.Entry<String, JsonNode> issued : log.tickets().entrySet()) {
            check(issued.getKey(), issued.getValue());
        }
        if (known.size() != log.tickets().size()) {
            log.fault("the server knows " + known.size() + " tickets, "
                    + log.tickets().size() + " were issued");
        }
        JsonNode total = statistics.path("total");
        same("served", total.path("served").asInt(), log.counted("finished"));
        same("transferred", total.path("transferred").asInt(), log.counted("transfers"));
        same(
                "no-shows",
                total.path("noShows").asInt(),
                log.counted("no-shows") - log.counted("no-shows who came back"));
        same("given back", total.path("cancelled").asInt(), log.counted("left the line"));
        if (log.atCounters() > 0) {
            log.fault(log.atCounters() + " tickets were left at a counter");
        }
    }

    /** The server's figures of the day, by agency. */
    JsonNode statistics() {
        return statistics;
    }

    int printed() {
        return printed;
    }

    /** Tickets whose times are the same in hall and server. */
    int compared() {
        return compared;
    }

    private void awaitDelivery() throws IOException, InterruptedException {
        long end = System.nanoTime() + DELIVERY.toNanos();
        int unsent = unsent();
        while (unsent > 0 && System.nanoTime() < end) {
            People.THREADS.sleep(PAUSE);
            unsent = unsent();
        }
        if (unsent > 0) {
            log.fault(unsent + " events had not reached the server after " + DELIVERY.toSeconds() + " s");
        }
    }

    private int unsent() throws IOException, InterruptedException {
        return kiosk.get("/health/ready").body().at("/relay/outbox").asInt();
    }

    /** What the server has; of a ticket with several services the last one. */
    private void learn() throws IOException, InterruptedException {
        String range = "?from=" + day + "&to=" + day + "&page=";
        int page = 1;
        while (page > 0) {
            Answer answer = server.get("/api/v1/branches/" + branch + "/tickets" + range + page);
            if (!answer.done()) {
                log.fault("the server does not list the tickets: status " + answer.status());
                return;
            }
            for (JsonNode item : answer.body().path("items")) {
                known.merge(
                        item.path("id").asText(),
                        item,
                        (one, other) ->
                                one.path("leg").asInt() > other.path("leg").asInt() ? one : other);
            }
            page = answer.body().path("next").asInt();
        }
    }

    private void check(String id, JsonNode issued) throws IOException, InterruptedException {
        String number = issued.path("number").asText();
        JsonNode here = kiosk.get("/api/v1/tickets/" + id).body();
        String state = here.path("state").asText();
        if (!ENDED.contains(state)) {
            log.fault(number + " is " + state + " at the end of the day");
        }
        if (here.path("calls").asInt() != log.calls(id)) {
            log.fault(number + " was called " + log.calls(id) + " times as people saw it, and "
                    + here.path("calls").asInt() + " times as the hall has it");
        }
        print(number, here);
        JsonNode there = known.get(id);
        if (there == null) {
            log.fault(number + " is unknown to the server");
        } else {
            compare(number, here, there);
        }
    }

    private void print(String number, JsonNode here) {
        String print = here.path("print").asText();
        if (print.equals("confirmed")) {
            printed++;
        } else if (print.equals("failed") || print.equals("doubt")) {
            log.count("shown on the screen instead of paper");
        } else {
            log.fault(number + " was not printed: " + print);
        }
    }

    private void compare(String number, JsonNode here, JsonNode there) {
        boolean same = true;
        for (String field : SAME) {
            same &= same(
                    number, field, here.path(field).asText(), there.path(field).asText());
        }
        for (String field : SAME_TIMES) {
            same &= same(number, field, instant(here.path(field)), instant(there.path(field)));
        }
        compared += same ? 1 : 0;
    }

    private boolean same(String number, String field, String here, String there) {
        if (!here.equals(there)) {
            log.fault(number + ": " + field + " is '" + here + "' in the hall and '" + there + "' at the server");
            return false;
        }
        return true;
    }

    private void same(String what, int there, int seen) {
        if (there != seen) {
            log.fault("the server counts " + there + " " + what + ", people saw " + seen);
        }
    }

    private static String instant(JsonNode time) {
        return time.asText().isEmpty()
                ? ""
                : OffsetDateTime.parse(time.asText()).toInstant().toString();
    }
}
