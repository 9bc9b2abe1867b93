package id.mpp.kiosk.web.board;

import id.mpp.queue.CounterId;
import id.mpp.web.EventStreams;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pages show which counter's desk, told by their open event streams. Two pages at one counter are allowed, since
 * a crash or a second screen must not lock anybody out, but everybody there is warned. Nothing of it is journalled. Any
 * thread.
 */
final class Seats {
    private final EventStreams<Listener> streams;

    Seats(EventStreams<Listener> streams) {
        this.streams = streams;
    }

    /** The pages that are at a counter. */
    List<Seat> at(CounterId counter) {
        return all().stream().filter(seat -> seat.counter().equals(counter)).toList();
    }

    /**
     * Ends what an earlier stream of the same page left behind, so that a reload or a lost line is not taken for a
     * second page.
     *
     * @param instead the page that was loaded in this tab before; null for none. Where it lives, in a tab that was
     *     copied, it comes back by itself
     */
    void takeOver(Seat seat, @Nullable String instead) {
        streams.end(listener -> {
            Seat other = listener.seat();
            return other != null
                    && (other.page().equals(seat.page()) || other.page().equals(instead));
        });
    }

    /** Whether some counter has more than one page. */
    boolean doubled() {
        return !doubledCounters().isEmpty();
    }

    /**
     * Finds out which of the pages at a counter with several are gone: a closed tab is noticed only when it is written
     * to.
     */
    void probe() {
        Set<CounterId> doubled = doubledCounters();
        streams.probe(listener ->
                listener.seat() != null && doubled.contains(listener.seat().counter()));
    }

    private Set<CounterId> doubledCounters() {
        return all().stream().collect(Collectors.groupingBy(Seat::counter, Collectors.counting())).entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private List<Seat> all() {
        return streams.about().stream()
                .map(Listener::seat)
                .filter(Objects::nonNull)
                .toList();
    }
}
