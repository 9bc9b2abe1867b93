package id.mpp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the fields of an event may hold, in one place: {@link EventCodec} refuses what is beyond, the JSON Schemas say
 * the same, and a test compares the two. Everything within can be stored, added up, drawn and written as a date with
 * four digits. What is beyond is kept by the server as it came, and no figure is made of it.
 */
public final class EventLimits {
    /** A machine without a clock battery begins here, so it must be possible. */
    public static final Instant EARLIEST = Instant.EPOCH;
    /** Every hall's date of it still has a year of four digits. */
    public static final Instant LATEST = Instant.parse("8999-12-31T23:59:59.999999999Z");

    /** Far more than a hall journals in a century; keeps arithmetic on seq safe. */
    public static final long MAX_SEQ = 1L << 40;

    public static final long MAX_TERM = 1L << 31;
    /** A century of milliseconds, forwards and backwards: sums and differences of two stay far from an overflow. */
    public static final long MAX_MONO_MILLIS = 100L * 366 * 24 * 3_600_000;

    /** UUIDs have 36 characters. */
    public static final int MAX_ID = 64;
    /**
     * Any text within the data: reasons and notes have 200 characters at the most, a language or a reference far fewer.
     */
    public static final int MAX_TEXT = 500;
    /** Any number within the data: the largest are scores, ages in milliseconds times a rate. */
    public static final long MAX_NUMBER = 1L << 53;
    /** Any list within the data: a counter serves some dozens of services. */
    public static final int MAX_ITEMS = 1_000;
    /** Fields of one object within the data. */
    public static final int MAX_FIELDS = 100;
    /** Objects and lists within each other, in the whole event. */
    public static final int MAX_DEPTH = 32;

    /** A journal's name. */
    public static final String INSTALLATION = "[A-Za-z0-9_-]{8,64}";

    private static final Pattern INSTALLATION_PATTERN = Pattern.compile(INSTALLATION);

    private EventLimits() {}

    static Instant time(String what, Instant time) throws EventFormatException {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new EventFormatException(
                    "the attribute '" + what + "' must be a time from " + EARLIEST + " to " + LATEST + "; got " + time);
        }
        return time;
    }

    static LocalDate date(String what, LocalDate date) throws EventFormatException {
        LocalDate first = LocalDate.ofInstant(EARLIEST, ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(LATEST, ZoneOffset.UTC);
        if (date.isBefore(first) || date.isAfter(last)) {
            throw new EventFormatException(
                    "the attribute '" + what + "' must be a date from " + first + " to " + last + "; got " + date);
        }
        return date;
    }

    static long number(String what, long number, long least, long most) throws EventFormatException {
        if (number < least || number > most) {
            throw new EventFormatException(
                    "the attribute '" + what + "' must be " + least + " to " + most + "; got " + number);
        }
        return number;
    }

    static String text(String what, String text, int most) throws EventFormatException {
        if (text.length() > most) {
            throw new EventFormatException(
                    "the attribute '" + what + "' has at most " + most + " characters; got " + text.length());
        }
        return text;
    }

    /** Whether a journal may be called so; asked by the server, because it stores it. */
    public static boolean isInstallation(String text) {
        return INSTALLATION_PATTERN.matcher(text).matches();
    }

    /** Checks everything within the data of an event, whatever its type is. */
    static void check(String what, JsonNode value) throws EventFormatException {
        if (value.isTextual()) {
            text(what, value.textValue(), MAX_TEXT);
        } else if (value.isNumber()) {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw new EventFormatException("the attribute '" + what + "' must be a whole number");
            }
            number(what, value.longValue(), -MAX_NUMBER, MAX_NUMBER);
        } else if (value.isArray()) {
            number("number of items of " + what, value.size(), 0, MAX_ITEMS);
            for (JsonNode item : value) {
                check(what, item);
            }
        } else if (value.isObject()) {
            number("number of fields of " + what, value.size(), 0, MAX_FIELDS);
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                text(what, field.getKey(), MAX_TEXT);
                check(field.getKey(), field.getValue());
            }
        }
    }
}
