package id.mpp.hal.voice;

import java.util.List;

/** English. Letters are spelt so that a speech program reads their names, because "A" alone may become an article. */
final class EnglishGrammar extends Grammar {

    static final EnglishGrammar INSTANCE = new EnglishGrammar();

    private static final List<String> TEENS = List.of(
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");

    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

    private EnglishGrammar() {
        super(
                "ay bee see dee ee eff gee aitch eye jay kay ell em en oh pee queue are ess tee you vee double-you ex"
                        + " why zed",
                "zero one two three four five six seven eight nine",
                new Phrases("ticket number", "second call", "last call", "please go to counter"));
    }

    @Override
    List<String> number(int value) {
        if (value < 20) {
            return List.of(value < 10 ? digit(value) : TEENS.get(value - 10));
        }
        if (value < 100) {
            return join(List.of(TENS.get(value / 10 - 2)), value % 10);
        }
        return value < 1000
                ? join(List.of(digit(value / 100), "hundred"), value % 100)
                : join(List.of(digit(value / 1000), "thousand"), value % 1000);
    }
}
