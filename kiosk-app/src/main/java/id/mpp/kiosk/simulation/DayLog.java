package id.mpp.kiosk.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What people saw and did, noted by themselves and independent of both programs. Thread-safe. */
final class DayLog {
    /** What is said of a fault that repeats. */
    private static final int MOST_FAULTS = 50;

    private final Map<String, JsonNode> issued = new ConcurrentHashMap<>();
    private final Map<String, String> numbers = new ConcurrentHashMap<>();
    private final Map<String, String> atCounter = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** Counts something by its name. */
    void count(String what) {
        counts.computeIfAbsent(what, name -> new AtomicInteger()).incrementAndGet();
    }

    int counted(String what) {
        AtomicInteger count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    /** All counts by name. */
    Map<String, Integer> counts() {
        Map<String, Integer> all = new TreeMap<>();
        counts.forEach((name, count) -> all.put(name, count.get()));
        return all;
    }

    void fault(String sentence) {
        synchronized (faults) {
            if (faults.size() < MOST_FAULTS) {
                faults.add(sentence);
            }
        }
    }

    List<String> faults() {
        synchronized (faults) {
            return List.copyOf(faults);
        }
    }

    /** A number was handed out. */
    void issued(JsonNode ticket) {
        String id = ticket.path("id").asText();
        String number = ticket.path("number").asText();
        if (issued.putIfAbsent(id, ticket) != null) {
            fault("the ticket " + number + " was issued twice");
        }
        String other = numbers.putIfAbsent(number, id);
        if (other != null && !other.equals(id)) {
            fault("the number " + number + " was issued twice");
        }
    }

    /** Tickets by id, as they were when issued. */
    Map<String, JsonNode> tickets() {
        return issued;
    }

    /** A counter was told to call this ticket. */
    void called(String counter, JsonNode ticket) {
        calls.computeIfAbsent(ticket.path("id").asText(), key -> new AtomicInteger())
                .incrementAndGet();
        came(counter, ticket);
    }

    /** The ticket is at this counter now, called or taken up again. */
    void came(String counter, JsonNode ticket) {
        String other = atCounter.putIfAbsent(ticket.path("id").asText(), counter);
        if (other != null) {
            fault(ticket.path("number").asText() + " was at " + counter + " and " + other + " at once");
        }
    }

    /** The ticket is no longer at the counter. */
    void left(String counter, String id) {
        if (!atCounter.remove(id, counter)) {
            fault("a ticket left " + counter + ", where it was not");
        }
    }

    int calls(String id) {
        AtomicInteger count = calls.get(id);
        return count == null ? 0 : count.get();
    }

    int atCounters() {
        return atCounter.size();
    }
}
