package id.mpp.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Draws commands, mostly sensible ones, some that make no sense at all. */
final class HistoryCommands {
    private static final ActorId ACTOR = new ActorId("petugas-1");
    private static final NodeId HUB = new NodeId("hub");
    private static final NodeId SATELLITE = new NodeId("satelit-1");
    private static final NodeId MANUAL = new NodeId("manual");
    private static final List<NodeId> NODES = List.of(HUB, HUB, HUB, SATELLITE, MANUAL);
    private static final List<ServiceId> SERVICES = List.of(
            SmallHall.IDENTITY_CARD, SmallHall.FAMILY_CARD, SmallHall.CHILD_CARD, SmallHall.PERMIT, SmallHall.PAYMENT);
    private static final List<CounterId> COUNTERS =
            List.of(SmallHall.ONE, SmallHall.TWO, SmallHall.THREE, SmallHall.FOUR, SmallHall.FIVE);
    private static final List<AgencyId> AGENCIES = List.of(SmallHall.POPULATION, SmallHall.LICENSING, SmallHall.BANK);
    private static final List<String> PREFIXES = List.of("A", "AB", "B", "C");

    private final SplittableRandom random;
    private final boolean byCalendar;
    private final boolean greedy;
    private int tickets;

    /**
     * @param byCalendar whether the calendar is left in force, so that most numbers are refused
     * @param greedy whether somebody takes all the numbers
     */
    HistoryCommands(SplittableRandom random, boolean byCalendar, boolean greedy) {
        this.random = random;
        this.byCalendar = byCalendar;
        this.greedy = greedy;
    }

    List<Command> morning(LocalDate date) {
        List<Command> commands = new ArrayList<>();
        commands.add(new Command.OpenDay(date, random.nextBoolean(), ACTOR));
        if (!byCalendar) {
            commands.add(new Command.OverrideHours("uji", ACTOR));
        }
        COUNTERS.forEach(counter -> commands.add(new Command.OpenCounter(counter, ACTOR)));
        return commands;
    }

    Command next(QueueState state, Moment now) {
        if (!state.day().open() && random.nextInt(3) > 0) {
            return opening(state);
        }
        if (state.day().open() && state.counters().size() < 2 && random.nextBoolean()) {
            return new Command.OpenCounter(counter(), ACTOR);
        }
        if (state.day().pauseReason() != null && random.nextInt(6) == 0) {
            return new Command.ResumeHall(ACTOR);
        }
        Optional<Command> awkward = random.nextInt(4) == 0 ? awkward(state) : Optional.empty();
        if (awkward.isPresent()) {
            return awkward.get();
        }
        int dice = random.nextInt(1_000);
        if (greedy && dice < 100) {
            return new Command.GrantNumbers(one(PREFIXES), one(NODES), 1_000);
        }
        return dice < 300 ? arrival(state, now) : dice < 880 ? atCounter(state) : other(state);
    }

    private Command opening(QueueState state) {
        return switch (random.nextInt(4)) {
            case 0 -> new Command.KeepDay(ACTOR);
            case 1 -> new Command.OpenDay(date(), random.nextInt(3) == 0, ACTOR);
            default -> new Command.OpenDay(state.day().label(), random.nextBoolean(), ACTOR);
        };
    }

    private Command arrival(QueueState state, Moment now) {
        int dice = random.nextInt(100);
        if (dice < 74) {
            NodeId node = one(NODES);
            boolean priority = random.nextInt(4) == 0;
            return Command.IssueTicket.of(newTicket(state), new Command.Wish(service(), priority, "id"), node)
                    .printedBy(random.nextBoolean() ? node : null)
                    .checkingInWith(random.nextInt(8) == 0 ? booking(now) : null)
                    .inVisitOf(random.nextInt(10) == 0 ? ticket(state, ticket -> true) : null);
        }
        if (dice < 82) {
            return random.nextInt(10) == 0
                    ? new Command.SkipNumbers(one(PREFIXES), random.nextInt(1, 60), "kiosk lain", ACTOR)
                    : new Command.GrantNumbers(one(PREFIXES), one(NODES), random.nextInt(1, 6));
        }
        if (dice < 94) {
            Duration ago = Duration.ofSeconds(random.nextInt(-600, random.nextInt(10) == 0 ? 200_000 : 3_600));
            Instant issuedAt = now.wall().minus(ago);
            boolean priority = random.nextInt(4) == 0;
            TicketId id = newTicket(state);
            return new Command.AdmitTicket(
                    blockNumber(state), id, issuedAt, SATELLITE, new Command.Wish(service(), priority, "en"));
        }
        return new Command.CancelTicket(ticket(state, ticket -> !ticket.state().ended()), ACTOR);
    }

