package id.mpp.kiosk.desk;

import static java.lang.System.Logger.Level.ERROR;

import id.mpp.kiosk.desk.Journal.JournalException;
import id.mpp.queue.Command;
import id.mpp.queue.Decision;
import id.mpp.queue.Event;
import id.mpp.queue.Moment;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.QueueState;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The hall's one writer. Commands wait in a bounded mailbox; the desk's thread takes what is there, decides and applies it
 * tentatively, and writes <em>one</em> journal transaction for the whole batch. Only then do answers go out and readers see the
 * new hall. A commit that fails answers everybody of the batch with {@link Desk.Unavailable} and the state is built anew from
 * the journal, so that nothing is ever told that is not on disk.
 */
public final class QueueDesk implements Desk, AutoCloseable {
    /** More waiting requests than a hall of 42 counters ever makes at once; a full mailbox is refused, not queued for ever. */
    static final int MAILBOX = 4_096;
    /** Bounds the time one commit takes. */
    static final int BATCH = 256;
    /**
     * How long reports about paper, for whose answers nobody waits, wait for somebody to share their commit with: about what a client
     * takes from one answer to its next request, and nothing beside the time of a printer. Saves a busy disk every second sync.
     */
    private static final Duration COMPANY = Duration.ofMillis(2);

    /** Longer than any commit: a disk that takes so long hangs. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final System.Logger LOG = System.getLogger(QueueDesk.class.getName());

    private record Pending(Request request, CompletableFuture<Reply> reply) {
        boolean patient() {
            return request.command() instanceof Command.ReportPaper;
        }

        String scopedKey() {
            return request.scope() + " " + request.key();
        }
    }

    /** What the desk's thread works at. */
    private record Work(List<Pending> pending, long sinceNanos) {}

    private final QueueEngine engine;
    private final Journal journal;
    private final Supplier<Moment> now;
    private final BlockingQueue<Pending> mailbox = new ArrayBlockingQueue<>(MAILBOX);
    private final List<BiConsumer<List<Event>, Moment>> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("desk").unstarted(this::run);
    private final Thread watch = Thread.ofPlatform().name("desk-watch").daemon().unstarted(this::watch);
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final HallIndex view;
    private final HallIndex draft;
    private QueueState state;
    private volatile @Nullable Work work;
    private volatile @Nullable String trouble;
    private volatile boolean closing;

    /** @throws JournalException where the journal cannot be read */
    public QueueDesk(QueueEngine engine, Journal journal, Supplier<Moment> now) throws JournalException {
        this.engine = engine;
        this.journal = journal;
        this.now = now;
        this.state = journal.rebuild();
        this.view = new HallIndex(state);
        this.draft = new HallIndex(state);
    }

    /** Before {@link #start}: is told, on the desk's thread, what was committed; must not block. */
    public void onCommit(BiConsumer<List<Event>, Moment> listener) {
        listeners.add(listener);
    }

    public void start() {
        thread.start();
        watch.start();
    }

    @Override
    public CompletableFuture<Reply> submit(Request request) {
        Pending pending = new Pending(request, new CompletableFuture<>());
        if (closing || !mailbox.offer(pending)) {
            pending.reply().completeExceptionally(new Unavailable("the desk is " + (closing ? "closing" : "full")));
        }
        return pending.reply();
    }

    @Override
    public HallView view() {
        return view;
    }

    /** What is wrong with the journal; null where nothing is. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Requests that wait now. */
    public int waiting() {
        return mailbox.size();
    }

    public long commits() {
        return commits.get();
    }

    /** Commits that failed since the start. */
    public long failures() {
        return failures.get();
    }

    /** Ends after the batch under way; what waits is answered with {@link Desk.Unavailable}. */
    @Override
    public void close() {
        closing = true;
        watch.interrupt();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Pending> batch = new ArrayList<>(BATCH);
        while (!closing) {
            try {
                batch.add(mailbox.take());
                mailbox.drainTo(batch, BATCH - 1);
                if (batch.stream().allMatch(Pending::patient)) {
                    awaitCompany(batch);
                }
            } catch (InterruptedException e) {
                break;
            }
            work = new Work(List.copyOf(batch), System.nanoTime());
            process(batch);
            work = null;
            batch.clear();
        }
        mailbox.drainTo(batch);
        batch.forEach(pending -> pending.reply().completeExceptionally(new Unavailable("the desk is closing")));
    }

