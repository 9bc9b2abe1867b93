package id.mpp.code;

import id.mpp.code.Verification.Reason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ids of codes that were used, until they expire: each is good for one use. Belongs to one thread. It keeps nothing itself: its
 * owner journals what it admits and gives it back at the next start.
 */
public final class SeenCodes {
    /** A hall has some 2,000 visitors a day; fifty days of them, in about 15 MB. */
    public static final int MOST = 100_000;

    private final int most;
    private final Map<String, Instant> expiryById;

    /** @param seen expiry by id, as {@link #entries()} gave it */
    public SeenCodes(int most, Map<String, Instant> seen) {
        this.most = most;
        this.expiryById = new LinkedHashMap<>(seen);
    }

    /**
     * Uses a valid code up. A code that was refused before stays refused, and is not remembered. When memory is full, unexpired ids are
     * kept and further codes refused: forgetting one would let it in twice.
     *
     * @param trustedNow as at the check; without it nothing is forgotten
     */
    public Verification admit(Verification verification, @Nullable Instant trustedNow) {
        if (!(verification instanceof Verification.Valid(Claims claims))) {
            return verification;
        }
        if (expiryById.containsKey(claims.id())) {
            return Verification.refused(Reason.REPLAYED);
        }
        if (expiryById.size() >= most && trustedNow != null) {
            expiryById.values().removeIf(expiry -> !trustedNow.isBefore(expiry));
        }
        if (expiryById.size() >= most) {
            return Verification.refused(Reason.TOO_MANY);
        }
        expiryById.put(claims.id(), claims.expiry());
        return verification;
    }

    /** Expiry by id, in the order of use; a copy. */
    public Map<String, Instant> entries() {
        return new LinkedHashMap<>(expiryById);
    }
}
