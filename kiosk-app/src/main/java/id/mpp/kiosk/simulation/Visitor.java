package id.mpp.kiosk.simulation;

import id.mpp.kiosk.simulation.HallClient.Answer;
import id.mpp.program.SimulatedTime;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Survey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Somebody who takes a number, waits, and goes home or on to the next agency. */
final class Visitor {
    private static final String TICKETS = "/api/v1/tickets";
    private static final Set<String> ENDED_UNSERVED = Set.of("no-show", "cancelled", "expired");
    /** People come back once or twice when told when, not for ever. */
    private static final int RETURNS = 3;
    /** The longest queue at the kiosk itself after a break. */
    private static final int CROWD_SECONDS = 600;

    private static final Duration LOOK = Duration.ofMinutes(4);
    private static final List<Integer> OPINIONS = List.of(4, 4, 4, 3, 4, 3, 4, 2, 3, 4);
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
        time.sleepUntil(visit.comesAt(), People.THREADS);
        log.count("visitors");
        String ticket = take(visit.service());
        if (ticket == null) {
            log.count("turned away");
        } else if (visit.follows() || visit.patience() != null || visit.then() != null) {
            boolean served = follow(ticket);
            ServiceId next = visit.then();
            if (served && next != null) {
                time.sleep(WALK, People.THREADS);
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
            time.sleepUntil(reopens.plusSeconds(random.nextInt(CROWD_SECONDS)), People.THREADS);
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
            time.sleep(LOOK, People.THREADS);
            Answer now = kiosk.get(TICKETS + "/" + ticket);
            String state = now.body().path("state").asText();
            if (!now.done()) {
                log.fault("a phone lost its ticket: status " + now.status());
                return false;
            }
            if (state.equals("finished")) {
                sayHowItWas(ticket, now.body().path("invited").asBoolean());
                return true;
            }
            if (ENDED_UNSERVED.contains(state)) {
                return false;
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

    /** On the phone: most of those who are invited answer the nine elements, some of the others tap a face. */
    private void sayHowItWas(String ticket, boolean invited) throws IOException, InterruptedException {
        if (random.nextInt(10) >= (invited ? 7 : 3)) {
            return;
        }
        Map<String, Object> said = new HashMap<>();
        said.put("ticket", ticket);
        said.put("rating", answer());
        if (invited) {
            said.put(
                    "elements",
                    Stream.generate(this::answer).limit(Survey.ELEMENTS).toList());
        }
        Answer kept = kiosk.post("/api/v1/feedback", said);
        log.count(invited ? "answered the survey" : "tapped a face");
        if (!kept.done()) {
            log.fault("what a visitor said was not kept: " + kept.code());
        }
    }

    /** Content for the most part. */
    private int answer() {
        return OPINIONS.get(random.nextInt(OPINIONS.size()));
    }
}
