package id.mpp.kiosk.sqlite;

import id.mpp.file.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the server has committed this journal, kept in a small file beside it. A lost cursor costs a repetition,
 * never an event, and the server's own acknowledgement puts it right: so it is written every few seconds at most, and a
 * disk that refuses is no reason to stop the relay. Any thread.
 */
public final class RelayCursor {
    /** Each writing costs a card two blocks and two syncs; a start sends again what was acknowledged in this time. */
    private static final long WRITE_EVERY_NANOS = 10_000_000_000L;
    /** Only the beginning of a file so small can be ours. */
    private static final int BYTES_AT_MOST = 256;

    private static final Logger LOG = LoggerFactory.getLogger(RelayCursor.class);

    /** A journal, and how far the server has it. */
    public record Noted(String installation, long through) {
        static final Noted NOTHING = new Noted("", 0);
    }

    private final Path file;
    private final String installation;
    private final LongSupplier nanos;
    private volatile long through;
    private long written;
    private long writtenNanos;
    private boolean failing;

    RelayCursor(Path file, String installation, LongSupplier nanos) {
        this.file = file;
        this.installation = installation;
        this.nanos = nanos;
        Noted noted = read(file);
        this.through = noted.installation().equals(installation) ? noted.through() : 0;
        this.written = through;
        this.writtenNanos = nanos.getAsLong() - WRITE_EVERY_NANOS;
    }

    long through() {
        return through;
    }

    synchronized void move(long to) {
        through = to;
        if (to != written && nanos.getAsLong() - writtenNanos >= WRITE_EVERY_NANOS) {
            write();
        }
    }

    /** Writes what is not written yet. */
    synchronized void close() {
        if (through != written) {
            write();
        }
    }

    private void write() {
        writtenNanos = nanos.getAsLong();
        try {
            PrivateFile.replace(file, (installation + " " + through).getBytes(StandardCharsets.US_ASCII));
            written = through;
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("the relay's cursor cannot be stored in " + file + " (" + e
                        + "); it is tried again, and a start would send again what the server has");
            }
            failing = true;
        }
    }

    /** What stands in the file; nothing where it cannot be read. */
    static Noted read(Path file) {
        try {
            if (!Files.exists(file)) {
                return Noted.NOTHING;
            }
            if (Files.size(file) > BYTES_AT_MOST) {
                throw new IOException("larger than " + BYTES_AT_MOST + " bytes");
            }
            String[] words = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            return words.length == 2 ? new Noted(words[0], Math.max(0, Long.parseLong(words[1]))) : Noted.NOTHING;
        } catch (IOException | NumberFormatException e) {
            LOG.warn("the note " + file + " cannot be read; it is as if it were not there", e);
            return Noted.NOTHING;
        }
    }
}
