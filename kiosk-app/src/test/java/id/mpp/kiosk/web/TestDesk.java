package id.mpp.kiosk.web;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.desk.HallView;
import id.mpp.queue.AgencyId;
import id.mpp.queue.Closure;
import id.mpp.queue.Command;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.Day;
import id.mpp.queue.Decision;
import id.mpp.queue.Disruption;
import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.HallTime;
import id.mpp.queue.Moment;
import id.mpp.queue.NumberBlock;
import id.mpp.queue.Paper;
import id.mpp.queue.Place;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueuePolicy;
import id.mpp.queue.QueueState;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceTimes;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketState;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hall's one writer in memory: the real engine on a thread of its own, without a journal. */
public final class TestDesk implements Desk, AutoCloseable {
    private record Remembered(byte[] fingerprint, StoredReply reply) {}

    private final QueueEngine engine;
    private final QueueState state = new QueueState();
    private final Supplier<Moment> now;
    private final Map<String, Remembered> remembered = new HashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("test-desk").factory());
    private final View view = new View();
    private long version;
    private volatile @Nullable RuntimeException trouble;
    private volatile BiConsumer<List<Event>, Moment> listener = (events, at) -> {};

    public TestDesk(Hall hall, QueuePolicy policy, Supplier<Moment> now) {
        this.engine = new QueueEngine(hall, policy);
        this.now = now;
    }

    public void onCommit(BiConsumer<List<Event>, Moment> newListener) {
        listener = newListener;
    }

    /** From now on answers everything with this, as with a full mailbox or a dying disk; null ends it. */
    public void trouble(@Nullable RuntimeException now) {
        trouble = now;
    }

    /** Has a command carried out without HTTP and fails where it is refused. */
    public void must(Command command) {
        Reply reply = submit(new Request(null, "", new byte[0], command, (decision, after) -> {
                    if (decision instanceof Decision.Refused refused) {
                        throw new AssertionError("refused: " + refused);
                    }
                    return new StoredReply(200, new byte[0]);
                }))
                .join();
        if (!(reply instanceof Reply.Answered)) {
            throw new AssertionError(reply);
        }
    }

    @Override
    public CompletableFuture<Reply> submit(Request request) {
        return CompletableFuture.supplyAsync(() -> handle(request), thread);
    }

    @Override
    public HallView view() {
        return view;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private Reply handle(Request request) {
        RuntimeException failure = trouble;
        if (failure != null) {
            throw failure;
        }
        String key = request.key() == null ? null : request.scope() + " " + request.key();
        Remembered known = key == null ? null : remembered.get(key);
        if (known != null) {
            return Arrays.equals(known.fingerprint(), request.fingerprint())
                    ? new Reply.Answered(known.reply(), true)
                    : new Reply.KeyReused();
        }
        Moment at = now.get();
        Decision decision;
        StoredReply reply;
        synchronized (state) {
            decision = engine.decide(state, request.command(), at);
            if (decision instanceof Decision.Accepted accepted) {
                QueueEngine.evolve(state, accepted.events(), at);
                version++;
            }
            reply = request.renderer().render(decision, view);
        }
        if (decision instanceof Decision.Accepted accepted) {
            if (key != null) {
                remembered.put(key, new Remembered(request.fingerprint(), reply));
            }
            listener.accept(accepted.events(), at);
        }
        return new Reply.Answered(reply, false);
    }

    /** Looks into the state under its lock. */
    private final class View implements HallView {
        private <T> T locked(Supplier<T> reading) {
            synchronized (state) {
                return reading.get();
            }
        }

        @Override
        public long version() {
            return locked(() -> version);
        }

        @Override
        public Day day() {
            return locked(state::day);
        }

        @Override
        public Optional<Ticket> ticket(TicketId id) {
            return locked(() -> state.ticket(id));
        }

        @Override
        public Optional<Paper> paper(TicketId id) {
            return locked(() -> state.paper(id));
        }

        @Override
        public Optional<CounterState> counter(CounterId id) {
            return locked(() -> state.counter(id));
        }

        @Override
        public Collection<CounterState> counters() {
            return locked(() -> List.copyOf(state.counters()));
        }

        @Override
        public Optional<Disruption> disruption(AgencyId agency) {
            return locked(() -> state.disruption(agency));
        }

        @Override
        public Optional<Closure> closure(CounterId counter) {
            return locked(() -> state.closure(counter));
        }

        @Override
        public Collection<Closure> closures() {
            return locked(() -> List.copyOf(state.closures()));
        }

        @Override
        public boolean answered(String token) {
            return locked(() -> state.answered().contains(token));
        }

        @Override
        public int issued(ServiceId service) {
            return locked(() -> state.issued(service));
        }

        @Override
        public int waiting(ServiceId service) {
            return locked(() -> state.waiting(service));
        }

        @Override
        public HallTime time() {
            return locked(state::time);
        }

        @Override
        public ServiceTimes times() {
            return locked(state::times);
        }

        @Override
        public List<Ticket> waitingTickets(Place.Lane lane, int most) {
            return locked(() -> state.waitingTickets(lane, most));
        }

        @Override
        public int ahead(Ticket ticket) {
            return (int) tickets().stream()
                    .filter(other -> other.state() == TicketState.WAITING
                            && other.service().equals(ticket.service()))
                    .filter(other ->
                            other.place().order().compareTo(ticket.place().order()) < 0)
                    .count();
        }

        @Override
        public Map<String, List<NumberBlock>> blocks() {
            return locked(state::blocks);
        }

        @Override
        public List<Ticket> sameVisit(Ticket ticket) {
            return tickets().stream()
                    .filter(other -> !other.id().equals(ticket.id())
                            && other.firstOfVisit().equals(ticket.firstOfVisit()))
                    .sorted(Comparator.comparing(Ticket::arrival))
                    .toList();
        }

        @Override
        public Collection<Ticket> tickets() {
            return locked(() -> List.copyOf(state.tickets()));
        }
    }
}
