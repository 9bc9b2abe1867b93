package id.mpp.hal.scanner.virtual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A FIFO under the device's name. As with a real device, bytes that are sent while nobody has it open are lost. */
final class FifoEnd implements FarEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int CLOSED = -1;

    private final Path path;
    private int fd = CLOSED;

    FifoEnd(Path path) throws IOException {
        this.path = path;
        Libc.makeFifo(path);
    }

    @Override
    public boolean send(byte[] bytes) throws IOException {
        if (fd == CLOSED) {
            fd = Libc.openForWriting(path);
        }
        if (fd == CLOSED) {
            return false;
        }
        try {
            return Libc.writeAll(fd, bytes, PATIENCE);
        } catch (IOException e) {
            // The reader has gone, for example because the kiosk restarts. The next reader finds the FIFO as it is.
            hangUp();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
        hangUp();
    }

    private void hangUp() throws IOException {
        if (fd != CLOSED) {
            int open = fd;
            fd = CLOSED;
            Libc.close(open);
        }
    }
}
