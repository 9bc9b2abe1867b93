package id.mpp.queue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one business day gives way to the next, and under which date. What a clock says decides only while there is
 * reason to believe it. Under a clock that nothing speaks for a day opens all the same, because people stand in the
 * hall, and its date is a guess; once the time is known, who got a number meanwhile goes over to the right day with it.
 */
final class DayTurn {
    private static final String RIGHT_TIME = "jam sudah benar";
    private static final String DAY_OVER = "hari layanan berakhir";

    private final Hall hall;

    DayTurn(Hall hall) {
        this.hall = hall;
    }

    /**
     * Under the label of the day that was closed last the day goes on; a label that has numbers otherwise is refused.
     */
    Decision open(QueueState state, Command.OpenDay command, Moment now) {
        if (state.day.open()) {
            return Decision.refuse(new Refusal.DayAlreadyOpen(state.day.ordinal()));
        }
        if (!command.confirmed() && !now.trusted()) {
            return Decision.refuse(new Refusal.ClockNotTrusted());
        }
        LocalDate label = command.label();
        if (state.closing != null && label.equals(state.day.label())) {
            return Decision.of(new DayEvent.DayResumed(state.day.ordinal(), label, command.actor()));
        }
        return withNumbers(state, label, 0)
                .map(other -> refuse(other))
                .orElseGet(() -> opened(state, label, command.confirmed(), command.actor()));
    }

    private static Decision opened(QueueState state, LocalDate label, boolean confirmed, ActorId actor) {
        return Decision.of(new DayEvent.DayOpened(state.day.ordinal() + 1, label, confirmed, actor));
    }

    /** Every ticket gets its end first, so that the counts of the closed day add up. */
    Decision close(QueueState state, Command.CloseDay command) {
        if (!state.day.open()) {
            return DayRules.NOT_OPEN;
        }
        List<Event> events = new ArrayList<>();
        close(state, sorted(state), command.reason(), command.actor(), events);
        return new Decision.Accepted(events);
    }

    private static List<Ticket> sorted(QueueState state) {
        return state.tickets.values().stream()
                .sorted(Comparator.comparing(Ticket::id))
                .toList();
    }

    private static void close(
            QueueState state, List<Ticket> tickets, String reason, ActorId actor, List<Event> events) {
        Map<TicketState, Integer> counts = new EnumMap<>(TicketState.class);
        for (Ticket ticket : tickets) {
            TicketState end = Transition.atClose(ticket.state());
            CounterId counter = ticket.counter();
            if (end != ticket.state()) {
                events.add(
                        end == TicketState.EXPIRED || counter == null
                                ? new TicketEvent.TicketExpired(ticket.id(), reason, actor)
                                : new TicketEvent.TicketClosedOut(
                                        ticket.id(), ticket.service(), counter, end, reason, actor));
            }
            counts.merge(end, 1, Integer::sum);
        }
        events.add(new DayEvent.DayClosed(
                state.day.ordinal(),
                state.day.label(),
                tickets.size(),
                counts.getOrDefault(TicketState.FINISHED, 0),
                counts.getOrDefault(TicketState.NO_SHOW, 0),
                counts.getOrDefault(TicketState.CANCELLED, 0),
                counts.getOrDefault(TicketState.EXPIRED, 0),
                actor));
    }

    /**
     * Corrects the date of a day, or confirms the date of the open one where nothing spoke for it. Where the open day
     * is an earlier one that certainly had its date, another date means that a new day has begun unnoticed.
     */
    Decision relabel(QueueState state, Command.RelabelDay command, Moment now) {
        Day day = state.day;
        LocalDate of = command.day() == null ? day.label() : command.day();
        LocalDate label = command.label();
        boolean current = day.ordinal() > 0 && of.equals(day.label());
        if (command.day() == null && !day.open()) {
            return DayRules.NOT_OPEN;
        }
        PastDay earlier = current ? null : past(state, of);
        if (!current && earlier == null) {
            return Decision.refuse(new Refusal.DateUnknown(of));
        }
        if (of.equals(label)) {
            boolean confirms = current && (day.unconfirmed() || (day.open() && !now.trusted()));
            return confirms
                    ? relabelled(command, day.ordinal())
                    : Decision.refuse(new Refusal.NothingToChange("label"));
        }
        int ordinal = earlier == null ? day.ordinal() : earlier.ordinal();
        Optional<PastDay> other = withNumbers(state, label, ordinal);
        if (other.isPresent()) {
            return refuse(other.get());
        }
        if (earlier != null && !earlier.numbers().isEmpty() && label.equals(day.label())) {
            // The latest day may still issue these very numbers, also when it has none yet.
            return refuse(earlier.relabelled(label));
        }
        return current && day.open() && !now.trusted() && certainlyBefore(day, now)
                ? turned(state, label, true, command.actor(), now)
                : relabelled(command, ordinal);
    }

    /** Whether the day opened before this boot, under a clock that was right. */
    private static boolean certainlyBefore(Day day, Moment now) {
        Moment opened = day.opened();
        return opened != null && opened.trusted() && !opened.boot().equals(now.boot()) && !day.confirmed();
    }

    private static Decision relabelled(Command.RelabelDay command, int ordinal) {
        return Decision.of(new DayEvent.DayRelabelled(ordinal, command.label(), command.reason(), command.actor()));
    }

