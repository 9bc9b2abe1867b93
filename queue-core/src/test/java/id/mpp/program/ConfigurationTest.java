package id.mpp.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ConfigurationTest {
    private static final String TOML = """
        # a kiosk
        [http]
        host = "0.0.0.0"
        port = 8080

        [data]
        keepDays = 14
        simulated = true
        printers = ["epson", "citizen"]
        """;

    @Test
    void valuesComeFromTheFileOrAreTheDefault() throws ConfigurationException {
        Configuration configuration = Configuration.of("kiosk.toml", TOML, Map.of());
        assertEquals("0.0.0.0", configuration.text("http.host", "127.0.0.1"));
        assertEquals(8080, configuration.number("http.port", 1, 0, 65_535));
        assertEquals(14, configuration.number("data.keepDays", 1, 1, 100));
        assertTrue(configuration.flag("data.simulated", false));
        assertEquals(List.of("epson", "citizen"), configuration.list("data.printers", List.of()));
        assertEquals(Path.of("data"), configuration.path("data.folder", Path.of("data")));
        assertEquals("hub", configuration.oneOf("node.kind", "hub", List.of("hub", "satellite")));
        configuration.refuseUnknown();
    }

    @Test
    void everyKeyCanBeOverriddenByTheEnvironment() throws ConfigurationException {
        Map<String, String> environment = Map.of(
                "MPP_HTTP_PORT", "9090",
                "MPP_DATA_KEEP_DAYS", "21",
                "MPP_DATA_SIMULATED", "false",
                "MPP_DATA_PRINTERS", "a, b",
                "MPP_HTTP_HOST", "127.0.0.2");
        Configuration configuration = Configuration.of("kiosk.toml", TOML, environment);
        assertEquals(9090, configuration.number("http.port", 1, 0, 65_535));
        assertEquals(21, configuration.number("data.keepDays", 1, 1, 100));
        assertEquals(false, configuration.flag("data.simulated", true));
        assertEquals(List.of("a", "b"), configuration.list("data.printers", List.of()));
        assertEquals("127.0.0.2", configuration.text("http.host", ""));
    }

    @Test
    void aTableOfOnesOwnNamesIsOverriddenAndAddedToByTheEnvironment() throws ConfigurationException {
        Map<String, String> environment = Map.of(
                "MPP_DISPLAY_LOKET_01", "changed",
                "MPP_DISPLAY_LOKET_03", "added",
                "MPP_DISPLAYS_X", "another table's");
        Configuration configuration = Configuration.of(
                "kiosk.toml", "[display]\nloket-01 = \"one\"\nloket-02 = \"two\"\n\"x_1\" = \"three\"\n", environment);
        assertEquals(
                Map.of("loket-01", "changed", "loket-02", "two", "x_1", "three", "loket-03", "added"),
                configuration.texts("display"));
        configuration.refuseUnknown();
        assertTrue(configuration.keys().contains("display.loket-03"));
        assertEquals(
                "configuration key display.loket-03 is 'added' (environment variable MPP_DISPLAY_LOKET_03); expected a"
                        + " plate; correct it and start again",
                configuration.wrong("display.loket-03", "added", "a plate").getMessage());
        assertEquals(
                Map.of("loket-09", "alone"),
                Configuration.empty(Map.of("MPP_DISPLAY_LOKET_09", "alone")).texts("display"));
        Configuration number = Configuration.of("kiosk.toml", "display.loket-01 = 5\n", Map.of());
        assertTrue(message(() -> number.texts("display")).contains("text in quotes"));
        Configuration plain = Configuration.of("kiosk.toml", "display = \"lcd\"\n", Map.of());
        assertTrue(message(() -> plain.texts("display")).contains("a table of names"));
    }

    @Test
    void anUnknownKeyIsRefusedByNameAndLine() throws ConfigurationException {
        Configuration configuration = Configuration.of("kiosk.toml", TOML, Map.of());
        configuration.text("http.host", "");
        configuration.number("http.port", 1, 0, 65_535);
        configuration.flag("data.simulated", false);
        configuration.list("data.printers", List.of());
        assertEquals(
                "configuration key data.keepDays (kiosk.toml line 7) is not known; known keys: data.printers, "
                        + "data.simulated, http.host, http.port; remove or correct it",
                message(configuration::refuseUnknown));
    }

    @Test
    void aWrongValueIsToldWithKeyValuePlaceAndExpectation() throws ConfigurationException {
        Configuration file = Configuration.of("kiosk.toml", TOML, Map.of());
        assertEquals(
                "configuration key http.port is '8080' (kiosk.toml line 4); expected a whole number from 0 to 100; "
                        + "correct it and start again",
                message(() -> file.number("http.port", 1, 0, 100)));
        assertTrue(message(() -> file.number("http.host", 1, 0, 1)).contains("\"0.0.0.0\""));
        assertTrue(message(() -> file.text("http.port", "")).contains("text in quotes"));
        assertTrue(message(() -> file.flag("http.port", true)).contains("true or false"));
        assertTrue(message(() -> file.list("http.port", List.of())).contains("a list"));
        Configuration environment = Configuration.empty(Map.of("MPP_HTTP_PORT", "many", "MPP_A_B", "maybe"));
        assertTrue(message(() -> environment.number("http.port", 1, 0, 100))
                .contains("environment variable MPP_HTTP_PORT"));
        assertTrue(message(() -> environment.flag("a.b", true)).contains("'maybe'"));
        assertTrue(
                message(() -> environment.oneOf("a.b", "x", List.of("x", "y"))).contains("one of x, y"));
    }

    @Test
    void aFileThatIsNoTomlOrNotThereIsToldInOneLine() {
        String broken = message(() -> Configuration.of("kiosk.toml", "[http]\nport = = 5\n", Map.of()));
        assertTrue(broken.startsWith("configuration kiosk.toml line 2 is not TOML"), broken);
        assertEquals(1, broken.lines().count());
        String twice = message(() -> Configuration.of("kiosk.toml", "a = 1\na = 2\n", Map.of()));
        assertTrue(twice.contains("line"), twice);
        String missing = message(() -> Configuration.read(Path.of("/no/such.toml"), Map.of()));
        assertTrue(missing.contains("/no/such.toml") && missing.contains("--config"), missing);
    }

    private static String message(Executable work) {
        return String.valueOf(assertThrows(ConfigurationException.class, work).getMessage());
    }
}
