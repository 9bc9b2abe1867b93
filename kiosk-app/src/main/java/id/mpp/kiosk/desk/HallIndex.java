package id.mpp.kiosk.desk;

import id.mpp.queue.AgencyId;
import id.mpp.queue.Closure;
import id.mpp.queue.CounterEvent;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.Day;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Disruption;
import id.mpp.queue.Event;
import id.mpp.queue.FeedbackEvent;
import id.mpp.queue.HallTime;
import id.mpp.queue.JournalEvent;
import id.mpp.queue.KioskEvent;
import id.mpp.queue.NumberBlock;
import id.mpp.queue.Paper;
import id.mpp.queue.PaperEvent;
import id.mpp.queue.Place;
import id.mpp.queue.QueueState;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceTimes;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketState;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The hall for readers: the immutable records of the state, indexed. Written by the desk's thread, read by any; it
 * takes over only what the events name, so its cost does not depend on the backlog.
 */
final class HallIndex implements HallView {
    private final Map<TicketId, Ticket> tickets = new ConcurrentHashMap<>();
    private final Map<TicketId, Paper> papers = new ConcurrentHashMap<>();
    private final Map<CounterId, CounterState> counters = new ConcurrentHashMap<>();
    private final Map<AgencyId, Disruption> disruptions = new ConcurrentHashMap<>();
    private final Map<CounterId, Closure> closures = new ConcurrentHashMap<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Map<ServiceId, Integer> issued = new ConcurrentHashMap<>();
    private final Map<Place.Lane, Waiting> lanes = new ConcurrentHashMap<>();
    /** Of visits with several tickets: the later ones by the first. */
    private final Map<TicketId, Set<TicketId>> visits = new ConcurrentHashMap<>();

    private volatile Day day;
    private volatile HallTime time;
    private volatile ServiceTimes times;
    private volatile Map<String, List<NumberBlock>> blocks;
    private final AtomicLong version = new AtomicLong();

    /** One lane; the count is kept because counting a skip list walks it. */
    private static final class Waiting {
        private final ConcurrentSkipListMap<Place.Order, TicketId> order = new ConcurrentSkipListMap<>();
        private final AtomicInteger count = new AtomicInteger();

        void put(Place.Order at, TicketId id) {
            if (order.put(at, id) == null) {
                count.incrementAndGet();
            }
        }

        void remove(Place.Order at) {
            if (order.remove(at) != null) {
                count.decrementAndGet();
            }
        }

        int before(Place.Order at) {
            Map.Entry<Place.Order, TicketId> last = order.lastEntry();
            boolean isLast = last != null && last.getKey().equals(at);
            return isLast ? count.get() - 1 : order.headMap(at).size();
        }
    }

    HallIndex(QueueState state) {
        day = state.day();
        time = state.time();
        times = state.times();
        blocks = state.blocks();
        reload(state);
    }

    /** Takes over what the events have changed. */
    void take(QueueState state, Collection<Event> events) {
        for (Event event : events) {
            switch (event) {
                case TicketEvent ticket -> ticket(state, ticket.ticket());
                case PaperEvent paper -> state.paper(paper.ticket()).ifPresent(now -> papers.put(paper.ticket(), now));
                case CounterEvent counter -> counter(state, counter);
                case DayEvent.DayOpened opened -> reload(state);
                case DayEvent.DayResumed resumed -> reload(state);
                case DayEvent.DayClosed closed -> reload(state);
                case DayEvent other -> conditions(state);
                case FeedbackEvent.FeedbackGiven given -> answered.add(given.token());
                case KioskEvent kiosk -> {}
                case JournalEvent journal -> {}
            }
        }
        time = state.time();
        times = state.times();
        version.incrementAndGet();
    }

    /** Throws everything away and reads the state anew. */
    void reload(QueueState state) {
        tickets.clear();
        papers.clear();
        counters.clear();
        issued.clear();
        lanes.clear();
        visits.clear();
        answered.clear();
        answered.addAll(state.answered());
        state.tickets().forEach(ticket -> ticket(state, ticket.id()));
        state.tickets().forEach(ticket -> state.paper(ticket.id()).ifPresent(paper -> papers.put(ticket.id(), paper)));
        state.counters().forEach(counter -> counters.put(counter.id(), counter));
        conditions(state);
        time = state.time();
        times = state.times();
        version.incrementAndGet();
    }

    private void conditions(QueueState state) {
        day = state.day();
        blocks = state.blocks();
        disruptions.keySet().removeIf(agency -> state.disruption(agency).isEmpty());
        state.disruptions().forEach(disruption -> disruptions.put(disruption.agency(), disruption));
        closures(state);
    }

    private void closures(QueueState state) {
        closures.keySet().removeIf(counter -> state.closure(counter).isEmpty());
        state.closures().forEach(closure -> closures.put(closure.counter(), closure));
    }

