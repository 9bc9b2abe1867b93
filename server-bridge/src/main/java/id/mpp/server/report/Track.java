package id.mpp.server.report;

import id.mpp.queue.Moment;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When things happened to a leg. Durations come from {@link Moment#since}: they are monotonic within a boot, unknown
 * across a reboot with a doubtful clock, and never negative.
 *
 * @param arrived when it began to wait for this service
 * @param firstCalled when it was first called, which ends the wait; a later call after a no-show does not make the wait
 *     longer
 * @param called when it was last called
 * @param started when the service began, where the officer said so
 * @param ended when it ended, in whichever way
 * @param earlierMillis time at the counter before it was parked
 * @param earlierKnown whether {@code earlierMillis} could be measured
 */
public record Track(
        Moment arrived,
        @Nullable Moment firstCalled,
        @Nullable Moment called,
        @Nullable Moment started,
        @Nullable Moment ended,
        long earlierMillis,
        boolean earlierKnown) {

    static Track arrived(Moment at) {
        return new Track(at, null, null, null, null, 0, true);
    }

    Track called(Moment at) {
        return new Track(arrived, firstCalled == null ? at : firstCalled, at, null, null, earlierMillis, earlierKnown);
    }

    Track started(Moment at) {
        return new Track(arrived, firstCalled, called, at, null, earlierMillis, earlierKnown);
    }

    Track ended(Moment at) {
        return new Track(arrived, firstCalled, called, started, at, earlierMillis, earlierKnown);
    }

    /** Sets the leg aside. The time served so far is kept. */
    Track parked(Moment at) {
        Optional<Duration> span = span(at);
        return new Track(
                arrived,
                firstCalled,
                called,
                null,
                null,
                earlierMillis + span.map(Duration::toMillis).orElse(0L),
                earlierKnown && span.isPresent());
    }

    /** From arrival to the first call. Empty before it, and where it cannot be known. */
    Optional<Duration> waited() {
        return firstCalled == null ? Optional.empty() : firstCalled.since(arrived);
    }

    /** From start (or call, where no start was pressed) to end, without the time it was parked. */
    Optional<Duration> served() {
        return ended == null || !earlierKnown
                ? Optional.empty()
                : span(ended).map(span -> span.plusMillis(earlierMillis));
    }

    private Optional<Duration> span(Moment to) {
        Moment from = started != null ? started : called;
        return from == null ? Optional.empty() : to.since(from);
    }
}
