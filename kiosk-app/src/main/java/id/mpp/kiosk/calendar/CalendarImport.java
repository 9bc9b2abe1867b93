package id.mpp.kiosk.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.mpp.wire.CatalogException;
import id.mpp.wire.CatalogReader;
import id.mpp.wire.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * {@code kiosk-app import-calendar CATALOG FILE… [--check]}: puts holidays, special days and seasons into a hall's
 * catalogue. All or nothing: with one bad line nothing is written, and every bad line is named.
 */
public final class CalendarImport {
    private static final int EXIT_WRONG = 1;
    private static final int EXIT_USAGE = 2;
    private static final String USAGE = "usage: kiosk-app import-calendar CATALOG.json FILE.csv|FILE.ics … [--check]";

    private final ObjectNode catalog;
    private int added;
    private int changed;

    private CalendarImport(ObjectNode catalog) {
        this.catalog = catalog;
    }

    /**
     * @param args what stands behind the command
     * @return the exit status: 0 done, 1 nothing written because something is wrong, 2 wrongly called
     */
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        List<String> names = new ArrayList<>(args);
        boolean checkOnly = names.remove("--check");
        if (names.size() < 2 || names.stream().anyMatch(name -> name.startsWith("--"))) {
            err.println(USAGE);
            return EXIT_USAGE;
        }
        Path catalog = Path.of(names.getFirst());
        List<String> faults = new ArrayList<>();
        List<CalendarEntry> entries = new ArrayList<>();
        for (String name : names.subList(1, names.size())) {
            CalendarFile file = CalendarFile.read(Path.of(name));
            faults.addAll(file.faults());
            entries.addAll(file.entries());
        }
        try {
            if (faults.isEmpty()) {
                return merge(catalog, entries, checkOnly, out);
            }
        } catch (IOException | CatalogException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        faults.forEach(err::println);
        err.println("Nothing was written; correct the " + (faults.size() == 1 ? "line" : faults.size() + " lines")
                + " above.");
        return EXIT_WRONG;
    }

    private static int merge(Path file, List<CalendarEntry> entries, boolean checkOnly, PrintStream out)
            throws IOException, CatalogException {
        JsonNode tree = Json.mapper().readTree(Files.readAllBytes(file));
        if (!(tree instanceof ObjectNode object)) {
            throw new CatalogException(file + " is no catalogue; it must be a JSON object");
        }
        CalendarImport merged = new CalendarImport(object);
        for (CalendarEntry entry : entries) {
            merged.take(entry);
        }
        byte[] json = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(object);
        CatalogReader.parse(file.toString(), json);
        out.println(entries.size() + " entries: " + merged.added + " new, " + merged.changed + " changed"
                + (checkOnly ? "; checked only" : ""));
        if (!checkOnly) {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            try {
                Files.write(next, json);
                try (FileChannel written = FileChannel.open(next, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        }
        return 0;
    }

    private void take(CalendarEntry entry) throws CatalogException {
        switch (entry.kind()) {
            case HOLIDAY -> days(entry, catalog.withArrayProperty("holidays"), day(entry, false));
            case OPENING -> days(entry, agency(entry).withArrayProperty("special"), day(entry, true));
            case CLOSING -> days(entry, agency(entry).withArrayProperty("special"), day(entry, false));
            case SEASON -> season(entry);
        }
    }

    private static ObjectNode day(CalendarEntry entry, boolean withHours) {
        ObjectNode day = Json.mapper().createObjectNode();
        day.put("name", entry.name());
        if (withHours) {
            entry.hours().forEach(day.putArray("hours")::add);
        }
        return day;
    }

    private void days(CalendarEntry entry, ArrayNode list, ObjectNode day) {
        for (LocalDate date = entry.from(); !date.isAfter(entry.until()); date = date.plusDays(1)) {
            put(list, "date", day.deepCopy().put("date", date.toString()));
        }
    }

    private void season(CalendarEntry entry) throws CatalogException {
        JsonNode calendar = catalog.path("calendars").path(entry.scope());
        if (!(calendar instanceof ObjectNode object)) {
            throw new CatalogException("the season '" + entry.name() + "' names the calendar '" + entry.scope()
                    + "', which is not in the catalogue");
        }
        ObjectNode season = Json.mapper().createObjectNode();
        season.put("from", entry.from().toString());
        season.put("to", entry.until().toString());
        season.put("calendar", entry.calendar());
        season.put("name", entry.name());
        put(object.withArrayProperty("seasons"), "from", season);
    }

    private ObjectNode agency(CalendarEntry entry) throws CatalogException {
        Optional<JsonNode> agency = StreamSupport.stream(
                        catalog.path("agencies").spliterator(), false)
                .filter(each -> each.path("id").asText().equals(entry.scope()))
                .findFirst();
        if (agency.isPresent() && agency.get() instanceof ObjectNode object) {
            return object;
        }
        throw new CatalogException(
                "'" + entry.name() + "' names the agency '" + entry.scope() + "', which is not in the catalogue");
    }

    /** Replaces the entry with the same key, or adds it. */
    private void put(ArrayNode list, String key, ObjectNode entry) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path(key).equals(entry.path(key))) {
                changed += list.get(i).equals(entry) ? 0 : 1;
                list.set(i, entry);
                return;
            }
        }
        list.add(entry);
        added++;
    }
}
