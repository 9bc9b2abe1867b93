package id.mpp.bus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One message, always of QoS 1. The payload is not copied: nobody changes it after handing it over.
 *
 * @param retained on the way out: the broker keeps it for later subscribers; on the way in: it was kept and may be old
 * @param expiry how long the broker keeps it for a client that is away, whole seconds; null for as long as it keeps
 *     anything
 */
public record BusMessage(
        String topic,
        byte[] payload,
        boolean retained,
        @Nullable Duration expiry) {
    /** A message for whoever listens. */
    public static BusMessage of(String topic, byte[] payload) {
        return new BusMessage(topic, payload, false, null);
    }

    /** The latest value of a topic: the broker hands it to everybody who subscribes later. */
    public static BusMessage retained(String topic, byte[] payload) {
        return new BusMessage(topic, payload, true, null);
    }

    /** A message that is worth nothing after {@code expiry}. */
    public static BusMessage expiring(String topic, byte[] payload, Duration expiry) {
        return new BusMessage(topic, payload, false, expiry);
    }

    @Override
    public String toString() {
        return topic + " (" + payload.length + " bytes" + (retained ? ", retained)" : ")");
    }
}
