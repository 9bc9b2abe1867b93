package id.mpp.queue;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opening, pausing and closing counters. */
final class CounterRules {
    private final Hall hall;

    CounterRules(Hall hall) {
        this.hall = hall;
    }

    Decision open(QueueState state, Command.OpenCounter command) {
        Counter counter = hall.counter(command.counter()).orElse(null);
        if (counter == null) {
            return Decision.refuse(new Refusal.CounterUnknown(command.counter()));
        }
        return state.counters.containsKey(counter.id())
                ? Decision.of()
                : Decision.of(new CounterEvent.CounterOpened(
                        counter.id(), counter.agency(), counter.zone(), counter.services(), command.actor()));
    }

    /** May be asked for again with another reason. */
    Decision requestClosure(QueueState state, Command.RequestClosure command) {
        if (!state.counters.containsKey(command.counter())) {
            return Decision.refuse(new Refusal.CounterClosedNow(command.counter()));
        }
        Closure known = state.closures.get(command.counter());
        boolean same = known != null && (known.approved() || known.reason().equals(command.reason()));
        return same
                ? Decision.refuse(new Refusal.NothingToChange("closure"))
                : Decision.of(new CounterEvent.ClosureRequested(command.counter(), command.reason(), command.actor()));
    }

    /** An approval may be taken back, as long as the counter has its request. */
    Decision decideClosure(QueueState state, Command.DecideClosure command) {
        Closure known = state.closures.get(command.counter());
        if (known == null) {
            return Decision.refuse(new Refusal.NoClosureRequested(command.counter()));
        }
        if (!command.approved()) {
            return Decision.of(new CounterEvent.ClosureDeclined(command.counter(), command.actor()));
        }
        return known.approved()
                ? Decision.refuse(new Refusal.NothingToChange("closure"))
                : Decision.of(new CounterEvent.ClosureApproved(command.counter(), command.actor()));
    }

    Decision pause(QueueState state, Command.PauseCounter command) {
        Refusal refusal = atBreakOrBusy(state, command.counter());
        if (refusal != null) {
            return Decision.refuse(refusal);
        }
        return Decision.of(new CounterEvent.CounterPaused(command.counter(), command.reason(), command.actor()));
    }

    Decision resume(QueueState state, Command.ResumeCounter command) {
        CounterState counter = state.counters.get(command.counter());
        if (counter == null) {
            return Decision.refuse(new Refusal.CounterClosedNow(command.counter()));
        }
        return counter.paused()
                ? Decision.of(new CounterEvent.CounterResumed(command.counter(), command.actor()))
                : Decision.refuse(new Refusal.CounterNotPaused(command.counter()));
    }

    Decision close(QueueState state, Command.CloseCounter command) {
        CounterState counter = state.counters.get(command.counter());
        if (counter == null) {
            return hall.counter(command.counter()).isPresent()
                    ? Decision.of()
                    : Decision.refuse(new Refusal.CounterUnknown(command.counter()));
        }
        Refusal busy = busy(state, counter);
        return busy != null
                ? Decision.refuse(busy)
                : Decision.of(new CounterEvent.CounterClosed(command.counter(), command.actor()));
    }

    /** Why the counter cannot take a ticket now; null when it can. */
    static @Nullable Refusal notReady(QueueState state, CounterId id) {
        String paused = state.day.pauseReason();
        return paused != null ? new Refusal.HallStandsStill(paused) : atBreakOrBusy(state, id);
    }

    private static @Nullable Refusal atBreakOrBusy(QueueState state, CounterId id) {
        CounterState counter = state.counters.get(id);
        if (counter == null) {
            return new Refusal.CounterClosedNow(id);
        }
        return counter.paused() ? new Refusal.CounterPausedNow(id) : busy(state, counter);
    }

    private static @Nullable Refusal busy(QueueState state, CounterState counter) {
        TicketId current = counter.current();
        return current == null
                ? null
                : new Refusal.CounterBusy(
                        counter.id(),
                        Objects.requireNonNull(state.tickets.get(current)).number());
    }
}
