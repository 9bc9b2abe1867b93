package id.mpp.kiosk.calendar;

import java.time.LocalDate;
import java.util.List;

/**
 * One line of a calendar file.
 *
 * @param scope the agency of an opening or closing, the calendar of a season; empty for the whole hall
 * @param until the last day; the first one where it is a single day
 * @param hours of an opening, such as {@code 08:00-12:00}
 * @param calendar whose week a season takes
 */
record CalendarEntry(
        Kind kind, String scope, LocalDate from, LocalDate until, List<String> hours, String calendar, String name) {
    enum Kind {
        HOLIDAY,
        OPENING,
        CLOSING,
        SEASON
    }
}
