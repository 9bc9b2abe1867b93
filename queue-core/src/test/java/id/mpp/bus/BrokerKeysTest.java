package id.mpp.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.program.Configuration;
import id.mpp.program.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerKeysTest {
    private static final String SECRET = "hunter2";

    @Test
    void oneAddressAListAndTheEnvironmentAreTheSame() throws ConfigurationException {
        assertEquals(
                List.of("tcp://a:1"),
                access("relay.url = 'tcp://a:1'", Map.of()).urls());
        List<String> two = List.of("tcp://a:1", "ssl://[::1]:8883");
        assertEquals(
                two,
                access("relay.url = ['tcp://a:1', 'ssl://[::1]:8883']", Map.of())
                        .urls());
        assertEquals(
                two,
                access("", Map.of("MPP_RELAY_URL", "tcp://a:1, ssl://[::1]:8883"))
                        .urls());
    }

    @Test
    void everyKeyArrivesAndNoTextOfItShowsThePassword() throws ConfigurationException {
        BrokerAccess access = access("""
            relay.url = "ssl://a:8883"
            relay.user = "x/node/hub-1"
            relay.password = "hunter2"
            relay.ca = "/ca"
            relay.cert = "/cert"
            relay.key = "/key"
            """, Map.of());
        assertEquals("x/node/hub-1", access.user());
        assertEquals(new BrokerAccess.Tls(Path.of("/ca"), Path.of("/cert"), Path.of("/key")), access.tls());
        assertEquals(new BrokerAccess.Password.Given(SECRET), access.password());
        assertFalse(access.toString().contains(SECRET), access.toString());
    }

    @Test
    void withoutAnAddressThereIsNoBroker() throws ConfigurationException {
        assertTrue(
                BrokerKeys.read(config("relay.url = ''", Map.of()), "relay", "").isEmpty());
        assertTrue(BrokerKeys.read(config("", Map.of()), "relay", "").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relay.url = 'tcp://user:hunter2@host:1883'",
                "relay.url = ['tcp://a:1', 'ssl://user:hunter2@host:8883']",
                "relay.url = 'tcp://user:hunter2:host:1883'",
                "relay.url = 'tcp://host:1883?password=hunter2'",
                "relay.url = [['tcp://user:hunter2@host:1883']]",
                "relay.url = {a = 'tcp://user:hunter2@host:1883'}",
                "relay.url = tcp://user:hunter2@host:1883",
                "relay.url = 'a:1'\nrelay.user = 'u'\nrelay.password = 'hunter2'",
                "relay.url = 'tcp://a:1'\nrelay.user = 'u'\nrelay.password = hunter2",
                "relay.url = 'tcp://a:1'\nrelay.user = 'u'\nrelay.password = ['hunter2']",
                "relay.url = 'tcp://a:1'\nrelay.password = 'hunter2'",
                "relay.url = 'tcp://a:1'\nrelay.user = 'u'\nrelay.password = 'hunter2'\nrelay.passwordFile = '/f'"
            })
    void whatIsWrongIsRefusedInOneLineThatHoldsNoPassword(String toml) {
        String said = refusal(toml, Map.of());
        assertFalse(said.contains(SECRET), said);
        assertTrue(said.contains("relay.") || said.contains("not TOML"), said);
        assertEquals(1, said.lines().count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://user:hunter2@host:1883",
                "tcp://user:hun,ter2@host:1883",
                "user:hunter2@host",
                "tcp://user:hunter2:host:1"
            })
    void aPasswordInTheEnvironmentsAddressIsRefusedAndNotShown(String url) {
        String said = refusal("", Map.of("MPP_RELAY_URL", url));
        assertFalse(said.contains("hun"), said);
        assertTrue(said.contains("MPP_RELAY_URL"), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://a",
                "http://a:1",
                "tcp://a:0",
                "tcp://a:65536",
                "tcp://a:1/path",
                "tcp://:1",
                "a:1",
                "tcp://a b:1"
            })
    void whatIsNoAddressIsRefused(String url) {
        String said = refusal("relay.url = '" + url + "'", Map.of());
        assertTrue(said.contains("relay.url") && said.contains("tcp://host:port"), said);
    }

    @Test
    void aCertificateAndItsKeyGoTogether() {
        assertTrue(
                refusal("relay.url = 'ssl://a:1'\nrelay.cert = '/c'", Map.of()).contains("relay.key"));
        assertTrue(
                refusal("relay.url = 'ssl://a:1'\nrelay.key = '/k'", Map.of()).contains("relay.cert"));
    }

    private static String refusal(String toml, Map<String, String> environment) {
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> access(toml, environment), toml);
        return String.valueOf(refused.getMessage());
    }

    private static BrokerAccess access(String toml, Map<String, String> environment) throws ConfigurationException {
        return BrokerKeys.read(config(toml, environment), "relay", "").orElseThrow();
    }

    private static Configuration config(String toml, Map<String, String> environment) throws ConfigurationException {
        return Configuration.of("kiosk.toml", toml, environment);
    }
}
