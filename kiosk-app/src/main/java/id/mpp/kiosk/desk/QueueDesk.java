package id.mpp.kiosk.desk;

import id.mpp.kiosk.desk.Batch.Pending;
import id.mpp.kiosk.desk.Journal.Fault;
import id.mpp.kiosk.desk.Journal.JournalException;
import id.mpp.program.Pulse;
import id.mpp.program.Worker;
import id.mpp.program.Workers;
import id.mpp.queue.ActorId;
import id.mpp.queue.Command;
import id.mpp.queue.Event;
import id.mpp.queue.HallView;
import id.mpp.queue.Moment;
import id.mpp.queue.QueueEngine;
import id.mpp.queue.TicketId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hall's one writer. Commands wait in a bounded mailbox. The desk's thread takes what is there, makes the next
 * version of the hall of it, and writes <em>one</em> journal transaction for the whole batch. Only then do answers go
 * out and readers see that version.
 *
 * <p>After any failure of the journal its connections are thrown away and new ones proved. The journal's end then tells
 * whether the batch is on disk, and its version of the hall is shown or dropped ({@link HallBooks}): nothing is ever
 * told that is not on disk, and nothing that is on disk is denied. Where that cannot be done because of the disk,
 * everybody is refused, readers keep the hall as it was last committed, and it is tried again every {@value
 * #TRY_EVERY_MILLIS} ms; where waiting cannot help, the program ends and is started again.
 */
public final class QueueDesk implements Desk, AutoCloseable {
    /** Longer than any commit: a disk that takes so long hangs. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** Between two attempts to open a journal: soon enough for the next press, and no load for a dying disk. */
    private static final long TRY_EVERY_MILLIS = 500;
    /** Nothing happens then; any number does. */
    private static final long IDLE_MILLIS = 60_000;
    /** Commits that fail in a row for another reason than the disk, although the journal can be opened each time. */
    private static final int FAILURES_AT_MOST = 3;

    private static final Logger LOG = LoggerFactory.getLogger(QueueDesk.class);

    /** Refused, always, and journalled never. */
    private static final Request NOTHING = Request.ofProgram(
            "watchdog", new Command.CancelTicket(new TicketId("no-such-ticket"), new ActorId("watchdog")));

    /** What the desk's thread works at. */
    private record Work(List<Pending> pending, long sinceNanos) {}

    private final HallBooks books;
    private final Supplier<Moment> now;
    private final Consumer<String> end;
    private final Mailbox mailbox = new Mailbox();
    private final Map<String, BiConsumer<List<Event>, Moment>> listeners = new LinkedHashMap<>();
    private final Workers workers;
    private final Worker thread;
    private final Pulse pulse = new Pulse();
    private @Nullable Worker watch;
    private final AtomicLong commits = new AtomicLong();
    private final DeskTrouble trouble = new DeskTrouble();
    private long triedNanos;
    private volatile @Nullable Work work;
    private volatile boolean doubted;
    private BooleanSupplier makeRoom = () -> false;
    private volatile boolean closing;

    /** Tells its end and does not end the program: for whoever sees to it that a desk in trouble is not used. */
    public QueueDesk(QueueEngine engine, Journal journal, Supplier<Moment> now, Workers workers)
            throws JournalException {
        this(engine, journal, now, workers, why -> LOG.error(why));
    }

    /**
     * @param end ends the program at once, with this line: the journal is beyond help of this process. Called on the
     *     desk's thread, which carries out nothing more where it returns
     * @throws JournalException where the journal cannot be read
     */
    public QueueDesk(QueueEngine engine, Journal journal, Supplier<Moment> now, Workers workers, Consumer<String> end)
            throws JournalException {
        this.books = new HallBooks(engine, journal);
        this.now = now;
        this.workers = workers;
        this.thread = workers.vital("desk", this::run);
        this.end = end;
    }

    /**
     * Before {@link #start}: is told, on the desk's thread, what was committed and answered; must not block. The hall
     * does not depend on any listener: one that throws is counted and told under its name, and the desk goes on. What
     * it missed it finds in the journal or in {@link #view}.
     */
    public void onCommit(String name, BiConsumer<List<Event>, Moment> listener) {
        if (listeners.put(name, listener) != null) {
            throw new IllegalArgumentException("two listeners are named " + name);
        }
    }

    /**
     * Before {@link #start}: is asked, on the desk's thread, with the events of each batch, which commands of the
     * program's own belong into the same commit; must not block, and may be asked again for the same events where the
     * commit failed.
     */
    public void accompany(Function<List<Event>, List<Command>> with) {
        books.accompany(with);
    }

    public void start() {
        thread.start();
        watch = workers.every("desk-watch", LOOK_EVERY, () -> refuseWhereTheDiskHangs(System.nanoTime()));
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
        return books.view();
    }

    /** What is wrong with the journal; null where nothing is. */
    public @Nullable String trouble() {
        return trouble.sentence();
    }

    /**
     * What keeps the journal from being written, from the first refusal until a while after the last one; null where
     * nothing does.
     */
    public @Nullable Fault fault() {
        return trouble.toldFault();
    }

    @Override
    public boolean writable() {
        return trouble.toldFault() == null;
    }

    /**
     * Before {@link #start}: gives room back where the disk is full, and says whether there was any; called on the
     * desk's thread.
     */
    public void onFull(BooleanSupplier give) {
        makeRoom = give;
    }

    /**
     * Something speaks against the disk: the desk proves its journal, now and not at the next press. Does not wait for
     * it.
     */
    public void doubt() {
        doubted = true;
        var _ = mailbox.offer(new Pending(NOTHING, new CompletableFuture<>()));
    }

    /**
     * Asks the desk for nothing and waits for its answer: no time where it comes within {@code patience}, else how long
     * the desk has stood still. Its thread then hangs, most likely in its disk; a refusal, also of everything, is an
     * answer.
     */
    public Duration stillness(Duration patience) throws InterruptedException {
        Pending nothing = new Pending(NOTHING, new CompletableFuture<>());
        try {
            if (mailbox.offer(nothing)) {
                var _ = nothing.reply().get(patience.toNanos(), TimeUnit.NANOSECONDS);
                return Duration.ZERO;
            }
            return pulse.age();
        } catch (ExecutionException | TimeoutException e) {
            return pulse.age();
        }
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
        return trouble.failures();
    }

    /** Ends after the batch under way; what waits is answered with {@link Desk.Unavailable}. */
    @Override
    public void close() {
        closing = true;
        if (watch != null) {
            watch.interrupt();
        }
        thread.interrupt();
        try {
            if (!thread.join(PATIENCE)) {
                LOG.error("the desk did not end within " + PATIENCE.toSeconds() + " s; what it was at is not known");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            List<Pending> batch;
            try {
                batch = mailbox.next(books.sound(), books.sound() ? IDLE_MILLIS : TRY_EVERY_MILLIS);
            } catch (InterruptedException e) {
                break;
            }
            work = new Work(batch, System.nanoTime());
            if (doubted) {
                doubted = false;
                var _ = recover();
            }
            if (!batch.isEmpty()) {
                process(batch);
            } else if (!books.sound()) {
                recover();
            }
            work = null;
            pulse.beat();
        }
        List<Pending> reports = mailbox.takeReports();
        if (!reports.isEmpty() && books.sound()) {
            process(reports);
        }
        Stream.concat(reports.stream(), mailbox.takeWaiting().stream())
                .forEach(one -> one.fail(new Unavailable("the desk is closing")));
    }

    /**
     * Where the disk hangs, nobody waits for it: what became of the batch under way is not known, and nothing became of
     * what waits behind it. One look for all, because a timer for each request costs more than most of the request.
     */
    void refuseWhereTheDiskHangs(long nanos) {
        Work now = work;
        if (now == null || nanos - now.sinceNanos() < PATIENCE.toNanos()) {
            return;
        }
        String what = "the journal has not answered for " + PATIENCE.toSeconds() + " s: does its disk hang?";
        trouble.begin(what);
        now.pending().forEach(one -> one.reply().completeExceptionally(new OutcomeUnknown(what)));
        mailbox.takeWaiting().forEach(one -> one.reply().completeExceptionally(new Unavailable(what)));
    }

    private void process(List<Pending> pending) {
        boolean tooEarly = System.nanoTime() - triedNanos < TimeUnit.MILLISECONDS.toNanos(TRY_EVERY_MILLIS);
        if (!books.sound() && (tooEarly || !recover())) {
            pending.forEach(one -> one.fail(new Unavailable(String.valueOf(trouble.sentence()), trouble.fault())));
            return;
        }
        Batch batch = decide(pending);
        if (batch == null) {
            return;
        }
        try {
            if (!batch.entries().isEmpty()) {
                books.commit(batch);
                commits.incrementAndGet();
                trouble.endByCommit();
            }
        } catch (JournalException | RuntimeException e) {
            serveAfterFailure(pending, e);
            return;
        }
        tellWhatHappened(batch);
    }

    /** It is on disk: everybody is told. */
    private void tellWhatHappened(Batch batch) {
        batch.answer();
        List<Event> events = batch.events();
        if (!events.isEmpty()) {
            listeners.forEach((name, listener) -> workers.contain(name, () -> listener.accept(events, batch.at())));
            snapshot();
        }
    }

    /** Null where it failed, and everybody has been told or served. */
    private @Nullable Batch decide(List<Pending> pending) {
        try {
            return books.decide(pending, now.get());
        } catch (JournalException e) {
            serveAfterFailure(pending, e);
        } catch (RuntimeException e) {
            LOG.error("a command failed; nothing of it happened", e);
            serveOneByOne(pending, e);
        }
        return null;
    }

    /** One command that fails by itself does not take those with it that came at the same time. */
    private void serveOneByOne(List<Pending> pending, RuntimeException cause) {
        if (pending.size() == 1) {
            pending.getFirst().fail(cause);
        } else {
            pending.forEach(one -> process(List.of(one)));
        }
    }

    /** The journal failed under this batch: what became of it the journal tells, once it is opened anew. */
    private void serveAfterFailure(List<Pending> pending, Exception cause) {
        trouble.countFailedCommit();
        Fault why = cause instanceof JournalException journal ? journal.fault() : Fault.DAMAGED;
        String what = "the journal cannot be written: " + cause.getMessage();
        trouble.begin(what, why, cause);
        if (!why.mayPass() && trouble.failuresInRow() >= FAILURES_AT_MOST) {
            giveUp(what);
        }
        boolean roomier = why == Fault.FULL && makeRoom.getAsBoolean();
        boolean recovered = recover();
        if (recovered && roomier) {
            // Those whose batch is on disk after all have been answered by now; the others are served of the room that
            // was made.
            List<Pending> again =
                    pending.stream().filter(one -> !one.reply().isDone()).toList();
            if (!again.isEmpty()) {
                process(again);
            }
            return;
        }
        trouble.refuse(why);
        if (recovered) {
            trouble.reopened();
        }
        boolean unknown = !recovered && books.outcomeUnknown();
        pending.forEach(one -> one.fail(unknown ? new OutcomeUnknown(what) : new Unavailable(what, why)));
    }

    /** Opens the journal anew, tells whose batch is on disk after all, and says whether the hall goes on. */
    private boolean recover() {
        triedNanos = System.nanoTime();
        try {
            Batch durable = books.reopen();
            LOG.info("the journal was opened anew; the hall goes on");
            trouble.end();
            if (durable != null) {
                commits.incrementAndGet();
                tellWhatHappened(durable);
            }
            return books.sound();
        } catch (JournalException e) {
            String what = "the journal cannot be opened: " + e.getMessage();
            trouble.begin(what, e.fault(), null);
            if (!e.fault().mayPass()) {
                giveUp(what);
            } else if (e.fault() == Fault.FULL && makeRoom.getAsBoolean()) {
                return recover();
            }
            trouble.refuse(e.fault());
        } catch (RuntimeException e) {
            giveUp("the journal does not fit the hall: " + e);
        }
        return false;
    }

    private void giveUp(String what) {
        trouble.begin(what);
        end.accept(what + "; the program ends, so that it is started again");
        closing = true;
    }

    private void snapshot() {
        try {
            books.snapshot();
        } catch (JournalException | RuntimeException e) {
            trouble.countFailedSnapshot();
            LOG.error("no snapshot could be kept; the next start takes longer", e);
            recover();
        }
    }
}
