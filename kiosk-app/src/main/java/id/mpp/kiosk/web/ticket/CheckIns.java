package id.mpp.kiosk.web.ticket;

import id.mpp.kiosk.booking.BookingDesk;
import id.mpp.kiosk.booking.Reading;
import id.mpp.queue.Booking;
import id.mpp.queue.Hall;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import id.mpp.queue.Text;
import id.mpp.web.JsonBody;
import id.mpp.web.Problem;
import id.mpp.web.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the fields {@code service} and {@code booking} of a request to what the engine is asked for. */
final class CheckIns {
    private static final int MAX_SERVICE = 40;
    /** As much as a scanner lets through. */
    private static final int MAX_CODE = 512;

    private final Hall hall;
    private final BookingDesk bookings;

    /** @param booking null where nothing is checked in with */
    record Wanted(ServiceId service, @Nullable Booking booking) {}

    CheckIns(Hall hall, BookingDesk bookings) {
        this.hall = hall;
        this.bookings = bookings;
    }

    /**
     * What the request wants. A reservation tells its service itself; without one, or with another system's reference,
     * the request has to.
     *
     * @throws ProblemException 400 or 409, in words
     */
    Wanted wanted(JsonBody body) {
        String code = body.optionalText("booking", MAX_CODE).orElse(null);
        if (code == null) {
            return new Wanted(body.value("service", MAX_SERVICE, ServiceId::new), null);
        }
        Optional<ServiceId> service = body.optionalValue("service", MAX_SERVICE, ServiceId::new);
        return switch (bookings.read(code)) {
            case Reading.Reserved(Booking booking, ServiceId reserved) -> {
                if (service.isPresent() && !service.get().equals(reserved)) {
                    throw otherService(reserved);
                }
                yield new Wanted(reserved, booking);
            }
            case Reading.Reference(Booking booking) ->
                new Wanted(
                        service.orElseThrow(
                                () -> Problem.of(409, "booking-needs-service").thrown()),
                        booking);
            case Reading.OfTicket(var ticket) ->
                throw Problem.of(409, "booking-is-ticket").thrown();
            case Reading.Refused(String reason, Text sentence) ->
                throw Problem.of(409, "booking-refused")
                        .with("reason", reason)
                        .word("why", sentence::in)
                        .thrown();
        };
    }

    /** A discreet service goes by its agency. */
    private ProblemException otherService(ServiceId reserved) {
        ServiceType service = hall.service(reserved).orElseThrow();
        Text name = service.discreet() ? hall.agencyOf(service).name() : service.name();
        return Problem.of(409, "booking-other-service")
                .with("service", reserved)
                .word("name", name::in)
                .thrown();
    }
}
