package id.mpp.kiosk.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.io.text.ICalReader;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.util.ICalDate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A file of holidays and calendars: CSV with the columns {@code date} and {@code name}, and where wanted {@code kind},
 * {@code scope}, {@code until}, {@code hours} and {@code calendar}; or iCalendar (RFC 5545), whose all-day events are
 * holidays. Collects what is wrong, line by line, instead of stopping at the first.
 */
final class CalendarFile {
    /** Twenty years of holidays. */
    private static final int MAX_BYTES = 1 << 20;

    private static final int MOST_FAULTS = 20;
    private static final int MAX_NAME = 120;
    private static final int LONGEST_DAYS = 60;
    private static final String A_DATE = "a date such as 2026-12-25";
    private static final Set<String> COLUMNS = Set.of("date", "name", "kind", "scope", "until", "hours", "calendar");
    private static final Set<String> HOLIDAYS = Set.of("", "national", "collective-leave", "local", "holiday");

    private final Path file;
    private final List<CalendarEntry> entries = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private CalendarFile(Path file) {
        this.file = file;
    }

    /** Reads a file; what is wrong with it is in {@link #faults}. */
    static CalendarFile read(Path file) {
        CalendarFile read = new CalendarFile(file);
        try {
            if (Files.size(file) > MAX_BYTES) {
                read.fault(0, "the file has over " + MAX_BYTES + " bytes; is it the right one?");
            } else if (file.toString().toLowerCase(Locale.ROOT).endsWith(".ics")) {
                read.iCalendar();
            } else {
                read.csv();
            }
        } catch (IOException e) {
            read.fault(0, "cannot be read (" + e + "); check path, permissions and UTF-8");
        }
        return read;
    }

    List<CalendarEntry> entries() {
        return entries;
    }

    /** One sentence for each fault, with its line; empty where the file is sound. */
    List<String> faults() {
        return faults;
    }

