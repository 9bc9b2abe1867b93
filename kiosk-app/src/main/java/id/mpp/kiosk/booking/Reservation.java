package id.mpp.kiosk.booking;

import id.mpp.queue.Booking;
import id.mpp.queue.ServiceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A reservation that this hall was told of.
 *
 * @param code what its holder was given, as {@link #key} writes it
 * @param from when the visitor is expected, in the hall's time; null for the whole day
 * @param until the end of that time; null where it has none
 * @param id of the signed code that stands for the same reservation; null for none
 */
record Reservation(
        String code,
        ServiceId service,
        LocalDate day,
        @Nullable LocalTime from,
        @Nullable LocalTime until,
        @Nullable String id) {
    /** How a code is looked up: small letters and separators make no difference to somebody who types it. */
    static String key(String code) {
        StringBuilder key = new StringBuilder(code.length());
        code.chars().filter(Character::isLetterOrDigit).forEach(c -> key.append((char) Character.toUpperCase(c)));
        return key.toString();
    }

    /** For the engine, under the reference that signed code and typed code share. */
    Booking booking(String reference, ZoneId zone) {
        return new Booking(reference, true, at(from, zone), at(until, zone));
    }

    private @Nullable Instant at(@Nullable LocalTime time, ZoneId zone) {
        return time == null ? null : day.atTime(time).atZone(zone).toInstant();
    }
}
