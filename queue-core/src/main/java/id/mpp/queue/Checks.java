package id.mpp.queue;

import java.util.regex.Pattern;

/** The limits that values meet at birth. */
final class Checks {
    /** Reasons, outcomes and notes: enough for a sentence, small enough for a board and a topic. */
    static final int MAX_TEXT = 200;

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private Checks() {}

    static void slug(String what, String value) {
        if (!SLUG.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " '" + clip(value)
                    + "' must be 1-40 characters of a-z, 0-9, '.', '_' or '-' and start with a letter or digit");
        }
    }

    static void token(String what, String value) {
        if (!TOKEN.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    what + " must be 8-64 characters of A-Z, a-z, 0-9, '_' or '-'; got " + value.length());
        }
    }

    static void text(String what, String value) {
        if (value.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    what + " must have at most " + MAX_TEXT + " characters; got " + value.length());
        }
        if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw new IllegalArgumentException(what + " must not hold control characters");
        }
    }

    static void range(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + "; got " + value);
        }
    }

    private static String clip(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "…";
    }
}
