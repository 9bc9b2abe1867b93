package id.mpp.hal.voice;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words and phrases that are kept as clips: everything in a call except names. */
final class Vocabulary {

    private static final Map<SpokenLanguage, Set<String>> WORDS =
            Stream.of(SpokenLanguage.values()).collect(Collectors.toUnmodifiableMap(l -> l, Vocabulary::collect));

    private Vocabulary() {}

    static Set<String> of(SpokenLanguage language) {
        return WORDS.getOrDefault(language, Set.of());
    }

    private static Set<String> collect(SpokenLanguage language) {
        Grammar grammar = language.grammar();
        Set<String> words = new LinkedHashSet<>();
        words.add(grammar.phrases().ticket());
        words.add(grammar.phrases().goTo());
        words.add(grammar.phrases().secondCall());
        words.add(grammar.phrases().lastCall());
        words.addAll(grammar.spell("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
        for (int value = 0; value <= Grammar.NUMBER_AT_MOST; value++) {
            words.addAll(grammar.number(value));
        }
        return Collections.unmodifiableSet(words);
    }
}
