package id.mpp.kiosk.desk;

import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import id.mpp.queue.QueueState;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the desk needs of the journal. Called on the desk's thread alone.
 *
 * <p>After an exception of any method nothing but {@link #reopen} works: the database may have rolled back, or not, and
 * its connection is not to be believed.
 */
public interface Journal {
    /**
     * An event with its time.
     *
     * @param day the label of the business day it belongs to; null before the first
     */
    record Entry(Event event, Moment at, @Nullable LocalDate day) {}

    /**
     * An answer that is kept under its key.
     *
     * @param key scope and idempotency key
     * @param day the ordinal of the business day it was given on, 0 before the first; it is aged by it
     */
    record Answer(String key, byte[] fingerprint, Desk.StoredReply reply, int day) {}

    /** Why the journal does not work. */
    enum Fault {
        /** No room on the disk. */
        FULL,
        /** The file system may only be read. */
        READ_ONLY,
        /** The disk answers with errors, or another program holds the file. */
        FAILING,
        /** What is in the file is not what was written, or the program cannot handle it: waiting does not help. */
        DAMAGED;

        /** Whether it may pass while the program waits. */
        public boolean mayPass() {
            return this != DAMAGED;
        }
    }

    /** The journal could not be read or written. */
    final class JournalException extends Exception {
        private static final long serialVersionUID = 1;

        private final Fault fault;

        public JournalException(String message, Fault fault, Throwable cause) {
            super(message, cause);
            this.fault = fault;
        }

        public Fault fault() {
            return fault;
        }
    }

    /** The hall as the journal tells it, from the last snapshot and what came after. */
    QueueState rebuild() throws JournalException;

    /** All or nothing, on disk when it returns. When it throws it may have happened: {@link #reopen} tells. */
    void commit(List<Entry> entries, List<Answer> answers, Moment now) throws JournalException;

    /** The first answer to this key; empty where there is none or it is older than is kept. */
    Optional<Answer> answer(String key) throws JournalException;

    /** Keeps the state where enough has happened since the last snapshot, to shorten the next start. */
    void snapshot(QueueState state) throws JournalException;

    /**
     * Throws the connections away and opens new ones, which are proved: settings read back, the last event that was
     * committed still there, and a row of its own written and synced. What a failed commit left behind is settled by
     * it, one way or the other, for good. When it throws it may be tried again.
     */
    void reopen() throws JournalException;

    /** The number of the last event that is known to be on disk; cheap, no I/O. */
    long lastSeq();
}
