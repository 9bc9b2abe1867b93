package id.mpp.kiosk.desk;

import id.mpp.kiosk.desk.Journal.JournalException;
import id.mpp.queue.Command;
import id.mpp.queue.Event;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueueState;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The hall as it was last committed, beside the journal it is written to. A batch makes the next version of it; that
 * one takes its place once it is on disk, and is dropped where it is not. The desk's thread alone, {@link #view} aside.
 */
final class HallBooks {
    private final QueueEngine engine;
    private final Journal journal;
    private Function<List<Event>, List<Command>> company = events -> List.of();
    private volatile QueueState committed;
    private boolean sound = true;
    /** A batch of which nobody knows whether it is on disk, and the journal's end before it. */
    private @Nullable Batch uncertain;

    private long seqBefore;

    HallBooks(QueueEngine engine, Journal journal) throws JournalException {
        this.engine = engine;
        this.journal = journal;
        this.committed = journal.rebuild();
    }

    void accompany(Function<List<Event>, List<Command>> with) {
        company = with;
    }

    HallView view() {
        return committed;
    }

    /** Whether decisions can be made and written; false from a failure of the journal until {@link #reopen}. */
    boolean sound() {
        return sound;
    }

    /** Whether what became of the last batch is not known. */
    boolean outcomeUnknown() {
        return uncertain != null;
    }

    /**
     * Decides all of it, one upon the other.
     *
     * @throws RuntimeException where a rule or a renderer failed: then nothing has happened
     */
    Batch decide(List<Batch.Pending> pending, Moment at) throws JournalException {
        Batch batch = new Batch(engine, committed, at);
        try {
            for (Batch.Pending one : pending) {
                batch.take(one, journal);
            }
        } catch (JournalException e) {
            sound = false;
            throw e;
        }
        if (!batch.entries().isEmpty()) {
            company.apply(batch.events()).forEach(batch::accompany);
        }
        return batch;
    }

    /** Writes a batch and shows it to readers; when it throws, it may be on disk. */
    void commit(Batch batch) throws JournalException {
        uncertain = batch;
        seqBefore = journal.lastSeq();
        try {
            journal.commit(batch.entries(), batch.answers(), batch.at());
        } catch (JournalException | RuntimeException e) {
            sound = false;
            throw e;
        }
        uncertain = null;
        committed = batch.next();
    }

    void snapshot() throws JournalException {
        try {
            journal.snapshot(committed);
        } catch (JournalException | RuntimeException e) {
            sound = false;
            throw e;
        }
    }

    /**
     * Opens the journal anew and settles what became of a batch whose commit failed: the journal's end tells.
     *
     * @return that batch where it is on disk nevertheless; null where there is none, so that nothing of it happened
     */
    @Nullable
    Batch reopen() throws JournalException {
        sound = false;
        journal.reopen();
        Batch batch = uncertain;
        long end = journal.lastSeq();
        boolean durable = batch != null && end == seqBefore + batch.entries().size();
        if (batch != null && !durable && end != seqBefore) {
            throw new IllegalStateException("the journal ends at event " + end + "; after event " + seqBefore + " "
                    + batch.entries().size() + " were written");
        }
        if (batch != null && durable) {
            committed = batch.next();
        }
        uncertain = null;
        sound = true;
        return durable ? batch : null;
    }
}
