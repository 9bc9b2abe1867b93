package id.mpp.queue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How long a ticket will wait, told as a band of whole minutes rounded up to five: the engine's own rule of calling is
 * played forward from the hall as it is now, some dozens of times, with service times drawn from what was learned.
 * Nothing is random: all who ask about the same counters use the same dice, so that the same question has the same
 * answer on kiosk, paper and phone, and who stands further back in one line is not told less.
 */
public final class WaitEstimate {
    /**
     * More waiting for the counters concerned than this is no queue any more; then the norm has to do, and the work
     * stays bounded.
     */
    static final int MOST_WAITING = 500;
    /** Draws of a short line; both are primes, as {@link Dice} wants them. */
    private static final int DRAWS = 47;
    /** Draws of a long line, whose sum of many times is spread less: so an estimate costs a millisecond at most. */
    private static final int FEWER_DRAWS = 29;

    private static final int LONG_LINE = 150;
    private static final int STEP_SECONDS = 300;
    private static final int LONGEST_SECONDS = 86_400;
    /** The spread of the sum of a few service times, as found in simulated days: four in five within one and a half. */
    private static final int P80_PERCENT = 150;

    private final Hall hall;
    private final CallOrder order;

    public WaitEstimate(Hall hall, QueuePolicy policy) {
        this.hall = hall;
        this.order = new CallOrder(policy);
    }

    /** Somebody who would take a number now; null with no open counter: then only the number ahead can be told. */
    public @Nullable WaitBand newcomer(QueueView queue, ServiceType service, boolean priority, Moment now) {
        Lineup lineup = Lineup.around(hall, queue, service.id(), now);
        lineup.join(service.id(), priority);
        return bands(lineup, queue.times()).get(service.id());
    }

    /** Somebody who waits; null as for {@link #newcomer}. */
    public @Nullable WaitBand waiting(QueueView queue, Ticket ticket, Moment now) {
        Lineup lineup = Lineup.around(hall, queue, ticket.service(), now);
        lineup.askFor(ticket.place());
        return bands(lineup, queue.times()).get(ticket.service());
    }

    /** Newcomers of every service without priority; a service without an open counter is missing. */
    public Map<ServiceId, WaitBand> newcomers(QueueView queue, Moment now) {
        Map<ServiceId, WaitBand> bands = new HashMap<>();
        Set<ServiceId> left = new TreeSet<>();
        hall.services().forEach(service -> left.add(service.id()));
        while (!left.isEmpty()) {
            ServiceId any = left.iterator().next();
            Lineup lineup = Lineup.around(hall, queue, any, now);
            lineup.services().forEach(service -> lineup.join(service, false));
            bands.putAll(bands(lineup, queue.times()));
            left.removeAll(lineup.services());
        }
        return bands;
    }

    /**
     * From the people ahead, the promised time at the counter and the open counters: each of them serves its share in
     * turn.
     *
     * @return null with no open counter: then only the number ahead can be told
     */
    public static @Nullable WaitBand byNorm(ServiceType service, int ahead, int openCounters) {
        if (openCounters == 0) {
            return null;
        }
        long p50 = service.target().toSeconds() * ahead / openCounters;
        return band(p50, p50 * P80_PERCENT / 100);
    }

    private Map<ServiceId, WaitBand> bands(Lineup lineup, ServiceTimes times) {
        if (lineup.counters().isEmpty()) {
            return Map.of();
        }
        Map<ServiceId, WaitBand> bands = new HashMap<>();
        if (lineup.waiting() > MOST_WAITING) {
            lineup.asked().keySet().forEach(asked -> bands.put(asked, byNorm(lineup, asked)));
            return bands;
        }
        int draws = lineup.waiting() > LONG_LINE ? FEWER_DRAWS : DRAWS;
        long seed = lineup.services().iterator().next().value().hashCode();
        CallReplay replay = new CallReplay(lineup, order, times, seed);
        Map<ServiceId, long[]> waits = replay.play(draws);
        waits.forEach((asked, millis) -> {
            Arrays.sort(millis);
            if (millis[draws - 1] != CallReplay.NEVER) {
                bands.put(asked, band(rank(millis, 50), rank(millis, 80)));
            }
        });
        return bands;
    }

    private static WaitBand byNorm(Lineup lineup, ServiceId asked) {
        long p50 = lineup.norm(asked).toSeconds()
                * lineup.waiting()
                / lineup.counters().size();
        return band(p50, p50 * P80_PERCENT / 100);
    }

    /** In seconds, nearest rank. */
    private static long rank(long[] sortedMillis, int percent) {
        return sortedMillis[(sortedMillis.length * percent + 99) / 100 - 1] / 1_000;
    }

    private static WaitBand band(long p50, long p80) {
        return new WaitBand(roundUp(p50), roundUp(p80));
    }

    private static int roundUp(long seconds) {
        long steps = (seconds + STEP_SECONDS - 1) / STEP_SECONDS;
        return Math.toIntExact(Math.min(steps * STEP_SECONDS, LONGEST_SECONDS));
    }
}
