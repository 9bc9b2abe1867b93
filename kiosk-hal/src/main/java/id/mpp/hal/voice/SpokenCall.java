package id.mpp.hal.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call as it is to be heard: "Nomor antrean, a, nol lima tujuh, silakan menuju loket tiga." The digits of the
 * ticket are spoken one by one, letters by their names, and the label of a counter as a number.
 *
 * @param ticketNumber as on the ticket ({@code A-057})
 * @param counterLabel as on the counter: {@code 3}, {@code 12B}, {@code Loket 3}, or a name
 */
public record SpokenCall(SpokenLanguage language, Attempt attempt, String ticketNumber, String counterLabel) {

    /**
     * The characters of a number or label that are read, up to the end of a word where there is one. Reading longer
     * ones would take far too long.
     */
    public static final int TEXT_AT_MOST = 40;

    private static final Pattern NUMBER = Pattern.compile("([A-Za-z]{0,2})[- ]?(\\d{1,9})");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z]?)[- ]?(\\d{1,9})[- ]?([A-Za-z]?)");
    private static final Pattern NOUN = Pattern.compile("^(loket|counter|no\\.?|nomor)\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNSPEAKABLE = Pattern.compile("[^\\p{L}\\p{N} .,'-]");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** Which call it is for this ticket. */
    public enum Attempt {
        FIRST,
        SECOND,
        LAST
    }

    public SpokenCall {
        if (ticketNumber.isBlank()) {
            throw new IllegalArgumentException("a spoken call needs a ticket number");
        }
        ticketNumber = cut(ticketNumber);
        counterLabel = cut(counterLabel);
    }

    /**
     * Cuts a name to the limit. A hall may name a counter with any number of words; its beginning is read rather than
     * nothing.
     */
    private static String cut(String text) {
        if (text.length() <= TEXT_AT_MOST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(TEXT_AT_MOST - 1)) ? TEXT_AT_MOST - 1 : TEXT_AT_MOST;
        int space = text.lastIndexOf(' ', end);
        return text.substring(0, space > 0 ? space : end).strip();
    }

    /** The words between two short pauses. Each word or fixed phrase is a clip of its own. */
    record Phrase(List<String> clips) {}

    /** The whole sentence as it is spoken, with letters and digits by their names. */
    public String sentence() {
        String text = String.join(
                ", ",
                phrases().stream()
                        .map(phrase -> String.join(" ", phrase.clips()))
                        .toList());
        Grammar.Phrases fixed = language.grammar().phrases();
        for (String opening : List.of(fixed.secondCall(), fixed.lastCall())) {
            text = text.startsWith(opening + ", ")
                    ? capital(opening) + ". " + capital(text.substring(opening.length() + 2))
                    : text;
        }
        return capital(text) + ".";
    }

    /**
     * A ticket's number or other characters alone, with letters and digits by their names: "a, nol lima tujuh". Any
     * other character is silent.
     */
    public static String spelled(SpokenLanguage language, String characters) {
        return String.join(
                ", ",
                ticket(language.grammar(), characters).stream()
                        .map(phrase -> String.join(" ", phrase.clips()))
                        .toList());
    }

    List<Phrase> phrases() {
        Grammar grammar = language.grammar();
        List<Phrase> phrases = new ArrayList<>();
        switch (attempt) {
            case FIRST -> {}
            case SECOND -> phrases.add(new Phrase(List.of(grammar.phrases().secondCall())));
            case LAST -> phrases.add(new Phrase(List.of(grammar.phrases().lastCall())));
        }
        phrases.add(new Phrase(List.of(grammar.phrases().ticket())));
        phrases.addAll(ticket(grammar, ticketNumber));
        List<String> where = new ArrayList<>(List.of(grammar.phrases().goTo()));
        where.addAll(counter(grammar));
        phrases.add(new Phrase(where));
        return phrases;
    }

    private static List<Phrase> ticket(Grammar grammar, String ticketNumber) {
        Matcher matcher = NUMBER.matcher(ticketNumber.strip());
        List<String> parts =
                matcher.matches() ? List.of(matcher.group(1), matcher.group(2)) : List.of(ticketNumber.strip());
        return parts.stream()
                .map(grammar::spell)
                .filter(words -> !words.isEmpty())
                .map(Phrase::new)
                .toList();
    }

    private List<String> counter(Grammar grammar) {
        String label = NOUN.matcher(counterLabel.strip()).replaceFirst("");
        Matcher matcher = LABEL.matcher(label);
        if (!matcher.matches()) {
            return plainWords(label);
        }
        List<String> words = new ArrayList<>(grammar.spell(matcher.group(1)));
        int number = Integer.parseInt(matcher.group(2));
        words.addAll(number <= Grammar.NUMBER_AT_MOST ? grammar.number(number) : grammar.spell(matcher.group(2)));
        words.addAll(grammar.spell(matcher.group(3)));
        return words;
    }

    /**
     * The words of a name. It is read as it is, without the characters that a speech program could take for an
     * instruction.
     */
    private static List<String> plainWords(String label) {
        String clean = UNSPEAKABLE.matcher(label).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        return clean.isEmpty() ? List.of() : List.of(SPACES.split(clean, -1));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