    /** What the clock gives reason to; nothing where all is as it should be. */
    Decision keep(QueueState state, Command.KeepDay command, Moment now) {
        Day day = state.day;
        LocalDate today = date(now);
        if (!now.trusted()) {
            return !day.open() && !closedByNow(day, now) ? opened(state, today, false, command.actor()) : Decision.of();
        }
        return day.open() ? keepOpen(state, today, command.actor(), now) : reopen(state, today, command.actor(), now);
    }

    /** Whether somebody closed the day since this boot: then it stays closed, whatever date it may be. */
    private static boolean closedByNow(Day day, Moment now) {
        Moment closed = day.closed();
        return closed != null && closed.boot().equals(now.boot());
    }

    private Decision keepOpen(QueueState state, LocalDate today, ActorId actor, Moment now) {
        Day day = state.day;
        if (day.label().equals(today)) {
            return day.unconfirmed() ? corrected(day, today, actor) : Decision.of();
        }
        boolean guessed = day.unconfirmed() && sameBoot(day.opened(), now);
        if (guessed && mayBecome(state, today)) {
            return corrected(day, today, actor);
        }
        boolean another = day.label().isBefore(today) || day.unconfirmed();
        return another && withNumbers(state, today, day.ordinal()).isEmpty()
                ? turned(state, today, false, actor, now)
                : Decision.of();
    }

    /**
     * A day whose date was a guess gets the date it had, also when it is over; then today's opens, unless that was
     * today's.
     */
    private Decision reopen(QueueState state, LocalDate today, ActorId actor, Moment now) {
        Day day = state.day;
        Moment opened = day.opened();
        if (day.unconfirmed() && opened != null && sameBoot(opened, now)) {
            Duration ago = Duration.ofMillis(Math.max(0, now.monotonicMillis() - opened.monotonicMillis()));
            LocalDate was = date(now.minus(ago));
            if (was.equals(day.label()) || mayBecome(state, was)) {
                return corrected(day, was, actor);
            }
        }
        boolean over = day.label().isBefore(today) || (!day.label().equals(today) && !trustedOn(day.closed(), today));
        return day.ordinal() == 0
                        || (over
                                && !trustedOn(opened, today)
                                && withNumbers(state, today, 0).isEmpty())
                ? opened(state, today, false, actor)
                : Decision.of();
    }

    private static Decision corrected(Day day, LocalDate label, ActorId actor) {
        return Decision.of(new DayEvent.DayRelabelled(day.ordinal(), label, RIGHT_TIME, actor));
    }

    /**
     * Ends the open day and opens another, in one step, so that no failure comes between; whoever belongs to the new
     * one stays.
     */
    private Decision turned(QueueState state, LocalDate label, boolean confirmed, ActorId actor, Moment now) {
        List<Event> events = new ArrayList<>();
        List<Ticket> ending = new ArrayList<>();
        int next = state.day.ordinal() + 1;
        for (Ticket ticket : sorted(state)) {
            Moment issued = ticket.issuedAt();
            if (sameBoot(issued, now) && (!issued.trusted() || date(issued).equals(label))) {
                events.add(new TicketEvent.TicketCarriedOver(ticket.id(), ticket.number(), next, label, actor));
            } else {
                ending.add(ticket);
            }
        }
        Moment last = state.time.last();
        boolean atWork = last != null && sameBoot(last, now) && !last.trusted();
        boolean goesOn = !events.isEmpty() || atWork;
        close(state, ending, DAY_OVER, actor, events);
        events.add(new DayEvent.DayOpened(next, label, confirmed, goesOn ? true : null, actor));
        return new Decision.Accepted(events);
    }

    /** Whether the open or closed day may be known by that date, because no number is there twice and none can be. */
    private static boolean mayBecome(QueueState state, LocalDate label) {
        PastDay now = PastDay.of(state.day, state.tickets.values());
        return state.past.stream()
                .filter(other -> other.label().equals(label))
                .noneMatch(other -> other.overlaps(now)
                        || other.numbers().stream().anyMatch(numbers -> state.mayStillIssue(numbers)));
    }

    /** The day of that date under which numbers were issued, other than the one with the given ordinal. */
    private static Optional<PastDay> withNumbers(QueueState state, LocalDate label, int except) {
        List<PastDay> days = new ArrayList<>(state.past);
        if (state.day.ordinal() > 0) {
            days.add(PastDay.of(state.day, state.tickets.values()));
        }
        return days.reversed().stream()
                .filter(day -> day.ordinal() != except
                        && day.label().equals(label)
                        && !day.numbers().isEmpty())
                .findFirst();
    }

    private static @Nullable PastDay past(QueueState state, LocalDate label) {
        return List.copyOf(state.past).reversed().stream()
                .filter(day -> day.label().equals(label))
                .findFirst()
                .orElse(null);
    }

    private static Decision refuse(PastDay other) {
        return Decision.refuse(new Refusal.DateHasNumbers(other.label(), other.numbers()));
    }

    private static boolean sameBoot(@Nullable Moment one, Moment other) {
        return one != null && one.boot().equals(other.boot());
    }

    private boolean trustedOn(@Nullable Moment moment, LocalDate date) {
        return moment != null && moment.trusted() && date(moment).equals(date);
    }

    private LocalDate date(Moment moment) {
        return moment.wall().atZone(hall.branch().zone()).toLocalDate();
    }
}
