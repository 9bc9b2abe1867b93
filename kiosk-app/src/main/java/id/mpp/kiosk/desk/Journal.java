package id.mpp.kiosk.desk;

import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import id.mpp.queue.QueueState;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the desk needs of the journal. Called on the desk's thread alone. */
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
     */
    record Answer(String key, byte[] fingerprint, Desk.StoredReply reply) {}

    /** The journal cannot be written; nothing of the batch is in it. */
    final class JournalException extends Exception {
        private static final long serialVersionUID = 1;

        public JournalException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The hall as the journal tells it, from the last snapshot and what came after. */
    QueueState rebuild() throws JournalException;

    /** All or nothing, on disk when it returns. */
    void commit(List<Entry> entries, List<Answer> answers, Moment now) throws JournalException;

    /** The first answer to this key; empty where there is none or it is older than is kept. */
    Optional<Answer> answer(String key) throws JournalException;

    /** Keeps the state where enough has happened since the last snapshot, to shorten the next start. */
    void snapshot(QueueState state) throws JournalException;
}
