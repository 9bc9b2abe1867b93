package id.mpp.badday;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What people were answered: every number that was given and every call that was made. Thread-safe. */
final class Ledger {
    private final Map<String, String> numbers = new HashMap<>();
    private final Map<String, String> holders = new HashMap<>();
    private final Map<String, String> calls = new HashMap<>();
    private final Set<String> faults = new TreeSet<>();
    private final List<Long> served = new ArrayList<>();
    private long refused;

    /** Notes that somebody holds this number. */
    synchronized void noteIssued(String id, String number) {
        String before = numbers.putIfAbsent(id, number);
        if (before != null && !before.equals(number)) {
            faults.add("ticket " + id + " was " + before + " and " + number);
        }
        String other = holders.putIfAbsent(number, id);
        if (other != null && !other.equals(id)) {
            faults.add(number + " was issued twice");
        }
    }

    /** Notes that the press with this key told a counter to serve this ticket. */
    synchronized void noteCalled(String id, String key) {
        String before = calls.putIfAbsent(id, key);
        if (before != null && !before.equals(key)) {
            faults.add("ticket " + id + " was called twice");
        }
    }

    /** Notes that somebody in the hall, and not a flood, got a number at this time. */
    synchronized void noteServed(long nanos) {
        served.add(nanos);
    }

    synchronized void noteRefused() {
        refused++;
    }

    synchronized void noteFault(String what) {
        faults.add(what);
    }

    synchronized long refusals() {
        return refused;
    }

    synchronized Map<String, String> tickets() {
        return Map.copyOf(numbers);
    }

    synchronized int calls() {
        return calls.size();
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** The seconds from this time until somebody got the next number; null where nobody did. */
    synchronized @Nullable Double secondsToNext(long nanos) {
        return served.stream()
                .filter(one -> one >= nanos)
                .min(Long::compare)
                .map(one -> (one - nanos) / 1e9)
                .orElse(null);
    }

    /** The longest time in which nobody got a number. */
    synchronized double longestPauseSeconds() {
        List<Long> sorted = served.stream().sorted().toList();
        long longest = 0;
        for (int i = 1; i < sorted.size(); i++) {
            longest = Math.max(longest, sorted.get(i) - sorted.get(i - 1));
        }
        return longest / 1e9;
    }
}
