package id.mpp.server.fleet;

import java.util.List;

/** Reads what the store knows of the kiosks and of what went wrong. May be called from any thread. */
public interface FleetReader {
    List<InstallationRow> installations();

    /** The latest ones first. */
    List<DeadLetterRow> deadLetters(int limit);

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
            int unreadable,
            int alarms,
            long receivedAt) {}

    /** @param times how often the same bytes came */
    record DeadLetterRow(long id, String topic, String reason, byte[] payload, long firstAt, long lastAt, int times) {}
}