    private Booking booking(Moment now) {
        Instant from = now.wall().plusSeconds(random.nextInt(-7_200, 7_200));
        String reference = "booking-" + random.nextInt(20);
        return random.nextBoolean()
                ? new Booking(reference, true, from, from.plusSeconds(1_800))
                : new Booking(reference, random.nextBoolean(), null, null);
    }

    private Command atCounter(QueueState state) {
        CounterId counter = counter();
        int dice = random.nextInt(104);
        if (dice >= 102) {
            return new Command.RequestClosure(counter, random.nextBoolean() ? "petugas sakit" : "rapat", ACTOR);
        } else if (dice >= 100) {
            return new Command.AddNote(busy(state), random.nextBoolean() ? "berkas lengkap" : "dari loket 2", ACTOR);
        }
        if (dice < 30) {
            return new Command.CallNext(counter, ACTOR);
        } else if (dice < 40) {
            return new Command.StartServing(busy(state), ACTOR);
        } else if (dice < 54) {
            return new Command.Finish(busy(state), "selesai", ACTOR);
        } else if (dice < 60) {
            return new Command.Recall(busy(state), ACTOR);
        } else if (dice < 66) {
            return new Command.MarkNoShow(busy(state), ACTOR);
        } else if (dice < 71) {
            return new Command.Park(busy(state), "melengkapi berkas", ACTOR);
        } else if (dice < 75) {
            return new Command.ResumeTicket(
                    counter, ticket(state, ticket -> ticket.state() == TicketState.PARKED), ACTOR);
        } else if (dice < 80) {
            return new Command.CallTicket(counter, ticket(state, this::mayBeCalled), ACTOR);
        } else if (dice < 90) {
            Position position = one(List.of(Position.values()));
            return new Command.Transfer(busy(state), service(), position, random.nextBoolean(), ACTOR);
        } else {
            return new Command.Undo(random.nextBoolean() ? busy(state) : counter, ACTOR);
        }
    }

    /**
     * Three steps that chance alone hardly ever takes in a row: a colleague calls somebody who was to come back to
     * another counter, that counter closes, the colleague undoes the call.
     */
    private Optional<Command> awkward(QueueState state) {
        for (Ticket ticket : sorted(state)) {
            CounterId expecting = before(ticket).place().lane().counter();
            CounterId at = ticket.counter();
            boolean waits = ticket.state() == TicketState.WAITING
                    && ticket.place().lane().kind() == Place.Kind.RETURNED;
            if (waits && random.nextBoolean()) {
                return Optional.of(new Command.CallTicket(counter(), ticket.id(), ACTOR));
            }
            if (ticket.state() == TicketState.CALLED && expecting != null && at != null && !expecting.equals(at)) {
                return Optional.of(
                        state.counter(expecting).isPresent()
                                ? new Command.CloseCounter(expecting, ACTOR)
                                : new Command.Undo(at, ACTOR));
            }
        }
        return Optional.empty();
    }

    private static List<Ticket> sorted(QueueState state) {
        return state.tickets().stream().sorted(Comparator.comparing(Ticket::id)).toList();
    }

    private boolean mayBeCalled(Ticket ticket) {
        return ticket.state() == TicketState.NO_SHOW
                || ticket.place().lane().kind() == Place.Kind.RETURNED
                || (ticket.state() == TicketState.WAITING && random.nextInt(4) == 0);
    }

    private Command other(QueueState state) {
        int dice = random.nextInt(100);
        if (dice < 25) {
            return random.nextBoolean()
                    ? new Command.OpenCounter(counter(), ACTOR)
                    : new Command.CloseCounter(counter(), ACTOR);
        } else if (dice < 45) {
            boolean pause = state.counters().stream().noneMatch(CounterState::paused) && random.nextBoolean();
            CounterId paused = state.counters().stream()
                    .filter(CounterState::paused)
                    .map(CounterState::id)
                    .findFirst()
                    .orElse(counter());
            return pause
                    ? new Command.PauseCounter(counter(), "istirahat", ACTOR)
                    : new Command.ResumeCounter(random.nextInt(3) == 0 ? counter() : paused, ACTOR);
        } else if (dice < 60) {
            return report(state);
        } else if (dice < 75) {
            return new Command.Reprint(ticket(state, ticket -> mayBePrinted(state, ticket)), HUB);
        } else if (dice < 89) {
            return conditions(state);
        } else if (dice < 93) {
            return new Command.CloseDay("tutup", ACTOR);
        } else {
            return switch (random.nextInt(5)) {
                case 0 -> new Command.RelabelDay(date(), "salah tanggal", ACTOR);
                case 1 -> new Command.RelabelDay(oneOfThePast(state), date(), "salah tanggal", ACTOR);
                case 2 -> new Command.OpenDay(date(), true, ACTOR);
                default -> new Command.KeepDay(ACTOR);
            };
        }
    }

