package id.mpp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One random history of one hall, checked after each of its commands. The same seed gives the same history. */
public final class History {
    public static final int LEAST_COMMANDS = 200;

    private record Fact(Event event, Moment at) {}

    private static final Hall HALL = SmallHall.hall();

    private final SplittableRandom random;
    private final QueuePolicy policy;
    private final QueueEngine engine;
    private final HistoryClock clock;
    private final HistoryCommands commands;
    private final LocalDate date;
    private final HistoryLedger ledger = new HistoryLedger();
    private final CallOracle oracle;
    private QueueState state = new QueueState();
    private QueueSnapshot lastSnapshot = state.snapshot();
    private final List<Fact> journal = new ArrayList<>();
    private final Consumer<Class<?>> reached;
    private UnaryOperator<QueueSnapshot> keep = snapshot -> snapshot;

    /** @param reached told the class of every command, event and refusal */
    public History(long seed, Consumer<Class<?>> reached) {
        this.random = new SplittableRandom(seed);
        this.reached = reached;
        boolean byCalendar = random.nextInt(6) == 0;
        boolean greedy = random.nextInt(25) == 0;
        this.policy = policy(random, greedy);
        this.engine = new QueueEngine(HALL, policy);
        this.date = LocalDate.of(2026, 8, 10).plusDays(byCalendar ? random.nextInt(8) : 0);
        this.clock = new HistoryClock(random.split(), date, random.nextInt(4) > 0);
        this.commands = new HistoryCommands(random.split(), byCalendar, greedy);
        this.oracle = new CallOracle(policy);
    }

    /** How a snapshot is kept until it is restored, such as by way of JSON. */
    public History keptBy(UnaryOperator<QueueSnapshot> way) {
        this.keep = way;
        return this;
    }

    public void run() {
        if (random.nextInt(5) == 0) {
            goesOnWithAnotherJournal();
        }
        for (Command command : commands.morning(date)) {
            step(command);
        }
        int length = LEAST_COMMANDS + random.nextInt(60);
        int snapshotAt = random.nextInt(length);
        QueueSnapshot kept = state.snapshot();
        QueueState restored = kept.restored();
        QueueState copy = kept.restored();
        int facts = journal.size();
        for (int i = 0; i < length; i++) {
            clock.step();
            step(commands.next(state, clock.now()));
            if (i == snapshotAt) {
                kept = state.snapshot();
                restored = keep.apply(kept).restored();
                copy = kept.restored();
                facts = journal.size();
                assertEquals(state, restored, "a snapshot restores the state");
            }
        }
        assertEquals(copy.snapshot(), kept, "a snapshot stays as it was taken");
        replay(new QueueState(), 0);
        replay(restored, facts);
    }

    private void goesOnWithAnotherJournal() {
        PastDay before = new PastDay(7, date.minusDays(1), List.of(new PastDay.Numbers("A", 1, 20, 18)));
        apply(
                List.of(
                        new JournalEvent.JournalBegun(
                                "parent_1", 0, "0".repeat(64), "damaged", 0, null, List.of(before)),
                        new JournalEvent.JournalCarried(100 * random.nextInt(3))),
                clock.now());
        lastSnapshot = state.snapshot();
    }

    private void replay(QueueState from, int first) {
        QueueState replayed = from;
        for (Fact fact : journal.subList(first, journal.size())) {
            replayed = QueueEngine.evolve(replayed, fact.event(), fact.at());
        }
        assertEquals(state, replayed, "the same events from " + first + " on give the same state");
        ledger.check(replayed);
    }

    private void step(Command command) {
        Moment now = clock.now();
        Decision decision = engine.decide(state, command, now);
        assertEquals(lastSnapshot, state.snapshot(), () -> "deciding changed the state: " + command);
        assertEquals(decision, engine.decide(state, command, now), () -> "two answers to " + command);
        reached.accept(command.getClass());
        switch (decision) {
            case Decision.Refused refused -> refused(command, refused.refusal(), now);
            case Decision.Accepted accepted -> {
                accepted(command, accepted.events(), now);
                lastSnapshot = state.snapshot();
            }
        }
        probe(now);
    }

    private void refused(Command command, Refusal refusal, Moment now) {
        reached.accept(refusal.getClass());
        if (refusal instanceof Refusal.NothingWaiting nothing) {
            assertEquals(Optional.empty(), oracle.choose(nothing.counter(), now), () -> "somebody waits: " + command);
        }
    }

