package id.mpp.server;

import id.mpp.web.Launcher;

/** {@code server-bridge [--config FILE] [--watch-parent PID]}: the central program. */
public final class ServerMain {
    private ServerMain() {}

    public static void main(String[] args) {
        int status = Launcher.run(args, configuration -> new ServerWiring(ServerConfig.read(configuration)));
        if (status != 0) {
            System.exit(status);
        }
    }
}
