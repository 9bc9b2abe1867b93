package id.mpp.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.program.Configuration;
import id.mpp.program.ConfigurationException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KioskConfigTest {
    /** Each table whose keys are the operator's own names has an entry, so that these are keys like all others. */
    private static final String FILE = """
        hours = "open"
        display.loket-01 = "max7219:spi=0,cs=0"
        speaker.1 = "virtual"
        relay.url = ["tcp://192.0.2.1:1883", "ssl://[2001:db8::1]:8883"]
        """;

    /** No key takes it for anything but a text: it changes the configuration, or it is refused by the key's name. */
    private static final String ODD = "?";

    @Test
    void everyKeyIsOverriddenByItsEnvironmentVariable() throws ConfigurationException {
        KioskConfig plain = read(Map.of());
        assertEquals(plain, read(Map.of()), "two readings of the same can be compared");
        TreeSet<String> ignored = new TreeSet<>();
        for (String key : keys()) {
            try {
                if (read(Map.of(Configuration.variable(key), ODD)).equals(plain)) {
                    ignored.add(key);
                }
            } catch (ConfigurationException refused) {
                assertTrue(String.valueOf(refused.getMessage()).contains(key), refused.getMessage());
            }
        }
        assertEquals(new TreeSet<>(), ignored, "keys that no environment variable overrides");
    }

    @Test
    void aPlateAndALoudspeakerCanBeGivenByTheEnvironmentAlone() throws ConfigurationException {
        KioskConfig config = KioskConfig.read(Configuration.empty(Map.of(
                "MPP_DISPLAY_LOKET_02", "max7219:spi=0,cs=1",
                "MPP_SPEAKER_2", "sound",
                "MPP_SPEAKER_ADDRESS", "virtual")));
        assertEquals(Set.of("loket-02"), config.devices().plates().keySet());
        assertEquals(Set.of("2"), config.devices().speakers().keySet());
    }

    private static Collection<String> keys() throws ConfigurationException {
        Configuration configuration = Configuration.of("kiosk.toml", FILE, Map.of());
        var _ = KioskConfig.read(configuration);
        // A table as a whole is no key of its own.
        return configuration.keys().stream()
                .filter(key -> !key.equals("display") && !key.equals("speaker"))
                .toList();
    }

    private static KioskConfig read(Map<String, String> environment) throws ConfigurationException {
        return KioskConfig.read(Configuration.of("kiosk.toml", FILE, environment));
    }
}
