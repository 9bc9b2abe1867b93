package id.mpp.bus;

import id.mpp.bus.BrokerAccess.Password;
import id.mpp.program.Configuration;
import id.mpp.program.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * The keys by which both programs find their broker: {@code relay.url} of the kiosk, {@code broker.url} of the server,
 * each one address or a list, and beside it {@code .user}, {@code .password} or {@code .passwordFile}, {@code .ca},
 * {@code .cert}, {@code .key}. No message shows an address that may hold a password.
 */
public final class BrokerKeys {
    /** Longer than any account's name; the protocol would take 65,535 bytes. */
    private static final int MAX_USER = 256;

    private static final int MAX_PORT = 65_535;

    private BrokerKeys() {}

    /**
     * Reads them.
     *
     * @param keys {@code relay} or {@code broker}
     * @param otherwise the address where none is set; empty for none
     * @return empty where there is no address
     * @throws ConfigurationException of one line, for an impossible value
     */
    public static Optional<BrokerAccess> read(Configuration config, String keys, String otherwise)
            throws ConfigurationException {
        List<String> urls = urls(config, keys + ".url");
        String user = user(config, keys + ".user");
        Password password = password(config, keys, user);
        BrokerAccess.Tls tls = tls(config, keys);
        if (!urls.isEmpty() || !otherwise.isEmpty()) {
            List<String> known = urls.isEmpty() ? List.of(otherwise) : urls;
            return Optional.of(new BrokerAccess(keys, known, user, password, tls));
        }
        return Optional.empty();
    }

    private static List<String> urls(Configuration config, String key) throws ConfigurationException {
        List<String> urls =
                config.oneOrMore(key).stream().filter(url -> !url.isEmpty()).toList();
        if (urls.stream().anyMatch(url -> url.contains("@"))) {
            throw config.wrong(
                    key,
                    Configuration.HIDDEN,
                    "an address without user and password, such as tcp://host:1883; these belong into "
                            + key.replace(".url", ".user") + " and " + key.replace(".url", ".passwordFile"));
        }
        for (String url : urls) {
            Matcher matcher = BrokerAccess.URL.matcher(url);
            if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > MAX_PORT) {
                throw config.wrong(
                        key, Configuration.HIDDEN, "tcp://host:port or ssl://host:port, or a list of such addresses");
            }
        }
        if (urls.size() > BrokerAccess.MAX_URLS) {
            throw config.wrong(key, urls.size() + " addresses", "at most " + BrokerAccess.MAX_URLS);
        }
        return urls;
    }

    private static @Nullable String user(Configuration config, String key) throws ConfigurationException {
        String user = config.optionalText(key).orElse("");
        if (user.length() > MAX_USER || user.chars().anyMatch(Character::isISOControl)) {
            throw config.wrong(key, user.length() + " characters", "1-" + MAX_USER + " characters on one line");
        }
        return user.isEmpty() ? null : user;
    }

    private static @Nullable Password password(Configuration config, String keys, @Nullable String user)
            throws ConfigurationException {
        String given = config.secret(keys + ".password").orElse("");
        String file = config.optionalText(keys + ".passwordFile").orElse("");
        if (!given.isEmpty() && !file.isEmpty()) {
            throw config.wrong(keys + ".passwordFile", file, "nothing where " + keys + ".password is set, or it alone");
        }
        if (user == null && (!given.isEmpty() || !file.isEmpty())) {
            throw config.wrong(
                    keys + ".user",
                    "",
                    "the user whose password is in " + keys + ".password or " + keys + ".passwordFile");
        }
        if (!file.isEmpty()) {
            return new Password.InFile(Path.of(file));
        }
        return given.isEmpty() ? null : new Password.Given(given);
    }

    private static BrokerAccess.Tls tls(Configuration config, String keys) throws ConfigurationException {
        Path ca = path(config, keys + ".ca");
        Path cert = path(config, keys + ".cert");
        Path key = path(config, keys + ".key");
        if (cert != null && key == null) {
            throw config.wrong(keys + ".key", "", "the file of the private key beside " + keys + ".cert");
        }
        if (key != null && cert == null) {
            throw config.wrong(keys + ".cert", "", "the file of the certificate beside " + keys + ".key");
        }
        return new BrokerAccess.Tls(ca, cert, key);
    }

    private static @Nullable Path path(Configuration config, String key) throws ConfigurationException {
        Path path = config.path(key, Path.of(""));
        return path.toString().isEmpty() ? null : path;
    }
}
