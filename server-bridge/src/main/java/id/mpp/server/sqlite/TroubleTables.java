package id.mpp.server.sqlite;

import id.mpp.server.ingest.DeadLetter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jdbi.v3.core.Handle;

/** Writes dead letters; the same one again only counts. */
final class TroubleTables {
    /** Enough to find out what went wrong; more would let one broken node fill the disk. */
    static final int MAX_DEAD_LETTERS = 100_000;

    private TroubleTables() {}

    static void keep(Handle handle, DeadLetter letter, long now) {
        byte[] hash = sha256(letter.payload());
        int known = handle.execute(
                "UPDATE dead_letter SET times = times + 1, last_at = ? WHERE topic = ? AND sha256 = ?",
                now,
                letter.topic(),
                hash);
        if (known == 0 && rows(handle, "dead_letter") < MAX_DEAD_LETTERS) {
            handle.execute(
                    "INSERT INTO dead_letter (topic, sha256, reason, payload, first_at, last_at, times)"
                            + " VALUES (?, ?, ?, ?, ?, ?, 1)",
                    letter.topic(),
                    hash,
                    letter.reason(),
                    letter.payload(),
                    now,
                    now);
        }
    }

    private static int rows(Handle handle, String table) {
        return handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Integer.class)
                .one();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
