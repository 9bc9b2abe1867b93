package id.mpp.estimate;

import id.mpp.queue.AgencyId;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.Hall;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How the work of one hall really goes, which no estimator is told: each service has its own distance from the norm and
 * its own law, each officer an own pace. The seed decides all of it for all days of the hall.
 */
final class UnknownHall {
    /** The forms of service times; none of them is lognormal, none is what the estimator falls back to. */
    private enum Law {
        /** The sum of two exponentials: long tail. */
        GAMMA_2,
        /** The sum of six: nearly regular. */
        GAMMA_6,
        /** Complete papers, or half of the visit spent finding out what is missing. */
        BIMODAL,
        /** Anything between almost nothing and twice the mean. */
        UNIFORM
    }

    private record Work(Law law, double meanSeconds) {}

    final Hall hall;
    private final Map<ServiceId, Work> works = new HashMap<>();
    private final Map<CounterId, Double> paces = new HashMap<>();

    UnknownHall(Hall hall, long seed) {
        this.hall = hall;
        Random random = new Random(seed);
        Law[] laws = Law.values();
        for (ServiceType service : hall.services()) {
            double fromNorm = 0.6 + 0.7 * random.nextDouble();
            works.put(
                    service.id(),
                    new Work(laws[random.nextInt(laws.length)], service.target().toSeconds() * fromNorm));
        }
        for (Counter counter : hall.counters()) {
            paces.put(counter.id(), 0.75 + 0.5 * random.nextDouble());
        }
    }

    /** Milliseconds of service, without the ways before and after. */
    long serviceMillis(ServiceId service, CounterId counter, Random random) {
        Work work = work(service);
        double unit = switch (work.law()) {
            case GAMMA_2 -> erlang(2, random);
            case GAMMA_6 -> erlang(6, random);
            case BIMODAL -> (random.nextInt(100) < 65 ? 0.45 : 2.02) * erlang(9, random);
            case UNIFORM -> 0.1 + 1.8 * random.nextDouble();
        };
        return Math.round(1_000 * work.meanSeconds() * paces.getOrDefault(counter, 1.0) * unit);
    }

    /** How many visitors keep the counters of an agency busy for that part of that time. */
    int visitors(AgencyId agency, double load, double minutesOpen) {
        List<ServiceId> services = served(agency);
        double mean = services.stream()
                .mapToDouble(id -> work(id).meanSeconds())
                .average()
                .orElse(600);
        long counters = hall.counters().stream()
                .filter(counter -> counter.agency().equals(agency))
                .count();
        double waysSeconds = 55;
        return (int) Math.round(load * counters * minutesOpen * 60 / (mean + waysSeconds));
    }

    /** What an agency offers at a counter. */
    List<ServiceId> served(AgencyId agency) {
        return hall.services().stream()
                .filter(service -> service.agency().equals(agency))
                .map(ServiceType::id)
                .filter(id -> hall.counters().stream()
                        .anyMatch(counter -> counter.services().contains(id)))
                .toList();
    }

    private Work work(ServiceId service) {
        Work work = works.get(service);
        if (work == null) {
            throw new IllegalArgumentException("no service " + service);
        }
        return work;
    }

    private static double erlang(int shape, Random random) {
        double sum = 0;
        for (int i = 0; i < shape; i++) {
            sum -= Math.log(1 - random.nextDouble());
        }
        return sum / shape;
    }
}
