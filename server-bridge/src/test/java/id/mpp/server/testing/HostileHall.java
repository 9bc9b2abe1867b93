package id.mpp.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.mpp.server.ingest.Arrival;
import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventExamples;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.EventHeader;
import id.mpp.wire.Json;
import id.mpp.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A neighbour on the broker who sends events with anything in any field: extreme numbers, times and texts, wrong types,
 * huge lists, lone surrogates, U+0000, deep nesting, duplicate keys, and bytes that are no JSON. The same seed sends
 * the same messages.
 */
public final class HostileHall {
    /** The beginning of its halls' names. */
    public static final String BRANCH = "mpp-hostile-";

    private static final String NODE = "hub-1";
    private static final int MESSAGES_OF_A_JOURNAL = 30;
    private static final int JOURNALS_OF_A_HALL = 100;

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1.5",
            "1e400",
            "-1e400",
            "1e-400",
            "2147483647",
            "-2147483648",
            "2147483648",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1" + "0".repeat(98),
            "\"\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"-1000000000-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59Z\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"+999999999-12-31\"",
            "\"-999999999-01-01\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udfff\\ud800 \\u202e\\ufeff\"",
            "\"" + "x".repeat(30_000) + "\"",
            "\"'; DROP TABLE event; --\"",
            "\"../../../../etc/passwd\"",
            "\"<script>alert(1)</script>\"",
            "\"A-9999\"",
            "\"tk_7Q2mVb0Xr9Ls4Kd1\"",
            "[]",
            "{}",
            "[" + "1,".repeat(5_000) + "1]",
            "[[" + "[".repeat(200) + "]".repeat(200) + "]]",
            "{\"a\":".repeat(100) + "1" + "}".repeat(100),
            "{\"a\":1,\"a\":2}",
            "[null,null]",
            "NaN",
            "\"unterminated",
            "'single'",
            "\u0001");

    private final Random random;
    private final Chain chain = new Chain();
    private byte[] head = Chain.start();
    private int journal = 1;
    private long seq;
    private int sent;

    public HostileHall(long seed) {
        random = new Random(seed);
    }

    /** The next message, of one to four events. */
    public Arrival next() {
        if (++sent % MESSAGES_OF_A_JOURNAL == 0) {
            journal++;
            seq = 0;
            head = Chain.start();
        }
        List<EventBatch.Link> links = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            links.add(event());
        }
        byte[] payload = EventBatch.join(links);
        if (random.nextInt(40) == 0) {
            payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
        }
        String topic = random.nextInt(30) == 0
                ? Topics.events("mpp-" + (char) (random.nextInt(0xd000) + 1), "hub-1")
                : Topics.events(branch(), NODE);
        return new Arrival(topic, payload);
    }

    private EventBatch.Link event() {
        byte[] stored = mutated().getBytes(StandardCharsets.UTF_8);
        byte[] link = chain.next(head, stored);
        if (isNext(stored)) {
            head = link;
            seq++;
        }
        return new EventBatch.Link(stored, link);
    }

    /**
     * Whether the server can take the bytes for the journal's next event, so that the ones after it do not wait above a
     * gap.
     */
    private boolean isNext(byte[] stored) {
        try {
            EventHeader header = EventCodec.header(stored);
            return header.seq() == seq + 1
                    && header.installation().equals(name())
                    && header.branch().equals(branch())
                    && header.node().equals(NODE);
        } catch (EventFormatException e) {
            return false;
        }
    }

    private String branch() {
        return BRANCH + journal / JOURNALS_OF_A_HALL;
    }

    private String name() {
        return "hostile-%05d".formatted(journal);
    }

    private String mutated() {
        try {
            ObjectNode event = (ObjectNode) Json.mapper()
                    .readTree(EventCodec.encode(
                            EventExamples.envelope(EventExamples.ALL.get(random.nextInt(EventExamples.ALL.size())))));
            event.put("source", "/mpp/" + branch() + "/" + NODE);
            event.put("installation", name());
            event.put("seq", seq + 1);
            List<String> marks = new ArrayList<>();
            ObjectNode target = random.nextInt(3) == 0 ? event : (ObjectNode) event.path("data");
            for (int i = random.nextInt(3); i >= 0; i--) {
                marks.add(mark(target, marks.size()));
            }
            String text = event.toString();
            for (String mark : marks) {
                text = text.replace("\"" + mark + "\"", VALUES.get(random.nextInt(VALUES.size())));
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a mark in place of one value, at any depth. */
    private String mark(ObjectNode object, int number) {
        String mark = "@" + number + "@";
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            object.put("added", mark);
            return mark;
        }
        String name = names.get(random.nextInt(names.size()));
        JsonNode value = object.path(name);
        if (value instanceof ObjectNode inner && random.nextBoolean()) {
            return mark(inner, number);
        }
        if (value instanceof ArrayNode list && !list.isEmpty() && random.nextBoolean()) {
            list.set(random.nextInt(list.size()), Json.mapper().getNodeFactory().textNode(mark));
        } else {
            object.put(name, mark);
        }
        return mark;
    }
}
