package id.mpp.server;

import id.mpp.program.Launcher;

/** {@code server-bridge [--config FILE] [--watch-parent PID]}: the central program. */
public final class ServerMain {
    private ServerMain() {}

    public static void main(String[] args) {
        int status = Launcher.run(
                args, (configuration, workers) -> new ServerWiring(ServerConfig.read(configuration), workers));
        if (status != 0) {
            System.exit(status);
        }
    }
}
