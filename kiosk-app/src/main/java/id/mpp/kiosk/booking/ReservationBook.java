package id.mpp.kiosk.booking;

import id.mpp.file.Copies;
import id.mpp.file.FileTroubles;
import id.mpp.file.LastGood;
import id.mpp.queue.Hall;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reservations of a file that somebody else writes, as an export of the booking system. It is read again when it
 * has changed; while it cannot be read the last ones serve, and a row with a mistake is left out. Any thread; a look-up
 * blocks for the disk.
 */
public final class ReservationBook {
    private static final String COPY = "bookings.csv";

    private final @Nullable LastGood<List<Reservation>> file;
    private @Nullable List<Reservation> indexed;
    private Map<String, Reservation> byCode = Map.of();
    private Map<String, Reservation> byId = Map.of();

    private ReservationBook(@Nullable LastGood<List<Reservation>> file) {
        this.file = file;
    }

    /** @param file null for none; one that cannot be read is told, and refuses nothing but its codes */
    public static ReservationBook open(@Nullable Path file, Hall hall, Copies copies, FileTroubles troubles) {
        ReservationBook book = new ReservationBook(
                file == null
                        ? null
                        : new LastGood<>(
                                file,
                                copies,
                                COPY,
                                ReservationFile.MAX_BYTES,
                                LastGood.Prefer.GOOD_ROWS,
                                bytes -> ReservationFile.read(String.valueOf(file.getFileName()), bytes, hall),
                                troubles));
        book.look();
        return book;
    }

    /** The reservation of a typed or scanned code, for whatever day it is. */
    synchronized Optional<Reservation> byCode(String code) {
        look();
        return Optional.ofNullable(byCode.get(Reservation.key(code)));
    }

    /** The reservation that a signed code of this id stands for. */
    synchronized Optional<Reservation> byId(String id) {
        look();
        return Optional.ofNullable(byId.get(id));
    }

    /** Reservations known now. */
    public synchronized int size() {
        return byCode.size();
    }

    /** How often a changed file could not be read. */
    public synchronized long faults() {
        return file == null ? 0 : file.failures();
    }

    /** Looks whether the file has changed, so that what is wrong with it is told before somebody holds up a code. */
    // The very list that was indexed last, or another one: to compare thousands of rows would cost more than to index
    // them.
    @SuppressWarnings("ReferenceEquality")
    public synchronized void look() {
        List<Reservation> now = file == null ? null : file.get();
        if (now == null || now == indexed) {
            return;
        }
        Map<String, Reservation> codes = new HashMap<>();
        Map<String, Reservation> ids = new HashMap<>();
        for (Reservation reservation : now) {
            codes.put(reservation.code(), reservation);
            String id = reservation.id();
            if (id != null) {
                ids.put(id, reservation);
            }
        }
        byCode = codes;
        byId = ids;
        indexed = now;
    }
}
