package id.mpp.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Would one more number still be served before closing? The work that waits at the counters of a service, by the promised times,
 * against the working time that is left at its scheduled counters. Counters count that the catalogue has and whose closure
 * is not approved; whether one is open this minute does not matter. Work that other counters could take, too, counts in
 * proportion.
 */
final class ServingCapacity {
    private final Hall hall;
    private final Map<ServiceId, List<Counter>> countersOf = new HashMap<>();

    ServingCapacity(Hall hall) {
        this.hall = hall;
        for (ServiceType service : hall.services()) {
            countersOf.put(
                    service.id(),
                    hall.counters().stream()
                            .filter(counter -> counter.services().contains(service.id()))
                            .toList());
        }
    }

    /** @param left the working time that is left today at each counter */
    boolean holdsOneMore(ServiceType service, HallConditions now, Duration left) {
        List<Counter> scheduled = scheduled(service.id(), now);
        Set<ServiceId> shared = new HashSet<>();
        scheduled.forEach(counter -> shared.addAll(counter.services()));
        double work = service.target().toSeconds();
        for (ServiceId other : shared) {
            int waiting = now.waiting(other);
            if (waiting > 0) {
                work += waiting * seconds(other) * share(other, scheduled, now);
            }
        }
        return work <= (double) left.toSeconds() * scheduled.size();
    }

    /** The part of a service's work that falls to these counters. */
    private double share(ServiceId service, List<Counter> counters, HallConditions now) {
        List<Counter> all = scheduled(service, now);
        long here = all.stream().filter(counters::contains).count();
        return (double) here / all.size();
    }

    private List<Counter> scheduled(ServiceId service, HallConditions now) {
        return countersOf.getOrDefault(service, List.of()).stream()
                .filter(counter ->
                        now.closure(counter.id()).filter(Closure::approved).isEmpty())
                .toList();
    }

    private long seconds(ServiceId service) {
        return hall.service(service).orElseThrow().target().toSeconds();
    }
}
