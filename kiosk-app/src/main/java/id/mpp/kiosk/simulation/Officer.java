package id.mpp.kiosk.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.kiosk.simulation.HallClient.Answer;
import id.mpp.program.SimulatedTime;
import id.mpp.queue.Counter;
import id.mpp.queue.Hall;
import id.mpp.queue.ServiceId;
import id.mpp.queue.WeeklyCalendar;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;

/** Somebody who works at a counter: opens it, calls, serves, takes breaks, and stays until nobody waits. */
final class Officer {
    private static final Duration BLINK = Duration.ofSeconds(20);
    private static final int NO_SHOW_PERCENT = 5;
    private static final int COMES_BACK_PERCENT = 25;
    private static final int TRANSFER_PERCENT = 3;
    private static final int PARK_PERCENT = 2;
    private static final int MISTAKE_PERCENT = 1;
    /** A short service takes half a minute, the longest four times what is promised. */
    private static final Duration SHORTEST = Duration.ofSeconds(30);

    private static final double LONGEST = 4;
    private static final double USUAL = 0.65;
    private static final double SPREAD = 0.45;

    private final Counter counter;
    private final Hall hall;
    private final DayPlan plan;
    private final HallClient client;
    private final HallWatch watch;
    private final SimulatedTime time;
    private final DayLog log;
    private final Random random;
    private final List<String> services;
    private final PriorityQueue<Aside> aside = new PriorityQueue<>();

    /** A ticket that is to come back to this counter. */
    private record Aside(Instant at, String ticket, boolean parked) implements Comparable<Aside> {
        @Override
        public int compareTo(Aside other) {
            return at.compareTo(other.at);
        }
    }

    Officer(
            Counter counter,
            Hall hall,
            DayPlan plan,
            HallClient client,
            HallWatch watch,
            SimulatedTime time,
            DayLog log,
            long seed) {
        this.counter = counter;
        this.hall = hall;
        this.plan = plan;
        this.client = client;
        this.watch = watch;
        this.time = time;
        this.log = log;
        this.random = new Random(seed + counter.id().value().hashCode());
        this.services = counter.services().stream().map(ServiceId::value).toList();
    }

    void run() throws IOException, InterruptedException {
        List<WeeklyCalendar.Range> hours = plan.hours(counter);
        time.sleepUntil(plan.at(hours.getFirst().from()).minusSeconds(random.nextInt(300)), People.THREADS);
        must("open", Map.of());
        for (WeeklyCalendar.Range range : hours) {
            if (!range.equals(hours.getFirst())) {
                time.sleepUntil(plan.at(range.from()).plusSeconds(random.nextInt(180)), People.THREADS);
                must("resume", Map.of());
            }
            boolean last = range.equals(hours.getLast());
            work(plan.at(range.to()), last);
            if (!last) {
                must("pause", Map.of("reason", "istirahat"));
            }
        }
        must("close", Map.of());
    }

    /** Until the hours are over; at the end of the day until nobody waits. */
    private void work(Instant until, boolean untilEmpty) throws IOException, InterruptedException {
        while (time.instant().isBefore(until) || (untilEmpty && somebodyLeft())) {
            waitForOwnSystem();
            Aside due = aside.peek();
            if (due != null && (due.at().isBefore(time.instant()) || (untilEmpty && nearly(until)))) {
                bringBack(Objects.requireNonNull(aside.poll()));
            } else if (watch.waiting(services) > 0) {
                callNext();
            } else {
                time.sleep(BLINK, People.THREADS);
            }
        }
    }

    private boolean nearly(Instant until) {
        return time.instant().isAfter(until.minus(Duration.ofMinutes(10)));
    }

    private boolean somebodyLeft() throws IOException, InterruptedException {
        watch.look();
        return !aside.isEmpty() || watch.waiting(services) > 0;
    }

    private void waitForOwnSystem() throws IOException, InterruptedException {
        boolean paused = false;
        while (watch.service(services.getFirst())
                .filter(shown -> shown.state().equals("disrupted"))
                .isPresent()) {
            if (!paused) {
                must("pause", Map.of("reason", "gangguan sistem instansi"));
                paused = true;
            }
            time.sleep(Duration.ofMinutes(1), People.THREADS);
        }
        if (paused) {
            must("resume", Map.of());
        }
    }

