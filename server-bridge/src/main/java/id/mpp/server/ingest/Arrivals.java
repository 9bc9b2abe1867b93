package id.mpp.server.ingest;

import java.util.List;

/** What a batch of messages held. */
public record Arrivals(List<ReceivedEvent> events, List<DeadLetter> deadLetters) {
    public Arrivals {
        events = List.copyOf(events);
        deadLetters = List.copyOf(deadLetters);
    }
}
