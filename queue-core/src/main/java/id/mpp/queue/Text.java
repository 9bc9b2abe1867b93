package id.mpp.queue;

import java.util.Map;

/** A text of the catalogue in the languages of the hall; Indonesian is always there. */
public record Text(Map<String, String> byLanguage) {
    /** The longest version of a text. */
    public static final int MOST_CHARACTERS = Checks.MAX_TEXT;

    public Text {
        byLanguage = Map.copyOf(byLanguage);
        if (!byLanguage.containsKey("id")) {
            throw new IllegalArgumentException("a text of the catalogue must have an Indonesian version ('id')");
        }
        byLanguage.values().forEach(value -> Checks.text("text", value));
    }

    public static Text of(String indonesian) {
        return new Text(Map.of("id", indonesian));
    }

    public static Text of(String indonesian, String english) {
        return new Text(Map.of("id", indonesian, "en", english));
    }

    /** The text in this language, else in Indonesian. */
    public String in(String language) {
        String text = byLanguage.get(language);
        return text != null ? text : byLanguage.getOrDefault("id", "");
    }
}
