package id.mpp.server.testing;

import java.io.IOException;

/** Ports for servers under test. */
public final class FreePort {
    private FreePort() {}

    public static int find() throws IOException {
        return id.mpp.testing.FreePort.find();
    }
}
