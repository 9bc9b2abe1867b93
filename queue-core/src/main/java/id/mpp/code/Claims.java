package id.mpp.code;

import id.mpp.queue.ServiceId;
import id.mpp.queue.TicketNumber;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a signed code says. Its fields have the ranges of the layout, so whatever exists can be written into a code.
 *
 * @param branch the hall it is for
 * @param day the business day it is for, 1970 to 2149
 * @param number what the visitor is told; a booking's number counts by itself and is no queue number
 * @param id unguessable, 22 characters for 16 bytes, in the form of a ticket's id
 * @param expiry from this second on it is refused; whole seconds, until 2106
 */
public record Claims(
        CodeKind kind,
        String branch,
        LocalDate day,
        ServiceId service,
        TicketNumber number,
        String id,
        Instant expiry) {
    static final int ID_BYTES = 16;

    private static final long LAST_DAY = 0xFFFFL;
    private static final long LAST_SECOND = 0xFFFF_FFFFL;
    /** The last of 22 characters carries two bits, so it is one of four: each id has one text. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]");

    public Claims {
        if (branch.isEmpty()) {
            throw new IllegalArgumentException("a code names its branch");
        }
        if (day.toEpochDay() < 0 || day.toEpochDay() > LAST_DAY) {
            throw new IllegalArgumentException("the day of a code must be in 1970 to 2149; got " + day);
        }
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("the id of a code must be 16 bytes in 22 characters of base64url");
        }
        if (!expiry.equals(expiry.truncatedTo(ChronoUnit.SECONDS))
                || expiry.getEpochSecond() < 0
                || expiry.getEpochSecond() > LAST_SECOND) {
            throw new IllegalArgumentException("a code expires at a whole second in 1970 to 2106; got " + expiry);
        }
    }

    /** A new id that nobody can guess. */
    public static String newId(SecureRandom random) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return idOf(bytes);
    }

    static String idOf(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    byte[] idBytes() {
        return Base64.getUrlDecoder().decode(id);
    }
}
