package id.mpp.server.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import id.mpp.server.alarm.AlarmKind;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every sentence of the page exists in every language, and none is left over. */
class PageWordsTest {
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Pattern KEY =
            Pattern.compile("\\bt\\(\\s*(?:\\w+ \\? \"([a-z0-9.-]+)\" : )?\"([a-z0-9.-]+)\"");
    private static final Pattern CONDITIONAL = Pattern.compile("\\? \"([a-z]+\\.[a-z.-]+)\" : \"([a-z]+\\.[a-z.-]+)\"");
    /** Keys that the page composes. */
    private static final List<String> BUILT = List.of(
            "figure.",
            "definition.",
            "chart.",
            "column.",
            "table.",
            "group.",
            "fleet.",
            "alarms.",
            "alarm.kind.",
            "skm.",
            "counter.name",
            "unit.",
            "format.");

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaceholders() throws IOException {
        Map<String, String> indonesian = words("id");
        Map<String, String> english = words("en");
        assertEquals(indonesian.keySet(), english.keySet());
        indonesian.forEach((key, sentence) ->
                assertEquals(placeholders(sentence), placeholders(english.getOrDefault(key, "")), key));
    }

    @Test
    void everyKeyOfThePageIsInTheMessageFiles() throws IOException {
        Set<String> missing = new TreeSet<>(used());
        missing.removeAll(words("id").keySet());
        assertEquals(Set.of(), missing);
    }

    @Test
    void noSentenceIsLeftOver() throws IOException {
        Set<String> left = new TreeSet<>(words("id").keySet());
        left.removeAll(used());
        left.removeIf(key -> key.startsWith("problem.") || BUILT.stream().anyMatch(key::startsWith));
        assertEquals(Set.of(), left);
    }

    @Test
    void everyKindOfAlarmIsSaidInWords() throws IOException {
        Set<String> kinds = Arrays.stream(AlarmKind.values())
                .map(kind -> "alarm.kind." + kind.word())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> said = new TreeSet<>(words("id").keySet());
        said.removeIf(key -> !key.startsWith("alarm.kind."));
        assertEquals(kinds, said);
    }

    @Test
    void everyColumnAndCardHasItsDefinition() throws IOException {
        Set<String> keys = words("id").keySet();
        String source = pages();
        Matcher matcher =
                Pattern.compile("(?:card\\(|\\{ key: )\"([a-z0-9-]+)\"").matcher(source);
        int found = 0;
        while (matcher.find()) {
            found++;
            assertTrue(keys.contains("definition." + matcher.group(1)), "no definition of " + matcher.group(1));
        }
        assertTrue(found >= 17, "cards and columns were found: " + found);
    }

    private static Set<String> used() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Pattern pattern : List.of(KEY, CONDITIONAL)) {
            Matcher matcher = pattern.matcher(pages());
            while (matcher.find()) {
                for (int group = 1; group <= 2; group++) {
                    if (matcher.group(group) != null) {
                        used.add(matcher.group(group));
                    }
                }
            }
        }
        return used;
    }

    private static String pages() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve("web/pages/dashboard"))) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".js")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    private static Map<String, String> words(String language) throws IOException {
        return Json.mapper()
                .readValue(
                        Files.readAllBytes(RESOURCES.resolve("messages/server/" + language + ".json")),
                        new TypeReference<>() {});
    }

    private static Set<String> placeholders(String sentence) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{(\\w+)}").matcher(sentence);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
