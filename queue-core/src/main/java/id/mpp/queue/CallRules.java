package id.mpp.queue;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is called next. Whoever is at a counter with another ticket of the same visit is passed over, keeps place and
 * age, and is called when that is done. Score = age × class rate: within one service and class the head has the highest
 * score, so only heads are compared and the cost does not depend on the backlog.
 */
final class CallRules {
    private final QueuePolicy policy;
    private final CallOrder order;

    CallRules(QueuePolicy policy) {
        this.policy = policy;
        this.order = new CallOrder(policy);
    }

    Decision next(QueueState state, Command.CallNext command, Moment now) {
        Refusal refusal = CounterRules.notReady(state, command.counter());
        if (refusal != null) {
            return Decision.refuse(refusal);
        }
        CounterState counter = Objects.requireNonNull(state.counters.get(command.counter()));
        Race race = new Race(state.time.at(now));
        Set<TicketId> busy = state.atCounters();
        for (ServiceId service : counter.services()) {
            race.enter(state.lines.callable(new Place.Lane(Place.Kind.FRONT, service, null), 0, busy));
            race.enter(state.lines.callable(new Place.Lane(Place.Kind.PRIORITY, service, null), 0, busy));
            race.enter(state.lines.callable(new Place.Lane(Place.Kind.NORMAL, service, null), 0, busy));
            race.enter(state.lines.callable(new Place.Lane(Place.Kind.RETURNED, service, counter.id()), 0, busy));
        }
        Ticket winner = race.winner;
        if (winner != null) {
            race.runAgainst(state.lines.callable(winner.place().lane(), 1, busy));
        }
        return winner == null
                ? Decision.refuse(new Refusal.NothingWaiting(counter.id()))
                : Decision.of(called(winner, counter, race.rule(winner), command.actor()));
    }

    Decision chosen(QueueState state, Command.CallTicket command, Moment now) {
        Refusal refusal = CounterRules.notReady(state, command.counter());
        if (refusal != null) {
            return Decision.refuse(refusal);
        }
        CounterState counter = Objects.requireNonNull(state.counters.get(command.counter()));
        Ticket ticket = state.tickets.get(command.ticket());
        Refusal notHere = notCallable(state, ticket, counter, command.ticket(), Transition.CALLED);
        if (ticket == null || notHere != null) {
            return Decision.refuse(Objects.requireNonNull(notHere));
        }
        if (ticket.state() == TicketState.NO_SHOW && tooLate(ticket, now)) {
            return Decision.refuse(new Refusal.NoShowTooLate(
                    ticket.number(), policy.noShowTolerance().toSeconds()));
        }
        CallRule rule = new CallRule(CallRule.Kind.CHOSEN, 0, null, 0);
        return Decision.of(called(ticket, counter, rule, command.actor()));
    }

    Decision resume(QueueState state, Command.ResumeTicket command) {
        Refusal refusal = CounterRules.notReady(state, command.counter());
        if (refusal != null) {
            return Decision.refuse(refusal);
        }
        CounterState counter = Objects.requireNonNull(state.counters.get(command.counter()));
        Ticket ticket = state.tickets.get(command.ticket());
        Refusal notHere = notCallable(state, ticket, counter, command.ticket(), Transition.RESUMED);
        return ticket == null || notHere != null
                ? Decision.refuse(Objects.requireNonNull(notHere))
                : Decision.of(new TicketEvent.TicketResumed(
                        ticket.id(), ticket.number(), counter.id(), counter.zone(), command.actor()));
    }

    /** Nobody is called to two counters at once. */
    static Refusal elsewhere(QueueState state, Ticket ticket) {
        return new Refusal.VisitorElsewhere(ticket.number(), Objects.requireNonNull(state.elsewhere(ticket)));
    }

    private static @Nullable Refusal notCallable(
            QueueState state, @Nullable Ticket ticket, CounterState counter, TicketId id, Transition transition) {
        if (ticket == null) {
            return new Refusal.TicketUnknown(id);
        }
        if (!counter.services().contains(ticket.service())) {
            return new Refusal.NotServedHere(counter.id(), ticket.service());
        }
        Refusal refusal = transition.refusal(ticket);
        if (refusal != null) {
            return refusal;
        }
        return state.elsewhere(ticket) == null ? null : elsewhere(state, ticket);
    }

    /** Where the time since is unknown the person in front of the officer is believed. */
    private boolean tooLate(Ticket ticket, Moment now) {
        Moment ended = Objects.requireNonNull(ticket.endedAt());
        return now.since(ended).orElse(Duration.ZERO).compareTo(policy.noShowTolerance()) > 0;
    }

    private static TicketEvent.TicketCalled called(Ticket ticket, CounterState counter, CallRule rule, ActorId actor) {
        return new TicketEvent.TicketCalled(
                ticket.id(),
                ticket.number(),
                ticket.service(),
                counter.id(),
                counter.zone(),
                ticket.calls() + 1,
                rule,
                actor);
    }

    /** Heads of lanes against each other. */
    private final class Race {
        private final long hallNow;
        private @Nullable Ticket winner;
        private @Nullable Ticket runnerUp;

        Race(long hallNow) {
            this.hallNow = hallNow;
        }

        void enter(@Nullable Ticket head) {
            if (head == null) {
                return;
            }
            if (winner == null || beats(head, winner)) {
                runnerUp = winner;
                winner = head;
            } else {
                runAgainst(head);
            }
        }

        /** One who cannot win any more, such as the second of the winner's own lane. */
        void runAgainst(@Nullable Ticket ticket) {
            if (ticket != null && (runnerUp == null || beats(ticket, runnerUp))) {
                runnerUp = ticket;
            }
        }

        CallRule rule(Ticket called) {
            Ticket second = runnerUp;
            return new CallRule(
                    order.kind(called.place().lane().kind()),
                    order.score(called.place(), hallNow),
                    second == null ? null : second.number(),
                    second == null ? 0 : order.score(second.place(), hallNow));
        }

        private boolean beats(Ticket one, Ticket other) {
            return order.beats(one.place(), other.place(), hallNow);
        }
    }
}
