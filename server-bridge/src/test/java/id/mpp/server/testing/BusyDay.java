package id.mpp.server.testing;

import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterState;
import id.mpp.queue.ServiceType;
import id.mpp.queue.Survey;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A day of the sample hall as it might have been: a crowd at the door, counters of different speed, and people who
 * left.
 */
public final class BusyDay {
    private static final ActorId OFFICER = new ActorId("officer");
    private static final Duration STEP = Duration.ofSeconds(30);

    private final HallScript hall;
    private final Random random;
    /** What people say has dice of its own, so that it changes nothing about the day. */
    private final Random said;

    private final Map<String, Instant> busyUntil = new HashMap<>();

    public BusyDay(HallScript hall, long seed) {
        this.hall = hall;
        random = new Random(seed);
        said = new Random(seed);
    }

    /** Plays the day from its opening for this time. */
    public HallScript play(Duration length) {
        hall.openDay();
        hall.hall().counters().stream()
                .filter(counter -> random.nextInt(5) > 0)
                .forEach(counter -> hall.open(counter.id().value()));
        List<ServiceType> services = List.copyOf(hall.hall().services());
        Instant start = hall.now();
        while (Duration.between(start, hall.now()).compareTo(length) < 0) {
            double hours = Duration.between(start, hall.now()).toMinutes() / 60.0;
            if (random.nextDouble() < (hours < 2.5 ? 0.75 : 0.4)) {
                arrive(services);
            }
            hall.state().counters().stream().toList().forEach(this::work);
            hall.wait(STEP);
        }
        return hall;
    }

    private void arrive(List<ServiceType> services) {
        // Most visits go to the first agencies of the catalogue, as in a real hall.
        int pick = (int) (services.size() * Math.pow(random.nextDouble(), 1.7));
        String service = services.get(pick).id().value();
        hall.take(service, random.nextInt(9) == 0);
    }

    private void work(CounterState counter) {
        String id = counter.id().value();
        Instant until = busyUntil.getOrDefault(id, Instant.MIN);
        if (hall.now().isBefore(until)) {
            return;
        }
        if (counter.current() == null) {
            if (hall.attempt(new Command.CallNext(counter.id(), OFFICER))) {
                busyUntil.put(id, hall.now().plusSeconds(30));
            }
            return;
        }
        TicketState state = hall.state().ticket(counter.current()).orElseThrow().state();
        if (state == TicketState.CALLED) {
            if (random.nextInt(18) == 0) {
                hall.noShow(id);
            } else {
                hall.start(id);
                busyUntil.put(id, hall.now().plus(serviceTime(counter)));
            }
        } else {
            hall.finish(id);
            sayHowItWas(counter.current());
        }
    }

    /** Two in three tap a face, and half of these answer the nine elements; most are content. */
    private void sayHowItWas(TicketId id) {
        Ticket ticket = hall.state().ticket(id).orElseThrow();
        if (said.nextInt(3) == 0 || ticket.state() != TicketState.FINISHED) {
            return;
        }
        List<Integer> elements = said.nextBoolean()
                ? List.of()
                : Stream.generate(this::answer).limit(Survey.ELEMENTS).toList();
        hall.give("answer-" + id, ticket.service(), new Survey(answer(), elements));
    }

    private int answer() {
        return List.of(4, 4, 3, 4, 3, 3, 4, 2, 3, 1).get(said.nextInt(10));
    }

    private Duration serviceTime(CounterState counter) {
        Counter known = hall.hall().counter(counter.id()).orElseThrow();
        ServiceType service = hall.hall().service(known.services().getFirst()).orElseThrow();
        double factor = 0.35 + random.nextDouble() * 0.75 + Math.max(0, random.nextGaussian()) * 0.15;
        return Duration.ofSeconds((long) (service.target().toSeconds() * factor));
    }
}
