package id.mpp.hal.voice;

/** The languages a call can be spoken in. */
public enum SpokenLanguage {
    INDONESIAN("id"),
    ENGLISH("en");

    /** Name of the espeak-ng voice and of the folder of clips. */
    final String code;

    SpokenLanguage(String code) {
        this.code = code;
    }

    /**
     * The language with this ISO code ({@code id}, {@code en}). Any other code means Indonesian, which every hall
     * speaks.
     */
    public static SpokenLanguage of(String code) {
        return code.equals(ENGLISH.code) ? ENGLISH : INDONESIAN;
    }

    Grammar grammar() {
        return this == INDONESIAN ? IndonesianGrammar.INSTANCE : EnglishGrammar.INSTANCE;
    }
}
