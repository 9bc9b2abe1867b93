package id.mpp.kiosk.devices;

import id.mpp.code.Claims;
import id.mpp.code.CodeClassifier;
import id.mpp.code.CodeKind;
import id.mpp.code.CodeVerifier;
import id.mpp.code.KeyFileException;
import id.mpp.code.ScannedCode;
import id.mpp.code.Verification;
import id.mpp.code.VerificationKeys;
import id.mpp.kiosk.desk.HallView;
import id.mpp.kiosk.printing.HardwareTexts;
import id.mpp.kiosk.web.Scan;
import id.mpp.queue.Day;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.ServiceId;
import id.mpp.queue.ServiceType;
import id.mpp.queue.TicketId;
import id.mpp.web.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what a scanned code is to this hall, and uses nothing up: the check-in comes later. What is refused is told in words of ours, and
 * nothing of the code is shown, opened or logged. Any thread; a check takes well under 10 ms.
 */
public final class ScanDesk {
    private final CodeClassifier classifier;
    private final Optional<CodeVerifier> verifier;
    private final Supplier<HallView> view;
    private final Supplier<Moment> now;
    private final HardwareTexts texts;
    private final Map<Scan.Kind, Long> counts = new EnumMap<>(Scan.Kind.class);

    /** @param verifier empty where no keys are configured; signed codes are refused then */
    public ScanDesk(
            String publicUrl,
            Optional<CodeVerifier> verifier,
            Supplier<HallView> view,
            Supplier<Moment> now,
            HardwareTexts texts) {
        this.classifier = new CodeClassifier(publicUrl);
        this.verifier = verifier;
        this.view = view;
        this.now = now;
        this.texts = texts;
    }

    /**
     * Checks codes with the public keys in a folder ({@code *.pub}, {@code *.pem}).
     *
     * @param keys null for none
     */
    public static Optional<CodeVerifier> verifier(@Nullable Path keys, Hall hall) throws ConfigurationException {
        if (keys == null) {
            return Optional.empty();
        }
        try (Stream<Path> inside = Files.list(keys)) {
            List<Path> files = inside.filter(file -> file.toString().matches(".*\\.(pub|pem)"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new ConfigurationException("the folder " + keys
                        + " holds no public key (*.pub, *.pem); put the server's there (configuration key codes.keys)");
            }
            List<ServiceId> services =
                    hall.services().stream().map(ServiceType::id).toList();
            return Optional.of(
                    new CodeVerifier(VerificationKeys.read(files), hall.branch().id(), services));
        } catch (KeyFileException | IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage() + " (configuration key codes.keys)", e);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the folder " + keys + " cannot be read (" + e + "); correct configuration key codes.keys", e);
        }
    }

    /** What this text is. */
    public Scan read(String text) {
        Scan scan = switch (classifier.classify(text)) {
            case ScannedCode.Ticket(TicketId ticket) -> ticket(ticket);
            case ScannedCode.Signed(String code) -> signed(code);
            case ScannedCode.Reference _ -> of(Scan.Kind.REFERENCE, null, null, "scan.reference");
            case ScannedCode.Refused(ScannedCode.Reason reason) -> refused(reason.sentenceKey());
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
                ? of(Scan.Kind.TICKET, ticket, null, "scan.ticket")
                : refused("scan.ticket-unknown");
    }

    private Scan signed(String code) {
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
                        ? of(Scan.Kind.BOOKING, null, claims.service(), "scan.booking")
                        : ticket(new TicketId(claims.id()));
            case Verification.Refused(Verification.Reason reason) -> refused(reason.sentenceKey());
        };
    }

    private Scan refused(String key) {
        return of(Scan.Kind.REFUSED, null, null, key);
    }

    private Scan of(Scan.Kind kind, @Nullable TicketId ticket, @Nullable ServiceId service, String key) {
        return new Scan(kind, ticket, service, texts.everywhere(key));
    }
}
