package id.mpp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.queue.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventBatchTest {
    private static final int MUTATIONS = 10_000;
    private static final String SPLICES = "[]{},:\"\\ \n0-aé€\u0000";

    @Test
    void whatIsJoinedIsSplitIntoTheSameBytes() throws Exception {
        List<EventBatch.Link> links = links();
        assertSame(links, EventBatch.split(EventBatch.join(links)));
        assertEquals(List.of(), EventBatch.split(EventBatch.join(List.of())));
    }

    @Test
    void travelBytesAddUpToTheMessage() {
        List<EventBatch.Link> links = links();
        int sum = links.stream().mapToInt(EventBatch.Link::travelBytes).sum();
        assertEquals(EventBatch.join(links).length, sum + 1, "brackets, and one comma less than events");
    }

    @Test
    void theChainOfASplitBatchVerifies() throws Exception {
        byte[] head = Chain.start();
        Chain chain = new Chain();
        for (EventBatch.Link link : EventBatch.split(EventBatch.join(links()))) {
            head = chain.next(head, link.stored());
            assertArrayEquals(head, link.chain());
        }
    }

    @Test
    void aChangedByteBreaksTheChainOrTheBatch() throws Exception {
        byte[] batch = EventBatch.join(links());
        String text = new String(batch, UTF_8);
        int at = text.indexOf("A-057");
        batch[at + 4] = '8';
        byte[] head = Chain.start();
        Chain chain = new Chain();
        boolean whole = true;
        for (EventBatch.Link link : EventBatch.split(batch)) {
            head = chain.next(head, link.stored());
            whole &= Arrays.equals(head, link.chain());
        }
        assertTrue(!whole, "somebody's A-057 became A-058 and nobody noticed");
    }

    @Test
    void whatIsNoBatchIsRefusedInWords() {
        String event = new String(links().getFirst().stored(), UTF_8);
        for (String bad : List.of(
                "",
                "null",
                "{}",
                "[1]",
                "[{}]",
                "[",
                "[{\"chain\":\"00\"}]",
                "[" + event + "]",
                "[] []",
                "[]x",
                "[" + "[".repeat(2_000) + "]",
                " ".repeat(EventBatch.MAX_BYTES) + "[]")) {
            EventFormatException refusal =
                    assertThrows(EventFormatException.class, () -> EventBatch.split(bad.getBytes(UTF_8)), bad);
            assertTrue(refusal.getMessage() != null && !refusal.getMessage().isBlank());
        }
        String chained = new String(EventBatch.join(links().subList(0, 1)), UTF_8);
        assertRefused(chained.replaceFirst("\"chain\":\"[0-9a-f]", "\"chain\":\"g"));
        assertRefused(chained.replaceFirst("\"seq\":1057", "\"seq\":1057,\"seq\":1058"));
        assertRefused(chained.replace("\"}]", "\"} ,{}]"));
    }

    @Test
    void tenThousandMutationsGiveARefusalOrAValidSplit() throws Exception {
        long seed = Long.getLong("mpp.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] batch = EventBatch.join(links().subList(0, 6));
        int refused = 0;
        int readable = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutate(batch, random);
            try {
                List<EventBatch.Link> links = EventBatch.split(mutated);
                assertSame(links, EventBatch.split(EventBatch.join(links)));
                for (EventBatch.Link link : links) {
                    assertEquals(Chain.BYTES, link.chain().length);
                    readable += isReadable(link.stored()) ? 1 : 0;
                }
            } catch (EventFormatException e) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + new String(mutated, UTF_8), e);
            }
        }
        System.out.printf("fuzz of batches: seed %d, %d refused, %d events readable%n", seed, refused, readable);
        assertTrue(refused > MUTATIONS / 4 && readable > 0, "seed " + seed + " mutates too little or too much");
    }

    private static boolean isReadable(byte[] stored) {
        try {
            return EventCodec.header(stored).seq() == EventCodec.decode(stored).seq();
        } catch (EventFormatException e) {
            return false;
        }
    }

    private static byte[] mutate(byte[] batch, Random random) {
        byte[] bytes = batch.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) SPLICES.charAt(random.nextInt(SPLICES.length()));
                case 2 -> bytes = splice(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(40)), new byte[0]);
                case 3 -> {
                    int from = random.nextInt(bytes.length);
                    int to = Math.min(bytes.length, from + random.nextInt(200));
                    bytes = splice(bytes, at, at, Arrays.copyOfRange(bytes, from, to));
                }
                default -> bytes = splice(bytes, at, at, new byte[] {(byte) random.nextInt(256)});
            }
            if (bytes.length == 0) {
                return bytes;
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
        byte[] result = Arrays.copyOf(bytes, bytes.length - (to - from) + middle.length);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
        return result;
    }

    private static void assertRefused(String batch) {
        assertThrows(EventFormatException.class, () -> EventBatch.split(batch.getBytes(UTF_8)), batch);
    }

    private static void assertSame(List<EventBatch.Link> expected, List<EventBatch.Link> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i).stored(), actual.get(i).stored());
            assertArrayEquals(expected.get(i).chain(), actual.get(i).chain());
        }
    }

    private static List<EventBatch.Link> links() {
        List<EventBatch.Link> links = new ArrayList<>();
        Chain chain = new Chain();
        byte[] head = Chain.start();
        for (Event event : EventExamples.ALL) {
            byte[] stored = EventCodec.encode(EventExamples.envelope(event));
            head = chain.next(head, stored);
            links.add(new EventBatch.Link(stored, head));
        }
        return links;
    }
}
