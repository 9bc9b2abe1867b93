package id.mpp.kiosk.booking;

import id.mpp.code.Claims;
import id.mpp.code.CodeKind;
import id.mpp.code.CodeSigner;
import id.mpp.file.FileFault;
import id.mpp.file.FileTrouble;
import id.mpp.file.FileTroubles;
import id.mpp.queue.Hall;
import id.mpp.queue.Moment;
import id.mpp.queue.ServiceType;
import id.mpp.queue.TicketNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reservations to try the check-in with, beside a virtual scanner alone: a folder with a key pair of its own and a file
 * of reservations. Whoever may press the switches of the cabinet may make them, so they are nothing for a hall at work.
 * Any thread.
 */
public final class SampleBookings {
    /** When a sample's visitor comes. Near midnight a time of the other day is cut to this one. */
    public enum Arrival {
        ON_TIME(-5),
        EARLY(120),
        LATE(-120);

        private final int fromMinutes;

        Arrival(int fromMinutes) {
            this.fromMinutes = fromMinutes;
        }
    }

    private static final int LASTS_MINUTES = 30;
    private static final String HEADER = "code,service,day,from,until,id\n";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
    /** No letter that is taken for a digit. */
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int CODE_LENGTH = 6;

    private final Hall hall;
    private final CodeSigner signer;
    private final Path book;
    private final Supplier<Moment> now;
    private final SecureRandom random = new SecureRandom();

    /**
     * A sample as its visitor holds it.
     *
     * @param code to be typed
     * @param signed to be scanned
     */
    public record Sample(String code, String signed) {}

    private SampleBookings(Hall hall, CodeSigner signer, Path book, Supplier<Moment> now) {
        this.hall = hall;
        this.signer = signer;
        this.book = book;
        this.now = now;
    }

    /** The folder of the public key, for {@link BookingDesk#verifier}. */
    public static Path keys(Path folder) {
        return folder.resolve("keys");
    }

    /** The file of reservations, for {@link ReservationBook#open}. */
    public static Path book(Path folder) {
        return folder.resolve("bookings.csv");
    }

    /**
     * Makes what is not there yet: keys and an empty book. Null where that cannot be; then it is told, and no sample
     * can be made.
     */
    public static @Nullable SampleBookings in(Path folder, Hall hall, Supplier<Moment> now, FileTroubles troubles) {
        Path secret = folder.resolve("samples.key");
        Path open = keys(folder).resolve("samples.pub");
        try {
            Files.createDirectories(keys(folder));
            if (!Files.exists(secret)) {
                CodeSigner.createKeys(secret, open);
            }
            if (!Files.exists(book(folder))) {
                Files.writeString(book(folder), HEADER);
            }
            CodeSigner signer = CodeSigner.read(secret, open);
            troubles.clear(folder);
            return new SampleBookings(hall, signer, book(folder), now);
        } catch (IOException e) {
            FileFault fault = FileFault.of("sample bookings cannot be kept in " + folder + " (" + e
                    + "); make the folder writable, or take its files away so that new ones are made (codes.samples)");
            troubles.set(folder, List.of(fault), FileTrouble.Serves.BUILT_IN);
            return null;
        }
    }

    /**
     * Books the first service of the hall that may be named, for today.
     *
     * @throws IOException where the book cannot be written
     */
    public synchronized Sample make(Arrival arrival) throws IOException {
        LocalDateTime local =
                LocalDateTime.ofInstant(now.get().wall(), hall.branch().zone());
        LocalDate day = local.toLocalDate();
        LocalTime from = within(day, local.plusMinutes(arrival.fromMinutes));
        LocalTime until = within(day, local.plusMinutes(arrival.fromMinutes + LASTS_MINUTES));
        ServiceType service = hall.services().stream()
                .filter(one -> !one.discreet())
                .findFirst()
                .orElseThrow(() -> new IOException("the hall has no service that may be named"));
        Instant midnight =
                day.plusDays(1).atStartOfDay(hall.branch().zone()).toInstant().plus(Duration.ofHours(1));
        Claims claims = new Claims(
                CodeKind.BOOKING,
                hall.branch().id(),
                day,
                service.id(),
                new TicketNumber(service.prefix(), 1 + random.nextInt(TicketNumber.MAX_VALUE)),
                Claims.newId(random),
                midnight.truncatedTo(ChronoUnit.SECONDS));
        String code = code();
        String row = String.join(
                ",",
                code,
                service.id().value(),
                day.toString(),
                MINUTE.format(from),
                MINUTE.format(until),
                claims.id());
        Files.writeString(book, row + "\n", StandardOpenOption.APPEND);
        return new Sample(code, signer.sign(claims));
    }

    private static LocalTime within(LocalDate day, LocalDateTime time) {
        if (time.toLocalDate().isBefore(day)) {
            return LocalTime.MIDNIGHT;
        }
        return time.toLocalDate().isAfter(day) ? LocalTime.of(23, 59) : time.toLocalTime();
    }

    private String code() {
        StringBuilder code = new StringBuilder(CODE_LENGTH);
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
