package id.mpp.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says what went wrong (RFC 9457). Immutable; the sentences come from {@link ProblemTexts} when it is
 * written.
 *
 * @param status the HTTP status
 * @param code stable, for programs
 * @param textKey which title and sentence of the message files, mostly the code
 * @param members further members of the JSON; they may also be named in the sentence
 * @param words further words of the sentence that are no members
 * @param headers HTTP headers of the answer, such as {@code Retry-After}
 */
public record Problem(
        int status,
        String code,
        String textKey,
        Map<String, Object> members,
        Map<String, Phrase> words,
        Map<String, String> headers) {
    public Problem {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        words = Map.copyOf(words);
        headers = Map.copyOf(headers);
    }

    public static Problem of(int status, String code) {
        return new Problem(status, code, code, Map.of(), Map.of(), Map.of());
    }

    /** The same with another text than the one of its code. */
    public Problem text(String key) {
        return new Problem(status, code, key, members, words, headers);
    }

    /**
     * The same with a member; one whose value is null is left out. Values are text, numbers, booleans, ids, or lists of
     * those.
     */
    public Problem with(String name, @Nullable Object value) {
        return value == null ? this : new Problem(status, code, textKey, added(members, name, value), words, headers);
    }

    public Problem word(String name, Phrase phrase) {
        return new Problem(status, code, textKey, members, added(words, name, phrase), headers);
    }

    public Problem header(String name, String value) {
        return new Problem(status, code, textKey, members, words, added(headers, name, value));
    }

    public ProblemException thrown() {
        return new ProblemException(this);
    }

    private static <T> Map<String, T> added(Map<String, T> map, String name, T value) {
        Map<String, T> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
