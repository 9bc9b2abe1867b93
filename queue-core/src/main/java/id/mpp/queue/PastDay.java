package id.mpp.queue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of an earlier business day: which numbers were issued under its date, so that they are not issued
 * under it again.
 *
 * @param numbers by prefix, empty where none was issued
 */
public record PastDay(int ordinal, LocalDate label, List<Numbers> numbers) {
    /** More than a year: nobody takes an older date for today's. */
    static final int REMEMBERED = 400;

    /** The numbers of one prefix; not contiguous, because they come from blocks. */
    public record Numbers(String prefix, int first, int last, int count) {
        Numbers and(int value) {
            return new Numbers(prefix, Math.min(first, value), Math.max(last, value), count + 1);
        }

        boolean overlaps(Numbers other) {
            return prefix.equals(other.prefix) && first <= other.last && other.first <= last;
        }

        /** Such as {@code A-001…A-085 (80)}. */
        @Override
        public String toString() {
            String from = new TicketNumber(prefix, first).toString();
            return first == last ? from : from + "…" + new TicketNumber(prefix, last) + " (" + count + ")";
        }
    }

    public PastDay {
        numbers = List.copyOf(numbers);
    }

    static PastDay of(Day day, Iterable<Ticket> tickets) {
        Map<String, Numbers> byPrefix = new TreeMap<>();
        for (Ticket ticket : tickets) {
            String prefix = ticket.number().prefix();
            int value = ticket.number().value();
            Numbers known = byPrefix.get(prefix);
            byPrefix.put(prefix, known == null ? new Numbers(prefix, value, value, 1) : known.and(value));
        }
        return new PastDay(day.ordinal(), day.label(), List.copyOf(byPrefix.values()));
    }

    PastDay relabelled(LocalDate corrected) {
        return new PastDay(ordinal, corrected, numbers);
    }

    boolean overlaps(PastDay other) {
        return numbers.stream().anyMatch(mine -> other.numbers.stream().anyMatch(mine::overlaps));
    }
}
