package id.mpp.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash chain over stored events: {@code chain(n) = SHA-256(chain(n-1) ‖ stored bytes(n))}, starting from 32 zero
 * bytes. SQLite notices almost no flipped bit by itself; the chain notices all, and nobody can change the past without
 * a trace. Not thread-safe: one instance belongs to one thread.
 */
public final class Chain {
    public static final int BYTES = 32;

    private final MessageDigest digest;

    public Chain() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** What the first event is chained to. */
    public static byte[] start() {
        return new byte[BYTES];
    }

    public byte[] next(byte[] previous, byte[] stored) {
        digest.update(previous);
        digest.update(stored);
        return digest.digest();
    }

    public static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
