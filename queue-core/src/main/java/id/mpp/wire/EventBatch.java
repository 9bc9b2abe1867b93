package id.mpp.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The CloudEvents JSON batch as it travels: the stored bytes of each event, unchanged, with {@code chain} put in before
 * the last brace. {@link #split} takes it out again, so that the server stores and hashes exactly what the kiosk
 * journalled.
 */
public final class EventBatch {
    /** The largest payload on the event topic. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final byte[] CHAIN = ",\"chain\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
    /** What {@code chain} adds to an event. */
    private static final int CHAIN_BYTES = CHAIN.length + 2 * Chain.BYTES + END.length - 1;

    /** An event as it is stored, with its link of the chain. */
    public record Link(byte[] stored, byte[] chain) {
        /** Its bytes within a batch, the comma included. */
        public int travelBytes() {
            return stored.length + CHAIN_BYTES + 1;
        }
    }

    private EventBatch() {}

    public static byte[] join(List<Link> links) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(MAX_BYTES / 4);
        out.write('[');
        for (int i = 0; i < links.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            Link link = links.get(i);
            out.write(link.stored(), 0, link.stored().length - 1);
            out.writeBytes(CHAIN);
            out.writeBytes(Chain.hex(link.chain()).getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(END);
        }
        out.write(']');
        return out.toByteArray();
    }

    /** @throws EventFormatException where it is no array of objects that end with a chain */
    public static List<Link> split(byte[] batch) throws EventFormatException {
        if (batch.length > MAX_BYTES) {
            throw new EventFormatException("a batch has at most " + MAX_BYTES + " bytes; got " + batch.length);
        }
        List<Link> links = new ArrayList<>();
        try (JsonParser parser = Json.mapper().createParser(batch)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new EventFormatException("a batch is a JSON array");
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
                parser.skipChildren();
                int to = Math.toIntExact(parser.currentLocation().getByteOffset());
                links.add(unchain(batch, from, to));
            }
            if (parser.currentToken() != JsonToken.END_ARRAY || parser.nextToken() != null) {
                throw new EventFormatException("a batch is one JSON array of objects");
            }
        } catch (IOException e) {
            throw new EventFormatException("unreadable batch: " + e.getMessage(), e);
        }
        return links;
    }

    /**
     * The pieces of a batch that {@link #split} refuses, parted where a chain ends, so that one event that is no JSON
     * does not take its neighbours with it. A piece may be anything but empty. Empty where no chain is found.
     */
    public static List<Link> salvage(byte[] batch) {
        List<Link> pieces = new ArrayList<>();
        int from = 1;
        for (int at = 1; batch.length <= MAX_BYTES && at + CHAIN_BYTES + 1 < batch.length; at++) {
            int end = at + CHAIN_BYTES + 1;
            if (at > from && (batch[end] == ',' || batch[end] == ']') && chainAt(batch, at)) {
                try {
                    pieces.add(unchain(batch, from, end));
                } catch (EventFormatException e) {
                    continue;
                }
                from = end + 1;
                at = end;
            }
        }
        return pieces;
    }

    private static boolean chainAt(byte[] batch, int at) {
        int end = at + CHAIN_BYTES + 1;
        return Arrays.equals(batch, at, at + CHAIN.length, CHAIN, 0, CHAIN.length)
                && Arrays.equals(batch, end - END.length, end, END, 0, END.length);
    }

    private static Link unchain(byte[] batch, int from, int to) throws EventFormatException {
        int chainFrom = to - CHAIN_BYTES - 1;
        if (chainFrom <= from || !Arrays.equals(batch, chainFrom, chainFrom + CHAIN.length, CHAIN, 0, CHAIN.length)) {
            throw new EventFormatException("an event of a batch must end with its chain");
        }
        int hexFrom = chainFrom + CHAIN.length;
        String hex = new String(batch, hexFrom, 2 * Chain.BYTES, StandardCharsets.US_ASCII);
        byte[] stored = new byte[chainFrom - from + 1];
        System.arraycopy(batch, from, stored, 0, chainFrom - from);
        stored[stored.length - 1] = '}';
        try {
            return new Link(stored, HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new EventFormatException("chain must be 64 hexadecimal digits; got '" + hex + "'", e);
        }
    }
}
