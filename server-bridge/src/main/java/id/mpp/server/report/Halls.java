package id.mpp.server.report;

import id.mpp.queue.Hall;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The halls' catalogues: names, time zones and promises. A hall without a catalogue is shown by its ids and promises
 * nothing.
 */
public final class Halls {
    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

    private final Map<String, Hall> byBranch;

    public Halls(Map<String, Hall> byBranch) {
        this.byBranch = Map.copyOf(byBranch);
    }

    public Optional<Hall> hall(String branch) {
        return Optional.ofNullable(byBranch.get(branch));
    }

    /** The halls that have a catalogue. */
    public Set<String> branches() {
        return byBranch.keySet();
    }

    /** The zone in which the hall's hours are counted. */
    public ZoneId zone(String branch) {
        return hall(branch).map(hall -> hall.branch().zone()).orElse(WIB);
    }

    Optional<Duration> waitPromise(String branch, String service) {
        return service(branch, service).map(ServiceType::waitTarget);
    }

    Optional<Duration> servicePromise(String branch, String service) {
        return service(branch, service).map(ServiceType::target);
    }

    private Optional<ServiceType> service(String branch, String service) {
        return hall(branch).flatMap(hall -> hall.service(new ServiceId(service)));
    }
}
