package id.mpp.queue;

import java.util.List;

/** What a command leads to. */
public sealed interface Decision {
    /** These events, in this order, all or none. Empty where what was wanted is so already. */
    record Accepted(List<Event> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** Nothing. */
    record Refused(Refusal refusal) implements Decision {}

    static Decision of(Event... events) {
        return new Accepted(List.of(events));
    }

    static Decision refuse(Refusal refusal) {
        return new Refused(refusal);
    }
}
