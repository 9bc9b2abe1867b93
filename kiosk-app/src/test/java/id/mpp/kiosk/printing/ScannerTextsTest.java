package id.mpp.kiosk.printing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.type.TypeReference;
import id.mpp.code.ScannedCode;
import id.mpp.code.Verification;
import id.mpp.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each state of a scanner and each refusal of a code has its sentence, and there is no sentence too many. */
class ScannerTextsTest {
    private static final Set<String> STATES = Set.of(
            "ok",
            "off",
            "offline",
            "unknown",
            "closed",
            "stalled",
            "garbled",
            "flood",
            "no-permission",
            "wrong-device");

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        assertEquals(texts("id").keySet(), texts("en").keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "en"})
    void everyStateAndEveryRefusalHasASentence(String language) throws IOException {
        Map<String, String> texts = texts(language);
        Set<String> wanted = new TreeSet<>();
        STATES.forEach(state -> wanted.add("scanner." + state));
        Stream.concat(
                        Arrays.stream(Verification.Reason.values()).map(Verification.Reason::sentenceKey),
                        Arrays.stream(ScannedCode.Reason.values()).map(ScannedCode.Reason::sentenceKey))
                .forEach(wanted::add);
        assertEquals(
                wanted,
                texts.keySet().stream()
                        .filter(key -> key.startsWith("scanner.") || key.startsWith("code."))
                        .collect(Collectors.toCollection(TreeSet::new)));
        wanted.forEach(key -> assertFalse(texts.getOrDefault(key, "").isBlank(), key));
    }

    private static Map<String, String> texts(String language) throws IOException {
        String name = "/messages/hardware/" + language + ".json";
        try (InputStream in = Objects.requireNonNull(ScannerTextsTest.class.getResourceAsStream(name), name)) {
            return Json.mapper().readValue(in, new TypeReference<>() {});
        }
    }
}
