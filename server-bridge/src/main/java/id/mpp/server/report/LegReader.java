package id.mpp.server.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows from which figures are made. May be called from any thread; sees what was committed. */
public interface LegReader {
    /** Halls that ever sent an event. */
    List<String> branches();

    /** All legs of these business days, both included, in order of issue. */
    List<Leg> legs(String branch, LocalDate from, LocalDate to);

    /** All legs of one business day, in order of issue. */
    List<Leg> legs(DayRow day);

    /** One page of {@link #legs}. All states where {@code state} is null. */
    List<Leg> page(String branch, LocalDate from, LocalDate to, @Nullable LegState state, int offset, int limit);

    /** The counters as they are now. */
    List<CounterRow> counters(String branch);

    /**
     * The business day that was opened last. It is taken from the journal that was heard of last, whatever its date
     * says, because a date can be wrong.
     */
    Optional<DayRow> latestDay(String branch);

    /** Agencies whose own systems are down now, with the reason. */
    List<DisruptionRow> disruptions(String branch);

    /** @param since milliseconds since 1970 */
    record CounterRow(
            String counter,
            String agency,
            String zone,
            String state,
            @Nullable String reason,
            long since) {}

    /** @param closedAt milliseconds since 1970; null while it is open */
    record DayRow(
            String installation,
            LocalDate day,
            int ordinal,
            long openedAt,
            @Nullable Long closedAt,
            boolean simulated) {}

    record DisruptionRow(String agency, String reason, long since) {}
}
