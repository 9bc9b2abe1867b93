package id.mpp.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import id.mpp.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The titles and sentences of problems by language, from message files {@code <folder>/<language>.json} on the class
 * path:
 * <pre>{"quota-full": {"title": "Kuota penuh", "detail": "Kuota layanan ini ({quota}) sudah habis. …"}}</pre>
 * Names in braces are members or words of the problem. Later folders add to earlier ones. Thread-safe.
 */
public final class ProblemTexts {
    /** What both programs say; always loaded first. */
    private static final String SHARED = "messages/problems-web";
    /** A longer header names languages we do not have anyway. */
    private static final int MAX_ACCEPT_LANGUAGE = 200;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");

    private record Entry(String title, String detail) {}

    private final List<String> languages;
    private final Map<String, Map<String, Entry>> entries = new LinkedHashMap<>();

    private ProblemTexts(List<String> languages) {
        this.languages = List.copyOf(languages);
    }

    /**
     * Reads the message files.
     *
     * @param languages the first one is the default
     * @throws IllegalStateException naming the file that is missing or unreadable
     */
    public static ProblemTexts load(List<String> languages, String... folders) {
        ProblemTexts texts = new ProblemTexts(languages);
        for (String language : languages) {
            Map<String, Entry> all = new LinkedHashMap<>();
            read(SHARED + "/" + language + ".json", all);
            for (String folder : folders) {
                read(folder + "/" + language + ".json", all);
            }
            texts.entries.put(language, Map.copyOf(all));
        }
        return texts;
    }

    /**
     * Which of our languages an {@code Accept-Language} header asks for; the first one when it is absent or unreadable.
     */
    public String languageFor(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > MAX_ACCEPT_LANGUAGE) {
            return languages.getFirst();
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
                    .map(language -> language.equals("in") ? "id" : language)
                    .filter(languages::contains)
                    .findFirst()
                    .orElse(languages.getFirst());
        } catch (IllegalArgumentException e) {
            return languages.getFirst();
        }
    }

    /** The keys that have a text in this language; for tests that no sentence is missing. */
    public Set<String> keys(String language) {
        return entries.getOrDefault(language, Map.of()).keySet();
    }

    /** The sentence of a problem, for logs and pages. */
    public String detail(Problem problem, String language) {
        return fill(entry(problem, language).detail(), problem, language);
    }

    /** The problem as {@code application/problem+json} in UTF-8. */
    public byte[] write(Problem problem, String language) {
        Entry entry = entry(problem, language);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = Json.mapper().createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("type", "/problems/" + problem.code());
            out.writeStringField("title", fill(entry.title(), problem, language));
            out.writeNumberField("status", problem.status());
            out.writeStringField("detail", fill(entry.detail(), problem, language));
            out.writeStringField("code", problem.code());
            for (Map.Entry<String, Object> member : problem.members().entrySet()) {
                out.writePOJOField(member.getKey(), member.getValue());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the problem " + problem.code(), e);
        }
        return bytes.toByteArray();
    }

    private Entry entry(Problem problem, String language) {
        Map<String, Entry> known = entries.getOrDefault(language, Map.of());
        Entry entry = known.getOrDefault(problem.textKey(), known.get(problem.code()));
        return entry != null ? entry : new Entry(problem.code(), problem.code());
    }

    private static String fill(String template, Problem problem, String language) {
        return PLACEHOLDER.matcher(template).replaceAll(match -> {
            Phrase phrase = problem.words().get(match.group(1));
            if (phrase != null) {
                return Matcher.quoteReplacement(phrase.in(language));
            }
            Object member = problem.members().get(match.group(1));
            return Matcher.quoteReplacement(member == null ? "–" : member.toString());
        });
    }

    private static void read(String resource, Map<String, Entry> into) {
        try (InputStream in = ProblemTexts.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the message file " + resource + " is missing in the program");
            }
            JsonNode file = Json.mapper().readTree(in);
            file.properties()
                    .forEach(entry -> into.put(
                            entry.getKey(),
                            new Entry(
                                    entry.getValue().path("title").asText(),
                                    entry.getValue().path("detail").asText())));
        } catch (IOException e) {
            throw new IllegalStateException("the message file " + resource + " is unreadable: " + e.getMessage(), e);
        }
    }
}
