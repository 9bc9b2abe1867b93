package id.mpp.queue;

import java.util.List;

/** What happens to a counter. */
public sealed interface CounterEvent extends Event {
    CounterId counter();

    /** @param services what it serves from now on, as the catalogue said at that time */
    record CounterOpened(CounterId counter, AgencyId agency, ZoneId zone, List<ServiceId> services, ActorId actor)
            implements CounterEvent {
        public CounterOpened {
            services = List.copyOf(services);
        }
    }

    record CounterPaused(CounterId counter, String reason, ActorId actor) implements CounterEvent {
        public CounterPaused {
            Checks.text("reason", reason);
        }
    }

    record CounterResumed(CounterId counter, ActorId actor) implements CounterEvent {}

    record CounterClosed(CounterId counter, ActorId actor) implements CounterEvent {}

    /** The officer wants to close for today before the hours are over. */
    record ClosureRequested(CounterId counter, String reason, ActorId actor) implements CounterEvent {
        public ClosureRequested {
            Checks.text("reason", reason);
        }
    }

    /** A supervisor agreed: no number is issued any more that only this counter could serve. */
    record ClosureApproved(CounterId counter, ActorId actor) implements CounterEvent {}

    /** A supervisor did not agree, or the officer took the request back. */
    record ClosureDeclined(CounterId counter, ActorId actor) implements CounterEvent {}
}
