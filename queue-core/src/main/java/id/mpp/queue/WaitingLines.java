package id.mpp.queue;

import id.mpp.collection.RankedMap;
import id.mpp.collection.TrieMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who waits, by service and lane. Never changes.
 *
 * @param lanes of each service those in which somebody waits
 */
record WaitingLines(TrieMap<ServiceId, TrieMap<Place.Lane, RankedMap<Place.Order, Ticket>>> lanes) {
    static final WaitingLines EMPTY = new WaitingLines(TrieMap.empty());

    /** With this waiting ticket at its place, or as it is now where it stands there already. */
    WaitingLines with(Ticket ticket) {
        Place place = ticket.place();
        return with(place.lane(), line(place.lane()).with(place.order(), ticket));
    }

    WaitingLines without(Place place) {
        return with(place.lane(), line(place.lane()).without(place.order()));
    }

    private WaitingLines with(Place.Lane lane, RankedMap<Place.Order, Ticket> line) {
        TrieMap<Place.Lane, RankedMap<Place.Order, Ticket>> ofService = of(lane.service());
        return new WaitingLines(
                lanes.with(lane.service(), line.isEmpty() ? ofService.without(lane) : ofService.with(lane, line)));
    }

    private TrieMap<Place.Lane, RankedMap<Place.Order, Ticket>> of(ServiceId service) {
        return lanes.getOrDefault(service, TrieMap.empty());
    }

    private RankedMap<Place.Order, Ticket> line(Place.Lane lane) {
        return of(lane.service()).getOrDefault(lane, RankedMap.empty());
    }

    /**
     * How many wait for a service.
     *
     * @param open whether a counter is open; who waits for one that is not does not count
     */
    int waiting(ServiceId service, Predicate<CounterId> open) {
        int waiting = 0;
        for (Map.Entry<Place.Lane, RankedMap<Place.Order, Ticket>> lane :
                of(service).entrySet()) {
            CounterId only = lane.getKey().counter();
            waiting += only == null || open.test(only) ? lane.getValue().size() : 0;
        }
        return waiting;
    }

    int waitingIn(Place.Lane lane) {
        return line(lane).size();
    }

    /** How many are certainly called before somebody at this place. */
    int ahead(Place place) {
        ServiceId service = place.lane().service();
        int before = line(place.lane()).before(place.order());
        return switch (place.lane().kind()) {
            case RETURNED -> 0;
            case FRONT -> before;
            case PRIORITY -> everybody(Place.Kind.FRONT, service) + before;
            case NORMAL -> everybody(Place.Kind.FRONT, service) + everybody(Place.Kind.PRIORITY, service) + before;
        };
    }

    private int everybody(Place.Kind kind, ServiceId service) {
        return waitingIn(new Place.Lane(kind, service, null));
    }

    List<Ticket> first(Place.Lane lane, int most) {
        RankedMap<Place.Order, Ticket> line = line(lane);
        List<Ticket> first = new ArrayList<>(Math.min(most, line.size()));
        for (Ticket ticket : line.values()) {
            if (first.size() == most) {
                break;
            }
            first.add(ticket);
        }
        return first;
    }

    /**
     * Who of a lane is called first, or after that one; null for nobody. Passes over those who are at a counter, of
     * whom there are no more than each visit has tickets.
     *
     * @param before how many go before: 0 for the head
     * @param busy visits whose holders are at a counter
     */
    @Nullable
    Ticket callable(Place.Lane lane, int before, Set<TicketId> busy) {
        int left = before;
        for (Ticket ticket : line(lane).values()) {
            if (!busy.contains(ticket.firstOfVisit()) && left-- == 0) {
                return ticket;
            }
        }
        return null;
    }
}
