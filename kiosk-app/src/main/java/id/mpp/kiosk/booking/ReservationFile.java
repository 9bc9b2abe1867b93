package id.mpp.kiosk.booking;

import id.mpp.queue.Hall;
import id.mpp.queue.ServiceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads reservations: CSV with the columns {@code code}, {@code service} and {@code day}, and where wanted {@code from}, {@code until} and
 * {@code id}. No other column is taken, so that no name and no number of a person comes in with an export. All or nothing: the first
 * mistake refuses the file.
 */
final class ReservationFile {
    /** A hall's reservations of some weeks; more is some other file. */
    private static final int MAX_BYTES = 4 << 20;

    /** Shorter codes are guessed by trying. */
    private static final int MIN_CODE = 6;

    private static final int MAX_CODE = 64;
    private static final Set<String> COLUMNS = Set.of("code", "service", "day", "from", "until", "id");
    private static final List<String> NEEDED = List.of("code", "service", "day");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private final Path file;
    private final Hall hall;
    private final Map<String, Reservation> byCode = new LinkedHashMap<>();

    private ReservationFile(Path file, Hall hall) {
        this.file = file;
        this.hall = hall;
    }

    /** @throws IOException naming the file, its line, the value and what is expected */
    static List<Reservation> read(Path file, Hall hall) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("the file " + file + " has over " + MAX_BYTES + " bytes; keep days to come alone");
        }
        ReservationFile read = new ReservationFile(file, hall);
        read.rows();
        return List.copyOf(read.byCode.values());
    }

    private void rows() throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
            List<String> columns = parser.getHeaderNames();
            if (!COLUMNS.containsAll(columns) || !columns.containsAll(NEEDED)) {
                throw fault(
                        1,
                        "has the columns '" + String.join(",", columns)
                                + "'; expected code,service,day and where wanted from,until,id, and nothing about"
                                + " persons");
            }
            for (CSVRecord row : parser) {
                long line = parser.getCurrentLineNumber();
                Reservation reservation = reservation(row, line);
                if (byCode.put(reservation.code(), reservation) != null) {
                    throw fault(line, "code '" + row.get("code") + "' stands there twice; each is good for one visit");
                }
            }
        } catch (java.io.UncheckedIOException | IllegalArgumentException e) {
            throw fault(0, "is not CSV: " + e.getMessage());
        }
    }

    private Reservation reservation(CSVRecord row, long line) throws IOException {
        if (!row.isConsistent()) {
            throw fault(line, "has " + row.size() + " fields; expected as many as the first line");
        }
        String code = Reservation.key(row.get("code"));
        if (code.length() < MIN_CODE || code.length() > MAX_CODE) {
            throw fault(
                    line,
                    "code '" + row.get("code") + "' has " + code.length() + " letters and digits; expected " + MIN_CODE
                            + " to " + MAX_CODE);
        }
        LocalTime from = time(row, "from", line);
        LocalTime until = time(row, "until", line);
        if (from != null && until != null && until.isBefore(from)) {
            throw fault(line, "until '" + until + "' is before from '" + from + "'");
        }
        String id = of(row, "id");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            throw fault(line, "id '" + id + "' is none; expected that of a signed code, or nothing");
        }
        return new Reservation(code, service(row, line), day(row, line), from, until, id.isEmpty() ? null : id);
    }

    private ServiceId service(CSVRecord row, long line) throws IOException {
        String text = row.get("service");
        try {
            ServiceId service = new ServiceId(text);
            if (hall.service(service).isPresent()) {
                return service;
            }
        } catch (IllegalArgumentException e) {
            throw fault(line, "service '" + text + "' is no id of a service");
        }
        throw fault(line, "service '" + text + "' is not in the catalogue; expected the id of one of its services");
    }

    private LocalDate day(CSVRecord row, long line) throws IOException {
        try {
            return LocalDate.parse(row.get("day"));
        } catch (DateTimeException e) {
            throw fault(line, "day is '" + row.get("day") + "'; expected a date such as 2026-11-23");
        }
    }

    private @Nullable LocalTime time(CSVRecord row, String column, long line) throws IOException {
        String text = of(row, column);
        try {
            return text.isEmpty() ? null : LocalTime.parse(text.replace('.', ':'));
        } catch (DateTimeException e) {
            throw fault(line, column + " is '" + text + "'; expected a time such as 09:30, or nothing");
        }
    }

    private static String of(CSVRecord row, String column) {
        return row.isMapped(column) ? row.get(column) : "";
    }

    private IOException fault(long line, String what) {
        return new IOException(file.getFileName() + (line > 0 ? " line " + line : "") + ": " + what);
    }
}
