package id.mpp.queue;

import java.util.Objects;
import java.util.function.BiFunction;

/** What an officer does with the ticket at the counter. */
final class ServingRules {
    private final Hall hall;
    private final QueuePolicy policy;

    ServingRules(Hall hall, QueuePolicy policy) {
        this.hall = hall;
        this.policy = policy;
    }

    Decision recall(QueueState state, Command.Recall command) {
        return withTicket(state, command, Transition.RECALLED, (counter, ticket) -> {
            if (ticket.recalls() >= policy.recallLimit()) {
                return Decision.refuse(new Refusal.RecallLimitReached(ticket.number(), policy.recallLimit()));
            }
            return Decision.of(new TicketEvent.TicketRecalled(
                    ticket.id(), ticket.number(), counter.id(), counter.zone(), ticket.recalls() + 1, command.actor()));
        });
    }

    Decision start(QueueState state, Command.StartServing command) {
        return withTicket(
                state,
                command,
                Transition.STARTED,
                (counter, ticket) ->
                        Decision.of(new TicketEvent.TicketStarted(ticket.id(), counter.id(), command.actor())));
    }

    /**
     * Finishing a ticket that was never started is the officer's short way: it was called and served. A ticket that was
     * sent here with return goes back to its counter, or to the front of its service where that counter has closed; it
     * ends here where that service has left the catalogue meanwhile.
     */
    Decision finish(QueueState state, Command.Finish command) {
        return withTicket(state, command, Transition.FINISHED, (counter, ticket) -> {
            ReturnTo returnTo = ticket.returnTo();
            ServiceType back =
                    returnTo == null ? null : hall.service(returnTo.service()).orElse(null);
            if (returnTo == null || back == null) {
                return Decision.of(new TicketEvent.TicketFinished(
                        ticket.id(),
                        ticket.service(),
                        counter.id(),
                        command.outcome(),
                        (state.finished + 1) % policy.surveyEvery() == 0,
                        command.actor()));
            }
            CounterState origin = state.counters.get(returnTo.counter());
            boolean stillThere = origin != null && origin.services().contains(back.id());
            return Decision.of(new TicketEvent.TicketReturned(
                    ticket.id(),
                    ticket.service(),
                    counter.id(),
                    back.id(),
                    back.agency(),
                    hall.agencyOf(back).zone(),
                    stillThere ? returnTo.counter() : null,
                    command.outcome(),
                    command.actor()));
        });
    }

    Decision noShow(QueueState state, Command.MarkNoShow command) {
        return withTicket(
                state,
                command,
                Transition.NO_SHOW,
                (counter, ticket) -> Decision.of(
                        new TicketEvent.TicketNoShow(ticket.id(), ticket.service(), counter.id(), command.actor())));
    }

    Decision note(QueueState state, Command.AddNote command) {
        return withTicket(
                state,
                command,
                (counter, ticket) -> ticket.remark().equals(command.text())
                        ? Decision.refuse(new Refusal.NothingToChange("note"))
                        : Decision.of(new TicketEvent.TicketNoted(
                                ticket.id(), counter.id(), command.text(), command.actor())));
    }

    Decision park(QueueState state, Command.Park command) {
        return withTicket(
                state,
                command,
                Transition.PARKED,
                (counter, ticket) -> Decision.of(
                        new TicketEvent.TicketParked(ticket.id(), counter.id(), command.reason(), command.actor())));
    }

    Decision transfer(QueueState state, Command.Transfer command) {
        return withTicket(state, command, Transition.TRANSFERRED, (counter, ticket) -> {
            ServiceType to = hall.service(command.service()).orElse(null);
            if (to == null) {
                return Decision.refuse(new Refusal.ServiceUnknown(command.service()));
            }
            Agency agency = hall.agencyOf(to);
            return Decision.of(new TicketEvent.TicketTransferred(
                    ticket.id(),
                    ticket.service(),
                    counter.id(),
                    to.id(),
                    agency.id(),
                    agency.zone(),
                    command.position(),
                    command.withReturn() ? counter.id() : null,
                    command.actor()));
        });
    }

    /**
     * Takes back the counter's last transition, unless something later happened to that ticket. A counter that has
     * taken another ticket has made a later transition, which is the one that is taken back. A counter in its break
     * holds no ticket, so it has to resume first.
     */
    Decision undo(QueueState state, Command.Undo command) {
        CounterState counter = state.counters.get(command.counter());
        if (counter == null) {
            return Decision.refuse(new Refusal.CounterClosedNow(command.counter()));
        }
        if (counter.paused()) {
            return Decision.refuse(new Refusal.CounterPausedNow(counter.id()));
        }
        TicketId last = counter.last();
        if (last == null) {
            return Decision.refuse(new Refusal.NothingToUndo(counter.id()));
        }
        Ticket ticket = Objects.requireNonNull(state.tickets.get(last));
        Ticket before = ticket.before();
        if (before == null || !counter.id().equals(ticket.counter())) {
            return Decision.refuse(new Refusal.UndoOvertaken(ticket.number()));
        }
        if (before.state().atCounter() && state.elsewhere(ticket) != null) {
            return Decision.refuse(CallRules.elsewhere(state, ticket));
        }
        return Decision.of(new TicketEvent.TicketUndone(
                ticket.id(),
                Objects.requireNonNull(ticket.transition()).word(),
                before.state(),
                counter.id(),
                command.actor()));
    }

    private static Decision withTicket(
            QueueState state,
            Command.AtCounter command,
            Transition transition,
            BiFunction<CounterState, Ticket, Decision> rule) {
        return withTicket(state, command, (counter, ticket) -> {
            Refusal refusal = transition.refusal(ticket);
            return refusal == null ? rule.apply(counter, ticket) : Decision.refuse(refusal);
        });
    }

    private static Decision withTicket(
            QueueState state, Command.AtCounter command, BiFunction<CounterState, Ticket, Decision> rule) {
        CounterState counter = state.counters.get(command.counter());
        if (counter == null) {
            return Decision.refuse(new Refusal.CounterClosedNow(command.counter()));
        }
        TicketId current = counter.current();
        if (current == null) {
            return Decision.refuse(new Refusal.CounterIdle(command.counter()));
        }
        return rule.apply(counter, Objects.requireNonNull(state.tickets.get(current)));
    }
}
