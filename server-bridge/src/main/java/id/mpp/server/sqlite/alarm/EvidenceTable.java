package id.mpp.server.sqlite.alarm;

import id.mpp.server.ingest.DeadLetter;
import id.mpp.server.ingest.NodeAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jdbi.v3.core.Handle;

/**
 * The table {@code dead_letter}: messages that could not be understood, byte for byte. Each hall has a place with a
 * limit in bytes. Beyond it, the oldest message of the same place keeps only its hash, size and count. Messages that
 * belong to no hall share one place. The same bytes on the same topic are only counted.
 */
public final class EvidenceTable {
    /**
     * The most bytes that are kept of one hall: four of the largest messages that a broker lets through, or some
     * thousand events.
     */
    public static final int PLACE_BYTES = 4 << 20;
    /** The most rows of one hall, including those whose bytes are gone. */
    public static final int PLACE_ROWS = 2_000;

    private static final int MAX_TOPIC = 200;
    private static final int MAX_REASON = 500;

    private EvidenceTable() {}

    /** Keeps a message. Answers whether the same bytes came on the same topic before. */
    public static boolean keep(Handle handle, DeadLetter letter, long now) {
        String place = NodeAddress.ofTopic(letter.topic())
                .map(address -> HallPlaces.of(handle, address.branch()))
                .orElse(HallPlaces.SHARED);
        String topic = clip(letter.topic(), MAX_TOPIC);
        byte[] hash = sha256(letter.payload());
        int known = handle.execute(
                "UPDATE dead_letter SET times = times + 1, last_at = ? WHERE place = ? AND sha256 = ? AND topic = ?",
                now,
                place,
                hash,
                topic);
        if (known > 0) {
            return true;
        }
        insert(handle, place, topic, hash, letter, now);
        makeRoom(handle, place);
        return false;
    }

    private static void insert(Handle handle, String place, String topic, byte[] hash, DeadLetter letter, long now) {
        int size = letter.payload().length;
        handle.createUpdate("INSERT INTO dead_letter (place, topic, sha256, reason, bytes, payload, first_at, last_at,"
                        + " times) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)")
                .bind(0, place)
                .bind(1, topic)
                .bind(2, hash)
                .bind(3, clip(letter.reason(), MAX_REASON))
                .bind(4, size)
                .bind(5, letter.payload())
                .bind(6, now)
                .bind(7, now)
                .execute();
        handle.execute(
                "INSERT INTO evidence (place, rows, bytes, gone) VALUES (?, 1, ?, 0)"
                        + " ON CONFLICT (place) DO UPDATE SET rows = rows + 1, bytes = bytes + excluded.bytes",
                place,
                size);
    }

    private static void makeRoom(Handle handle, String place) {
        Room room = room(handle, place);
        while (room.bytes() > PLACE_BYTES) {
            long oldest = id(handle, "SELECT MIN(id) FROM dead_letter WHERE place = ? AND payload IS NOT NULL", place);
            handle.execute(
                    "UPDATE evidence SET bytes = bytes - (SELECT bytes FROM dead_letter WHERE id = ?) WHERE place = ?",
                    oldest,
                    place);
            handle.execute("UPDATE dead_letter SET payload = NULL WHERE id = ?", oldest);
            room = room(handle, place);
        }
        while (room.rows() > PLACE_ROWS) {
            long oldest = id(handle, "SELECT MIN(id) FROM dead_letter WHERE place = ?", place);
            handle.execute(
                    "UPDATE evidence SET rows = rows - 1, gone = gone + (SELECT times FROM dead_letter WHERE id = ?),"
                            + " bytes = bytes - (SELECT COALESCE(length(payload), 0) FROM dead_letter WHERE id = ?)"
                            + " WHERE place = ?",
                    oldest,
                    oldest,
                    place);
            handle.execute("DELETE FROM dead_letter WHERE id = ?", oldest);
            room = room(handle, place);
        }
    }

    private record Room(long rows, long bytes) {}

    private static Room room(Handle handle, String place) {
        return handle.createQuery("SELECT rows, bytes FROM evidence WHERE place = ?")
                .bind(0, place)
                .map((row, context) -> new Room(row.getLong("rows"), row.getLong("bytes")))
                .one();
    }

    private static long id(Handle handle, String query, String place) {
        return handle.createQuery(query).bind(0, place).mapTo(Long.class).one();
    }

    private static String clip(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