    private void accepted(Command command, List<Event> events, Moment now) {
        if (command instanceof Command.CallNext next) {
            checkCall(next.counter(), events, now);
        }
        apply(events, now);
        ledger.check(state);
        for (Ticket ticket : state.tickets()) {
            boolean waits = ticket.state() == TicketState.WAITING;
            assertEquals(oracle.waits(ticket.id()), waits, () -> "who waits, after " + command + ": " + ticket);
        }
        if (command instanceof Command.AtCounter atCounter && changesATicket(events)) {
            canBeUndone(atCounter.counter(), (TicketEvent) events.getFirst(), now);
        }
    }

    private void apply(List<Event> events, Moment now) {
        for (Event event : events) {
            reached.accept(event.getClass());
            ledger.before(state, event);
            state = QueueEngine.evolve(state, event, now);
            oracle.observe(event, now);
            ledger.after(state, event, now);
            journal.add(new Fact(event, now));
        }
    }

    private static boolean changesATicket(List<Event> events) {
        return !events.isEmpty()
                && events.getFirst() instanceof TicketEvent event
                && !(event instanceof TicketEvent.TicketRecalled)
                && !(event instanceof TicketEvent.TicketNoted)
                && !(event instanceof TicketEvent.TicketUndone);
    }

    /** Right after a transition nothing stands in the way of taking it back. */
    private void canBeUndone(CounterId counter, TicketEvent transition, Moment now) {
        Decision decision = engine.decide(state, new Command.Undo(counter, new ActorId("petugas-2")), now);
        Decision.Accepted accepted = assertInstanceOf(Decision.Accepted.class, decision, () -> "undo of " + transition);
        TicketEvent.TicketUndone undone = assertInstanceOf(
                TicketEvent.TicketUndone.class, accepted.events().getFirst());
        assertEquals(transition.ticket(), undone.ticket());
        assertEquals(ledger.beforeLast(undone.ticket()).state(), undone.restored());
    }

    /** Asks for every counter that could call who would be called: as the oracle says. */
    private void probe(Moment now) {
        for (CounterState counter : state.counters()) {
            Command.CallNext next = new Command.CallNext(counter.id(), new ActorId("petugas-2"));
            switch (engine.decide(state, next, now)) {
                case Decision.Accepted accepted -> checkCall(counter.id(), accepted.events(), now);
                case Decision.Refused refused -> {
                    boolean ready = counter.current() == null
                            && !counter.paused()
                            && state.day().pauseReason() == null;
                    assertEquals(ready, refused.refusal() instanceof Refusal.NothingWaiting, refused::toString);
                    assertTrue(!ready || oracle.choose(counter.id(), now).isEmpty(), refused::toString);
                }
            }
        }
    }

    private void checkCall(CounterId counter, List<Event> events, Moment now) {
        TicketEvent.TicketCalled called = assertInstanceOf(TicketEvent.TicketCalled.class, events.getFirst());
        CallRule rule = called.rule();
        assertEquals(
                oracle.choose(counter, now),
                Optional.of(new CallOracle.Choice(
                        called.ticket(), rule.kind(), rule.score(), rule.runnerUp(), rule.runnerUpScore())),
                () -> "who is called at " + counter + " and why");
    }

    private static QueuePolicy policy(SplittableRandom random, boolean greedy) {
        int rate = random.nextInt(3) == 0 ? 1_000 + random.nextInt(3_000) : 2_000;
        Duration tolerance = Duration.ofMinutes(random.nextInt(30));
        QueuePolicy policy = new QueuePolicy(
                false,
                rate,
                2,
                tolerance,
                greedy ? 1_000 : 1 + random.nextInt(6),
                random.nextInt(3),
                Duration.ofMinutes(30),
                Duration.ofMinutes(15),
                3);
        return random.nextInt(3) == 0 ? policy.withStrictPriority() : policy;
    }

    /** All records of these sealed families, however deep. */
    public static void leaves(Class<?> family, Set<Class<?>> found) {
        Class<?>[] permitted = family.getPermittedSubclasses();
        if (permitted == null) {
            found.add(family);
        } else {
            for (Class<?> type : permitted) {
                leaves(type, found);
            }
        }
    }
}
