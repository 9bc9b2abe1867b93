package id.mpp.kiosk.booking;

import id.mpp.queue.Booking;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Text;
import id.mpp.queue.TicketId;

/** What a scanned or typed code is to this hall. */
public sealed interface Reading {
    /** A ticket of this system, perhaps of another day. */
    record OfTicket(TicketId ticket) implements Reading {}

    /** A reservation for today: signed, or one that this hall was told of. */
    record Reserved(Booking booking, ServiceId service) implements Reading {}

    /** A reference of another system that nobody here can check. */
    record Reference(Booking booking) implements Reading {}

    /**
     * Not to be acted upon.
     *
     * @param reason for programs, such as {@code forged}
     * @param sentence for whoever holds the code
     */
    record Refused(String reason, Text sentence) implements Reading {}
}
