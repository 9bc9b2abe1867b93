package id.mpp.queue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays the calls of a {@link Lineup} forward: the counter that is free first calls whom {@link CallOrder} names, holds
 * the ticket for a drawn time and calls again, until everybody asked for is called. Arrays instead of maps, because
 * some ten thousand calls are played for one estimate.
 */
final class CallReplay {
    /** The wait of one whom no counter calls. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * A visit that already lasts longer than any known one is expected to last at most this much longer: half of its
     * time so far.
     */
    private static final int OVERDUE_PART = 2;

    /**
     * One lane.
     *
     * @param kind the rule its tickets are called by
     * @param rate its class rate
     * @param asked the index of the question about its last place; -1 for none
     * @param spread seconds at the counter, ascending
     */
    private record Lane(CallRule.Kind kind, long rate, Place[] places, int asked, int[] spread) {}

    private final Lineup lineup;
    private final ServiceTimes times;
    private final long seed;
    private final Lane[] lanes;
    private final int[][] callable;
    private final int[][] serving;
    private final int[] gaps;
    private final int[] absences;
    private final List<ServiceId> asked;
    private Dice dice = new Dice(0, 0, 2);

    CallReplay(Lineup lineup, CallOrder order, ServiceTimes times, long seed) {
        this.lineup = lineup;
        this.times = times;
        this.seed = seed;
        this.asked = List.copyOf(lineup.asked().keySet());
        this.gaps = ints(times.gaps());
        this.absences = ints(times.absences());
        Map<ServiceId, int[]> spreads = new LinkedHashMap<>();
        List<Place.Lane> keys = List.copyOf(lineup.lanes().keySet());
        this.lanes = keys.stream().map(key -> lane(key, order, spreads)).toArray(Lane[]::new);
        List<Lineup.Desk> counters = lineup.counters();
        this.callable = new int[counters.size()][];
        this.serving = new int[counters.size()][];
        for (int i = 0; i < callable.length; i++) {
            callable[i] = callable(counters.get(i).counter(), keys);
            ServiceId held = counters.get(i).serving();
            serving[i] = held == null ? new int[0] : spreads.computeIfAbsent(held, this::spread);
        }
    }

    /** The wait of each who is asked for, in milliseconds, in each of the draws. */
    Map<ServiceId, long[]> play(int draws) {
        long[][] waits = new long[asked.size()][draws];
        for (int draw = 0; draw < draws; draw++) {
            dice = new Dice(seed, draw, draws);
            once(waits, draw);
        }
        Map<ServiceId, long[]> byService = new LinkedHashMap<>();
        for (int i = 0; i < waits.length; i++) {
            byService.put(asked.get(i), waits[i]);
        }
        return byService;
    }

    private void once(long[][] waits, int draw) {
        for (long[] wait : waits) {
            wait[draw] = NEVER;
        }
        int[] heads = new int[lanes.length];
        long[] free = new long[callable.length];
        for (int i = 0; i < free.length; i++) {
            free[i] = clearOfBreaks(i, firstFree(i));
        }
        int left = waits.length;
        int counter = earliest(free);
        while (left > 0 && free[counter] != NEVER) {
            long at = free[counter];
            int lane = best(counter, heads, at);
            if (lane < 0) {
                free[counter] = NEVER;
            } else {
                Lane from = lanes[lane];
                Place called = from.places[heads[lane]++];
                if (from.asked >= 0 && heads[lane] == from.places.length) {
                    waits[from.asked][draw] = at;
                    left--;
                }
                if (left > 0 && !lineup.isNewcomer(called)) {
                    free[counter] = clearOfBreaks(counter, at + held(from.spread) + pause());
                }
            }
            counter = earliest(free);
        }
    }

    private long firstFree(int counter) {
        Lineup.Desk desk = lineup.counters().get(counter);
        if (desk.serving() == null) {
            return Math.max(desk.backIn(), pause());
        }
        return remaining(serving[counter], desk.heldMillis()) + pause();
    }

    /** What is left, among those who stayed at least as long. */
    private long remaining(int[] spread, long heldMillis) {
        int first = 0;
        while (first < spread.length && spread[first] * 1_000L <= heldMillis) {
            first++;
        }
        return first == spread.length
                ? heldMillis * dice.below(1_000) / 1_000 / OVERDUE_PART
                : spread[first + dice.below(spread.length - first)] * 1_000L - heldMillis;
    }

    private long held(int[] spread) {
        int absent = absences.length == 0 ? 0 : absences[dice.below(absences.length)];
        return 1_000L * (absent > 0 ? absent : spread[dice.below(spread.length)]);
    }

    private long pause() {
        return gaps.length == 0 ? 0 : 1_000L * gaps[dice.below(gaps.length)];
    }

    private long clearOfBreaks(int counter, long at) {
        for (Lineup.Span span : lineup.counters().get(counter).breaks()) {
            if (at >= span.from() && at < span.to()) {
                return span.to();
            }
        }
        return at;
    }

    private static int earliest(long[] free) {
        int first = 0;
        for (int i = 1; i < free.length; i++) {
            if (free[i] < free[first]) {
                first = i;
            }
        }
        return first;
    }

    /** The lane whose head is called; each head's score is worked out once, as this is where the time goes. */
    private int best(int counter, int[] heads, long at) {
        int best = -1;
        long bestScore = 0;
        for (int i : callable[counter]) {
            Lane lane = lanes[i];
            if (heads[i] == lane.places.length) {
                continue;
            }
            Place.Order head = lane.places[heads[i]].order();
            long score = CallOrder.score(lineup.hallNow() + at - head.hallMillis(), lane.rate);
            int byKind = best < 0 ? -1 : lane.kind.compareTo(lanes[best].kind);
            boolean wins = byKind == 0
                    ? CallOrder.beats(score, head, bestScore, lanes[best].places[heads[best]].order())
                    : byKind < 0;
            if (wins) {
                best = i;
                bestScore = score;
            }
        }
        return best;
    }

    private Lane lane(Place.Lane key, CallOrder order, Map<ServiceId, int[]> spreads) {
        List<Place> places = lineup.lanes().getOrDefault(key, List.of());
        boolean isAsked =
                !places.isEmpty() && places.getLast().equals(lineup.asked().get(key.service()));
        return new Lane(
                order.kind(key.kind()),
                order.rate(key.kind()),
                places.toArray(Place[]::new),
                isAsked ? asked.indexOf(key.service()) : -1,
                spreads.computeIfAbsent(key.service(), this::spread));
    }

    private int[] spread(ServiceId service) {
        return times.spread(service, lineup.norm(service));
    }

    private static int[] callable(CounterState counter, List<Place.Lane> keys) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Place.Lane key = keys.get(i);
            boolean here = key.counter() == null || counter.id().equals(key.counter());
            if (here && counter.services().contains(key.service())) {
                found.add(i);
            }
        }
        return ints(found);
    }

    private static int[] ints(List<Integer> figures) {
        int[] ints = new int[figures.size()];
        Arrays.setAll(ints, figures::get);
        return ints;
    }
}
