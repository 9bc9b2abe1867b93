package id.mpp.queue;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The hall as the catalogue describes it: who serves what, where and when. Immutable and in the catalogue's order; the
 * engine reads it and keeps nothing of it in its state, so that a new catalogue never changes what has happened.
 */
public final class Hall {
    /** Bounds of a catalogue: several times the largest hall known (20 agencies, 107 services, 42 counters). */
    public static final int MAX_AGENCIES = 100;

    public static final int MAX_SERVICES = 1_000;
    public static final int MAX_COUNTERS = 500;

    private final Branch branch;
    private final HallCalendar calendar;
    private final Map<ZoneId, Zone> zones;
    private final Map<AgencyId, Agency> agencies;
    private final Map<ServiceId, ServiceType> services;
    private final Map<CounterId, Counter> counters;

    /** @throws IllegalArgumentException naming the first entry that is double or points to nothing */
    public Hall(
            Branch branch,
            HallCalendar calendar,
            List<Zone> zones,
            List<Agency> agencies,
            List<ServiceType> services,
            List<Counter> counters) {
        this.branch = branch;
        this.calendar = calendar;
        this.zones = index("zone", zones, Zone::id, MAX_AGENCIES);
        this.agencies = index("agency", agencies, Agency::id, MAX_AGENCIES);
        this.services = index("service", services, ServiceType::id, MAX_SERVICES);
        this.counters = index("counter", counters, Counter::id, MAX_COUNTERS);
        agencies.forEach(agency -> require(this.zones, "zone", agency.zone(), "agency " + agency.id()));
        services.forEach(service -> require(this.agencies, "agency", service.agency(), "service " + service.id()));
        counters.forEach(this::check);
    }

    public Branch branch() {
        return branch;
    }

    /** What closes the whole hall. */
    public HallCalendar calendar() {
        return calendar;
    }

    public Collection<Zone> zones() {
        return zones.values();
    }

    public Collection<Agency> agencies() {
        return agencies.values();
    }

    public Collection<ServiceType> services() {
        return services.values();
    }

    public Collection<Counter> counters() {
        return counters.values();
    }

    public Optional<Zone> zone(ZoneId id) {
        return Optional.ofNullable(zones.get(id));
    }

    public Optional<Agency> agency(AgencyId id) {
        return Optional.ofNullable(agencies.get(id));
    }

    public Optional<ServiceType> service(ServiceId id) {
        return Optional.ofNullable(services.get(id));
    }

    public Optional<Counter> counter(CounterId id) {
        return Optional.ofNullable(counters.get(id));
    }

    /** The agency that offers a service of this hall. */
    public Agency agencyOf(ServiceType service) {
        return agency(service.agency()).orElseThrow();
    }

    private void check(Counter counter) {
        String who = "counter " + counter.id();
        require(zones, "zone", counter.zone(), who);
        require(agencies, "agency", counter.agency(), who);
        counter.services().forEach(service -> require(services, "service", service, who));
    }

    private static <K> void require(Map<K, ?> known, String what, K id, String where) {
        if (!known.containsKey(id)) {
            throw new IllegalArgumentException(
                    where + " names the " + what + " '" + id + "', which is not in the catalogue");
        }
    }

    private static <K, V> Map<K, V> index(String what, List<V> values, Function<V, K> key, int limit) {
        Checks.range("number of entries '" + what + "'", values.size(), 1, limit);
        Map<K, V> map = new LinkedHashMap<>();
        for (V value : values) {
            if (map.put(key.apply(value), value) != null) {
                throw new IllegalArgumentException(what + " '" + key.apply(value) + "' is in the catalogue twice");
            }
        }
        return Collections.unmodifiableMap(map);
    }
}
