package id.mpp.queue;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number a citizen holds, such as {@code A-057}: one or two letters (never I, O or Q, which are read as digits or
 * as each other) and a value that starts at 1 each business day, three digits, four after 999.
 */
public record TicketNumber(String prefix, int value) {
    /** More tickets under one prefix than any hall issues in a day. */
    public static final int MAX_VALUE = 9_999;

    private static final Pattern PREFIX = Pattern.compile("[A-HJ-NPR-Z]{1,2}");
    private static final Pattern TEXT = Pattern.compile("([A-Z]{1,2})-(\\d{3,4})");

    public TicketNumber {
        checkPrefix(prefix);
        Checks.range("number", value, 1, MAX_VALUE);
    }

    /** Reads {@code A-057}. */
    public static TicketNumber parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("number must look like A-057; got '" + text + "'");
        }
        return new TicketNumber(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    static void checkPrefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "prefix '" + prefix + "' must be one or two letters A-Z without I, O and Q");
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s-%03d", prefix, value);
    }
}
