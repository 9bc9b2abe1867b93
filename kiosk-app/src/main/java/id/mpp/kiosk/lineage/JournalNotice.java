package id.mpp.kiosk.lineage;

import id.mpp.queue.Day;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Tells the staff that the journal goes on with another one, until a supervisor has confirmed that it is known or the
 * day it happened on is past. Thread-safe.
 */
public final class JournalNotice {
    private final Path note;
    private @Nullable Begun begun;

    /** @param begun null where there is nothing to tell */
    public JournalNotice(@Nullable Begun begun, Path note) {
        this.begun = begun;
        this.note = note;
    }

    /** What is to be told while this is the day; null for nothing. */
    public synchronized @Nullable Begun now(Day day) {
        Begun known = begun;
        return known == null || known.seen() || day.ordinal() > known.toldThrough() ? null : known;
    }

    /** A supervisor knows of it; kept over restarts. */
    public synchronized void seen() throws IOException {
        Begun known = begun;
        if (known != null && !known.seen()) {
            Begun confirmed = known.confirmed();
            confirmed.write(note);
            begun = confirmed;
        }
    }
}
