package id.mpp.kiosk.booking;

import id.mpp.code.Claims;
import id.mpp.code.CodeClassifier;
import id.mpp.code.CodeKind;
import id.mpp.code.CodeVerifier;
import id.mpp.code.ScannedCode;
import id.mpp.code.Verification;
import id.mpp.kiosk.desk.HallSecret;
import id.mpp.kiosk.equipment.HardwareTexts;
import id.mpp.queue.Booking;
import id.mpp.queue.Day;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.TicketId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says what a scanned or typed code is to this hall, and uses nothing up: the engine lets a reservation in once, in its
 * time. Three kinds are taken, all without a network: a signed code, which proves itself; a code of the
 * {@link ReservationBook}; and any other reference, which proves nothing, so its holder chooses a service and takes a
 * number under the rules for everybody. What is refused is told in words of ours. Any thread; well under 10 ms.
 */
public final class BookingDesk {
    private final CodeClassifier classifier;
    private final Optional<CodeVerifier> verifier;
    private final ReservationBook book;
    private final HallSecret secret;
    private final ZoneId zone;
    private final Supplier<HallView> view;
    private final Supplier<Moment> now;
    private final HardwareTexts texts;

    /**
     * @param publicUrl the base of the addresses on this hall's tickets
     * @param verifier empty where no keys are configured; signed codes are refused then
     */
    public BookingDesk(
            String publicUrl,
            Optional<CodeVerifier> verifier,
            ReservationBook book,
            HallSecret secret,
            ZoneId zone,
            Supplier<HallView> view,
            Supplier<Moment> now,
            HardwareTexts texts) {
        this.classifier = new CodeClassifier(publicUrl);
        this.verifier = verifier;
        this.book = book;
        this.secret = secret;
        this.zone = zone;
        this.view = view;
        this.now = now;
        this.texts = texts;
    }

    /** What this text is; never an exception, whatever the text. */
    public Reading read(String text) {
        return switch (classifier.classify(text)) {
            case ScannedCode.Ticket(TicketId ticket) -> new Reading.OfTicket(ticket);
            case ScannedCode.Signed(String code) -> signed(code);
            case ScannedCode.Reference(String reference) -> reference(reference);
            case ScannedCode.Refused(ScannedCode.Reason reason) -> refused(reason.sentenceKey());
        };
    }

    private Reading signed(String code) {
        if (verifier.isEmpty()) {
            return refused("scan.no-keys");
        }
        Day day = view.get().day();
        if (!day.open()) {
            return refused("scan.not-open");
        }
        Moment at = now.get();
        return switch (verifier.get().verify(code, day.label(), at.trusted() ? at.wall() : null)) {
            case Verification.Valid(Claims claims) ->
                claims.kind() == CodeKind.BOOKING
                        ? new Reading.Reserved(booking(claims), claims.service())
                        : new Reading.OfTicket(new TicketId(claims.id()));
            case Verification.Refused(Verification.Reason reason) -> refused(reason.sentenceKey());
        };
    }

    /** A signed code names its day; its time of day is known where the hall was told of the reservation. */
    private Booking booking(Claims claims) {
        return book.byId(claims.id())
                .filter(known -> known.day().equals(claims.day()))
                .map(known -> known.booking(claims.id(), zone))
                .orElseGet(() -> new Booking(claims.id(), true, null, null));
    }

    private Reading reference(String text) {
        Reservation known = book.byCode(text).orElse(null);
        if (known == null) {
            return new Reading.Reference(new Booking(referenceOf(text), false, null, null));
        }
        Day day = view.get().day();
        if (!day.open()) {
            return refused("scan.not-open");
        }
        LocalDate today = day.label();
        if (!known.day().equals(today)) {
            return refused(known.day().isAfter(today) ? "code.not-yet" : "code.wrong-day");
        }
        String id = known.id();
        return new Reading.Reserved(known.booking(id == null ? referenceOf(text) : id, zone), known.service());
    }

    /** One-way: a receipt's number of another system can lead to a person, so it is in no journal and on no bus. */
    private String referenceOf(String text) {
        return secret.word("booking:" + Reservation.key(text));
    }

    private Reading refused(String key) {
        return new Reading.Refused(key.substring(key.indexOf('.') + 1), texts.everywhere(key));
    }
}
