package id.mpp.kiosk.printing;

import id.mpp.hal.printer.Slip;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.kiosk.printing.TicketLayout.Block;
import id.mpp.queue.Hall;
import id.mpp.queue.ServiceType;
import id.mpp.queue.Ticket;
import id.mpp.queue.WaitBand;
import id.mpp.queue.Zone;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Renders a ticket's paper by a layout. No name and no priority ever is on it, whatever the layout. Immutable. */
public final class TicketSlip {
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final Map<Integer, String> ZONES = Map.of(7, "WIB", 8, "WITA", 9, "WIT");
    private static final String FREE = "Gratis";

    private final Hall hall;
    private final HardwareTexts texts;
    private final String publicUrl;
    private final TicketLayout layout;
    private final Slip.@Nullable Picture logo;
    private final Map<String, DateTimeFormatter> formats = new ConcurrentHashMap<>();

    /**
     * With the built-in layout and no logo.
     *
     * @param publicUrl where phones reach this hall; the QR code leads there
     */
    public TicketSlip(Hall hall, HardwareTexts texts, String publicUrl) {
        this(hall, texts, publicUrl, TicketLayoutFile.builtIn(hall.branch().languages()), null);
    }

    public TicketSlip(
            Hall hall, HardwareTexts texts, String publicUrl, TicketLayout layout, Slip.@Nullable Picture logo) {
        this.hall = hall;
        this.texts = texts;
        this.publicUrl = publicUrl;
        this.layout = layout;
        this.logo = logo;
    }

    /** The paper of a ticket; {@code copy} over 0 is marked as a copy. */
    public Slip of(Ticket ticket, int copy) {
        Slip.Builder slip = Slip.build();
        layout.blocks().forEach(block -> add(block, ticket, copy, slip));
        return slip.slip();
    }

    private void add(Block block, Ticket ticket, int copy, Slip.Builder slip) {
        switch (block.kind()) {
            case LOGO -> {
                if (logo != null) {
                    slip.add(logo);
                }
            }
            case COPY -> {
                if (copy > 0) {
                    slip.copyMark(texts.text(ticket.language(), "ticket.copy", copy));
                }
            }
            case NUMBER -> slip.big(ticket.number().toString());
            case QR -> slip.qr(publicUrl + "/t/" + ticket.id());
            case RULE -> slip.rule();
            case FEED -> slip.feed(block.count());
            case BEEP -> slip.add(new Slip.Beep(block.count()));
            default ->
                words(block, ticket)
                        .map(TicketSlip::cut)
                        .ifPresent(words -> slip.add(new Slip.Text(words, block.align(), block.size(), block.bold())));
        }
    }

    /** A layout may name the zone several times in one block: a paper with less of it is better than none. */
    private static String cut(String words) {
        return words.length() <= Slip.TEXT_AT_MOST ? words : words.substring(0, Slip.TEXT_AT_MOST);
    }

    /** The text of a block; empty where this ticket has none. */
    private Optional<String> words(Block block, Ticket ticket) {
        String language = ticket.language();
        ServiceType service = hall.service(ticket.service()).orElseThrow();
        return switch (block.kind()) {
            case HALL -> Optional.of(hall.branch().name().in(language));
            case CITY -> Optional.of(hall.branch().city());
            case AGENCY ->
                Optional.of(hall.agency(ticket.agency()).orElseThrow().name().in(language));
            case ZONE -> Optional.of(zone(ticket));
            case SERVICE ->
                service.discreet()
                        ? Optional.empty()
                        : Optional.of(service.name().in(language));
            case AHEAD -> Optional.of(text(block, language, ticket.aheadAtIssue()));
            case WAIT -> wait(block, ticket);
            case DATE -> Optional.of(when(ticket, language));
            case HOW_CALLED -> Optional.of(text(block, language, zone(ticket)));
            case FREE -> service.fee().in("id").equals(FREE) ? Optional.of(text(block, language)) : Optional.empty();
            default -> Optional.of(text(block, language));
        };
    }

    private Optional<String> wait(Block block, Ticket ticket) {
        WaitBand band = ticket.estimate();
        return band == null || band.p50() == 0
                ? Optional.empty()
                : Optional.of(text(
                        block, ticket.language(), band.p50() / SECONDS_PER_MINUTE, band.p80() / SECONDS_PER_MINUTE));
    }

    /** The administrator's words, else the built-in ones. */
    private String text(Block block, String language, Object... values) {
        String own = block.texts().get(language);
        return own == null ? texts.text(language, block.kind().key, values) : HardwareTexts.fill(language, own, values);
    }

    private String zone(Ticket ticket) {
        return hall.zone(ticket.zone()).map(Zone::name).orElseThrow().in(ticket.language());
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