    private void csv() throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try (CSVParser parser = CSVParser.parse(file, java.nio.charset.StandardCharsets.UTF_8, format)) {
            List<String> columns = parser.getHeaderNames();
            for (String column : columns) {
                if (!COLUMNS.contains(column)) {
                    fault(
                            1,
                            "column '" + column + "' is not known; use "
                                    + String.join(
                                            ", ", COLUMNS.stream().sorted().toList()));
                }
            }
            if (!columns.containsAll(List.of("date", "name"))) {
                fault(
                        1,
                        "the first line must name the columns 'date' and 'name'; it is '" + String.join(",", columns)
                                + "'");
                return;
            }
            for (CSVRecord row : parser) {
                row(row, parser.getCurrentLineNumber());
            }
        } catch (java.io.UncheckedIOException | IllegalArgumentException e) {
            fault(0, "is not CSV: " + e.getMessage());
        }
    }

    private void row(CSVRecord row, long line) {
        if (!row.isConsistent()) {
            fault(
                    line,
                    "has " + row.size()
                            + " fields, the first line has another number; put names with commas in quotes");
            return;
        }
        int before = faults.size();
        LocalDate from = date(line, "date", row.get("date"));
        String until = of(row, "until");
        LocalDate to = until.isEmpty() ? from : date(line, "until", until);
        CalendarEntry.Kind kind = kind(line, of(row, "kind"));
        String name = row.get("name");
        if (name.isEmpty() || name.length() > MAX_NAME) {
            fault(line, "name must have 1 to " + MAX_NAME + " characters; it has " + name.length());
        }
        List<String> hours = hours(line, of(row, "hours"));
        if (kind == CalendarEntry.Kind.OPENING && hours.isEmpty()) {
            fault(line, "an opening needs hours such as '08:00-12:00 13:00-15:00'");
        }
        boolean scoped = kind != CalendarEntry.Kind.HOLIDAY;
        if (scoped && of(row, "scope").isEmpty()) {
            fault(line, "needs a scope: the agency of an opening or closing, the calendar of a season");
        }
        if (kind == CalendarEntry.Kind.SEASON && of(row, "calendar").isEmpty()) {
            fault(line, "a season needs a calendar: the one whose week it takes");
        }
        boolean season = kind == CalendarEntry.Kind.SEASON;
        if (!season && !from.equals(to) && ChronoUnit.DAYS.between(from, to) > LONGEST_DAYS) {
            fault(line, "lasts longer than " + LONGEST_DAYS + " days");
        }
        if (to.isBefore(from)) {
            fault(line, "until is '" + until + "', before the date '" + from + "'");
        }
        if (faults.size() == before) {
            entries.add(new CalendarEntry(kind, of(row, "scope"), from, to, hours, of(row, "calendar"), name));
        }
    }

    private static String of(CSVRecord row, String column) {
        return row.isMapped(column) ? row.get(column) : "";
    }

    private CalendarEntry.Kind kind(long line, String word) {
        if (HOLIDAYS.contains(word)) {
            return CalendarEntry.Kind.HOLIDAY;
        }
        return switch (word) {
            case "opening" -> CalendarEntry.Kind.OPENING;
            case "closing" -> CalendarEntry.Kind.CLOSING;
            case "season" -> CalendarEntry.Kind.SEASON;
            default -> {
                fault(
                        line,
                        "kind is '" + word
                                + "'; expected national, collective-leave, local, opening, closing or season");
                yield CalendarEntry.Kind.HOLIDAY;
            }
        };
    }

    private List<String> hours(long line, String text) {
        List<String> hours = new ArrayList<>();
        for (String range : text.isEmpty() ? new String[0] : text.split("\\s+", -1)) {
            String[] ends = range.split("-", -1);
            try {
                if (ends.length != 2 || !LocalTime.parse(ends[0]).isBefore(LocalTime.parse(ends[1]))) {
                    fault(line, "hours hold '" + range + "'; expected 08:00-12:00");
                }
                hours.add(range);
            } catch (DateTimeException e) {
                fault(line, "hours hold '" + range + "'; expected 08:00-12:00");
            }
        }
        return hours;
    }

    private LocalDate date(long line, String column, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            fault(line, column + " is '" + text + "'; expected " + A_DATE);
            return LocalDate.EPOCH;
        }
    }

    private void iCalendar() throws IOException {
        try (ICalReader reader = new ICalReader(file.toFile())) {
            ICalendar calendar = reader.readNext();
            if (calendar == null) {
                fault(1, "is no iCalendar file; it must begin with BEGIN:VCALENDAR");
                return;
            }
            for (ParseWarning warning : reader.getWarnings()) {
                Integer line = warning.getLineNumber();
                fault(line == null ? 0 : line, warning.getPropertyName() + ": " + warning.getMessage());
            }
            calendar.getEvents().forEach(this::event);
        }
    }

    private void event(VEvent event) {
        String name =
                event.getSummary() == null ? "" : event.getSummary().getValue().strip();
        DateStart start = event.getDateStart();
        ICalDate first = start == null ? null : start.getValue();
        if (first == null || first.hasTime()) {
            fault(
                    0,
                    "the event '" + name
                            + "' is not a whole day; only all-day events (DTSTART;VALUE=DATE) are holidays");
            return;
        }
        if (name.isEmpty() || name.length() > MAX_NAME) {
            fault(0, "the event of " + day(first) + " needs a SUMMARY of 1 to " + MAX_NAME + " characters");
            return;
        }
        DateEnd end = event.getDateEnd();
        LocalDate from = day(first);
        LocalDate until = end == null ? from : day(end.getValue()).minusDays(1);
        if (until.isBefore(from) || ChronoUnit.DAYS.between(from, until) > LONGEST_DAYS) {
            fault(
                    0,
                    "the event '" + name + "' lasts from " + from + " to " + until + "; expected 1 to " + LONGEST_DAYS
                            + " days");
            return;
        }
        entries.add(new CalendarEntry(CalendarEntry.Kind.HOLIDAY, "", from, until, List.of(), "", name));
    }

    private static LocalDate day(ICalDate date) {
        var parts = date.getRawComponents();
        return LocalDate.of(parts.getYear(), parts.getMonth(), parts.getDate());
    }

    private void fault(long line, String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(file.getFileName() + (line > 0 ? " line " + line : "") + ": " + what);
        }
    }
}
