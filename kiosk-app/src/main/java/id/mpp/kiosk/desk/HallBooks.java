package id.mpp.kiosk.desk;

import id.mpp.kiosk.desk.Journal.JournalException;
import id.mpp.queue.Command;
import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueueState;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The hall as it is decided upon, beside the journal it is written to; the two never differ for longer than a batch
 * takes. After a failure the journal alone counts: {@link #reopen} opens it anew and makes the state of what it says.
 * The desk's thread alone, {@link #view} aside.
 */
final class HallBooks {
    private final QueueEngine engine;
    private final Journal journal;
    private final HallIndex view;
    private final HallIndex draft;
    private Function<List<Event>, List<Command>> company = events -> List.of();
    private QueueState state;
    private boolean sound = true;
    /** A batch of which nobody knows whether it is on disk, and the journal's end before it. */
    private @Nullable Batch uncertain;

    private long seqBefore;

    HallBooks(QueueEngine engine, Journal journal) throws JournalException {
        this.engine = engine;
        this.journal = journal;
        this.state = journal.rebuild();
        this.view = new HallIndex(state);
        this.draft = new HallIndex(state);
    }

    void accompany(Function<List<Event>, List<Command>> with) {
        company = with;
    }

    HallView view() {
        return view;
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
     * Decides all of it on the tentative state.
     *
     * @throws RuntimeException where a rule or a renderer failed: then the journal is as it was, and {@link #undo}
     *     mends the state
     */
    Batch decide(List<Batch.Pending> pending, Moment at) throws JournalException {
        Batch batch = new Batch(at);
        try {
            for (Batch.Pending one : pending) {
                batch.take(one, engine, journal, state, draft);
            }
            if (!batch.entries().isEmpty()) {
                for (Command command : company.apply(batch.events())) {
                    batch.apply(engine.decide(state, command, at), state, draft);
                }
            }
            return batch;
        } catch (JournalException e) {
            sound = false;
            throw e;
        }
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
        view.take(state, batch.events());
    }

    void snapshot() throws JournalException {
        try {
            journal.snapshot(state);
        } catch (JournalException | RuntimeException e) {
            sound = false;
            throw e;
        }
    }

    /** Throws away what was applied and not committed; the journal itself has not failed. */
    void undo() throws JournalException {
        sound = false;
        load();
    }

    /**
     * Opens the journal anew and takes the hall from it.
     *
     * @return the batch whose commit failed and is on disk nevertheless; null where there is none, so that nothing of
     *     it happened
     */
    @Nullable
    Batch reopen() throws JournalException {
        sound = false;
        journal.reopen();
        Batch batch = uncertain;
        long end = journal.lastSeq();
        if (batch != null
                && end != seqBefore
                && end != seqBefore + batch.entries().size()) {
            throw new IllegalStateException("the journal ends at event " + end + "; after event " + seqBefore + " "
                    + batch.entries().size() + " were written");
        }
        load();
        uncertain = null;
        if (batch == null || end == seqBefore) {
            return null;
        }
        view.take(state, batch.events());
        return batch;
    }

    private void load() throws JournalException {
        QueueState loaded = journal.rebuild();
        draft.reload(loaded);
        state = loaded;
        sound = true;
    }
}
