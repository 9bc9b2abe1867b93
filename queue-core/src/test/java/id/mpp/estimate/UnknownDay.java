package id.mpp.estimate;

import id.mpp.queue.ActorId;
import id.mpp.queue.Agency;
import id.mpp.queue.Command;
import id.mpp.queue.Counter;
import id.mpp.queue.CounterId;
import id.mpp.queue.CounterState;
import id.mpp.queue.Decision;
import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.Position;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueueState;
import id.mpp.queue.Refusal;
import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketState;
import id.mpp.queue.WeeklyCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * One day of an {@link UnknownHall} in simulated time, decided by the real engine: a crowd at the door, officers who
 * come late, pause, pray, and now and then forget a ticket over the break, visitors who do not hear their call or
 * leave, transfers and undos.
 */
final class UnknownDay {
    /** Told before an event changes the state. */
    interface Listener {
        void before(QueueState state, Event event, Moment at);
    }

    private record Task(long at, long order, Runnable run) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private static final ActorId ACTOR = new ActorId("simulated");
    private static final NodeId HUB = new NodeId("hub");
    /** Arrivals by half hour from 07.30, in parts of the day: a peak in the morning, a small one after the break. */
    private static final int[] ARRIVALS = {14, 13, 11, 10, 9, 8, 7, 5, 3, 3, 3, 6, 6, 5, 3};

    private static final List<Position> POSITIONS = List.of(Position.values());
    private static final double MINUTES_OPEN = 390;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;

    private final UnknownHall work;
    private final QueueEngine engine;
    private QueueState state;
    private final LocalDate date;
    private final Random random;
    private final Listener listener;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long now;
    private long orders;
    private int tickets;

    UnknownDay(UnknownHall work, QueueEngine engine, QueueState state, LocalDate date, long seed, Listener listener) {
        this.work = work;
        this.engine = engine;
        this.state = state;
        this.date = date;
        this.random = new Random(seed);
        this.listener = listener;
    }

    /** Plays the day and returns the hall as it is at its end. */
    QueueState play(double load) {
        now = millis(LocalTime.of(7, 0));
        does(new Command.OpenDay(date, true, ACTOR));
        for (Agency agency : work.hall.agencies()) {
            if (!agency.calendar().on(date).isEmpty()) {
                List<ServiceId> services = work.served(agency.id());
                int visitors = services.isEmpty() ? 0 : work.visitors(agency.id(), load, MINUTES_OPEN);
                for (int i = 0; i < visitors; i++) {
                    visitor(services);
                }
            }
        }
        for (Counter counter : work.hall.counters()) {
            officer(counter);
        }
        at(millis(LocalTime.of(17, 0)), () -> does(new Command.CloseDay("selesai", ACTOR)));
        while (state.day().open()) {
            Task task = tasks.remove();
            now = task.at();
            task.run().run();
        }
        return state;
    }

    // ---- visitors --------------------------------------------------------------------------------------------------

    private void visitor(List<ServiceId> services) {
        double rank = random.nextDouble();
        ServiceId service = services.get((int) (rank * rank * services.size()));
        boolean priority = percent(8);
        at(arrival(), () -> take(service, priority, true));
    }

    private long arrival() {
        int all = 0;
        for (int part : ARRIVALS) {
            all += part;
        }
        int chosen = random.nextInt(all);
        int slot = 0;
        while (chosen >= ARRIVALS[slot]) {
            chosen -= ARRIVALS[slot++];
        }
        return millis(LocalTime.of(7, 30)) + slot * 30L * MINUTE + random.nextLong(30 * MINUTE);
    }

    /** Who finds it closed comes again when it opens; who finds the quota used up goes home. */
    private void take(ServiceId service, boolean priority, boolean comesAgain) {
        TicketId id = new TicketId("ticket-" + date + "-" + ++tickets);
        Decision decision = decide(Command.IssueTicket.of(id, new Command.Wish(service, priority, "id"), HUB));
        if (decision instanceof Decision.Refused(Refusal.ServiceClosed closed)
                && closed.reopensAt() != null
                && comesAgain) {
            at(closed.reopensAt().toEpochMilli() + random.nextLong(5 * MINUTE), () -> take(service, priority, false));
        }
        if (decision instanceof Decision.Accepted) {
            wakeFor(service);
            if (percent(2)) {
                at(now + 10 * MINUTE + random.nextLong(40 * MINUTE), () -> leave(id));
            }
        }
    }

    private void leave(TicketId id) {
        if (state.ticket(id).orElseThrow().state() == TicketState.WAITING) {
            does(new Command.CancelTicket(id, ACTOR));
        }
    }

    // ---- officers --------------------------------------------------------------------------------------------------

