package id.mpp.kiosk.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every word of the pages lies in the message files, in both languages, and every word there is used. */
class MessagesTest {
    private static final Path PAGES = Path.of("src/main/resources/web/pages");
    private static final Path ASSETS = Path.of("../queue-core/src/main/resources/web/assets");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    private static final String KEY = "(?:format|problem|kiosk|counter|board|rating|ticket|devices)\\.";
    private static final Pattern PLAIN_KEY = Pattern.compile("\"(" + KEY + "[a-z0-9.-]+)\"");
    private static final Pattern COMPOSED_KEY = Pattern.compile("`(" + KEY + "[^`]*\\$\\{[^`]*)`");
    private static final Pattern VARIABLE_PART = Pattern.compile("\\$\\{[^}]*\\}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)\\}");
    /** A capital, small letters, a blank and more: written for people. */
    private static final Pattern SENTENCE = Pattern.compile("[\"'`>][A-Z][a-z]+ [a-z]+[^\"'`<]*[\"'`<]");

    private static final Pattern SPOKEN_ATTRIBUTE =
            Pattern.compile("\"?(aria-label|alt|title|placeholder)\"?[:=]\\s*\"[^\"]+\"");
    private static final Pattern ICON = Pattern.compile("icon\\(\"([a-z-]+)\"\\)|icon: \"([a-z-]+)\"");

    private static Map<String, String> indonesian;
    private static Map<String, String> english;
    private static Map<Path, String> scripts;

