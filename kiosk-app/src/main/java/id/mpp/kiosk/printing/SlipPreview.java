package id.mpp.kiosk.printing;

import id.mpp.hal.printer.EscPosEncoder;
import id.mpp.hal.printer.PrinterProfile;
import id.mpp.hal.printer.Slip;
import id.mpp.hal.printer.virtual.PrintedSlip;
import id.mpp.hal.printer.virtual.SlipPainter;
import id.mpp.hal.printer.virtual.VirtualModel;
import id.mpp.queue.Agency;
import id.mpp.queue.Attendance;
import id.mpp.queue.Claim;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.NodeId;
import id.mpp.queue.Place;
import id.mpp.queue.ServiceType;
import id.mpp.queue.Ticket;
import id.mpp.queue.TicketId;
import id.mpp.queue.TicketNumber;
import id.mpp.queue.WaitBand;
import java.time.Instant;
import java.util.Comparator;

/**
 * Shows what a layout looks like on paper without printing: a sample ticket goes through the encoder of the real
 * printer, and the bytes through the decoder of the virtual one, so the picture is what a printer would make of them.
 */
public final class SlipPreview {
    private static final TicketId ID = new TicketId("00000000-0000-4000-8000-000000000000");
    private static final int NUMBER = 57;
    private static final int AHEAD = 12;
    private static final WaitBand WAIT = new WaitBand(25 * 60, 40 * 60);

    private SlipPreview() {}

    /**
     * The sample as a PNG. About 50 ms of work, no I/O.
     *
     * @param copy over 0 shows a marked copy
     */
    public static byte[] png(
            TicketSlip slips, Hall hall, PrinterProfile profile, String language, Instant at, int copy) {
        Slip slip = slips.of(sample(hall, language, at), copy);
        byte[] bytes = new EscPosEncoder(profile).encode(slip);
        return SlipPainter.paint(VirtualModel.named(profile.name()).paper(), bytes).stream()
                .findFirst()
                .map(PrintedSlip::png)
                .orElseThrow(() -> new IllegalStateException("the sample ticket left no paper"));
    }

    /** A ticket of the service with the longest name, the worst for the paper; one that may be named. */
    public static Ticket sample(Hall hall, String language, Instant at) {
        ServiceType service = hall.services().stream()
                .filter(one -> !one.discreet())
                .max(Comparator.comparingInt(one -> one.name().in(language).length()))
                .orElseThrow(() -> new IllegalArgumentException("the hall has no service that may be named on paper"));
        Agency agency = hall.agency(service.agency()).orElseThrow();
        Moment moment = new Moment(at, true, "boot-preview", 0);
        Place.Order order = new Place.Order(0, 0);
        return Ticket.issued(
                ID,
                new Claim(
                        new TicketNumber(service.prefix(), NUMBER),
                        service.id(),
                        agency.id(),
                        agency.zone(),
                        false,
                        language,
                        new NodeId("preview")),
                new Ticket.Issue(moment, AHEAD, WAIT, order),
                new Place(new Place.Lane(Place.Kind.NORMAL, service.id(), null), moment, order),
                Attendance.WALK_IN);
    }
}
