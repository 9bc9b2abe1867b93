package id.mpp.queue;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Would one more number still be served before closing? The work that waits at the counters of a service, by the
 * promised times, against the working time that is left at its scheduled counters. Counters count that the catalogue
 * has and whose closure is not approved; whether one is open this minute does not matter. Work that other counters
 * could take, too, counts in proportion.
 *
 * <p>Asked for each number and by every screen: sets of counters are bits by their place in the catalogue.
 */
final class ServingCapacity {
    private static final BitSet NONE = new BitSet();

    private final List<Counter> counters;
    private final Map<ServiceId, BitSet> countersOf = new HashMap<>();
    private final Map<ServiceId, Long> seconds = new HashMap<>();

    ServingCapacity(Hall hall) {
        this.counters = List.copyOf(hall.counters());
        for (ServiceType service : hall.services()) {
            seconds.put(service.id(), service.target().toSeconds());
        }
        for (int i = 0; i < counters.size(); i++) {
            for (ServiceId service : counters.get(i).services()) {
                countersOf.computeIfAbsent(service, key -> new BitSet()).set(i);
            }
        }
    }

    /** @param left the working time that is left today at each counter */
    boolean holdsOneMore(ServiceType service, HallConditions now, Duration left) {
        BitSet closing = closing(now);
        BitSet scheduled = scheduled(service.id(), closing);
        Set<ServiceId> shared = new HashSet<>();
        scheduled.stream()
                .forEach(counter -> shared.addAll(counters.get(counter).services()));
        double work = service.target().toSeconds();
        for (ServiceId other : shared) {
            int waiting = now.waiting(other);
            if (waiting > 0) {
                work += waiting * seconds(other) * share(other, scheduled, closing);
            }
        }
        return work <= (double) left.toSeconds() * scheduled.cardinality();
    }

    private long seconds(ServiceId service) {
        return Objects.requireNonNull(seconds.get(service), "every service of a counter is in the catalogue");
    }

    /** The part of a service's work that falls to these counters. */
    private double share(ServiceId service, BitSet here, BitSet closing) {
        BitSet all = scheduled(service, closing);
        int together = all.cardinality();
        all.and(here);
        return (double) all.cardinality() / together;
    }

    private BitSet scheduled(ServiceId service, BitSet closing) {
        BitSet scheduled = (BitSet) countersOf.getOrDefault(service, NONE).clone();
        scheduled.andNot(closing);
        return scheduled;
    }

    private BitSet closing(HallConditions now) {
        BitSet closing = new BitSet(counters.size());
        for (int i = 0; i < counters.size(); i++) {
            if (now.closure(counters.get(i).id()).filter(Closure::approved).isPresent()) {
                closing.set(i);
            }
        }
        return closing;
    }
}
