package id.mpp.badday;

import id.mpp.queue.ActorId;
import id.mpp.queue.DayEvent;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A neighbour on the broker who publishes what no hall would: well-formed events that are impossible, garbage, and
 * alarms without end.
 */
final class Poison {
    private static final String BRANCH = "mpp-tetangga";
    private static final NodeId NODE = new NodeId("hub-1");
    private static final int ROUNDS = 200;
    private static final List<String> TIMES = List.of(
            "+1000000000-12-31T23:59:59Z",
            "-1000000000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "1970-01-01T00:00:00Z");

    private Poison() {}

    /** @return the number of messages that were published */
    static int pour(String broker) throws MqttException {
        int poured = 0;
        MqttClient client = new MqttClient(broker, "tetangga-" + UUID.randomUUID(), new MemoryPersistence());
        try {
            client.connect();
            String topic = Topics.events(BRANCH, NODE.value());
            for (int round = 0; round < ROUNDS; round++) {
                client.publish(topic, event(round + 1, TIMES.get(round % TIMES.size())), 1, false);
                client.publish(
                        topic, ("{\"not\":\"a batch\",\"round\":" + round).getBytes(StandardCharsets.UTF_8), 1, false);
                client.publish(
                        Topics.nodeState(BRANCH, "node-" + round), new byte[] {(byte) 0xff, 0, (byte) round}, 1, false);
                poured += 3;
            }
            client.disconnect();
        } finally {
            client.close();
        }
        return poured;
    }

    /** A day that opens at an impossible time. */
    private static byte[] event(long seq, String time) {
        Instant now = Instant.parse("2026-11-30T01:00:00Z");
        byte[] stored = EventCodec.encode(new EventEnvelope(
                UUID.randomUUID().toString(),
                new EventEnvelope.Origin(BRANCH, NODE, "poisoned-installation", seq, 1),
                LocalDate.of(2026, 11, 30),
                new Moment(now, true, "boot-0001", seq),
                false,
                new DayEvent.DayOpened((int) seq, LocalDate.of(2026, 11, 30), true, new ActorId("tetangga"))));
        String changed = new String(stored, StandardCharsets.UTF_8).replaceAll("2026-11-30T01:00:00[.0]*Z", time);
        byte[] body = changed.getBytes(StandardCharsets.UTF_8);
        return EventBatch.join(List.of(new EventBatch.Link(body, new Chain().next(Chain.start(), body))));
    }
}