    private void callNext() throws IOException, InterruptedException {
        Answer answer = post("call-next", Map.of());
        if (answer.status() == 204) {
            time.sleep(BLINK, People.THREADS);
        } else if (answer.done()) {
            JsonNode ticket = answer.body().path("ticket");
            log.called(counter.id().value(), ticket);
            attend(ticket);
        } else {
            log.fault(counter.id() + " could not call: " + answer.code());
            time.sleep(BLINK, People.THREADS);
        }
    }

    private void bringBack(Aside back) throws IOException, InterruptedException {
        Answer answer = post(back.parked() ? "resume-ticket" : "call", Map.of("ticket", back.ticket()));
        if (answer.done()) {
            if (back.parked()) {
                log.came(counter.id().value(), answer.body());
                log.count("parked tickets resumed");
            } else {
                log.called(counter.id().value(), answer.body());
                log.count("no-shows who came back");
            }
            attend(answer.body());
        } else if (back.parked()) {
            log.fault(counter.id() + " could not resume a parked ticket: " + answer.code());
        }
    }

    /** From the call to the end of the ticket's stay here. */
    private void attend(JsonNode ticket) throws IOException, InterruptedException {
        String id = ticket.path("id").asText();
        time.sleep(Duration.ofSeconds(15L + random.nextInt(45)), People.THREADS);
        if (percent(NO_SHOW_PERCENT)) {
            nobodyCame(id);
            return;
        }
        if (percent(MISTAKE_PERCENT)) {
            must("no-show", Map.of());
            must("undo", Map.of());
            log.count("mistakes undone");
        }
        must("start", Map.of());
        time.sleep(serviceTime(ticket.path("service").asText()), People.THREADS);
        end(id);
    }

    private void nobodyCame(String id) throws IOException, InterruptedException {
        for (int recall = 0; recall <= random.nextInt(2); recall++) {
            must("recall", Map.of());
            log.count("recalls");
            time.sleep(Duration.ofSeconds(40), People.THREADS);
        }
        log.left(counter.id().value(), id);
        must("no-show", Map.of());
        log.count("no-shows");
        if (percent(COMES_BACK_PERCENT)) {
            aside.add(new Aside(time.instant().plus(Duration.ofMinutes(5L + random.nextInt(15))), id, false));
        }
    }

    private void end(String id) throws IOException, InterruptedException {
        String elsewhere = percent(TRANSFER_PERCENT) ? otherService() : "";
        log.left(counter.id().value(), id);
        if (!elsewhere.isEmpty()) {
            must("transfer", Map.of("service", elsewhere, "position", "by-arrival"));
            log.count("transfers");
        } else if (percent(PARK_PERCENT)) {
            must("park", Map.of("reason", "melengkapi berkas"));
            log.count("parked");
            aside.add(new Aside(time.instant().plus(Duration.ofMinutes(10L + random.nextInt(15))), id, true));
        } else {
            must("finish", Map.of("outcome", "selesai"));
            log.count("finished");
        }
    }

    /** A service of this agency or of the bank that is open and staffed; empty where there is none. */
    private String otherService() {
        List<String> open = hall.services().stream()
                .filter(service -> service.agency().equals(counter.agency()))
                .map(service -> service.id().value())
                .filter(id -> watch.service(id)
                        .filter(shown -> shown.open() && shown.openCounters() > 0)
                        .isPresent())
                .toList();
        return open.isEmpty() ? "" : open.get(random.nextInt(open.size()));
    }

    private Duration serviceTime(String service) {
        double promised = hall.services().stream()
                .filter(known -> known.id().value().equals(service))
                .findFirst()
                .orElseThrow()
                .target()
                .toMillis();
        double millis = promised * Math.min(LONGEST, USUAL * Math.exp(SPREAD * random.nextGaussian()));
        return Duration.ofMillis(Math.max(SHORTEST.toMillis(), Math.round(millis)));
    }

    private void must(String what, Map<String, ?> body) throws IOException, InterruptedException {
        Answer answer = post(what, body);
        if (!answer.done()) {
            log.fault(counter.id() + ": '" + what + "' was refused: " + answer.status() + " " + answer.code());
        }
    }

    private Answer post(String what, Map<String, ?> body) throws IOException, InterruptedException {
        return client.post("/api/v1/counters/" + counter.id() + "/" + what, body);
    }

    private boolean percent(int share) {
        return random.nextInt(100) < share;
    }
}
