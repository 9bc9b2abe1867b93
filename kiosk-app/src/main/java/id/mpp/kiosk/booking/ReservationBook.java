package id.mpp.kiosk.booking;

import static java.lang.System.Logger.Level.WARNING;

import id.mpp.queue.Hall;
import id.mpp.web.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reservations of a file that somebody else writes, as an export of the booking system. It is read again when it has changed; one that
 * cannot be read leaves the reservations as they were, and is counted. Any thread; a look-up asks the file system for the file's time.
 */
public final class ReservationBook {
    private static final System.Logger LOG = System.getLogger(ReservationBook.class.getName());

    private final @Nullable Path file;
    private final Hall hall;
    private Map<String, Reservation> byCode = Map.of();
    private Map<String, Reservation> byId = Map.of();
    private @Nullable FileTime read;
    private @Nullable String trouble;
    private long faults;

    private ReservationBook(@Nullable Path file, Hall hall) {
        this.file = file;
        this.hall = hall;
    }

    /**
     * @param file null for none
     * @throws ConfigurationException where the file cannot be read or has a mistake; in one line
     */
    public static ReservationBook open(@Nullable Path file, Hall hall) throws ConfigurationException {
        ReservationBook book = new ReservationBook(file, hall);
        if (file != null) {
            try {
                book.readAgain(file, Files.getLastModifiedTime(file));
            } catch (IOException e) {
                throw new ConfigurationException(
                        "the reservations cannot be read: " + e.getMessage() + " (configuration key codes.bookings)",
                        e);
            }
        }
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
        return faults;
    }

    private void look() {
        if (file == null) {
            return;
        }
        FileTime changed = null;
        try {
            changed = Files.getLastModifiedTime(file);
            if (!changed.equals(read)) {
                readAgain(file, changed);
            }
        } catch (IOException e) {
            String said = changed + " " + e.getMessage();
            if (!said.equals(trouble)) {
                faults++;
                LOG.log(WARNING, "the reservations stay as they were: " + e.getMessage());
            }
            trouble = said;
            read = changed;
        }
    }

    private void readAgain(Path from, FileTime changed) throws IOException {
        List<Reservation> reservations = ReservationFile.read(from, hall);
        Map<String, Reservation> codes = new HashMap<>();
        Map<String, Reservation> ids = new HashMap<>();
        for (Reservation reservation : reservations) {
            codes.put(reservation.code(), reservation);
            String id = reservation.id();
            if (id != null) {
                ids.put(id, reservation);
            }
        }
        byCode = codes;
        byId = ids;
        read = changed;
        trouble = null;
    }
}
