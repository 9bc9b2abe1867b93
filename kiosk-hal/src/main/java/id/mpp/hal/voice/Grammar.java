package id.mpp.hal.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The words of one language: names of letters and digits, numbers up to 9999, and the fixed phrases of a call. */
abstract class Grammar {

    /** The largest number that is read as a number. Larger labels are read digit by digit. */
    static final int NUMBER_AT_MOST = 9999;

    private static final int DIGITS = 10;
    private static final int LETTERS = 26;

    private final Map<Character, String> names;
    private final Phrases phrases;

    /** @param letters names of A to Z, and {@code digits} of 0 to 9, separated by spaces */
    Grammar(String letters, String digits, Phrases phrases) {
        String[] letterNames = letters.split(" ", -1);
        String[] digitNames = digits.split(" ", -1);
        this.names = IntStream.range(0, DIGITS + LETTERS)
                .boxed()
                .collect(Collectors.toUnmodifiableMap(
                        i -> (char) (i < DIGITS ? '0' + i : 'A' + i - DIGITS),
                        i -> i < DIGITS ? digitNames[i] : letterNames[i - DIGITS]));
        this.phrases = phrases;
    }

    /** The phrases that are always the same. */
    record Phrases(String ticket, String secondCall, String lastCall, String goTo) {}

    Phrases phrases() {
        return phrases;
    }

    /** A number from 0 to 9999 in words. */
    abstract List<String> number(int value);

    /** The names of letters and digits. Other characters have none. */
    List<String> spell(String text) {
        List<String> spelt = new ArrayList<>();
        for (char c : text.toUpperCase(Locale.ROOT).toCharArray()) {
            String name = names.get(c);
            if (name != null) {
                spelt.add(name);
            }
        }
        return spelt;
    }

    String digit(int value) {
        return spell(Integer.toString(value)).getFirst();
    }

    /** Adds the rest of a number to its head, if there is a rest. */
    List<String> join(List<String> head, int rest) {
        List<String> words = new ArrayList<>(head);
        if (rest > 0) {
            words.addAll(number(rest));
        }
        return words;
    }
}
