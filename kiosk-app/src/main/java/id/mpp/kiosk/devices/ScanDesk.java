package id.mpp.kiosk.devices;

import id.mpp.kiosk.booking.BookingDesk;
import id.mpp.kiosk.booking.Reading;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.kiosk.equipment.Scan;
import id.mpp.queue.HallView;
import id.mpp.queue.ServiceId;
import id.mpp.queue.Text;
import id.mpp.queue.TicketId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Brings what the scanner reads to the page on the kiosk, and uses nothing up. What is refused is told in words of
 * ours, and nothing of that code is shown, opened or logged. Any thread; well under 10 ms.
 */
public final class ScanDesk {
    private final BookingDesk bookings;
    private final Supplier<HallView> view;
    private final HardwareTexts texts;
    private final Map<Scan.Kind, Long> counts = new EnumMap<>(Scan.Kind.class);

    public ScanDesk(BookingDesk bookings, Supplier<HallView> view, HardwareTexts texts) {
        this.bookings = bookings;
        this.view = view;
        this.texts = texts;
    }

    /** What this text is. */
    public Scan read(String text) {
        Scan scan = switch (bookings.read(text)) {
            case Reading.OfTicket(TicketId ticket) -> ticket(ticket);
            case Reading.Reserved(var booking, ServiceId service) ->
                new Scan(Scan.Kind.BOOKING, null, service, text, texts.everywhere("scan.booking"));
            case Reading.Reference(var booking) ->
                new Scan(Scan.Kind.REFERENCE, null, null, text, texts.everywhere("scan.reference"));
            case Reading.Refused(String reason, Text sentence) -> refused(sentence);
        };
        synchronized (counts) {
            counts.merge(scan.kind(), 1L, Long::sum);
        }
        return scan;
    }

    /** Codes read since the start, by what they were. */
    public Map<String, Double> counts() {
        Map<String, Double> named = new LinkedHashMap<>();
        synchronized (counts) {
            for (Scan.Kind kind : Scan.Kind.values()) {
                named.put(DeviceConfig.word(kind), (double) counts.getOrDefault(kind, 0L));
            }
        }
        return named;
    }

    private Scan ticket(TicketId ticket) {
        return view.get().ticket(ticket).isPresent()
                ? new Scan(Scan.Kind.TICKET, ticket, null, null, texts.everywhere("scan.ticket"))
                : refused(texts.everywhere("scan.ticket-unknown"));
    }

    private static Scan refused(Text sentence) {
        return new Scan(Scan.Kind.REFUSED, null, null, null, sentence);
    }
}
