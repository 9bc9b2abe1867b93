package id.mpp.kiosk.booking;

import id.mpp.file.FileFault;
import id.mpp.file.LastGood;
import id.mpp.queue.Hall;
import id.mpp.queue.ServiceId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
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
 * Reads reservations: CSV with the columns {@code code}, {@code service} and {@code day}, and where wanted
 * {@code from}, {@code until} and {@code id}. No other column is taken, so that no name and no number of a person comes
 * in with an export. A row with a mistake is left out and told; what is no such list at all is refused.
 */
final class ReservationFile {
    /** A hall's reservations of some weeks; more is some other file. */
    static final int MAX_BYTES = 4 << 20;

    /** Shorter codes are guessed by trying. */
    private static final int MIN_CODE = 6;

    private static final int MAX_CODE = 64;
    private static final Set<String> COLUMNS = Set.of("code", "service", "day", "from", "until", "id");
    private static final List<String> NEEDED = List.of("code", "service", "day");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private final String name;
    private final Hall hall;
    private final Map<String, Reservation> byCode = new LinkedHashMap<>();
    private final List<FileFault> faults = new ArrayList<>();

    private ReservationFile(String name, Hall hall) {
        this.name = name;
        this.hall = hall;
    }

    /**
     * @param name how the administrator knows the bytes
     * @throws FileFault where not one row can be used, naming the file, its line, the value and what is expected
     */
    static LastGood.Content<List<Reservation>> read(String name, byte[] bytes, Hall hall) throws IOException {
        ReservationFile read = new ReservationFile(name, hall);
        read.rows(bytes);
        if (read.byCode.isEmpty() && !read.faults.isEmpty()) {
            throw read.faults.getFirst();
        }
        return new LastGood.Content<>(List.copyOf(read.byCode.values()), read.faults);
    }

    private void rows(byte[] bytes) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try (CSVParser parser = CSVParser.parse(text(bytes), format)) {
            List<String> columns = parser.getHeaderNames();
            if (!COLUMNS.containsAll(columns) || !columns.containsAll(NEEDED)) {
                throw fault(
                        1,
                        "",
                        String.join(",", columns),
                        "has the columns '" + String.join(",", columns)
                                + "'; expected code,service,day and where wanted from,until,id, and nothing about"
                                + " persons");
            }
            boolean lastIsWrong = false;
            for (CSVRecord row : parser) {
                lastIsWrong = !take(row, parser.getCurrentLineNumber());
            }
            if (lastIsWrong && bytes[bytes.length - 1] != '\n') {
                faults.set(faults.size() - 1, faults.getLast().atEnd());
            }
        } catch (java.io.UncheckedIOException | IllegalArgumentException e) {
            throw fault(0, "", "", "is not CSV: " + e.getMessage());
        }
    }

    private String text(byte[] bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw fault(0, "", "", "is not in UTF-8");
        }
    }

    /** Whether the row is right. */
    private boolean take(CSVRecord row, long line) {
        try {
            Reservation reservation = reservation(row, line);
            if (byCode.putIfAbsent(reservation.code(), reservation) != null) {
                throw fault(
                        line,
                        "code",
                        row.get("code"),
                        "code '" + row.get("code") + "' stands there twice; each is good for one visit");
            }
            return true;
        } catch (FileFault e) {
            faults.add(e);
            return false;
        }
    }

    private Reservation reservation(CSVRecord row, long line) throws FileFault {
        if (!row.isConsistent()) {
            throw fault(line, "", "", "has " + row.size() + " fields; expected as many as the first line");
        }
        String code = Reservation.key(row.get("code"));
        if (code.length() < MIN_CODE || code.length() > MAX_CODE) {
            throw fault(
                    line,
                    "code",
                    row.get("code"),
                    "code '" + row.get("code") + "' has " + code.length() + " letters and digits; expected " + MIN_CODE
                            + " to " + MAX_CODE);
        }
        LocalTime from = time(row, "from", line);
        LocalTime until = time(row, "until", line);
        if (from != null && until != null && until.isBefore(from)) {
            throw fault(line, "until", until.toString(), "until '" + until + "' is before from '" + from + "'");
        }
        String id = of(row, "id");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            throw fault(line, "id", id, "id '" + id + "' is none; expected that of a signed code, or nothing");
        }
        return new Reservation(code, service(row, line), day(row, line), from, until, id.isEmpty() ? null : id);
    }

    private ServiceId service(CSVRecord row, long line) throws FileFault {
        String text = row.get("service");
        try {
            ServiceId service = new ServiceId(text);
            if (hall.service(service).isPresent()) {
                return service;
            }
        } catch (IllegalArgumentException e) {
            throw fault(line, "service", text, "service '" + text + "' is no id of a service");
        }
        throw fault(
                line,
                "service",
                text,
                "service '" + text + "' is not in the catalogue; expected the id of one of its services");
    }

    private LocalDate day(CSVRecord row, long line) throws FileFault {
        try {
            return LocalDate.parse(row.get("day"));
        } catch (DateTimeException e) {
            throw fault(
                    line, "day", row.get("day"), "day is '" + row.get("day") + "'; expected a date such as 2026-11-23");
        }
    }

    private @Nullable LocalTime time(CSVRecord row, String column, long line) throws FileFault {
        String text = of(row, column);
        try {
            return text.isEmpty() ? null : LocalTime.parse(text.replace('.', ':'));
        } catch (DateTimeException e) {
            throw fault(line, column, text, column + " is '" + text + "'; expected a time such as 09:30, or nothing");
        }
    }

    private static String of(CSVRecord row, String column) {
        return row.isMapped(column) ? row.get(column) : "";
    }

    private FileFault fault(long line, String field, String value, String what) {
        return FileFault.at(line, field, value, name + (line > 0 ? " line " + line : "") + ": " + what);
    }
}
