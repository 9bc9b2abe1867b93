package id.mpp.server.ingest;

import java.util.List;

/**
 * What a batch of messages held.
 *
 * @param unreadable pieces of batches that cannot be read as events, in the order in which they came
 * @param deadLetters messages that are no batches, and events that do not belong to the node they came from
 */
public record Arrivals(List<ReceivedEvent> events, List<Unreadable> unreadable, List<DeadLetter> deadLetters) {
    public Arrivals {
        events = List.copyOf(events);
        unreadable = List.copyOf(unreadable);
        deadLetters = List.copyOf(deadLetters);
    }
}
