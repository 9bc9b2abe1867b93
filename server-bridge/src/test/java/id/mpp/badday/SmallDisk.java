package id.mpp.badday;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tmpfs of its own for the kiosk's data, which can be filled to its last byte and freed again. Needs root. */
final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final Path at;
    private final Path filler;

    SmallDisk(Path at, int megabytes) throws IOException {
        this.at = Files.createDirectories(at);
        this.filler = at.resolve("filler");
        Command.run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", at.toString());
    }

    Path at() {
        return at;
    }

    /** Writes until nothing more fits, in ever smaller pieces. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (int piece = CHUNK; piece > 0; piece /= 2) {
                fill(out, new byte[piece]);
            }
        }
    }

    private static void fill(OutputStream out, byte[] piece) {
        try {
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            // This is the purpose: the next, smaller piece may still fit.
            return;
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler);
    }

    @Override
    public void close() throws IOException {
        Command.run("umount", "-l", at.toString());
    }
}
