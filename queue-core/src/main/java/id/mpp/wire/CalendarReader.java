package id.mpp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.queue.HallCalendar;
import id.mpp.queue.OpeningCalendar;
import id.mpp.queue.Text;
import id.mpp.queue.WeeklyCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of a catalogue that says when things are open: {@code holidays} and {@code pauses} of the hall,
 * {@code calendars} with {@code weekly}, {@code seasons} and {@code special} days, and an agency's own {@code special}
 * days.
 */
final class CalendarReader {
    private static final Map<String, DayOfWeek> DAYS = Map.of(
            "mon", DayOfWeek.MONDAY,
            "tue", DayOfWeek.TUESDAY,
            "wed", DayOfWeek.WEDNESDAY,
            "thu", DayOfWeek.THURSDAY,
            "fri", DayOfWeek.FRIDAY,
            "sat", DayOfWeek.SATURDAY,
            "sun", DayOfWeek.SUNDAY);

    private final JsonNode root;
    private final Map<String, WeeklyCalendar> weeks = new HashMap<>();

    CalendarReader(JsonNode root) throws CatalogException {
        this.root = root;
        for (Map.Entry<String, JsonNode> entry : root.path("calendars").properties()) {
            weeks.put(entry.getKey(), week(entry.getKey(), entry.getValue()));
        }
    }

    /** What closes the whole hall. */
    HallCalendar hall() throws CatalogException {
        Map<LocalDate, Text> holidays = new HashMap<>();
        for (JsonNode holiday : root.path("holidays")) {
            holidays.put(date(holiday, "date", "a holiday"), CatalogReader.name(holiday, "name", "a holiday"));
        }
        List<HallCalendar.DailyPause> pauses = new ArrayList<>();
        for (JsonNode pause : root.path("pauses")) {
            pauses.add(new HallCalendar.DailyPause(
                    days(pause, "a pause"),
                    range(CatalogReader.text(pause, "time", "a pause"), "a pause"),
                    CatalogReader.name(pause, "name", "a pause")));
        }
        return new HallCalendar(holidays, pauses);
    }

    /** The calendar that an agency names, with its own special days. */
    OpeningCalendar of(JsonNode agency, String where) throws CatalogException {
        String id = CatalogReader.text(agency, "calendar", where);
        WeeklyCalendar week = week(id, where);
        JsonNode calendar = root.path("calendars").path(id);
        List<OpeningCalendar.Season> seasons = new ArrayList<>();
        for (JsonNode season : calendar.path("seasons")) {
            String what = "a season of calendar " + id;
            seasons.add(new OpeningCalendar.Season(
                    date(season, "from", what),
                    date(season, "to", what),
                    week(CatalogReader.text(season, "calendar", what), what)));
        }
        seasons.sort(Comparator.comparing(OpeningCalendar.Season::from));
        Map<LocalDate, OpeningCalendar.SpecialDay> special = new HashMap<>();
        special(calendar, "calendar " + id, special);
        special(agency, where, special);
        return new OpeningCalendar(id, week, seasons, special);
    }

    private WeeklyCalendar week(String id, String where) throws CatalogException {
        WeeklyCalendar week = weeks.get(id);
        if (week == null) {
            throw new CatalogException(where + " names the calendar '" + id + "', which is not in the catalogue");
        }
        return week;
    }

    private static void special(JsonNode of, String where, Map<LocalDate, OpeningCalendar.SpecialDay> into)
            throws CatalogException {
        for (JsonNode day : of.path("special")) {
            String what = "a special day of " + where;
            List<WeeklyCalendar.Range> hours = new ArrayList<>();
            for (JsonNode range : day.path("hours")) {
                hours.add(range(range.asText(), what));
            }
            into.put(
                    date(day, "date", what),
                    new OpeningCalendar.SpecialDay(hours, CatalogReader.name(day, "name", what)));
        }
    }

    private static WeeklyCalendar week(String id, JsonNode node) throws CatalogException {
        Map<DayOfWeek, List<WeeklyCalendar.Range>> weekly = new EnumMap<>(DayOfWeek.class);
        for (Map.Entry<String, JsonNode> day : node.path("weekly").properties()) {
            List<WeeklyCalendar.Range> ranges = new ArrayList<>();
            for (JsonNode range : day.getValue()) {
                ranges.add(range(range.asText(), "calendar " + id));
            }
            weekly.put(weekday(day.getKey(), "calendar " + id), ranges);
        }
        return new WeeklyCalendar(id, weekly);
    }

    private static Set<DayOfWeek> days(JsonNode node, String where) throws CatalogException {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (JsonNode day : CatalogReader.list(node, "days", where)) {
            days.add(weekday(day.asText(), where));
        }
        return days;
    }

    private static DayOfWeek weekday(String word, String where) throws CatalogException {
        DayOfWeek day = DAYS.get(word);
        if (day == null) {
            throw new CatalogException(where + ": '" + word + "' is no day; use mon … sun");
        }
        return day;
    }

    private static LocalDate date(JsonNode node, String field, String where) throws CatalogException {
        return LocalDate.parse(CatalogReader.text(node, field, where));
    }

    private static WeeklyCalendar.Range range(String text, String where) throws CatalogException {
        String[] ends = text.split("-", -1);
        if (ends.length != 2) {
            throw new CatalogException(where + ": '" + text + "' must look like 08:00-12:00");
        }
        return new WeeklyCalendar.Range(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
    }
}
