package id.mpp.queue;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whether a number is ever there twice under one date, whatever happens to days and dates. */
final class HistoryDates {
    private final Map<Integer, LocalDate> labels = new HashMap<>();
    private final Map<Integer, Set<TicketNumber>> numbers = new HashMap<>();

    void opened(int ordinal, LocalDate label) {
        labels.put(ordinal, label);
        of(ordinal).forEach(number -> alone(number, ordinal));
    }

    void issued(TicketNumber number, int ordinal) {
        alone(number, ordinal);
        of(ordinal).add(number);
    }

    void carried(TicketNumber number, int from, int to, LocalDate label) {
        labels.put(to, label);
        assertTrue(of(from).remove(number), () -> number + " was not of day " + from);
        of(to).add(number);
    }

    void relabelled(int ordinal, LocalDate label) {
        opened(ordinal, label);
    }

    private Set<TicketNumber> of(int ordinal) {
        return numbers.computeIfAbsent(ordinal, day -> new HashSet<>());
    }

    private void alone(TicketNumber number, int ordinal) {
        labels.forEach((other, label) -> assertTrue(
                other == ordinal
                        || !label.equals(labels.get(ordinal))
                        || !of(other).contains(number),
                () -> number + " is there twice under " + label + ", on the days " + other + " and " + ordinal));
    }
}
