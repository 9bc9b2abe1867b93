package id.mpp.queue;

import org.jspecify.annotations.Nullable;

/**
 * How a ticket's holder came.
 *
 * @param booking the reference of the reservation that was checked in with; null for none
 * @param checkIn how; null for none, and in events of versions that did not tell
 * @param visit the first ticket of the same visit; null where this is the first
 */
public record Attendance(
        @Nullable String booking,
        @Nullable CheckIn checkIn,
        @Nullable TicketId visit) {
    /** Without a reservation, for a visit of its own. */
    public static final Attendance WALK_IN = new Attendance(null, null, null);
}
