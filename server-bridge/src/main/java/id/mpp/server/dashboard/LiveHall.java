package id.mpp.server.dashboard;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.mpp.queue.Moment;
import id.mpp.server.report.Leg;
import id.mpp.server.report.LegReader;
import id.mpp.server.report.LegReader.CounterRow;
import id.mpp.server.report.LegReader.DayRow;
import id.mpp.server.report.LegState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A hall as it is now, from the last committed event: one flat object. */
public record LiveHall(
        @JsonUnwrapped BusinessDay businessDay,
        @JsonUnwrapped Tickets tickets,
        List<Waiting> services,
        List<LiveCounter> counters,
        List<LegReader.DisruptionRow> disruptions) {
    /**
     * @param day the business day that was opened last; null before the first one
     * @param open whether that day is open
     * @param asOf the time for which the waits are computed: that of the server's clock, or in a simulated day that of
     *     the hall
     */
    public record BusinessDay(String branch, @Nullable LocalDate day, boolean open, boolean simulated, Instant asOf) {}

    /** @param longestWaitSeconds the longest wait of those who wait now; null where nobody waits */
    public record Tickets(
            int waiting,
            int atCounter,
            int parked,
            @Nullable Long longestWaitSeconds) {}

    /** Those who wait for one service. */
    public record Waiting(String service, String agency, int waiting, long longestWaitSeconds) {}

    /** @param number the ticket that it serves or calls; null for none */
    public record LiveCounter(
            String counter,
            String agency,
            String state,
            @Nullable String reason,
            Instant since,
            @Nullable String number,
            @Nullable String service,
            @Nullable String ticketState) {}

    public static LiveHall of(LegReader reader, String branch, Instant now) {
        DayRow day = reader.latestDay(branch).orElse(null);
        List<Leg> legs = day == null ? List.of() : reader.legs(day);
        Instant asOf = day != null && day.simulated() ? latest(legs, Instant.ofEpochMilli(day.openedAt())) : now;
        List<Waiting> waiting = waiting(legs, asOf);
        return new LiveHall(
                new BusinessDay(
                        branch,
                        day == null ? null : day.day(),
                        day != null && day.closedAt() == null,
                        day != null && day.simulated(),
                        asOf),
                new Tickets(
                        count(legs, LegState.WAITING),
                        count(legs, LegState.CALLED) + count(legs, LegState.SERVING),
                        count(legs, LegState.PARKED),
                        waiting.stream()
                                .map(Waiting::longestWaitSeconds)
                                .max(Long::compare)
                                .orElse(null)),
                waiting,
                counters(reader.counters(branch), legs),
                reader.disruptions(branch));
    }

    private static Instant latest(List<Leg> legs, Instant opened) {
        return legs.stream()
                .flatMap(leg -> Stream.of(
                        leg.track().arrived(),
                        leg.track().called(),
                        leg.track().started(),
                        leg.track().ended()))
                .filter(moment -> moment != null)
                .map(Moment::wall)
                .max(Instant::compareTo)
                .orElse(opened);
    }

    private static int count(List<Leg> legs, LegState state) {
        return (int) legs.stream().filter(leg -> leg.state() == state).count();
    }

    private static List<Waiting> waiting(List<Leg> legs, Instant asOf) {
        Map<String, Waiting> byService = new TreeMap<>();
        for (Leg leg : legs) {
            if (leg.state() == LegState.WAITING) {
                long waited = Math.max(
                        0, Duration.between(leg.track().arrived().wall(), asOf).toSeconds());
                byService.merge(
                        leg.place().service(),
                        new Waiting(leg.place().service(), leg.place().agency(), 1, waited),
                        (one, other) -> new Waiting(
                                one.service(),
                                one.agency(),
                                one.waiting() + other.waiting(),
                                Math.max(one.longestWaitSeconds(), other.longestWaitSeconds())));
            }
        }
        return List.copyOf(byService.values());
    }

    private static List<LiveCounter> counters(List<CounterRow> rows, List<Leg> legs) {
        List<LiveCounter> counters = new ArrayList<>();
        for (CounterRow row : rows) {
            Leg leg = legs.stream()
                    .filter(each -> row.counter().equals(each.counter())
                            && (each.state() == LegState.CALLED || each.state() == LegState.SERVING))
                    .findFirst()
                    .orElse(null);
            counters.add(new LiveCounter(
                    row.counter(),
                    row.agency(),
                    row.state(),
                    row.reason(),
                    Instant.ofEpochMilli(row.since()),
                    leg == null ? null : leg.number(),
                    leg == null ? null : leg.place().service(),
                    leg == null ? null : leg.state().word()));
        }
        return counters;
    }
}
