package id.mpp.server.fleet;

import java.util.List;
import java.util.Optional;

/** Reads what the store knows of the kiosks and of what went wrong. May be called from any thread. */
public interface FleetReader {
    List<InstallationRow> installations();

    /** The latest ones first, with the first bytes of each. */
    List<DeadLetterRow> deadLetters(int offset, int limit);

    /** One dead letter byte for byte. Empty where it is unknown or its bytes had to make room for others. */
    Optional<byte[]> deadLetter(long id);

    /**
     * A journal from which events came.
     *
     * @param through the last event up to which everything has arrived
     * @param highest the highest number that has arrived
     * @param unreadable events whose data this version cannot read
     * @param alarms alarms that were raised for it and are not closed
     * @param receivedAt milliseconds since 1970
     */
    record InstallationRow(
            String branch,
            String node,
            String installation,
            long through,
            long highest,
            long unreadable,
            int alarms,
            long receivedAt) {}

    /**
     * Bytes that are no event.
     *
     * @param sha256 the hash of all bytes, in hexadecimal
     * @param bytes how many there were
     * @param kept whether all of them are kept
     * @param excerpt the first of them; empty where they are not kept
     * @param times how many times the same bytes came
     */
    record DeadLetterRow(
            long id,
            String topic,
            String sha256,
            String reason,
            long bytes,
            boolean kept,
            byte[] excerpt,
            long firstAt,
            long lastAt,
            long times) {
        /** The bytes of an excerpt: enough to see what it is. */
        public static final int EXCERPT_BYTES = 1_024;
    }
}
