package id.mpp.server.ingest;

import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventHeader;
import org.jspecify.annotations.Nullable;

/**
 * An event as it arrived, with the bytes that are stored unchanged.
 *
 * @param node the node on whose topic it came and to which the acknowledgement goes
 * @param envelope the content; null where this version cannot read its data
 * @param problem why its data cannot be read; null where it can
 * @param stored the bytes that the kiosk journalled
 * @param chain their link of the hash chain
 */
public record ReceivedEvent(
        String node,
        EventHeader header,
        @Nullable EventEnvelope envelope,
        @Nullable String problem,
        byte[] stored,
        byte[] chain) {}
