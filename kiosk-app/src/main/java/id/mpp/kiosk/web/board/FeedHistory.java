package id.mpp.kiosk.web.board;

import id.mpp.queue.AgencyId;
import id.mpp.queue.CounterId;
import id.mpp.queue.ZoneId;
import id.mpp.web.StreamEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a stream that comes back has missed. Calls are kept one by one, the latest few hundred; of pictures only the
 * newest, which replaces those before it. An id is {@code <boot>-<n>}; after a restart, or after too many calls, there
 * is a snapshot instead. Used under the feed's lock.
 */
final class FeedHistory {
    private static final int MAX_CALLS = 256;
    private static final int MAX_ID = 100;

    private record Kept(long n, StreamEvent event, Predicate<Listener> to) {}

    private final String boot;
    private final Deque<Kept> calls = new ArrayDeque<>();
    private final Map<@Nullable ZoneId, Kept> boards = new HashMap<>();
    private final Map<CounterId, Kept> desks = new HashMap<>();
    private @Nullable Kept hall;
    private long n;
    /** Calls up to here are forgotten. */
    private long forgotten;

    FeedHistory(String boot) {
        this.boot = boot;
    }

    /** The id of the latest event. */
    synchronized String version() {
        return boot + "-" + n;
    }

    synchronized StreamEvent call(ZoneId zone, byte[] json) {
        Kept kept = kept("call", json, listener -> listener.sees(zone));
        calls.addLast(kept);
        if (calls.size() > MAX_CALLS) {
            forgotten = calls.removeFirst().n();
        }
        return kept.event();
    }

    synchronized StreamEvent board(@Nullable ZoneId zone, Function<String, byte[]> json) {
        Kept kept = kept("board", json.apply(boot + "-" + (n + 1)), listener -> Objects.equals(zone, listener.zone()));
        boards.put(zone, kept);
        return kept.event();
    }

    synchronized StreamEvent hall(byte[] json) {
        Kept kept = kept("hall", json, listener -> true);
        hall = kept;
        return kept.event();
    }

    synchronized StreamEvent desk(CounterId counter, @Nullable AgencyId agency, byte[] json) {
        Kept kept = kept("desk", json, listener -> listener.worksAt(agency));
        desks.put(counter, kept);
        return kept.event();
    }

    /** What a listener has missed since {@code lastId}; empty where that cannot be told exactly. */
    synchronized Optional<List<StreamEvent>> after(@Nullable String lastId, Listener listener) {
        long last = numberOf(lastId);
        if (last < forgotten || last > n) {
            return Optional.empty();
        }
        List<Kept> missed = new ArrayList<>(calls);
        missed.addAll(boards.values());
        missed.addAll(desks.values());
        if (hall != null) {
            missed.add(hall);
        }
        return Optional.of(missed.stream()
                .filter(kept -> kept.n() > last && kept.to().test(listener))
                .sorted(Comparator.comparingLong(Kept::n))
                .map(Kept::event)
                .toList());
    }

    private Kept kept(String type, byte[] json, Predicate<Listener> to) {
        n++;
        return new Kept(n, StreamEvent.of(boot + "-" + n, type, json), to);
    }

    /** -1 for an id that is none of ours. */
    private long numberOf(@Nullable String lastId) {
        if (lastId == null || lastId.length() > MAX_ID || !lastId.startsWith(boot + "-")) {
            return -1;
        }
        try {
            return Long.parseLong(lastId.substring(boot.length() + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
