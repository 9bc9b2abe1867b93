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

    Decision pause(QueueState state, Command.PauseCounter command) {
        Refusal refusal = notReady(state, command.counter());
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