    @BeforeAll
    static void readFiles() throws IOException {
        indonesian = messages("id");
        english = messages("en");
        scripts = new TreeMap<>();
        for (Path folder : List.of(PAGES, ASSETS)) {
            for (Path file : files(folder, ".js")) {
                scripts.put(file, Files.readString(file));
            }
        }
        assertFalse(scripts.isEmpty(), "no scripts below " + PAGES.toAbsolutePath());
    }

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertEquals(indonesian.keySet(), english.keySet());
    }

    @Test
    void noSentenceIsEmpty() {
        assertEquals(
                List.of(),
                Stream.concat(indonesian.entrySet().stream(), english.entrySet().stream())
                        .filter(entry -> entry.getValue().isBlank())
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Test
    void bothLanguagesFillTheSamePlaceholders() {
        List<String> different = new ArrayList<>();
        indonesian.forEach((key, sentence) -> {
            if (!placeholders(sentence).equals(placeholders(english.getOrDefault(key, "")))) {
                different.add(key);
            }
        });
        assertEquals(List.of(), different);
    }

    @Test
    void everyKeyThatAPageUsesExists() {
        List<String> missing = new ArrayList<>();
        scripts.forEach((file, script) -> {
            plainKeys(script)
                    .filter(key -> !indonesian.containsKey(key))
                    .forEach(key -> missing.add(file + ": " + key));
            composedKeys(script)
                    .filter(composed -> indonesian.keySet().stream().noneMatch(composed.asMatchPredicate()))
                    .forEach(composed -> missing.add(file + ": " + composed));
        });
        assertEquals(List.of(), missing);
    }

    @Test
    void everyKeyIsUsed() {
        Set<String> unused = new TreeSet<>(indonesian.keySet());
        for (String script : scripts.values()) {
            plainKeys(script).forEach(unused::remove);
            composedKeys(script).forEach(composed -> unused.removeIf(composed.asMatchPredicate()));
        }
        assertEquals(Set.of(), unused);
    }

    /** What the server answers as a code is looked up under these prefixes. */
    @ParameterizedTest
    @CsvSource({
        "kiosk.reason., friday-break break outside-hours holiday past-cutoff quota-full disrupted day-not-open"
                + " clock-not-trusted paused closed capacity-full hall-paused pause special-day",
        "counter.watch.rule., returned front strict-priority longest-weighted-wait chosen",
        "counter.watch.state., waiting called serving parked finished no-show cancelled expired",
        "counter.why., returned front strict-priority",
        "counter.numbers.end., waiting called serving parked finished no-show cancelled expired-uncalled"
                + " expired-called",
        "counter.numbers.print., failed doubt",
        "counter.happened., day-opened day-relabelled day-closed hours-overridden hours-restored hall-paused"
            + " hall-resumed disruption-declared disruption-ended closure-requested closure-approved closure-declined"
            + " door-opened door-closed help-requested paper-failed",
        "kiosk.agency., closed disrupted",
        "kiosk.shut., day-not-open hall-paused nothing-open",
        "kiosk.mode., low large contrast guide no-guide",
        "kiosk.paper., none reserved sent confirmed doubt failed",
        "counter.state., closed open paused called serving",
        "counter.undo., called started finished no-show parked transferred resumed returned",
        "ticket.state., serving parked no-show finished cancelled expired",
        "ticket.next., serving parked no-show finished cancelled expired",
        "devices.power., online off offline unknown",
        "devices.state., closed idle busy error",
        "devices.condition., no-answers wrong-device rec-empty rec-near-empty cover-open cutter-error mechanical-error"
            + " unrecoverable-error recoverable-error garbled-answers no-device not-a-printer no-permission"
            + " unreachable presenter-error ticket-not-taken garbled flood stalled service-door-open paper-door-open"
            + " stuck assist chime-only",
        "devices.kind., ticket-printer scanner display buttons lights speaker voice",
        "devices.contact., call-assist paper-door service-door",
        "devices.lamp., green yellow red",
        "devices.scan., sent lost no-code",
        "devices.scan.sample., on-time early late",
        "kiosk.checkin., on-time late reference",
        "counter.booked., on-time late reference",
        "ticket.visit., waiting called serving parked finished no-show cancelled expired",
        "kiosk.scan., called serving parked no-show finished cancelled expired",
        "devices.fault., unplugged power-off paper-out near-end cover-open jam stall garbage flood slow late"
                + " not-taken",
    })
    void everyCodeOfTheApiHasWords(String prefix, String codes) {
        for (String code : List.of(codes.split(" ", -1))) {
            assertTrue(indonesian.containsKey(prefix + code), prefix + code);
        }
    }

    @Test
    void indonesianIsSpelledAsTheHallDoes() {
        indonesian.forEach((key, sentence) -> {
            assertFalse(sentence.toLowerCase(java.util.Locale.ROOT).contains("antrian"), key);
            assertFalse(sentence.contains("silahkan") || sentence.contains("Silahkan"), key);
        });
    }

    @Test
    void noScriptHoldsASentence() {
        List<String> found = new ArrayList<>();
        scripts.forEach((file, script) -> script.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("*") && !line.startsWith("/") && !line.contains("console."))
                .filter(line -> SENTENCE.matcher(line).find()
                        || SPOKEN_ATTRIBUTE.matcher(line).find())
                .forEach(line -> found.add(file + ": " + line)));
        assertEquals(List.of(), found);
    }

    @Test
    void noPageHoldsAWordAnInlineScriptOrAForeignAddress() throws IOException {
        for (Path page : files(PAGES, ".html")) {
            String html = Files.readString(page);
            assertTrue(html.contains("<body id=\"page\"></body>"), page + " has text of its own");
            assertFalse(html.contains("<style") || html.contains("style="), page + " has an inline style");
            assertFalse(html.contains("://"), page + " loads from elsewhere");
            assertFalse(Pattern.compile("<script[^>]*>[^<]").matcher(html).find(), page + " has an inline script");
        }
        scripts.forEach((file, script) -> assertFalse(script.contains("://"), file + " loads from elsewhere"));
    }

    @Test
    void everyIconThatIsShownIsThere() throws IOException {
        String css = Files.readString(ASSETS.resolve("base.css"));
        for (Map.Entry<Path, String> script : scripts.entrySet()) {
            for (MatchResult match : ICON.matcher(script.getValue()).results().toList()) {
                String name = match.group(1) == null ? match.group(2) : match.group(1);
                assertTrue(css.contains("icons/" + name + ".svg"), script.getKey() + " shows " + name);
                assertTrue(Files.exists(ASSETS.resolve("icons/" + name + ".svg")), name);
            }
        }
    }

    private static Stream<String> plainKeys(String script) {
        return PLAIN_KEY.matcher(script).results().map(match -> match.group(1));
    }

    /** {@code `ticket.state.${state}`} stands for every key of that form. */
    private static Stream<Pattern> composedKeys(String script) {
        return COMPOSED_KEY
                .matcher(script)
                .results()
                .map(match -> Pattern.compile(VARIABLE_PART
                        .splitAsStream(match.group(1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(
                                "[a-z0-9-]+", "", match.group(1).endsWith("}") ? "[a-z0-9-]+" : ""))));
    }

    private static Set<String> placeholders(String sentence) {
        return PLACEHOLDER.matcher(sentence).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Map<String, String> messages(String language) throws IOException {
        return Json.mapper()
                .readValue(Files.readAllBytes(MESSAGES.resolve(language + ".json")), new TypeReference<>() {});
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
