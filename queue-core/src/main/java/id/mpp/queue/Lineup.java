package id.mpp.queue;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who stands where, as far as it can matter to a call for one service: its counters, the other services of those, their
 * counters, and so on; who waits there in which lane, and who is being served since when. Times are milliseconds from
 * now.
 */
final class Lineup {
    /** Stands in for the norm of a service that has left the catalogue. */
    private static final Duration USUAL = Duration.ofMinutes(10);
    /** A newcomer stands behind everybody. */
    private static final long LAST = Long.MAX_VALUE;

    /**
     * A counter that calls.
     *
     * @param serving the service of the ticket it holds; null for none
     * @param heldMillis how long it has held it
     * @param backIn when its break ends; 0 where it works
     * @param breaks begin and end of each further break of its agency today
     */
    record Desk(CounterState counter, @Nullable ServiceId serving, long heldMillis, long backIn, List<Span> breaks) {}

    record Span(long from, long to) {}

    private final Hall hall;
    private final QueueView queue;
    private final Moment now;
    private final long hallNow;
    private final Set<ServiceId> services = new TreeSet<>();
    private final List<Desk> counters = new ArrayList<>();
    private final Map<Place.Lane, List<Place>> lanes = new LinkedHashMap<>();
    private final Map<ServiceId, Place> asked = new LinkedHashMap<>();

    private Lineup(Hall hall, QueueView queue, Moment now) {
        this.hall = hall;
        this.queue = queue;
        this.now = now;
        this.hallNow = queue.time().at(now);
    }

    static Lineup around(Hall hall, QueueView queue, ServiceId service, Moment now) {
        Lineup lineup = new Lineup(hall, queue, now);
        lineup.gather(service);
        return lineup;
    }

    long hallNow() {
        return hallNow;
    }

    Set<ServiceId> services() {
        return services;
    }

    List<Desk> counters() {
        return counters;
    }

    Map<Place.Lane, List<Place>> lanes() {
        return lanes;
    }

    /** The places whose call is asked for, at most one for each service. */
    Map<ServiceId, Place> asked() {
        return asked;
    }

    int waiting() {
        return lanes.values().stream().mapToInt(List::size).sum();
    }

    Duration norm(ServiceId service) {
        return hall.service(service).map(ServiceType::target).orElse(USUAL);
    }

    boolean isNewcomer(Place place) {
        return place.order().count() == LAST;
    }

    /** Puts somebody who comes now behind everybody, and asks when that one is called. */
    void join(ServiceId service, boolean priority) {
        Place.Lane lane = Place.arrivals(service, priority);
        Place place = new Place(lane, now, new Place.Order(hallNow, LAST));
        lanes.computeIfAbsent(lane, key -> new ArrayList<>()).add(place);
        asked.put(service, place);
    }

    /**
     * Asks when this place is called. Who arrived later and ages no faster is left out: nobody of them is called
     * before.
     */
    void askFor(Place place) {
        asked.put(place.lane().service(), place);
        lanes.forEach((lane, places) -> {
            boolean same = lane.equals(place.lane());
            boolean slower = lane.kind() == Place.Kind.NORMAL && place.lane().kind() != Place.Kind.FRONT;
            if (same || slower) {
                places.removeIf(other -> other.order().compareTo(place.order()) > 0);
            }
        });
    }

    /**
     * The lanes are read only where a counter will call from them: without one nothing is estimated, and lines are
     * long.
     */
    private void gather(ServiceId asker) {
        services.add(asker);
        List<CounterState> open = sorted(queue.counters());
        List<CounterState> joined = new ArrayList<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (CounterState counter : open) {
                if (!joined.contains(counter) && counter.services().stream().anyMatch(services::contains)) {
                    joined.add(counter);
                    services.addAll(counter.services());
                    grown = true;
                }
            }
        }
        for (CounterState counter : sorted(joined)) {
            desk(counter);
        }
        if (counters.isEmpty()) {
            return;
        }
        for (ServiceId service : services) {
            read(new Place.Lane(Place.Kind.FRONT, service, null));
            read(new Place.Lane(Place.Kind.PRIORITY, service, null));
            read(new Place.Lane(Place.Kind.NORMAL, service, null));
        }
        for (Desk desk : counters) {
            for (ServiceId service : desk.counter().services()) {
                read(new Place.Lane(Place.Kind.RETURNED, service, desk.counter().id()));
            }
        }
    }

    private static List<CounterState> sorted(Collection<CounterState> counters) {
        return counters.stream().sorted(Comparator.comparing(CounterState::id)).toList();
    }

    private void read(Place.Lane lane) {
        List<Ticket> tickets = queue.waitingTickets(lane, WaitEstimate.MOST_WAITING + 1);
        if (!tickets.isEmpty()) {
            List<Place> places = new ArrayList<>(tickets.size() + 1);
            tickets.forEach(ticket -> places.add(ticket.place()));
            lanes.put(lane, places);
        }
    }

    /** A paused counter is expected back where the calendar says when; without that nobody knows. */
    private void desk(CounterState counter) {
        List<Span> breaks = breaks(counter.agency());
        long backIn = counter.paused() ? -1 : 0;
        List<Span> later = new ArrayList<>();
        for (Span span : breaks) {
            if (span.from() > 0) {
                later.add(span);
            } else if (span.to() > 0 && counter.paused()) {
                backIn = span.to();
            }
        }
        if (backIn < 0) {
            return;
        }
        TicketId held = counter.current();
        Ticket ticket = held == null ? null : queue.ticket(held).orElse(null);
        Moment since = ticket == null ? null : ticket.calledAt();
        long heldMillis =
                since == null ? 0 : now.since(since).orElse(Duration.ZERO).toMillis();
        counters.add(new Desk(counter, ticket == null ? null : ticket.service(), heldMillis, backIn, later));
    }

    /** The gaps of the agency's calendar, where it applies and the clock can be trusted. */
    private List<Span> breaks(AgencyId id) {
        Agency agency = hall.agency(id).orElse(null);
        if (agency == null || !now.trusted() || queue.day().hoursOverridden()) {
            return List.of();
        }
        var local = now.wall().atZone(hall.branch().zone());
        List<WeeklyCalendar.Range> ranges = agency.calendar().on(local.toLocalDate());
        List<Span> breaks = new ArrayList<>();
        for (int i = 1; i < ranges.size(); i++) {
            LocalTime from = ranges.get(i - 1).to();
            LocalTime to = ranges.get(i).from();
            breaks.add(new Span(
                    Duration.between(local.toLocalTime(), from).toMillis(),
                    Duration.between(local.toLocalTime(), to).toMillis()));
        }
        return breaks;
    }
}
