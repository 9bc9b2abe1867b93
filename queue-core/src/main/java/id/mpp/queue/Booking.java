package id.mpp.queue;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reservation that somebody checks in with. Its reference is random or hashed: it names nobody.
 *
 * @param reference 8-64 characters of A-Z, a-z, 0-9, '_' or '-'; may be used once for a date
 * @param reserved whether this hall knows that a place was reserved; a reference of another system that cannot be
 *     checked is not, and takes a number under the rules for everybody
 * @param from when the visitor is expected; null where the reservation names no time
 * @param until the end of the time that was reserved; null where the reservation names no time
 */
public record Booking(
        String reference,
        boolean reserved,
        @Nullable Instant from,
        @Nullable Instant until) {
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    public Booking {
        checkReference(reference);
        if (from != null && until != null && until.isBefore(from)) {
            throw new IllegalArgumentException("a booking must end after it begins: " + from + " to " + until);
        }
    }

    static void checkReference(String reference) {
        if (!REFERENCE.matcher(reference).matches()) {
            throw new IllegalArgumentException(
                    "a booking's reference must be 8-64 characters of A-Z, a-z, 0-9, '_' or '-'; got "
                            + reference.length());
        }
    }
}
