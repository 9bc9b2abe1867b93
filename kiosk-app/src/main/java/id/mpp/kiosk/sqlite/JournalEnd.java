package id.mpp.kiosk.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last event that was committed, noted in a small file beside the journal, so that the next start knows a journal
 * that has lost its end: a log that is damaged or was left out of a copy ends it earlier without any error. The note is
 * written after the commit and never synced, so it costs a card next to nothing; after a power cut it may be older than
 * the journal, and never newer. Belongs to the desk's thread; a disk that refuses is no reason to stop.
 */
final class JournalEnd implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalEnd.class);

    private final Path file;
    private final String installation;
    private @Nullable FileChannel channel;
    private boolean failing;

    JournalEnd(Path file, String installation) {
        this.file = file;
        this.installation = installation;
    }

    void note(long seq) {
        // Of one length, so that it is overwritten in place and never half of two numbers.
        String words = String.format(Locale.ROOT, "%s %020d", installation, seq);
        try {
            FileChannel open = channel;
            if (open == null) {
                open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                channel = open;
            }
            open.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.US_ASCII)), 0);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("the end of the journal cannot be noted in " + file + " (" + e + "); it goes on without");
            }
            failing = true;
        }
    }

    /** Lets the file go until the next note. */
    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.warn("the note " + file + " could not be closed: " + e);
        }
    }
}
