package id.mpp.kiosk.web.board;

import id.mpp.kiosk.desk.Desk;
import id.mpp.kiosk.web.JsonBytes;
import id.mpp.program.Worker;
import id.mpp.program.Workers;
import id.mpp.queue.AgencyId;
import id.mpp.queue.CounterEvent;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.Event;
import id.mpp.queue.Hall;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.PaperEvent;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.Transition;
import id.mpp.queue.Zone;
import id.mpp.queue.ZoneId;
import id.mpp.web.EventStream;
import id.mpp.web.EventStreams;
import id.mpp.web.StreamEvent;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What happens in the hall, as it goes to boards, counters and phones. A call goes out at once; everything else is
 * coalesced: a board at most four times a second, "something changed" once a second. {@link #committed} takes next to
 * nothing of the desk's time; one thread of its own does the rest.
 */
final class BoardFeed implements AutoCloseable {
    private static final long BOARD_EVERY_NANOS = Duration.ofMillis(250).toNanos();
    private static final long HALL_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PROBE_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration IDLE = Duration.ofSeconds(10);
    /** More calls than a hall makes in a minute; beyond it boards still get their picture, not each call. */
    private static final int MAX_QUEUED = 1_024;

    /** Transitions whose undo takes a call back from the boards. */
    private static final Set<String> CALLS = Set.of(Transition.CALLED.word(), Transition.RESUMED.word());

    private record Changed(long version) {}

    private record DeskChanged(CounterId counter) {}

    private record Happened(TicketEvent event, Moment at) {}

    /** Only wakes the thread. */
    private static final Optional<Happened> WAKE = Optional.empty();

    private final Hall hall;
    private final Desk desk;
    private final CallLog log;
    private final BoardJson json;
    private final FeedHistory history;
    private final EventStreams<Listener> streams;
    private final Seats seats;
    private final BlockingQueue<Optional<Happened>> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final AtomicBoolean changed = new AtomicBoolean();
    private final Set<CounterId> changedCounters = ConcurrentHashMap.newKeySet();
    private final Set<ServiceId> changedServices = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean allDesks = new AtomicBoolean();
    /**
     * Publishing and the opening of a stream exclude each other, so that a snapshot and what follows it fit together.
     */
    private final Object publishing = new Object();

    private final Worker thread;
    private final Workers workers;
    private volatile boolean closed;
    private boolean boardsDue;
    private boolean hallDue;
    private long lastBoards;
    private long lastHall;
    private volatile boolean doubled;
    private long lastProbe;

    BoardFeed(
            Hall hall,
            Desk desk,
            CallLog log,
            BoardJson json,
            String boot,
            EventStreams<Listener> streams,
            Seats seats,
            Workers workers) {
        this.hall = hall;
        this.desk = desk;
        this.log = log;
        this.json = json;
        this.history = new FeedHistory(boot);
        this.streams = streams;
        this.seats = seats;
        this.workers = workers;
        this.thread = workers.vital("board-feed", this::run);
    }

    void start() {
        log.begin(desk.view());
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        streams.close();
    }

    /** Takes what the desk has committed; never blocks. */
    void committed(List<Event> events, Moment at) {
        for (Event event : events) {
            switch (event) {
                case TicketEvent ticket -> ticket(ticket, at);
                case CounterEvent counter -> changedCounters.add(counter.counter());
                case PaperEvent paper -> {
                    continue;
                }
                default -> allDesks.set(true);
            }
            wake();
        }
    }

    /** What all desks show of the devices is otherwise; never blocks. */
    void devicesChanged() {
        allDesks.set(true);
        wake();
    }

    private void wake() {
        if (!changed.getAndSet(true)) {
            // A full queue wakes the thread as well.
            boolean woken = queue.offer(WAKE);
            allDesks.compareAndSet(false, !woken);
        }
    }

    /**
     * Answers a request with the stream, resumed after {@code lastId} where that is possible. Whoever sits at the same
     * counter is told that somebody came, and that somebody left.
     *
     * @param instead the page that this one replaces in its tab; null for none
     */
    void open(Context ctx, Listener listener, @Nullable String lastId, @Nullable String instead) {
        Seat seat = listener.seat();
        EventStream<Listener> stream;
        synchronized (publishing) {
            if (seat != null) {
                seats.takeOver(seat, instead);
            }
            List<StreamEvent> first = history.after(lastId, listener).orElseGet(() -> List.of(snapshot(listener)));
            stream = streams.add(listener, first);
        }
        seatsChanged(seat);
        try {
            stream.answer(ctx);
        } finally {
            seatsChanged(seat);
        }
    }

    private void seatsChanged(@Nullable Seat seat) {
        if (seat != null) {
            doubled = seats.doubled();
            changedCounters.add(seat.counter());
            wake();
        }
    }

    private StreamEvent snapshot(Listener listener) {
        String version = history.version();
        return StreamEvent.of(version, "snapshot", json.board(desk.view(), listener.zone(), version));
    }

    /** The board as it is now. */
    byte[] board(@Nullable ZoneId zone) {
        return json.board(desk.view(), zone, history.version());
    }

    /** Streams that are open now. */
    int streams() {
        return streams.count();
    }

    /** Streams dropped since the start because their clients were too slow. */
    long dropped() {
        return streams.dropped();
    }

    private void ticket(TicketEvent event, Moment at) {
        switch (event) {
            case TicketEvent.TicketIssued issued -> changedServices.add(issued.service());
            case TicketEvent.TicketAdmitted admitted -> changedServices.add(admitted.service());
            case TicketEvent.TicketCalled called -> {
                changedServices.add(called.service());
                happened(called, called.counter(), at);
            }
            case TicketEvent.TicketRecalled recalled -> happened(recalled, recalled.counter(), at);
            case TicketEvent.TicketResumed resumed -> happened(resumed, resumed.counter(), at);
            case TicketEvent.TicketUndone undone -> {
                allDesks.set(true);
                happened(undone, undone.counter(), at);
            }
            case TicketEvent.TicketNoted noted -> changedCounters.add(noted.counter());
            case TicketEvent.TicketStarted started -> changedCounters.add(started.counter());
            case TicketEvent.TicketFinished finished -> changedCounters.add(finished.counter());
            case TicketEvent.TicketNoShow noShow -> changedServices.add(noShow.service());
            case TicketEvent.TicketParked parked -> allDesks.set(true);
            case TicketEvent.TicketReturned returned -> changedServices.add(returned.service());
            case TicketEvent.TicketTransferred moved -> {
                changedCounters.add(moved.fromCounter());
                changedServices.add(moved.service());
            }
            case TicketEvent.TicketCancelled cancelled -> allDesks.set(true);
            case TicketEvent.TicketExpired expired -> allDesks.set(true);
            case TicketEvent.TicketClosedOut out -> allDesks.set(true);
            case TicketEvent.TicketCarriedOver over -> allDesks.set(true);
        }
    }

    private void happened(TicketEvent event, CounterId counter, Moment at) {
        changedCounters.add(counter);
        if (!queue.offer(Optional.of(new Happened(event, at)))) {
            allDesks.set(true);
        }
    }

    /**
     * What one call or one picture of the hall breaks must not keep the others from the boards, now and after a
     * restart.
     */
    private void run() throws InterruptedException {
        while (!closed) {
            Optional<Happened> next = queue.poll(waitNanos(), TimeUnit.NANOSECONDS);
            while (next != null) {
                next.ifPresent(happened -> workers.contain("board-feed", () -> call(happened)));
                next = queue.poll();
            }
            workers.contain("board-feed", () -> publishDue(System.nanoTime()));
            workers.contain("board-feed", () -> probe(System.nanoTime()));
        }
    }

    private long waitNanos() {
        if (!boardsDue && !hallDue && !changed.get()) {
            return doubled ? PROBE_EVERY_NANOS : IDLE.toNanos();
        }
        long now = System.nanoTime();
        long boards = boardsDue ? lastBoards + BOARD_EVERY_NANOS - now : HALL_EVERY_NANOS;
        long hallIn = hallDue ? lastHall + HALL_EVERY_NANOS - now : HALL_EVERY_NANOS;
        return Math.max(0, Math.min(boards, hallIn));
    }

    /** While a counter seems to be open twice, it is found out quickly whether one of the pages is gone. */
    private void probe(long now) {
        if (doubled && now - lastProbe >= PROBE_EVERY_NANOS) {
            lastProbe = now;
            seats.probe();
        }
    }

    private void call(Happened happened) {
        Ticket ticket = desk.view().ticket(happened.event().ticket()).orElse(null);
        if (ticket == null) {
            return;
        }
        switch (happened.event()) {
            case TicketEvent.TicketCalled event -> publish(log.called(event, ticket, happened.at()));
            case TicketEvent.TicketResumed event -> publish(log.resumed(event, ticket, happened.at()));
            case TicketEvent.TicketRecalled event -> publish(log.recalled(event, ticket, happened.at()));
            case TicketEvent.TicketUndone event -> {
                if (CALLS.contains(event.undone())) {
                    log.undone(event.ticket());
                }
            }
            default -> throw new IllegalStateException("no call: " + happened.event());
        }
    }

    private void publish(CallLog.Call call) {
        synchronized (publishing) {
            StreamEvent event = history.call(call.zone(), json.call(call));
            streams.publish(event, listener -> listener.sees(call.zone()));
        }
    }

    private void publishDue(long now) {
        if (changed.getAndSet(false)) {
            boardsDue = true;
            hallDue = true;
        }
        if (boardsDue && now - lastBoards >= BOARD_EVERY_NANOS) {
            boardsDue = false;
            lastBoards = now;
            publishBoards();
            publishDesks();
        }
        if (hallDue && now - lastHall >= HALL_EVERY_NANOS) {
            hallDue = false;
            lastHall = now;
            publishHall();
        }
    }

    private void publishBoards() {
        HallView view = desk.view();
        synchronized (publishing) {
            List<@Nullable ZoneId> zones = new ArrayList<>();
            zones.add(null);
            hall.zones().stream().map(Zone::id).forEach(zones::add);
            for (ZoneId zone : zones) {
                StreamEvent event = history.board(zone, version -> json.board(view, zone, version));
                streams.publish(event, listener -> Objects.equals(zone, listener.zone()));
            }
        }
    }

    private void publishHall() {
        long version = desk.view().version();
        synchronized (publishing) {
            StreamEvent event = history.hall(JsonBytes.of(new Changed(version)));
            streams.publish(event, listener -> true);
        }
    }

    private void publishDesks() {
        HallView view = desk.view();
        Set<CounterId> counters = new HashSet<>(taken(changedCounters));
        Set<ServiceId> services = taken(changedServices);
        boolean all = allDesks.getAndSet(false);
        for (CounterState counter : view.counters()) {
            if (all || counter.services().stream().anyMatch(services::contains)) {
                counters.add(counter.id());
            }
        }
        synchronized (publishing) {
            for (CounterId counter : counters) {
                AgencyId agency =
                        hall.counter(counter).map(known -> known.agency()).orElse(null);
                StreamEvent event = history.desk(counter, agency, JsonBytes.of(new DeskChanged(counter)));
                streams.publish(event, listener -> listener.worksAt(agency));
            }
        }
    }

    private static <T> Set<T> taken(Set<T> changed) {
        Set<T> taken = new HashSet<>(changed);
        changed.removeAll(taken);
        return taken;
    }
}
