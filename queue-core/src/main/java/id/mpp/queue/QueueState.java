package id.mpp.queue;

import id.mpp.collection.RankedMap;
import id.mpp.collection.TrieMap;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one hall on one business day after some event. It never changes: {@link QueueEngine#evolve} makes the
 * next one, which shares with this one whatever the event leaves as it was. So writer and readers look at the same
 * structure, each at a version of its own. Two states are equal where their {@link #snapshot snapshots} are. Any
 * thread, once it was handed over safely.
 */
public final class QueueState implements HallView {
    private static final BitSet NO_NUMBERS = new BitSet();

    // Evolution alone sets these, in a state that nobody else knows yet.

    Day day = Day.NONE;
    HallTime time = HallTime.START;

    ServiceTimes times = ServiceTimes.NONE;
    long arrivals;
    TrieMap<TicketId, Ticket> tickets = TrieMap.empty();
    WaitingLines lines = WaitingLines.EMPTY;
    TrieMap<CounterId, CounterState> counters = TrieMap.empty();
    TrieMap<TicketId, Paper> papers = TrieMap.empty();
    TrieMap<AgencyId, Disruption> disruptions = TrieMap.empty();
    RankedMap<String, List<NumberBlock>> blocks = RankedMap.empty();
    TrieMap<ServiceId, Integer> issued = TrieMap.empty();
    TrieMap<CounterId, Closure> closures = TrieMap.empty();
    /** References of reservations that were checked in with on this date, each by itself. */
    TrieMap<String, String> bookings = TrieMap.empty();
    /** Tokens of tickets whose holders have answered, each by itself. */
    TrieMap<String, String> answered = TrieMap.empty();
    /** What the close of the day took away; null while it is open, and where nothing can be resumed. */
    @Nullable
    ClosedDay closing;
    /** Earlier days in order of opening, the latest ones. */
    List<PastDay> past = List.of();
    /**
     * By prefix the last number that may have been issued under this date where the day's events do not tell; new ones
     * come after it.
     */
    TrieMap<String, Integer> floor = TrieMap.empty();
    /** All numbers of the day are above this one, whatever their prefix. */
    int above;
    /** The same of the day that is opened next. */
    int nextAbove;
    /** Tickets finished today; never taken back, so that the survey's choice is not either. */
    int finished;

    private long version;
    /** The numbers in use by prefix; a set is copied before it is changed. */
    private TrieMap<String, BitSet> numbers = TrieMap.empty();
    /** Of visits with several tickets: the later ones by the first. */
    private TrieMap<TicketId, List<TicketId>> visits = TrieMap.empty();

    /** Before the first event. */
    public QueueState() {}

    private QueueState(QueueState from) {
        day = from.day;
        time = from.time;
        times = from.times;
        arrivals = from.arrivals;
        tickets = from.tickets;
        counters = from.counters;
        papers = from.papers;
        disruptions = from.disruptions;
        blocks = from.blocks;
        issued = from.issued;
        closures = from.closures;
        bookings = from.bookings;
        answered = from.answered;
        closing = from.closing;
        past = from.past;
        floor = from.floor;
        above = from.above;
        nextAbove = from.nextAbove;
        finished = from.finished;
        version = from.version;
        lines = from.lines;
        numbers = from.numbers;
        visits = from.visits;
    }

    /** The next version, still equal to this one: for {@link Evolution} to bring to what an event makes of it. */
    QueueState next() {
        QueueState next = new QueueState(this);
        next.version++;
        return next;
    }

    @Override
    public long version() {
        return version;
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
    public Collection<Ticket> tickets() {
        return tickets.values();
    }

    @Override
    public Optional<CounterState> counter(CounterId id) {
        return Optional.ofNullable(counters.get(id));
    }

    @Override
    public Collection<CounterState> counters() {
        return counters.values();
    }

    @Override
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

    @Override
    public Collection<Closure> closures() {
        return closures.values();
    }

    @Override
    public boolean answered(String token) {
        return answered.containsKey(token);
    }

    public Collection<Disruption> disruptions() {
        return disruptions.values();
    }

    @Override
    public int issued(ServiceId service) {
        return issued.getOrDefault(service, 0);
    }

    @Override
    public int waiting(ServiceId service) {
        return lines.waiting(service, counters::containsKey);
    }

    @Override
    public int ahead(Ticket ticket) {
        return lines.ahead(ticket.place());
    }

    @Override
    public List<Ticket> waitingTickets(Place.Lane lane, int most) {
        return lines.first(lane, most);
    }

    @Override
    public List<Ticket> sameVisit(Ticket ticket) {
        TicketId first = ticket.firstOfVisit();
        return Stream.concat(Stream.of(first), visits.getOrDefault(first, List.of()).stream())
                .filter(id -> !id.equals(ticket.id()))
                .map(tickets::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Ticket::arrival))
                .toList();
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

    @Override
    public HallTime time() {
        return time;
    }

    @Override
    public ServiceTimes times() {
        return times;
    }

    @Override
    public Map<String, List<NumberBlock>> blocks() {
        return blocks;
    }

    boolean numberUsed(TicketNumber number) {
        return used(number.prefix()).get(number.value());
    }

    private BitSet used(String prefix) {
        return numbers.getOrDefault(prefix, NO_NUMBERS);
    }

    /** Earlier days in order of opening, the latest ones. */
    public List<PastDay> past() {
        return past;
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
        return Math.max(used(prefix).length() - 1, skipped(prefix));
    }

    /**
     * Whether a block of today reaches down to these numbers of another day; where there is no block the floor keeps
     * them apart.
     */
    boolean mayStillIssue(PastDay.Numbers numbers) {
        return blocks.getOrDefault(numbers.prefix(), List.of()).stream()
                .anyMatch(block -> block.first() <= numbers.last());
    }

    // ---- changes of a version that is being made ------------------------------------------------------------------

    /** Puts a ticket, and keeps lines, numbers and visits true to it. */
    void put(Ticket ticket) {
        Ticket old = tickets.get(ticket.id());
        tickets = tickets.with(ticket.id(), ticket);
        if (old == null) {
            enter(ticket);
        } else if (old.state() == TicketState.WAITING) {
            lines = lines.without(old.place());
        }
        if (ticket.state() == TicketState.WAITING) {
            lines = lines.with(ticket);
        }
    }

    private void enter(Ticket ticket) {
        String prefix = ticket.number().prefix();
        BitSet used = (BitSet) used(prefix).clone();
        used.set(ticket.number().value());
        numbers = numbers.with(prefix, used);
        TicketId first = ticket.visit();
        if (first != null) {
            List<TicketId> later = visits.getOrDefault(first, List.of());
            visits = visits.with(
                    first, Stream.concat(later.stream(), Stream.of(ticket.id())).toList());
        }
    }

    Place.Order nextOrder() {
        return new Place.Order(time.millis(), ++arrivals);
    }

    void raiseFloor(String prefix, int through) {
        floor = floor.with(prefix, Math.max(through, floor.getOrDefault(prefix, 0)));
    }

    void clearDay() {
        tickets = TrieMap.empty();
        counters = TrieMap.empty();
        papers = TrieMap.empty();
        disruptions = TrieMap.empty();
        blocks = RankedMap.empty();
        issued = TrieMap.empty();
        lines = WaitingLines.EMPTY;
        numbers = TrieMap.empty();
        visits = TrieMap.empty();
        closures = TrieMap.empty();
        answered = TrieMap.empty();
        floor = TrieMap.empty();
        closing = null;
        above = 0;
        arrivals = 0;
        finished = 0;
    }

    // ---- as a value ------------------------------------------------------------------------------------------------

    /** What the journal keeps of this state, to shorten the replay. */
    public QueueSnapshot snapshot() {
        return QueueSnapshot.of(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QueueState state && snapshot().equals(state.snapshot());
    }

    @Override
    public int hashCode() {
        return snapshot().hashCode();
    }
}
