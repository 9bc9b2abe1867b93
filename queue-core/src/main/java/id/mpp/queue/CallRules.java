package id.mpp.queue;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is called next. Score = age × class rate: within one service and class the head has the highest score, so only heads are
 * compared and the cost does not depend on the backlog.
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
        for (ServiceId service : counter.services()) {
            race.enter(state.head(new Place.Lane(Place.Kind.FRONT, service, null)));
            race.enter(state.head(new Place.Lane(Place.Kind.PRIORITY, service, null)));
            race.enter(state.head(new Place.Lane(Place.Kind.NORMAL, service, null)));
            race.enter(state.head(new Place.Lane(Place.Kind.RETURNED, service, counter.id())));
        }
        Ticket winner = race.winner;
        if (winner != null) {
            race.runAgainst(state.second(winner.place().lane()));
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
        Refusal notHere = notCallable(ticket, counter, command.ticket());
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
        if (ticket == null) {
            return Decision.refuse(new Refusal.TicketUnknown(command.ticket()));
        }
        if (!counter.services().contains(ticket.service())) {
            return Decision.refuse(new Refusal.NotServedHere(counter.id(), ticket.service()));
        }
        return ticket.state() == TicketState.PARKED
                ? Decision.of(new TicketEvent.TicketResumed(
                        ticket.id(), ticket.number(), counter.id(), counter.zone(), command.actor()))
                : Decision.refuse(new Refusal.WrongState(ticket.number(), ticket.state()));
    }

    private static @Nullable Refusal notCallable(@Nullable Ticket ticket, CounterState counter, TicketId id) {
        if (ticket == null) {
            return new Refusal.TicketUnknown(id);
        }
        if (!counter.services().contains(ticket.service())) {
            return new Refusal.NotServedHere(counter.id(), ticket.service());
        }
        boolean callable = ticket.state() == TicketState.WAITING || ticket.state() == TicketState.NO_SHOW;
        return callable ? null : new Refusal.WrongState(ticket.number(), ticket.state());
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
