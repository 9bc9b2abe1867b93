package id.mpp.kiosk.simulation;

import id.mpp.kiosk.simulation.HallClient.Answer;
import id.mpp.queue.ServiceId;
import id.mpp.web.SimulatedTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who takes a number, waits, and goes home or on to the next agency. */
final class Visitor {
    private static final String TICKETS = "/api/v1/tickets";
    private static final Set<String> ENDED = Set.of("finished", "no-show", "cancelled", "expired");
    /** People come back once or twice when told when, not for ever. */
    private static final int RETURNS = 3;
    /** The longest queue at the kiosk itself after a break. */
    private static final int CROWD_SECONDS = 600;

    private static final Duration LOOK = Duration.ofMinutes(4);
    private static final Duration WALK = Duration.ofMinutes(3);

    private final Visit visit;
    private final HallClient kiosk;
    private final HallWatch hall;
    private final SimulatedTime time;
    private final Instant closing;
    private final DayLog log;
    private final Random random;

    /** @param closing after this nobody comes back */
    Visitor(Visit visit, HallClient kiosk, HallWatch hall, SimulatedTime time, Instant closing, DayLog log) {
        this.visit = visit;
        this.kiosk = kiosk;
        this.hall = hall;
        this.time = time;
        this.closing = closing;
        this.log = log;
        this.random = new Random(visit.number());
    }

    void run() throws IOException, InterruptedException {
        time.sleepUntil(visit.comesAt());
        log.count("visitors");
        String ticket = take(visit.service());
        if (ticket == null) {
            log.count("turned away");
        } else if (visit.follows() || visit.patience() != null || visit.then() != null) {
            boolean served = follow(ticket);
            ServiceId next = visit.then();
            if (served && next != null) {
                time.sleep(WALK);
                String second = take(next);
                log.count(second == null ? "second service given up" : "second service taken");
            }
        }
    }

    /** Answers the ticket's id; null where the visitor gives up, knowing why. */
    private @Nullable String take(ServiceId service) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < RETURNS; attempt++) {
            Answer answer = press(service);
            if (answer.done()) {
                log.issued(answer.body());
                return answer.body().path("id").asText();
            }
            log.count("refused: " + answer.code());
            hall.look();
            Instant reopens = hall.service(service.value())
                    .map(HallWatch.Shown::reopensAt)
                    .orElse(null);
            if (reopens == null || reopens.isAfter(closing)) {
                return null;
            }
            time.sleepUntil(reopens.plusSeconds(random.nextInt(CROWD_SECONDS)));
        }
        return null;
    }

    private Answer press(ServiceId service) throws IOException, InterruptedException {
        Map<String, Object> wish = new HashMap<>();
        wish.put("service", service.value());
        wish.put("language", visit.language());
        if (visit.priority()) {
            wish.put("priority", true);
        }
        String key = UUID.randomUUID().toString();
        Answer first = kiosk.post(TICKETS, wish, key);
        if (visit.trembles() && first.done()) {
            Answer again = kiosk.post(TICKETS, wish, key);
            log.count("double presses");
            if (!again.body().path("id").equals(first.body().path("id"))) {
                log.fault("one press twice gave two numbers: "
                        + first.body().path("number").asText() + " and "
                        + again.body().path("number").asText());
            }
        }
        return first;
    }

    /** Looks at the phone until the ticket has its end; answers whether it was served. */
    private boolean follow(String ticket) throws IOException, InterruptedException {
        Instant came = time.instant();
        Duration patience = visit.patience();
        while (true) {
            time.sleep(LOOK);
            Answer now = kiosk.get(TICKETS + "/" + ticket);
            String state = now.body().path("state").asText();
            if (!now.done()) {
                log.fault("a phone lost its ticket: status " + now.status());
                return false;
            }
            if (ENDED.contains(state)) {
                return state.equals("finished");
            }
            boolean leaves = patience != null
                    && state.equals("waiting")
                    && Duration.between(came, time.instant()).compareTo(patience) > 0;
            if (leaves
                    && kiosk.post(TICKETS + "/" + ticket + "/cancel", Map.of()).done()) {
                log.count("left the line");
                return false;
            }
        }
    }
}
