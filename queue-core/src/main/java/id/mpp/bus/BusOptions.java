package id.mpp.bus;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to talk to the broker. {@link #of} gives the defaults of the product; each {@code with…} changes one thing.
 *
 * @param access where the broker is, and who we are there
 * @param clientId names the session at the broker; two programs with one id throw each other out
 * @param subscriptions topic filters, at least one; in place before {@link MessageBus#onConnected}
 * @param wishes further filters that the broker may refuse without more harm than that nothing comes
 * @param sessionExpiry how long the broker keeps what was not delivered
 * @param will what the broker publishes when this program vanishes
 */
public record BusOptions(
        BrokerAccess access,
        String clientId,
        List<String> subscriptions,
        List<String> wishes,
        Duration sessionExpiry,
        @Nullable BusMessage will,
        Bounds bounds,
        Timing timing) {

    /**
     * What waits in memory.
     *
     * @param inbox received messages; when it is full nothing more is read from the broker
     * @param window messages sent and not acknowledged by the broker
     */
    public record Bounds(int inbox, int window) {
        /** The largest inbox: more than this in memory is a backlog that belongs on the other side. */
        private static final int MAX_INBOX = 10_000;
        /** The protocol's bound of a receive maximum. */
        private static final int MAX_WINDOW = 65_535;

        public Bounds {
            if (inbox < 1 || inbox > MAX_INBOX || window < 1 || window > MAX_WINDOW) {
                throw new IllegalArgumentException("inbox must be 1 to " + MAX_INBOX + " and window 1 to " + MAX_WINDOW
                        + "; got " + inbox + " and " + window);
            }
        }
    }

    /**
     * How patient it is.
     *
     * @param connect for the TCP connection, and again for the broker's answer
     * @param pulse how long the broker may be silent before it is asked for a sign of life
     * @param pulseAnswer how long it may take to give one
     * @param firstDelay before the second attempt to connect; doubles with each failure
     * @param maxDelay between two attempts
     * @param steady how long a connection has to last before its end counts as no failure. A login that is accepted
     *     proves nothing: two programs of one client id throw each other out right after it, and without this they
     *     would do so several times a second
     */
    public record Timing(
            Duration connect,
            Duration pulse,
            Duration pulseAnswer,
            Duration firstDelay,
            Duration maxDelay,
            Duration steady) {}

    public BusOptions {
        subscriptions = List.copyOf(subscriptions);
        wishes = List.copyOf(wishes);
        if (subscriptions.isEmpty()) {
            throw new IllegalArgumentException(
                    "a bus needs at least one subscription: its sign of life is a subscription");
        }
    }

    /** A broker that lets everybody in. */
    public static BusOptions of(String url, String clientId, List<String> subscriptions) {
        return of(BrokerAccess.open(url), clientId, subscriptions);
    }

    /** The product's timing and bounds. */
    public static BusOptions of(BrokerAccess access, String clientId, List<String> subscriptions) {
        Timing timing = new Timing(
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofMillis(250),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1));
        return new BusOptions(
                access, clientId, subscriptions, List.of(), Duration.ofDays(1), null, new Bounds(256, 64), timing);
    }

    public BusOptions withWishes(List<String> filters) {
        return new BusOptions(access, clientId, subscriptions, filters, sessionExpiry, will, bounds, timing);
    }

    public BusOptions withWill(BusMessage newWill) {
        return new BusOptions(access, clientId, subscriptions, wishes, sessionExpiry, newWill, bounds, timing);
    }

    public BusOptions withSessionExpiry(Duration expiry) {
        return new BusOptions(access, clientId, subscriptions, wishes, expiry, will, bounds, timing);
    }

    public BusOptions withBounds(int inbox, int window) {
        Bounds newBounds = new Bounds(inbox, window);
        return new BusOptions(access, clientId, subscriptions, wishes, sessionExpiry, will, newBounds, timing);
    }

    public BusOptions withPulse(Duration pulse, Duration pulseAnswer) {
        return with(new Timing(timing.connect, pulse, pulseAnswer, timing.firstDelay, timing.maxDelay, timing.steady));
    }

    public BusOptions withDelays(Duration firstDelay, Duration maxDelay) {
        return with(new Timing(timing.connect, timing.pulse, timing.pulseAnswer, firstDelay, maxDelay, timing.steady));
    }

    private BusOptions with(Timing newTiming) {
        return new BusOptions(access, clientId, subscriptions, wishes, sessionExpiry, will, bounds, newTiming);
    }
}
