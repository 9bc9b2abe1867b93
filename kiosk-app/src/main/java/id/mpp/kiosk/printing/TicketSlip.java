package id.mpp.kiosk.printing;

import id.mpp.hal.printer.Slip;
import id.mpp.queue.Agency;
import id.mpp.queue.Hall;
import id.mpp.queue.ServiceType;
import id.mpp.queue.Ticket;
import id.mpp.queue.WaitBand;
import id.mpp.queue.Zone;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is on a ticket's paper. No name and no priority ever is. */
public final class TicketSlip {
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final Map<Integer, String> ZONES = Map.of(7, "WIB", 8, "WITA", 9, "WIT");
    private static final String FREE = "Gratis";

    private final Hall hall;
    private final HardwareTexts texts;
    private final String publicUrl;
    private final Map<String, DateTimeFormatter> formats = new ConcurrentHashMap<>();

    /** @param publicUrl where phones reach this hall; the QR code leads there */
    public TicketSlip(Hall hall, HardwareTexts texts, String publicUrl) {
        this.hall = hall;
        this.texts = texts;
        this.publicUrl = publicUrl;
    }

    /** The paper of a ticket; {@code copy} over 0 is marked as a copy. */
    public Slip of(Ticket ticket, int copy) {
        String language = ticket.language();
        ServiceType service = hall.service(ticket.service()).orElseThrow();
        Agency agency = hall.agency(ticket.agency()).orElseThrow();
        String zone = hall.zone(ticket.zone()).map(Zone::name).orElseThrow().in(language);
        Slip.Builder slip = Slip.build()
                .centred(hall.branch().name().in(language), Slip.Size.TALL, true)
                .centred(hall.branch().city())
                .rule();
        if (copy > 0) {
            slip.copyMark(texts.text(language, "ticket.copy", copy));
        }
        slip.centred(agency.name().in(language), Slip.Size.NORMAL, true).centred(zone);
        if (!service.discreet()) {
            slip.centred(service.name().in(language));
        }
        slip.feed(1)
                .centred(texts.text(language, "ticket.number"))
                .big(ticket.number().toString())
                .feed(1)
                .centred(texts.text(language, "ticket.ahead", ticket.aheadAtIssue()), Slip.Size.NORMAL, true);
        WaitBand band = ticket.estimate();
        if (band != null && band.p50() > 0) {
            slip.centred(texts.text(
                    language, "ticket.wait", band.p50() / SECONDS_PER_MINUTE, band.p80() / SECONDS_PER_MINUTE));
        }
        slip.centred(when(ticket, language))
                .feed(1)
                .centred(texts.text(language, "ticket.call", zone))
                .feed(1)
                .qr(publicUrl + "/t/" + ticket.id())
                .feed(1)
                .centred(texts.text(language, "ticket.follow"))
                .rule()
                .centred(texts.text(language, "ticket.complaint"));
        if (service.fee().in("id").equals(FREE)) {
            slip.centred(texts.text(language, "ticket.free"));
        }
        return slip.slip();
    }

    private String when(Ticket ticket, String language) {
        ZonedDateTime at = ticket.issuedAt().wall().atZone(hall.branch().zone());
        String label = ZONES.getOrDefault(
                at.getOffset().getTotalSeconds() / SECONDS_PER_HOUR,
                at.getOffset().getId());
        return formats.computeIfAbsent(
                                language,
                                key -> DateTimeFormatter.ofPattern(
                                        "EEEE, d MMMM uuuu  HH.mm", Locale.forLanguageTag(key)))
                        .format(at)
                + " " + label;
    }
}
