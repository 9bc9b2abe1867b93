package id.mpp.queue;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;

/** Which numbers a history may not issue because they may have been issued elsewhere. */
final class HistoryNumbers {
    private final Map<String, Integer> skipped = new HashMap<>();
    private int above;
    private int nextAbove;

    void observe(Event event) {
        switch (event) {
            case DayEvent.DayOpened opened -> {
                skipped.clear();
                above = nextAbove;
                nextAbove = 0;
            }
            case DayEvent.NumbersSkipped numbers -> skipped.merge(numbers.prefix(), numbers.through(), Math::max);
            case JournalEvent.JournalCarried carried -> nextAbove = carried.numbersAbove();
            case TicketEvent.TicketIssued ticket ->
                assertTrue(
                        ticket.number().value()
                                > Math.max(
                                        above,
                                        skipped.getOrDefault(ticket.number().prefix(), 0)),
                        () -> "a number that was skipped: " + ticket);
            default -> {}
        }
    }
}