    private void counter(QueueState state, CounterEvent event) {
        refresh(state, event.counter());
        closures(state);
        if (event instanceof CounterEvent.CounterClosed) {
            lanes.forEach((lane, waiting) -> {
                if (event.counter().equals(lane.counter())) {
                    List.copyOf(waiting.order.values()).forEach(id -> ticket(state, id));
                }
            });
        }
    }

    private void refresh(QueueState state, CounterId id) {
        state.counter(id).ifPresentOrElse(now -> counters.put(id, now), () -> counters.remove(id));
    }

    private void ticket(QueueState state, TicketId id) {
        Ticket now = state.ticket(id).orElse(null);
        if (now == null) {
            return;
        }
        Ticket old = tickets.put(id, now);
        if (old != null && old.state() == TicketState.WAITING) {
            lane(old.place().lane()).remove(old.place().order());
        }
        if (now.state() == TicketState.WAITING) {
            lane(now.place().lane()).put(now.place().order(), id);
        }
        if (old == null) {
            issued.put(now.service(), state.issued(now.service()));
            TicketId first = now.visit();
            if (first != null) {
                visits.computeIfAbsent(first, any -> ConcurrentHashMap.newKeySet())
                        .add(id);
            }
        } else {
            counter(state, old);
        }
        counter(state, now);
    }

    private void counter(QueueState state, Ticket ticket) {
        CounterId counter = ticket.counter();
        if (counter != null) {
            refresh(state, counter);
        }
    }

    private Waiting lane(Place.Lane lane) {
        return lanes.computeIfAbsent(lane, key -> new Waiting());
    }

    @Override
    public long version() {
        return version.get();
    }

    @Override
    public Day day() {
        return day;
    }

    @Override
    public Optional<Ticket> ticket(TicketId id) {
        return Optional.ofNullable(tickets.get(id));
    }

    @Override
    public Optional<Paper> paper(TicketId id) {
        return Optional.ofNullable(papers.get(id));
    }

    @Override
    public Optional<CounterState> counter(CounterId id) {
        return Optional.ofNullable(counters.get(id));
    }

    @Override
    public Collection<CounterState> counters() {
        return Collections.unmodifiableCollection(counters.values());
    }

    @Override
    public Optional<Disruption> disruption(AgencyId agency) {
        return Optional.ofNullable(disruptions.get(agency));
    }

    @Override
    public Optional<Closure> closure(CounterId counter) {
        return Optional.ofNullable(closures.get(counter));
    }

    @Override
    public Collection<Closure> closures() {
        return Collections.unmodifiableCollection(closures.values());
    }

    @Override
    public boolean answered(String token) {
        return answered.contains(token);
    }

    @Override
    public int issued(ServiceId service) {
        return issued.getOrDefault(service, 0);
    }

    @Override
    public int waiting(ServiceId service) {
        int waiting = count(Place.Kind.FRONT, service)
                + count(Place.Kind.PRIORITY, service)
                + count(Place.Kind.NORMAL, service);
        for (CounterId counter : counters.keySet()) {
            Waiting returned = lanes.get(new Place.Lane(Place.Kind.RETURNED, service, counter));
            waiting += returned == null ? 0 : returned.count.get();
        }
        return waiting;
    }

    @Override
    public HallTime time() {
        return time;
    }

    @Override
    public ServiceTimes times() {
        return times;
    }

    @Override
    public List<Ticket> waitingTickets(Place.Lane lane, int most) {
        Waiting waiting = lanes.get(lane);
        return waiting == null
                ? List.of()
                : waiting.order.values().stream()
                        .limit(most)
                        .map(tickets::get)
                        .filter(Objects::nonNull)
                        .toList();
    }

    @Override
    public int ahead(Ticket ticket) {
        Place place = ticket.place();
        int front = count(Place.Kind.FRONT, ticket.service());
        return switch (place.lane().kind()) {
            case RETURNED -> 0;
            case FRONT -> before(place);
            case PRIORITY -> front + before(place);
            case NORMAL -> front + count(Place.Kind.PRIORITY, ticket.service()) + before(place);
        };
    }

    @Override
    public Map<String, List<NumberBlock>> blocks() {
        return blocks;
    }

    @Override
    public List<Ticket> sameVisit(Ticket ticket) {
        TicketId first = ticket.firstOfVisit();
        return Stream.concat(Stream.of(first), visits.getOrDefault(first, Set.of()).stream())
                .filter(id -> !id.equals(ticket.id()))
                .map(tickets::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Ticket::arrival))
                .toList();
    }

    @Override
    public Collection<Ticket> tickets() {
        return Collections.unmodifiableCollection(tickets.values());
    }

    private int before(Place place) {
        Waiting waiting = lanes.get(place.lane());
        return waiting == null ? 0 : waiting.before(place.order());
    }

    private int count(Place.Kind kind, ServiceId service) {
        Waiting waiting = lanes.get(new Place.Lane(kind, service, null));
        return waiting == null ? 0 : waiting.count.get();
    }
}
