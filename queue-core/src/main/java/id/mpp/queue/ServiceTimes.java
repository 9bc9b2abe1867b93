package id.mpp.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long a called ticket holds its counter, learned from what happened: from the call to the release, so that the way
 * to the counter counts too. A fold over events, immutable and free of the catalogue; equal events give equal times. It
 * outlives the business day, as part of {@link QueueState} and its snapshots, so a morning begins with what the days
 * before have taught.
 *
 * <p>A stay is learned when the next one begins at its counter: until then it can be undone, and what was undone is
 * left out. A no-show is remembered as such. Memory is bounded by {@link #KEPT} figures for each service.
 *
 * @param stays the latest stay at each counter
 * @param held seconds at the counter by service, the latest ones
 * @param gaps seconds from a release to the next call while somebody waited
 * @param absences for each of the latest calls 0 where the ticket came, else the seconds until it was given up
 */
public record ServiceTimes(
        Map<CounterId, Stay> stays, Map<ServiceId, List<Integer>> held, List<Integer> gaps, List<Integer> absences) {
    /** The latest figures of each kind: some days of a usual service, and enough for a spread. */
    static final int KEPT = 100;

    static final ServiceTimes NONE = new ServiceTimes(Map.of(), Map.of(), List.of(), List.of());

    /** A longer pause between two tickets is a break, not the officer's usual way to the next. */
    private static final long LONGEST_GAP_SECONDS = 300;
    /** A ticket held for longer than this and than so many norms was left open over a break: it is forgotten. */
    private static final long FORGOTTEN_SECONDS = 3_600;

    private static final int FORGOTTEN_NORMS = 5;
    /** A spread as of many services, around a mean of 100: the catalogue's norm stands in while little is known. */
    private static final int[] NORM_PERCENT = {40, 70, 95, 120, 175};
    /** With so many figures one stand-in less. */
    private static final int FIGURES_FOR_ONE = 6;

    /**
     * One ticket's time at a counter.
     *
     * @param until when it left; null while it is there
     * @param absent whether it never came
     */
    public record Stay(
            ServiceId service, Moment since, @Nullable Moment until, boolean absent) {}

    public ServiceTimes {
        stays = Map.copyOf(stays);
        held = Map.copyOf(held);
        gaps = List.copyOf(gaps);
        absences = List.copyOf(absences);
    }

    /** What is known after {@code event}, which happened at {@code at}. */
    public ServiceTimes after(Event event, Moment at) {
        return switch (event) {
            case TicketEvent.TicketCalled called ->
                settled(called.counter(), gap(called, at))
                        .with(called.counter(), new Stay(called.service(), at, null, false));
            case TicketEvent.TicketFinished finished -> left(finished.counter(), at, false);
            case TicketEvent.TicketReturned returned -> left(returned.fromCounter(), at, false);
            case TicketEvent.TicketTransferred transferred -> left(transferred.fromCounter(), at, false);
            case TicketEvent.TicketParked parked -> left(parked.counter(), at, false);
            case TicketEvent.TicketNoShow noShow -> left(noShow.counter(), at, true);
            case TicketEvent.TicketUndone undone -> with(undone.counter(), null);
            // Nobody knows how long it was.
            case TicketEvent.TicketClosedOut out -> with(out.counter(), null);
            case TicketEvent.TicketResumed resumed -> settled(resumed.counter(), null);
            case CounterEvent.CounterClosed closed -> settled(closed.counter(), null);
            case DayEvent.DayOpened opened -> allSettled();
            default -> this;
        };
    }

    /**
     * Seconds at the counter, in ascending order, to draw from: what was learned, without forgotten tickets, and as
     * long as that is little also a spread around the norm.
     */
    public int[] spread(ServiceId service, Duration norm) {
        long forgotten = Math.max(FORGOTTEN_SECONDS, FORGOTTEN_NORMS * norm.toSeconds());
        List<Integer> known = held.getOrDefault(service, List.of()).stream()
                .filter(seconds -> seconds <= forgotten)
                .toList();
        int standIns = Math.max(0, NORM_PERCENT.length - known.size() / FIGURES_FOR_ONE);
        int[] spread = new int[known.size() + standIns];
        for (int i = 0; i < known.size(); i++) {
            spread[i] = known.get(i);
        }
        for (int i = 0; i < standIns; i++) {
            int percent = NORM_PERCENT[(2 * i + 1) * NORM_PERCENT.length / (2 * standIns)];
            spread[known.size() + i] = Math.toIntExact(norm.toSeconds() * percent / 100);
        }
        Arrays.sort(spread);
        return spread;
    }

    /** How many stays of a service are known. */
    public int known(ServiceId service) {
        return held.getOrDefault(service, List.of()).size();
    }

    private ServiceTimes left(CounterId counter, Moment at, boolean absent) {
        Stay stay = stays.get(counter);
        return stay == null || stay.until() != null
                ? this
                : with(counter, new Stay(stay.service(), stay.since(), at, absent));
    }

    /** The time from the last release there; null where it is unknown, or where nobody waited all that while. */
    private @Nullable Integer gap(TicketEvent.TicketCalled called, Moment at) {
        Stay last = stays.get(called.counter());
        Moment until = last == null ? null : last.until();
        Optional<Duration> gap = until == null ? Optional.empty() : at.since(until);
        return gap.filter(time -> time.toSeconds() <= LONGEST_GAP_SECONDS)
                .filter(time -> called.rule().score() >= 2 * time.toMillis())
                .map(time -> Math.toIntExact(time.toSeconds()))
                .orElse(null);
    }

    /** The latest stay at the counter can no longer be undone: it is learned. */
    private ServiceTimes settled(CounterId counter, @Nullable Integer gap) {
        Stay stay = stays.get(counter);
        Moment until = stay == null ? null : stay.until();
        if (stay == null || until == null) {
            return with(counter, null);
        }
        Map<CounterId, Stay> others = new HashMap<>(stays);
        others.remove(counter);
        Optional<Integer> seconds =
                until.since(stay.since()).map(time -> Math.toIntExact(Math.min(time.toSeconds(), Integer.MAX_VALUE)));
        List<Integer> nowGaps = gap == null ? gaps : withLast(gaps, gap);
        if (seconds.isEmpty()) {
            return new ServiceTimes(others, held, nowGaps, absences);
        }
        if (stay.absent()) {
            return new ServiceTimes(others, held, nowGaps, withLast(absences, Math.max(1, seconds.get())));
        }
        Map<ServiceId, List<Integer>> more = new HashMap<>(held);
        more.put(stay.service(), withLast(held.getOrDefault(stay.service(), List.of()), seconds.get()));
        return new ServiceTimes(others, more, nowGaps, withLast(absences, 0));
    }

    private ServiceTimes allSettled() {
        ServiceTimes settled = this;
        for (CounterId counter : new TreeMap<>(stays).keySet()) {
            settled = settled.settled(counter, null);
        }
        return settled;
    }

    private ServiceTimes with(CounterId counter, @Nullable Stay stay) {
        if (stay == null && !stays.containsKey(counter)) {
            return this;
        }
        Map<CounterId, Stay> changed = new HashMap<>(stays);
        if (stay == null) {
            changed.remove(counter);
        } else {
            changed.put(counter, stay);
        }
        return new ServiceTimes(changed, held, gaps, absences);
    }

    private static List<Integer> withLast(List<Integer> figures, int last) {
        List<Integer> more = new ArrayList<>(figures.size() < KEPT ? figures : figures.subList(1, figures.size()));
        more.add(last);
        return more;
    }
}
