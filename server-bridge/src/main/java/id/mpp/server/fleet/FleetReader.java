package id.mpp.server.fleet;

import java.util.List;
import java.util.Optional;

/** Reads what the store knows of the kiosks and of what went wrong. May be called from any thread. */
public interface FleetReader {
    List<InstallationRow> installations();

    /** The latest ones first, with the first bytes of each. */
    List<DeadLetterRow> deadLetters(int offset, int limit);

    /** One of them byte for byte; empty where it is unknown or its bytes had to make room. */
    Optional<byte[]> deadLetter(long id);

    /**
     * A journal that events came from.
     *
     * @param through all events up to this one are here
     * @param highest the highest seq that is here
     * @param unreadable events whose data this version cannot read
     * @param alarms raised for it and not closed
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
     * @param sha256 of all bytes, in hexadecimal
     * @param bytes how many there were
     * @param kept whether they are all here
     * @param excerpt the first of them; empty where they are not kept
     * @param times how often the same came
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
        /** Enough to see what it is. */
        public static final int EXCERPT_BYTES = 1_024;
    }
}
