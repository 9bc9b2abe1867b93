package id.mpp.server.ingest;

/**
 * Bytes that are no event, kept as they came.
 *
 * @param topic where they came from
 * @param reason what is wrong with them
 */
public record DeadLetter(String topic, byte[] payload, String reason) {}
