package id.mpp.server;

import id.mpp.bus.BrokerAccess;
import id.mpp.bus.BrokerKeys;
import id.mpp.program.Configuration;
import id.mpp.program.ConfigurationException;
import id.mpp.program.SimulatedTime;
import id.mpp.web.HttpServer.Binding;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may set, with its defaults. Every key of the file is here, and an unknown key is refused.
 *
 * @param http where pages and programs reach the server
 * @param data the folder of the store, the broker's journal, accounts and sessions
 * @param server this server's id in topics
 * @param broker how to reach the halls
 * @param catalog a hall catalogue for names and promises; null for that of the sample hall
 * @param credentials where the first passwords are written
 * @param simulated the clock of a simulated day; null for the real one
 */
record ServerConfig(
        Binding http,
        Path data,
        String server,
        Broker broker,
        @Nullable Path catalog,
        Path credentials,
        @Nullable SimulatedTime simulated) {

    /**
     * @param embedded whether the broker runs in this program
     * @param host the address of the embedded broker
     * @param outside the other broker
     */
    record Broker(boolean embedded, String host, int port, BrokerAccess outside) {
        /** The broker to which the server itself connects. */
        BrokerAccess access() {
            return embedded
                    ? new BrokerAccess(
                            "broker",
                            List.of("tcp://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port),
                            null,
                            null,
                            BrokerAccess.Tls.DEFAULT)
                    : outside;
        }
    }

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");

    static ServerConfig read(Configuration config) throws ConfigurationException {
        Path data = config.path("data.folder", Path.of("data", "server"));
        String server = config.text("server.id", "main");
        if (!SLUG.matcher(server).matches()) {
            throw config.wrong("server.id", server, "1-40 characters of a-z, 0-9, '.', '_' or '-'");
        }
        boolean embedded = config.oneOf("broker.mode", "embedded", List.of("embedded", "external"))
                .equals("embedded");
        Broker broker = new Broker(
                embedded,
                config.text("broker.host", "127.0.0.1"),
                config.number("broker.port", 1883, 1, 65_535),
                BrokerKeys.read(config, "broker", "tcp://127.0.0.1:1883").orElseThrow());
        ServerConfig read = new ServerConfig(
                new Binding(
                        config.text("http.host", "127.0.0.1"),
                        config.number("http.port", 8090, 0, 65_535),
                        config.flag("http.tls", false)),
                data,
                server,
                broker,
                config.optionalText("catalog").map(Path::of).orElse(null),
                config.path("credentials", data.resolve("credentials.json")),
                SimulatedTime.read(config).orElse(null));
        config.refuseUnknown();
        return read;
    }
}