    private void watch() {
        try {
            while (!closing) {
                Thread.sleep(LOOK_EVERY);
                look(System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Where the disk hangs, nobody waits for it: what became of the batch under way is not known, and nothing became of what waits behind
     * it. One look for all, because a timer for each request costs more than most of the request.
     */
    void look(long nanos) {
        Work now = work;
        if (now == null || nanos - now.sinceNanos() < PATIENCE.toNanos()) {
            return;
        }
        String what = "the journal has not answered for " + PATIENCE.toSeconds() + " s: does its disk hang?";
        if (!what.equals(trouble)) {
            LOG.log(ERROR, what);
        }
        trouble = what;
        now.pending().forEach(one -> one.reply().completeExceptionally(new OutcomeUnknown(what)));
        List<Pending> behind = new ArrayList<>();
        mailbox.drainTo(behind);
        behind.forEach(one -> one.reply().completeExceptionally(new Unavailable(what)));
    }

    private void awaitCompany(List<Pending> batch) throws InterruptedException {
        Pending company = batch.size() < BATCH ? mailbox.poll(COMPANY.toNanos(), TimeUnit.NANOSECONDS) : null;
        if (company != null) {
            batch.add(company);
            mailbox.drainTo(batch, BATCH - batch.size());
        }
    }

    private void process(List<Pending> pending) {
        Moment at = now.get();
        Batch batch = new Batch(at);
        try {
            for (Pending one : pending) {
                batch.take(one);
            }
            if (!batch.entries.isEmpty()) {
                journal.commit(batch.entries, batch.answers, at);
                commits.incrementAndGet();
            }
            trouble = null;
        } catch (JournalException | RuntimeException e) {
            failed(pending, e);
            return;
        }
        List<Event> events = batch.entries.stream().map(Journal.Entry::event).toList();
        if (!events.isEmpty()) {
            view.take(state, events);
        }
        for (int i = 0; i < pending.size(); i++) {
            pending.get(i).reply().complete(batch.outcomes.get(i));
        }
        if (!events.isEmpty()) {
            listeners.forEach(listener -> listener.accept(events, at));
            snapshot();
        }
    }

    /** Nothing of the batch happened: the hall is what the journal says. */
    private void failed(List<Pending> pending, Exception cause) {
        failures.incrementAndGet();
        String what = "the journal cannot be written: " + cause.getMessage();
        trouble = what;
        LOG.log(ERROR, what, cause);
        try {
            state = journal.rebuild();
            draft.reload(state);
        } catch (JournalException e) {
            LOG.log(ERROR, "the journal cannot be read either; the hall stays as it was last committed", e);
        }
        pending.forEach(one -> one.reply().completeExceptionally(new Unavailable(what)));
    }

    private void snapshot() {
        try {
            journal.snapshot(state);
        } catch (JournalException e) {
            LOG.log(ERROR, "no snapshot could be kept; the next start takes longer", e);
        }
    }

    /** What one transaction carries. */
    private final class Batch {
        private final Moment at;
        private final List<Journal.Entry> entries = new ArrayList<>();
        private final List<Journal.Answer> answers = new ArrayList<>();
        private final Map<String, Journal.Answer> known = new HashMap<>();
        private final List<Reply> outcomes = new ArrayList<>();

        Batch(Moment at) {
            this.at = at;
        }

        void take(Pending pending) throws JournalException {
            Request request = pending.request();
            Journal.Answer first = request.key() == null ? null : first(pending.scopedKey());
            if (first != null) {
                boolean same = Arrays.equals(first.fingerprint(), request.fingerprint());
                outcomes.add(same ? new Reply.Answered(first.reply(), true) : new Reply.KeyReused());
                return;
            }
            Decision decision = engine.decide(state, request.command(), at);
            if (decision instanceof Decision.Accepted accepted) {
                for (Event event : accepted.events()) {
                    QueueEngine.evolve(state, event, at);
                    entries.add(new Journal.Entry(event, at, day()));
                }
                draft.take(state, accepted.events());
            }
            StoredReply reply = request.renderer().render(decision, draft);
            outcomes.add(new Reply.Answered(reply, false));
            if (request.key() != null
                    && decision instanceof Decision.Accepted accepted
                    && !accepted.events().isEmpty()) {
                Journal.Answer answer = new Journal.Answer(pending.scopedKey(), request.fingerprint(), reply);
                answers.add(answer);
                known.put(answer.key(), answer);
            }
        }

        private Journal.@Nullable Answer first(String key) throws JournalException {
            Journal.Answer inBatch = known.get(key);
            return inBatch != null ? inBatch : journal.answer(key).orElse(null);
        }

        private @Nullable LocalDate day() {
            return state.day().ordinal() == 0 ? null : state.day().label();
        }
    }
}
