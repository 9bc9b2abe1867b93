package id.mpp.server.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.mpp.queue.WaitBand;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a group of legs.
 *
 * @param key the hour, day, service, agency or counter; empty for the whole hall
 * @param tickets tickets that came to wait
 * @param priority tickets with a declared priority
 * @param waitTime from arrival to the first call, of those who were called and came
 * @param serviceTime from start (or call) to finish, of those who were served
 * @param estimate the waits that were told, against the real waits
 */
public record Figures(
        String key,
        int tickets,
        @JsonUnwrapped Present present,
        @JsonUnwrapped Ends ends,
        int priority,
        Timing waitTime,
        Timing serviceTime,
        EstimateError estimate) {
    /**
     * Tickets that have no end yet.
     *
     * @param waiting tickets that wait for their call now
     * @param atCounter tickets that are called or being served now
     * @param parked tickets that are set aside now
     */
    public record Present(int waiting, int atCounter, int parked) {}

    /**
     * Tickets that have their end.
     *
     * @param served tickets that were finished at a counter
     * @param transferred tickets that were handed on to another service before they were finished
     * @param noShows tickets that were called and whose holders did not come
     * @param cancelled tickets that their holders gave back
     * @param expired tickets that were still open when the day closed
     * @param moved tickets that were open when the kiosk's journal ended, and that the next journal does not know
     */
    public record Ends(int served, int transferred, int noShows, int cancelled, int expired, int moved) {}

    /** Collects legs. Not thread-safe. */
    static final class Collector {
        private final Map<LegState, Integer> states = new EnumMap<>(LegState.class);
        private final Timing.Collector wait = new Timing.Collector();
        private final Timing.Collector service = new Timing.Collector();
        private final EstimateError.Collector estimate = new EstimateError.Collector();
        private int tickets;
        private int priority;

        /** Adds a leg whose arrival falls into the group. */
        void addArrival(Leg leg, Halls halls) {
            tickets++;
            priority += leg.priority() ? 1 : 0;
            Long waited = leg.waitSeconds();
            boolean came = leg.state() != LegState.NO_SHOW
                    && leg.state() != LegState.CANCELLED
                    && leg.state() != LegState.EXPIRED
                    && leg.state() != LegState.MOVED;
            if (waited != null && came) {
                wait.add(
                        waited,
                        seconds(halls.waitPromise(
                                        leg.day().branch(), leg.place().service())
                                .orElse(null)));
                WaitBand told = leg.estimate();
                if (told != null) {
                    estimate.add(told, waited);
                }
            }
        }

        /** Adds a leg whose end, or whose present state, falls into the group. */
        void addState(Leg leg, Halls halls) {
            states.merge(leg.state(), 1, Integer::sum);
            Long served = leg.serviceSeconds();
            if (leg.state() == LegState.FINISHED && served != null) {
                service.add(
                        served,
                        seconds(halls.servicePromise(
                                        leg.day().branch(), leg.place().service())
                                .orElse(null)));
            }
        }

        Figures figures(String key) {
            return new Figures(
                    key,
                    tickets,
                    new Present(
                            count(LegState.WAITING),
                            count(LegState.CALLED) + count(LegState.SERVING),
                            count(LegState.PARKED)),
                    new Ends(
                            count(LegState.FINISHED),
                            count(LegState.TRANSFERRED),
                            count(LegState.NO_SHOW),
                            count(LegState.CANCELLED),
                            count(LegState.EXPIRED),
                            count(LegState.MOVED)),
                    priority,
                    wait.timing(),
                    service.timing(),
                    estimate.error());
        }

        private int count(LegState state) {
            return states.getOrDefault(state, 0);
        }

        private static @Nullable Long seconds(@Nullable Duration promise) {
            return promise == null ? null : promise.toSeconds();
        }
    }
}
