package id.mpp.queue;

import id.mpp.collection.TrieMap;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything a state consists of, in a fixed order; what the journal keeps to shorten the replay.
 *
 * @param issued numbers issued today per service, for the quota
 * @param times what was learned; null in a snapshot of a version that did not learn yet
 * @param closing what a resumption needs; null while the day is open
 * @param past earlier days; a snapshot without them is of a version that knew too little, and cannot be used
 * @param floor where numbering begins by prefix
 * @param above where it begins for every prefix
 * @param nextAbove the same of the day that is opened next
 */
public record QueueSnapshot(
        Day day,
        HallTime time,
        long arrivals,
        List<Ticket> tickets,
        List<CounterState> counters,
        Map<String, Paper> papers,
        List<Disruption> disruptions,
        Map<String, List<NumberBlock>> blocks,
        Map<String, Integer> issued,
        List<Closure> closures,
        List<String> bookings,
        List<String> answered,
        int finished,
        @Nullable ServiceTimes times,
        ClosedDay.@Nullable Kept closing,
        List<PastDay> past,
        Map<String, Integer> floor,
        int above,
        int nextAbove) {
    /**
     * Raise it with every change of what a snapshot holds, and those that are kept are not used
     * any more.
     */
    public static final int SHAPE = 3;

    static QueueSnapshot of(QueueState state) {
        return new QueueSnapshot(
                state.day,
                state.time,
                state.arrivals,
                sorted(state.tickets.values(), Comparator.comparing(Ticket::id)),
                sorted(state.counters.values(), Comparator.comparing(CounterState::id)),
                strings(state.papers),
                sorted(state.disruptions.values(), Comparator.comparing(Disruption::agency)),
                state.blocks,
                strings(state.issued),
                sorted(state.closures.values(), Comparator.comparing(Closure::counter)),
                sorted(state.bookings.values(), Comparator.naturalOrder()),
                sorted(state.answered.values(), Comparator.naturalOrder()),
                state.finished,
                state.times,
                state.closing == null ? null : state.closing.kept(),
                state.past,
                new TreeMap<>(state.floor),
                state.above,
                state.nextAbove);
    }

    /** The state that this was made of. */
    public QueueState restored() {
        QueueState state = new QueueState();
        state.day = day;
        state.time = time;
        state.arrivals = arrivals;
        state.times = times == null ? ServiceTimes.NONE : times;
        state.counters = byKey(counters, CounterState::id);
        tickets.forEach(state::put);
        state.papers = renamed(papers, TicketId::new);
        state.disruptions = byKey(disruptions, Disruption::agency);
        blocks.forEach((prefix, list) -> state.blocks = state.blocks.with(prefix, List.copyOf(list)));
        state.issued = renamed(issued, ServiceId::new);
        state.closures = byKey(closures, Closure::counter);
        state.bookings = byKey(bookings, Function.identity());
        state.answered = byKey(answered, Function.identity());
        state.finished = finished;
        state.closing = closing == null ? null : ClosedDay.of(closing);
        state.past = List.copyOf(past);
        state.floor = TrieMap.of(floor);
        state.above = above;
        state.nextAbove = nextAbove;
        return state;
    }

    private static <T> List<T> sorted(Collection<T> values, Comparator<T> order) {
        return values.stream().sorted(order).toList();
    }

    static <K, V> TrieMap<K, V> byKey(Collection<V> values, Function<V, K> key) {
        TrieMap<K, V> map = TrieMap.empty();
        for (V value : values) {
            map = map.with(key.apply(value), value);
        }
        return map;
    }

    private static <K, V> TrieMap<K, V> renamed(Map<String, V> values, Function<String, K> key) {
        TrieMap<K, V> renamed = TrieMap.empty();
        for (Map.Entry<String, V> value : values.entrySet()) {
            renamed = renamed.with(key.apply(value.getKey()), value.getValue());
        }
        return renamed;
    }

    private static <V> Map<String, V> strings(Map<?, V> map) {
        Map<String, V> strings = new TreeMap<>();
        map.forEach((key, value) -> strings.put(key.toString(), value));
        return strings;
    }
}
