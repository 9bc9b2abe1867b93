package id.mpp.kiosk.equipment;

import com.fasterxml.jackson.core.type.TypeReference;
import id.mpp.queue.Text;
import id.mpp.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The texts on paper and about devices, from the message files. Immutable. */
public final class HardwareTexts {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Map<String, Map<String, String>> byLanguage = new HashMap<>();

    /** @throws IllegalStateException where the program lacks a language's file */
    public HardwareTexts(List<String> languages) {
        languages.forEach(language -> byLanguage.put(language, load(language)));
    }

    /** The text in this language, else in Indonesian, with its places filled. */
    public String text(String language, String key, Object... values) {
        Map<String, String> texts = byLanguage.getOrDefault(language, byLanguage.getOrDefault("id", Map.of()));
        String pattern = texts.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no text '" + key + "' in messages/hardware/" + language + ".json");
        }
        return values.length == 0 ? pattern : fill(language, pattern, values);
    }

    /** A text of the administrator's own with its places filled. */
    public static String fill(String language, String text, Object... values) {
        return new MessageFormat(pattern(text), Locale.forLanguageTag(language)).format(values);
    }

    /** An apostrophe is an apostrophe, not a quotation mark of {@link MessageFormat}. */
    public static String pattern(String text) {
        return text.replace("'", "''");
    }

    /** The same text in all languages; what is too long with its values in it ends with an ellipsis. */
    public Text everywhere(String key, Object... values) {
        Map<String, String> texts = new HashMap<>();
        byLanguage.keySet().forEach(language -> texts.put(language, fitting(text(language, key, values))));
        return new Text(texts);
    }

    private static String fitting(String sentence) {
        String line = CONTROL.matcher(sentence).replaceAll(" ");
        return line.length() <= Text.MOST_CHARACTERS ? line : line.substring(0, Text.MOST_CHARACTERS - 1) + "…";
    }

    private static Map<String, String> load(String language) {
        String file = "/messages/hardware/" + language + ".json";
        try (InputStream in = HardwareTexts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(
                        file + " is not in the program; is '" + language + "' a language of it?");
            }
            return Json.mapper().readValue(in, new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new IllegalStateException(file + " is damaged", e);
        }
    }
}
