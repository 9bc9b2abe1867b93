package id.mpp.kiosk.web.survey;

import id.mpp.queue.CounterId;
import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import id.mpp.queue.TicketEvent;
import id.mpp.queue.TicketId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The visits that ended last at each counter, newest first, so that its rating tablet can ask. Kept in memory alone:
 * after a restart nobody is asked for a visit that ended before it. Written by the desk's thread, read by any.
 */
final class EndedVisits {
    /** One who still answers the nine elements while the officer has served the next one or two. */
    private static final int MAX_KEPT = 3;
    /** Nine questions, read slowly. */
    private static final Duration RATED_FOR = Duration.ofMinutes(10);

    private record Visit(TicketId ticket, Moment ended) {
        /** Since the start of the kiosk, so the monotonic clock alone counts. */
        Duration age(Moment now) {
            return Duration.ofMillis(now.monotonicMillis() - ended.monotonicMillis());
        }
    }

    private final Map<CounterId, List<Visit>> newestFirst = new ConcurrentHashMap<>();

    /** Takes what the desk has committed. */
    void committed(List<Event> events, Moment at) {
        for (Event event : events) {
            if (event instanceof TicketEvent.TicketFinished finished) {
                newestFirst.merge(
                        finished.counter(),
                        List.of(new Visit(finished.ticket(), at)),
                        (old, added) -> Stream.concat(added.stream(), old.stream())
                                .limit(MAX_KEPT)
                                .toList());
            }
        }
    }

    /** The tickets that may be rated at a counter. */
    List<TicketId> rateable(CounterId counter, Moment now) {
        return youngerThan(RATED_FOR, counter, now);
    }

    /** The tickets that ended there within this time. */
    List<TicketId> youngerThan(Duration age, CounterId counter, Moment now) {
        return newestFirst.getOrDefault(counter, List.of()).stream()
                .filter(visit -> visit.age(now).compareTo(age) < 0)
                .map(Visit::ticket)
                .toList();
    }
}
