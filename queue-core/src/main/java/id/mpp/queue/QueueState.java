package id.mpp.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one hall on one business day. Owned by one thread, changed in place by {@link QueueEngine#evolve} alone.
 * Two states are equal where their {@link #snapshot snapshots} are.
 */
public final class QueueState implements HallConditions, QueueView {
    /**
     * Of {@link Snapshot}: raise it with every change of what a snapshot holds, and those that are kept are not used
     * any more.
     */
    public static final int SHAPE = 3;

    Day day = Day.NONE;
    HallTime time = HallTime.START;

    ServiceTimes times = ServiceTimes.NONE;
    long arrivals;
    final Map<TicketId, Ticket> tickets = new HashMap<>();
    final Map<CounterId, CounterState> counters = new HashMap<>();
    final Map<TicketId, Paper> papers = new HashMap<>();
    final Map<AgencyId, Disruption> disruptions = new HashMap<>();
    final Map<String, List<NumberBlock>> blocks = new HashMap<>();
    final Map<ServiceId, Integer> issued = new HashMap<>();
    final Map<CounterId, Closure> closures = new HashMap<>();
    /** References of reservations that were checked in with on this date. */
    final Set<String> bookings = new HashSet<>();
    /** Tokens of tickets whose holders have answered. */
    final Set<String> answered = new HashSet<>();
    /** What the close of the day took away; null while it is open, and where nothing can be resumed. */
    @Nullable
    ClosedDay closing;
    /** Earlier days in order of opening, the latest ones. */
    final List<PastDay> past = new ArrayList<>();
    /**
     * By prefix the last number that may have been issued under this date where the day's events do not tell; new ones
     * come after it.
     */
    final Map<String, Integer> floor = new HashMap<>();
    /** All numbers of the day are above this one, whatever their prefix. */
    int above;
    /** The same of the day that is opened next. */
    int nextAbove;
    /** Tickets finished today; never taken back, so that the survey's choice is not either. */
    int finished;

    private final Map<Place.Lane, TreeMap<Place.Order, TicketId>> lanes = new HashMap<>();
    private final Set<TicketNumber> numbers = new HashSet<>();

    /**
     * Everything a state consists of, in a fixed order; what the journal keeps to shorten the replay.
     *
     * @param issued numbers issued today per service, for the quota
     * @param times what was learned; null in a snapshot of a version that did not learn yet
     * @param closing what a resumption needs; null while the day is open
     * @param past earlier days; a snapshot without them is of a version that knew too little, and cannot be used
     * @param floor where numbering begins by prefix
     * @param above where it begins for every prefix
     * @param nextAbove the same of the day that is opened next
     */
    public record Snapshot(
            Day day,
            HallTime time,
            long arrivals,
            List<Ticket> tickets,
            List<CounterState> counters,
            Map<String, Paper> papers,
            List<Disruption> disruptions,
            Map<String, List<NumberBlock>> blocks,
            Map<String, Integer> issued,
            List<Closure> closures,
            List<String> bookings,
            List<String> answered,
            int finished,
            @Nullable ServiceTimes times,
            ClosedDay.@Nullable Kept closing,
            List<PastDay> past,
            Map<String, Integer> floor,
            int above,
            int nextAbove) {}

    @Override
    public Day day() {
        return day;
    }

    @Override
    public Optional<Ticket> ticket(TicketId id) {
        return Optional.ofNullable(tickets.get(id));
    }

    public Collection<Ticket> tickets() {
        return Collections.unmodifiableCollection(tickets.values());
    }

    /** The counter's state; empty where it is closed. */
    public Optional<CounterState> counter(CounterId id) {
        return Optional.ofNullable(counters.get(id));
    }

    @Override
    public Collection<CounterState> counters() {
        return Collections.unmodifiableCollection(counters.values());
    }

    public Optional<Paper> paper(TicketId id) {
        return Optional.ofNullable(papers.get(id));
    }

    @Override
    public Optional<Disruption> disruption(AgencyId agency) {
        return Optional.ofNullable(disruptions.get(agency));
    }

    @Override
    public Optional<Closure> closure(CounterId counter) {
        return Optional.ofNullable(closures.get(counter));
    }

    /** Counters that are to close, asked for or agreed. */
    public Collection<Closure> closures() {
        return Collections.unmodifiableCollection(closures.values());
    }

    /** The tokens of tickets whose holders have answered the survey today. */
    public Collection<String> answered() {
        return Collections.unmodifiableCollection(answered);
    }

    public Collection<Disruption> disruptions() {
        return Collections.unmodifiableCollection(disruptions.values());
    }

    @Override
    public int issued(ServiceId service) {
        return issued.getOrDefault(service, 0);
    }

    @Override
    public int waiting(ServiceId service) {
        int waiting = 0;
        for (Place.Kind kind : Place.Kind.values()) {
            waiting += waitingIn(new Place.Lane(kind, service, null));
        }
        for (CounterId counter : counters.keySet()) {
            waiting += waitingIn(new Place.Lane(Place.Kind.RETURNED, service, counter));
        }
        return waiting;
    }

    int waitingIn(Place.Lane lane) {
        TreeMap<Place.Order, TicketId> waiting = lanes.get(lane);
        return waiting == null ? 0 : waiting.size();
    }

    /** The visits whose holders are at a counter now, by their first tickets. */
    Set<TicketId> atCounters() {
        Set<TicketId> visits = new HashSet<>();
        for (CounterState counter : counters.values()) {
            TicketId current = counter.current();
            if (current != null) {
                visits.add(Objects.requireNonNull(tickets.get(current)).firstOfVisit());
            }
        }
        return visits;
    }

    /** The counter at which another ticket of the same visit is called or served; null for none. */
    @Nullable
    CounterId elsewhere(Ticket ticket) {
        for (CounterState counter : counters.values()) {
            TicketId current = counter.current();
            if (current != null
                    && !current.equals(ticket.id())
                    && Objects.requireNonNull(tickets.get(current))
                            .firstOfVisit()
                            .equals(ticket.firstOfVisit())) {
                return counter.id();
            }
        }
        return null;
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
        TreeMap<Place.Order, TicketId> waiting = lanes.get(lane);
        int left = before;
        for (TicketId id : waiting == null ? List.<TicketId>of() : waiting.values()) {
            Ticket ticket = Objects.requireNonNull(tickets.get(id));
            if (!busy.contains(ticket.firstOfVisit()) && left-- == 0) {
                return ticket;
            }
        }
        return null;
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
        TreeMap<Place.Order, TicketId> waiting = lanes.get(lane);
        return waiting == null
                ? List.of()
                : waiting.values().stream()
                        .limit(most)
                        .map(id -> Objects.requireNonNull(tickets.get(id)))
                        .toList();
    }

    /** The numbers that were given out in blocks today, by prefix. */
    public Map<String, List<NumberBlock>> blocks() {
        Map<String, List<NumberBlock>> copy = new TreeMap<>();
        blocks.forEach((prefix, list) -> copy.put(prefix, List.copyOf(list)));
        return copy;
    }

    boolean numberUsed(TicketNumber number) {
        return numbers.contains(number);
    }

    /** Earlier days in order of opening, the latest ones. */
    public List<PastDay> past() {
        return List.copyOf(past);
    }

    /** The last number of a prefix that is in any block or is not to be issued today; 0 for none. */
    int lastGranted(String prefix) {
        int granted = blocks.getOrDefault(prefix, List.of()).stream()
                .mapToInt(NumberBlock::last)
                .max()
                .orElse(0);
        return Math.max(granted, skipped(prefix));
    }

    /** The number above which those of a prefix begin today, or go on; 0 for none. */
    int skipped(String prefix) {
        return Math.max(above, floor.getOrDefault(prefix, 0));
    }

    /** The last number of a prefix that was issued today or is not to be issued; 0 for none. */
    int lastUsed(String prefix) {
        int used = numbers.stream()
                .filter(number -> number.prefix().equals(prefix))
                .mapToInt(TicketNumber::value)
                .max()
                .orElse(0);
        return Math.max(used, skipped(prefix));
    }

    /**
     * Whether a block of today reaches down to these numbers of another day; where there is no block the floor keeps
     * them apart.
     */
    boolean mayStillIssue(PastDay.Numbers numbers) {
        return blocks.getOrDefault(numbers.prefix(), List.of()).stream()
                .anyMatch(block -> block.first() <= numbers.last());
    }

    // ---- changes, by QueueEngine's evolution alone -----------------------------------------------------------------

    /** Puts a ticket, and keeps the lanes true to its state. */
    void put(Ticket ticket) {
        Ticket old = tickets.put(ticket.id(), ticket);
        if (old != null && old.state() == TicketState.WAITING) {
            leave(old.place());
        }
        if (ticket.state() == TicketState.WAITING) {
            lanes.computeIfAbsent(ticket.place().lane(), lane -> new TreeMap<>())
                    .put(ticket.place().order(), ticket.id());
        }
        numbers.add(ticket.number());
    }

    Place.Order nextOrder() {
        return new Place.Order(time.millis(), ++arrivals);
    }

    void clearDay() {
        tickets.clear();
        counters.clear();
        papers.clear();
        disruptions.clear();
        blocks.clear();
        issued.clear();
        lanes.clear();
        numbers.clear();
        closures.clear();
        answered.clear();
        floor.clear();
        closing = null;
        above = 0;
        arrivals = 0;
        finished = 0;
    }

    private void leave(Place place) {
        TreeMap<Place.Order, TicketId> waiting = Objects.requireNonNull(lanes.get(place.lane()));
        waiting.remove(place.order());
        if (waiting.isEmpty()) {
            lanes.remove(place.lane());
        }
    }

    // ---- snapshots -------------------------------------------------------------------------------------------------

    /** The state as it is now, which later events leave alone. */
    public Snapshot snapshot() {
        Map<String, List<NumberBlock>> owned = new TreeMap<>();
        blocks.forEach((prefix, list) -> owned.put(prefix, List.copyOf(list)));
        return new Snapshot(
                day,
                time,
                arrivals,
                sorted(tickets.values(), Comparator.comparing(Ticket::id)),
                sorted(counters.values(), Comparator.comparing(CounterState::id)),
                strings(papers),
                sorted(disruptions.values(), Comparator.comparing(Disruption::agency)),
                owned,
                strings(issued),
                sorted(closures.values(), Comparator.comparing(Closure::counter)),
                sorted(bookings, Comparator.naturalOrder()),
                sorted(answered, Comparator.naturalOrder()),
                finished,
                times,
                closing == null ? null : closing.kept(),
                List.copyOf(past),
                new TreeMap<>(floor),
                above,
                nextAbove);
    }

    public static QueueState restore(Snapshot snapshot) {
        QueueState state = new QueueState();
        state.day = snapshot.day();
        state.time = snapshot.time();
        state.arrivals = snapshot.arrivals();
        state.times = snapshot.times() == null ? ServiceTimes.NONE : snapshot.times();
        snapshot.counters().forEach(counter -> state.counters.put(counter.id(), counter));
        snapshot.tickets().forEach(state::put);
        snapshot.papers().forEach((id, paper) -> state.papers.put(new TicketId(id), paper));
        snapshot.disruptions().forEach(disruption -> state.disruptions.put(disruption.agency(), disruption));
        snapshot.blocks().forEach((prefix, list) -> state.blocks.put(prefix, new ArrayList<>(list)));
        snapshot.issued().forEach((id, count) -> state.issued.put(new ServiceId(id), count));
        snapshot.closures().forEach(closure -> state.closures.put(closure.counter(), closure));
        state.bookings.addAll(snapshot.bookings());
        state.answered.addAll(snapshot.answered());
        state.finished = snapshot.finished();
        state.closing = snapshot.closing() == null ? null : ClosedDay.of(snapshot.closing());
        state.past.addAll(snapshot.past());
        state.floor.putAll(snapshot.floor());
        state.above = snapshot.above();
        state.nextAbove = snapshot.nextAbove();
        return state;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QueueState state && snapshot().equals(state.snapshot());
    }

    @Override
    public int hashCode() {
        return snapshot().hashCode();
    }

    private static <T> List<T> sorted(Collection<T> values, Comparator<T> order) {
        return values.stream().sorted(order).toList();
    }

    private static <V> Map<String, V> strings(Map<?, V> map) {
        Map<String, V> strings = new TreeMap<>();
        map.forEach((key, value) -> strings.put(key.toString(), value));
        return strings;
    }
}
