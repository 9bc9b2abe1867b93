package id.mpp.web;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;

/**
 * Argon2id with 19 MiB, two passes, one lane (OWASP's minimum, about 40 ms a time). At most one hash is computed at a
 * time, so that a crowd logging in never needs more memory than one of them.
 */
final class Passwords {
    static final int LEAST = 12;
    /** Beyond any pass phrase; bounds the work for what comes from outside. */
    static final int MOST = 128;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int OUTPUT_BYTES = 32;
    private static final int SALT_BYTES = 16;
    /** Without letters and digits that are confused when copied from paper. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    /** Four groups of four out of 31 characters: 79 bits. */
    private static final int GROUPS = 4;

    private static final int GROUP_LENGTH = 4;
    private static final Semaphore ONE_AT_A_TIME = new Semaphore(1);

    /** Made when the first password is hashed or checked: it holds on to as much memory as one hash takes. */
    private static final class Argon2id {
        static final Argon2Function FUNCTION =
                Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, OUTPUT_BYTES, Argon2.ID);

        private Argon2id() {}
    }

    private final SecureRandom random = new SecureRandom();

    /** A password for a person to type once, such as {@code k7ma-p2xd-9whc-ttuz}. */
    String generate() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    String hash(String password) {
        ONE_AT_A_TIME.acquireUninterruptibly();
        try {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            return Argon2id.FUNCTION
                    .hash(password.getBytes(StandardCharsets.UTF_8), salt)
                    .getResult();
        } finally {
            ONE_AT_A_TIME.release();
        }
    }

    boolean matches(String password, String hash) {
        ONE_AT_A_TIME.acquireUninterruptibly();
        try {
            return Argon2Function.getInstanceFromHash(hash).check(password, hash);
        } finally {
            ONE_AT_A_TIME.release();
        }
    }
}