    private LocalDate oneOfThePast(QueueState state) {
        List<PastDay> past = state.past();
        return past.isEmpty() || random.nextInt(6) == 0 ? date() : one(past).label();
    }

    private Command conditions(QueueState state) {
        AgencyId agency = random.nextInt(10) == 0 ? new AgencyId("nowhere") : one(AGENCIES);
        if (state.day().pauseReason() != null) {
            return new Command.ResumeHall(ACTOR);
        }
        return switch (random.nextInt(9)) {
            case 8 ->
                random.nextInt(3) == 0
                        ? new Command.ReportHelp(one(NODES))
                        : new Command.ReportDoor(one(NODES), random.nextBoolean(), random.nextInt(4) == 0);
            case 4 -> random.nextInt(3) == 0 ? new Command.PauseHall("evakuasi", ACTOR) : new Command.ResumeHall(ACTOR);
            case 5 ->
                new Command.DecideClosure(
                        state.closures().stream()
                                .map(Closure::counter)
                                .sorted()
                                .findFirst()
                                .orElse(counter()),
                        random.nextInt(4) > 0,
                        ACTOR);
            case 6 ->
                new Command.GiveFeedback(
                        "feedback-" + random.nextInt(20),
                        service(),
                        SmallHall.BANK,
                        new Survey(1 + random.nextInt(4), List.of()));
            case 0 -> new Command.DeclareDisruption(agency, "sistem pusat", null, ACTOR);
            case 1 ->
                byCalendar && random.nextInt(3) > 0
                        ? new Command.RestoreHours(ACTOR)
                        : new Command.OverrideHours("uji", ACTOR);
            case 2 ->
                random.nextInt(byCalendar ? 1 : 8) == 0
                        ? new Command.RestoreHours(ACTOR)
                        : new Command.OverrideHours("uji", ACTOR);
            default -> new Command.EndDisruption(agency, ACTOR);
        };
    }

    /** Mostly what follows the state of that paper, so that papers get far. */
    private Command report(QueueState state) {
        TicketId ticket = ticket(
                state,
                candidate -> state.paper(candidate.id())
                        .filter(paper -> paper.state() == PaperState.RESERVED || paper.state() == PaperState.SENT)
                        .isPresent());
        Paper paper = state.paper(ticket).orElse(new Paper(PaperState.NONE, 0, HUB, ""));
        boolean sensible = random.nextInt(5) > 0;
        PaperState next =
                sensible && paper.state() == PaperState.RESERVED ? PaperState.SENT : one(List.of(PaperState.values()));
        return new Command.ReportPaper(ticket, paper.copy() + (sensible ? 0 : 1), next, "");
    }

    private boolean mayBePrinted(QueueState state, Ticket ticket) {
        boolean copied =
                state.paper(ticket.id()).filter(paper -> paper.copy() > 0).isPresent();
        return random.nextInt(copied ? 2 : 8) == 0;
    }

    private TicketNumber blockNumber(QueueState state) {
        List<TicketNumber> owned = new ArrayList<>();
        state.snapshot()
                .blocks()
                .forEach((prefix, blocks) -> blocks.stream()
                        .filter(block -> block.node().equals(SATELLITE))
                        .forEach(block ->
                                owned.add(new TicketNumber(prefix, random.nextInt(block.first(), block.last() + 1)))));
        return owned.isEmpty() || random.nextInt(10) == 0 ? new TicketNumber("A", 9_000) : one(owned);
    }

    private TicketId newTicket(QueueState state) {
        return random.nextInt(60) == 0 ? ticket(state, any -> true) : new TicketId("ticket-" + (10_000 + ++tickets));
    }

    /** A ticket of this kind where there is one, now and then any other or one that does not exist. */
    private TicketId ticket(QueueState state, Predicate<Ticket> wanted) {
        boolean any = random.nextInt(12) == 0;
        List<TicketId> fitting = sorted(state).stream()
                .filter(ticket -> any || wanted.test(ticket))
                .map(Ticket::id)
                .toList();
        return fitting.isEmpty() ? new TicketId("ticket-nobody") : one(fitting);
    }

    private static Ticket before(Ticket ticket) {
        Ticket before = ticket.before();
        return before == null ? ticket : before;
    }

    private CounterId busy(QueueState state) {
        List<CounterId> busy = state.counters().stream()
                .filter(counter -> counter.current() != null)
                .map(CounterState::id)
                .sorted()
                .toList();
        return busy.isEmpty() || random.nextInt(20) == 0 ? counter() : one(busy);
    }

    private CounterId counter() {
        return random.nextInt(80) == 0 ? new CounterId("nowhere") : one(COUNTERS);
    }

    private ServiceId service() {
        return random.nextInt(80) == 0 ? new ServiceId("nothing") : one(SERVICES);
    }

    private LocalDate date() {
        return LocalDate.of(2026, 8, 3).plusDays(random.nextInt(20));
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
