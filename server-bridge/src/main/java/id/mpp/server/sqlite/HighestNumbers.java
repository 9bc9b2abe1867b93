package id.mpp.server.sqlite;

import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketNumber;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.Messages.Numbers;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The highest known number of each prefix on the present day of a journal that goes on with another one. It counts the
 * journal's own numbers, those of its parent and of other journals of the hall, and even events from which no figures
 * are made. The result is remembered until the day or another journal of the hall changes. Belongs to the appending
 * thread.
 */
final class HighestNumbers {
    /** The most events of one ended journal that are searched: several busy days. */
    private static final int LATE_EVENTS_AT_MOST = 20_000;

    private static final int EVENTS_A_STEP = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(HighestNumbers.class);

    private final Lineage lineage;
    private final Map<InstallationRow, Numbers> remembered = new HashMap<>();

    HighestNumbers(Lineage lineage) {
        this.lineage = lineage;
    }

    void forget() {
        remembered.clear();
    }

    /**
     * Forgets the numbers of other journals of these halls. Events have come, so what was remembered may be too low.
     */
    void forgetOthers(Set<InstallationRow> rows) {
        remembered
                .keySet()
                .removeIf(known -> rows.stream().anyMatch(row -> row != known && row.branch.equals(known.branch)));
    }

    /** The highest numbers for a journal. Null for one that goes on with no other, and for one without a day. */
    @Nullable
    Numbers of(Handle handle, InstallationRow row) {
        LocalDate day = lineage.of(handle, row.installation) == null ? null : day(handle, row);
        if (day == null) {
            return null;
        }
        Numbers known = remembered.get(row);
        if (known == null || !known.day().equals(day)) {
            known = new Numbers(day, highest(handle, row.branch, day));
            remembered.put(row, known);
        }
        return known;
    }

    private static @Nullable LocalDate day(Handle handle, InstallationRow row) {
        return handle.createQuery("SELECT day FROM business_day WHERE installation = ? ORDER BY ordinal DESC LIMIT 1")
                .bind(0, row.installation)
                .mapTo(String.class)
                .findOne()
                .map(LocalDate::parse)
                .orElse(null);
    }

    private Map<String, Integer> highest(Handle handle, String branch, LocalDate day) {
        Map<String, Integer> highest = new TreeMap<>();
        handle.createQuery("SELECT DISTINCT number FROM leg WHERE branch = ? AND day = ?")
                .bind(0, branch)
                .bind(1, day.toString())
                .mapTo(String.class)
                .forEach(number -> addNumber(highest, TicketNumber.parse(number)));
        lineage.endedOf(handle, branch)
                .forEach((journal, through) -> addLateNumbers(handle, journal, through, day, highest));
        return highest;
    }

    /** Adds the numbers of events that came after the end of their journal. */
    private static void addLateNumbers(
            Handle handle, String journal, long through, LocalDate day, Map<String, Integer> highest) {
        for (long from = through + 1; from <= through + LATE_EVENTS_AT_MOST; from += EVENTS_A_STEP) {
            var events = EventTable.range(handle, journal, from, from + EVENTS_A_STEP - 1);
            for (EventTable.Held held : events) {
                try {
                    EventEnvelope envelope = EventCodec.decode(held.stored());
                    if (day.equals(envelope.businessDay())) {
                        addNumber(highest, envelope);
                    }
                } catch (EventFormatException e) {
                    LOG.debug("event {} has unreadable data and names no number", held.seq());
                }
            }
            if (events.isEmpty()) {
                return;
            }
        }
    }

    private static void addNumber(Map<String, Integer> highest, EventEnvelope envelope) {
        if (envelope.event() instanceof TicketEvent.TicketIssued issued) {
            addNumber(highest, issued.number());
        } else if (envelope.event() instanceof TicketEvent.TicketAdmitted admitted) {
            addNumber(highest, admitted.number());
        }
    }

    private static void addNumber(Map<String, Integer> highest, TicketNumber number) {
        highest.merge(number.prefix(), number.value(), Math::max);
    }
}
