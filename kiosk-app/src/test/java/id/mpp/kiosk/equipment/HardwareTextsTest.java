package id.mpp.kiosk.equipment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import id.mpp.queue.Text;
import id.mpp.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every device can say in both languages how it is. */
class HardwareTextsTest {

    private static final Path FOLDER = Path.of("src/main/resources/messages/hardware");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d\\}");

    private final HardwareTexts texts = new HardwareTexts(List.of("id", "en"));

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaceholders() throws IOException {
        Map<String, String> indonesian = file("id");
        Map<String, String> english = file("en");
        assertEquals(new TreeSet<>(indonesian.keySet()), new TreeSet<>(english.keySet()));
        indonesian.forEach((key, sentence) -> {
            assertFalse(sentence.isBlank(), key);
            assertEquals(placeholders(sentence), placeholders(english.getOrDefault(key, "")), key);
        });
    }

    @Test
    void aSentenceThatHasNoRoomForItsValuesIsCutAndRefusesNothing() {
        String told = texts.everywhere("relay.events-stay", "x".repeat(500)).in("en");
        assertEquals(Text.MOST_CHARACTERS, told.length());
        assertEquals('…', told.charAt(told.length() - 1));
    }

    /** The common sentences of a kind, and those of its own conditions. */
    @ParameterizedTest
    @CsvSource({
        "display, ''",
        "buttons, service-door-open paper-door-open stuck assist",
        "lights, ''",
        "speaker, ''",
    })
    void aDeviceCanSayHowItIs(String kind, String conditions) {
        Stream.concat(
                        Stream.of("ok", "off", "offline", "unknown", "closed", "stalled"),
                        Stream.of(conditions.split(" ", -1)).filter(condition -> !condition.isEmpty()))
                .forEach(tail -> {
                    assertFalse(texts.text("id", kind + "." + tail).isBlank());
                    assertFalse(texts.text("en", kind + "." + tail).isBlank());
                });
    }

    @ParameterizedTest
    @CsvSource({"voice.ok", "voice.chime-only"})
    void soCanTheVoice(String key) {
        assertFalse(texts.text("id", key).isBlank());
        assertFalse(texts.text("en", key).isBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "en"})
    void everySentenceHasRoomWhereverItIsTold(String language) throws IOException {
        file(language)
                .forEach((key, sentence) -> assertTrue(
                        sentence.length() <= Text.MOST_CHARACTERS,
                        () -> language + " " + key + " has " + sentence.length() + " characters"));
    }

    @Test
    void aValueThatIsTooLongIsCutAndRefusesNothing() {
        String told = texts.everywhere("storage.reserve", "9\n".repeat(300)).in("id");
        assertEquals(Text.MOST_CHARACTERS, told.length());
        assertTrue(told.endsWith("…"), told);
    }

    private static List<String> placeholders(String sentence) {
        return PLACEHOLDER
                .matcher(sentence)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    private static Map<String, String> file(String language) throws IOException {
        return Json.mapper()
                .readValue(Files.readAllBytes(FOLDER.resolve(language + ".json")), new TypeReference<>() {});
    }
}
