package id.mpp.kiosk.equipment;

import id.mpp.queue.ServiceId;
import id.mpp.queue.Text;
import id.mpp.queue.TicketId;
import org.jspecify.annotations.Nullable;

/**
 * What a scanned code is to this hall.
 *
 * @param ticket of a ticket of today
 * @param service of a booking
 * @param code of a booking or a reference, for the check-in; of anything else nothing is kept
 * @param sentence for whoever holds the code
 */
public record Scan(
        Kind kind,
        @Nullable TicketId ticket,
        @Nullable ServiceId service,
        @Nullable String code,
        Text sentence) {
    /** What it is. */
    public enum Kind {
        TICKET,
        BOOKING,
        /** The number of another system: a key to look up, nothing more. */
        REFERENCE,
        REFUSED
    }
}