    private void officer(Counter counter) {
        List<WeeklyCalendar.Range> hours =
                work.hall.agency(counter.agency()).orElseThrow().calendar().on(date);
        if (hours.isEmpty()) {
            return;
        }
        at(millis(hours.getFirst().from()) + random.nextLong(8 * MINUTE) - MINUTE, () -> {
            does(new Command.OpenCounter(counter.id(), ACTOR));
            next(counter.id());
        });
        for (int i = 1; i < hours.size(); i++) {
            long from = millis(hours.get(i - 1).to());
            long to = millis(hours.get(i).from()) + random.nextLong(6 * MINUTE) - MINUTE;
            at(from, () -> pause(counter.id(), to, true));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            long from = millis(hours.getFirst().from()) + (15 + random.nextLong(400)) * MINUTE;
            at(from, () -> pause(counter.id(), now + 4 * MINUTE + random.nextLong(12 * MINUTE), false));
        }
    }

    /** After the ticket at the counter; a forgotten one stays open over the break. */
    private void pause(CounterId id, long until, boolean mayForget) {
        CounterState counter = state.counter(id).orElseThrow();
        if (counter.paused() || until <= now) {
            return;
        }
        if (counter.current() != null) {
            boolean forgets = mayForget && percent(4);
            at(forgets ? until : now + 20 * SECOND, () -> pause(id, until, false));
            return;
        }
        does(new Command.PauseCounter(id, "jeda", ACTOR));
        at(until, () -> {
            does(new Command.ResumeCounter(id, ACTOR));
            next(id);
        });
    }

    private void wakeFor(ServiceId service) {
        List<CounterState> idle = state.counters().stream()
                .filter(counter -> counter.current() == null && !counter.paused())
                .filter(counter -> counter.services().contains(service))
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
        if (!idle.isEmpty()) {
            CounterId id = idle.get(random.nextInt(idle.size())).id();
            at(now + 2 * SECOND + random.nextLong(10 * SECOND), () -> next(id));
        }
    }

    private void next(CounterId id) {
        CounterState counter = state.counter(id).orElseThrow();
        boolean late = now > millis(LocalTime.of(16, 45));
        if (counter.paused() || counter.current() != null || late) {
            return;
        }
        if (decide(new Command.CallNext(id, ACTOR)) instanceof Decision.Accepted) {
            TicketId called = current(id);
            if (percent(6)) {
                at(now + 70 * SECOND + random.nextLong(90 * SECOND), () -> {
                    does(new Command.MarkNoShow(id, ACTOR));
                    soon(id);
                });
            } else {
                at(now + 8 * SECOND + random.nextLong(40 * SECOND), () -> start(id, called));
            }
        }
    }

    private void start(CounterId id, TicketId ticket) {
        does(new Command.StartServing(id, ACTOR));
        ServiceId service = state.ticket(ticket).orElseThrow().service();
        at(now + work.serviceMillis(service, id, random), () -> end(id, service));
    }

    private void end(CounterId id, ServiceId service) {
        List<ServiceId> others = state.counter(id).orElseThrow().services();
        ServiceId other = others.get(random.nextInt(others.size()));
        if (percent(4) && !other.equals(service)) {
            Position position = POSITIONS.get(random.nextInt(POSITIONS.size()));
            does(new Command.Transfer(id, other, position, percent(20), ACTOR));
            wakeFor(other);
        } else {
            does(new Command.Finish(id, "selesai", ACTOR));
            if (percent(1)) {
                does(new Command.Undo(id, ACTOR));
                at(now + 2 * MINUTE, () -> {
                    does(new Command.Finish(id, "selesai", ACTOR));
                    soon(id);
                });
                return;
            }
        }
        soon(id);
    }

    private void soon(CounterId id) {
        at(now + 3 * SECOND + random.nextLong(45 * SECOND), () -> next(id));
    }

    private TicketId current(CounterId id) {
        TicketId current = state.counter(id).orElseThrow().current();
        if (current == null) {
            throw new IllegalStateException("nobody is at " + id);
        }
        return current;
    }

    // ---- time and engine -------------------------------------------------------------------------------------------

    private void at(long time, Runnable run) {
        tasks.add(new Task(Math.max(time, now), ++orders, run));
    }

    private boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    private long millis(LocalTime time) {
        return date.atTime(time).atZone(work.hall.branch().zone()).toInstant().toEpochMilli();
    }

    private void does(Command command) {
        if (decide(command) instanceof Decision.Refused refused) {
            throw new IllegalStateException(command + " was refused: " + refused.refusal());
        }
    }

    private Decision decide(Command command) {
        Moment at = new Moment(Instant.ofEpochMilli(now), true, "boot-0001", now);
        Decision decision = engine.decide(state, command, at);
        if (decision instanceof Decision.Accepted accepted) {
            for (Event event : accepted.events()) {
                listener.before(state, event, at);
                state = QueueEngine.evolve(state, event, at);
            }
        }
        return decision;
    }
}
