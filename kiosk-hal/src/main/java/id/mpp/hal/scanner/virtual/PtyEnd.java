package id.mpp.hal.scanner.virtual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A pseudo-terminal with a link under the device's name, as udev makes one. */
final class PtyEnd implements FarEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Path link;
    private final int master;

    PtyEnd(Path link) throws IOException {
        this.link = link;
        master = Libc.openPty();
        try {
            Files.createSymbolicLink(link, Libc.nameOfPty(master));
        } catch (IOException e) {
            Libc.close(master);
            throw e;
        }
    }

    @Override
    public boolean send(byte[] bytes) throws IOException {
        return Libc.writeAll(master, bytes, PATIENCE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(link);
        Libc.close(master);
    }
}
