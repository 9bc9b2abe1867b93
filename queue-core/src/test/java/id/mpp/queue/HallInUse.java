package id.mpp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The small hall on Monday 10 August 2026 at 08.00, day and counters open, with a clock that the test moves. */
final class HallInUse {
    static final LocalDate MONDAY = LocalDate.of(2026, 8, 10);
    static final ActorId OFFICER = new ActorId("petugas-1");
    static final ActorId SUPERVISOR = new ActorId("supervisor");
    static final NodeId HUB = new NodeId("hub");
    static final NodeId SATELLITE = new NodeId("satelit-1");

    QueueState state = new QueueState();
    private QueueEngine engine;
    private LocalDateTime wall = MONDAY.atTime(8, 0);
    private boolean trusted = true;
    private int boots = 1;
    private long monotonicMillis;
    private int tickets;

    private HallInUse(QueuePolicy policy) {
        this.engine = new QueueEngine(SmallHall.hall(), policy);
    }

    static HallInUse beforeOpening(QueuePolicy policy) {
        return new HallInUse(policy);
    }

    static HallInUse open() {
        return open(QueuePolicy.standard());
    }

    static HallInUse open(QueuePolicy policy) {
        HallInUse hall = new HallInUse(policy);
        hall.does(new Command.OpenDay(MONDAY, false, SUPERVISOR));
        SmallHall.hall().counters().forEach(counter -> hall.does(new Command.OpenCounter(counter.id(), OFFICER)));
        return hall;
    }

    // ---- time ------------------------------------------------------------------------------------------------------

    Moment now() {
        return new Moment(instant(wall), trusted, "boot-" + (1_000 + boots), monotonicMillis);
    }

    static Instant instant(LocalDateTime local) {
        return local.atZone(SmallHall.WIB).toInstant();
    }

    HallInUse after(Duration duration) {
        wall = wall.plus(duration);
        monotonicMillis += duration.toMillis();
        return this;
    }

    HallInUse minutes(long minutes) {
        return after(Duration.ofMinutes(minutes));
    }

    /** Sets the wall clock; no time passes. */
    HallInUse wall(LocalDateTime to, boolean isTrusted) {
        wall = to;
        trusted = isTrusted;
        return this;
    }

    /** The program starts anew and has run for a second. */
    HallInUse reboot() {
        boots++;
        monotonicMillis = 1_000;
        return this;
    }

    // ---- commands --------------------------------------------------------------------------------------------------

    Decision decide(Command command) {
        return engine.decide(state, command, now());
    }

    List<Event> does(Command command) {
        Decision.Accepted accepted =
                assertInstanceOf(Decision.Accepted.class, decide(command), () -> command.toString());
        state = QueueEngine.evolve(state, accepted.events(), now());
        return accepted.events();
    }

    <E extends Event> E does(Command command, Class<E> event) {
        return assertInstanceOf(event, does(command).getLast());
    }

    void refuses(Command command, Refusal refusal) {
        assertEquals(new Decision.Refused(refusal), decide(command));
    }

    <R extends Refusal> R refuses(Command command, Class<R> refusal) {
        Decision.Refused refused = assertInstanceOf(Decision.Refused.class, decide(command), () -> command.toString());
        return assertInstanceOf(refusal, refused.refusal());
    }

    TicketId issue(ServiceId service) {
        return issue(service, false);
    }

    TicketId issue(ServiceId service, boolean priority) {
        Command.IssueTicket command = issuing(service, priority, null);
        does(command);
        return command.ticket();
    }

    Command.IssueTicket issuing(ServiceId service, boolean priority, @Nullable NodeId printer) {
        return Command.IssueTicket.of(
                        new TicketId("ticket-" + (100 + ++tickets)), new Command.Wish(service, priority, "id"), HUB)
                .printedBy(printer);
    }

    TicketEvent.TicketCalled callNext(CounterId counter) {
        return does(new Command.CallNext(counter, OFFICER), TicketEvent.TicketCalled.class);
    }

    /** Calls this ticket by name and serves it. */
    void serve(CounterId counter, TicketId ticket) {
        does(new Command.CallTicket(counter, ticket, OFFICER));
        does(new Command.StartServing(counter, OFFICER));
    }

    List<Event> finish(CounterId counter) {
        return does(new Command.Finish(counter, "selesai", OFFICER));
    }

    void transfer(CounterId counter, ServiceId service, Position position) {
        does(new Command.Transfer(counter, service, position, false, OFFICER));
    }

    void transferWithReturn(CounterId counter, ServiceId service) {
        does(new Command.Transfer(counter, service, Position.END, true, OFFICER));
    }

    TicketEvent.TicketUndone undo(CounterId counter) {
        return does(new Command.Undo(counter, OFFICER), TicketEvent.TicketUndone.class);
    }

    void close(CounterId counter) {
        does(new Command.CloseCounter(counter, OFFICER));
    }

    /** Another catalogue comes into force while the day goes on. */
    void deploy(Hall hall, QueuePolicy policy) {
        engine = new QueueEngine(hall, policy);
    }

    Ticket ticket(TicketId id) {
        return state.ticket(id).orElseThrow();
    }

    TicketState stateOf(TicketId id) {
        return ticket(id).state();
    }

    TicketNumber numberOf(TicketId id) {
        return ticket(id).number();
    }

    CounterState counter(CounterId id) {
        return state.counter(id).orElseThrow();
    }
}
