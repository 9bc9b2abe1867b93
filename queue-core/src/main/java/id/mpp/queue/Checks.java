package id.mpp.queue;

/** The limits that values meet at birth. */
final class Checks {
    /** Reasons, outcomes and notes: enough for a sentence, small enough for a board and a topic. */
    static final int MAX_TEXT = 200;

    private static final int LONGEST_SLUG = 40;
    private static final int SHORTEST_TOKEN = 8;
    private static final int LONGEST_TOKEN = 64;

    private Checks() {}

    static void slug(String what, String value) {
        if (!isSlug(value)) {
            throw new IllegalArgumentException(what + " '" + clip(value)
                    + "' must be 1-40 characters of a-z, 0-9, '.', '_' or '-' and start with a letter or digit");
        }
    }

    static void token(String what, String value) {
        if (!isToken(value)) {
            throw new IllegalArgumentException(
                    what + " must be 8-64 characters of A-Z, a-z, 0-9, '_' or '-'; got " + value.length());
        }
    }

    // Character by character, because all ids of all events meet this when a long journal is read at the start.

    private static boolean isSlug(String value) {
        int length = value.length();
        if (length == 0 || length > LONGEST_SLUG || !isLowerOrDigit(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = value.charAt(i);
            if (!isLowerOrDigit(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isToken(String value) {
        int length = value.length();
        if (length < SHORTEST_TOKEN || length > LONGEST_TOKEN) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (!isLowerOrDigit(c) && (c < 'A' || c > 'Z') && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLowerOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
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
        return value.length() <= LONGEST_SLUG ? value : value.substring(0, LONGEST_SLUG) + "…";
    }
}
