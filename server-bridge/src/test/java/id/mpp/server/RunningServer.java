package id.mpp.server;

import id.mpp.program.Configuration;
import id.mpp.program.ConfigurationException;
import id.mpp.program.TestWorkers;
import java.nio.file.Path;
import java.util.Map;

/** Opens the wiring to tests of other packages. */
public final class RunningServer implements AutoCloseable {
    private final ServerWiring wiring;
    private final Path folder;

    private RunningServer(ServerWiring wiring, Path folder) {
        this.wiring = wiring;
        this.folder = folder;
    }

    /** @param settings further keys, a line each */
    public static RunningServer start(Path folder, int mqttPort, String settings) throws ConfigurationException {
        return startWith(folder, "port = " + mqttPort, settings);
    }

    /** Starts it with a broker that runs by itself. */
    public static RunningServer startAt(Path folder, String broker, String settings) throws ConfigurationException {
        return startWith(folder, "mode = \"external\"\nurl = \"" + broker + "\"", settings);
    }

    private static RunningServer startWith(Path folder, String broker, String settings) throws ConfigurationException {
        String toml = settings + "[data]\nfolder = \"" + folder + "\"\n[http]\nport = 0\n[broker]\n" + broker + "\n";
        return new RunningServer(
                new ServerWiring(ServerConfig.read(Configuration.of("test", toml, Map.of())), TestWorkers.told()),
                folder);
    }

    public int port() {
        return wiring.port();
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        wiring.close();
    }
}
