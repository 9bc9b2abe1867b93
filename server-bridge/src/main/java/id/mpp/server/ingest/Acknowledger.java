package id.mpp.server.ingest;

import id.mpp.bus.BusMessage;
import id.mpp.bus.MessageBus;
import id.mpp.program.Pulse;
import id.mpp.program.Worker;
import id.mpp.program.Workers;
import id.mpp.wire.Messages;
import id.mpp.wire.Messages.Ack;
import id.mpp.wire.Messages.Question;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the halls how far their events are committed, and asks for missing events. It has a thread of its own, because
 * the thread that takes deliveries must not wait for the broker. A message that the broker did not take is sent again
 * after the next connect.
 */
public final class Acknowledger implements AutoCloseable {
    /**
     * How long the broker may take to accept the messages of a round. Then they are sent again with whatever is newer.
     */
    private static final Duration BROKER_PATIENCE = Duration.ofSeconds(5);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);

    /**
     * The most unknown journals that were greeted and not yet answered. Whoever invents more of them only makes others
     * wait.
     */
    private static final int STRANGERS_AT_MOST = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Acknowledger.class);

    private final MessageBus bus;
    private final EventStore store;
    private final String server;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();

    /** The newest message for each node about each journal. */
    private final Map<Hearer, Progress> pending = new LinkedHashMap<>();

    /**
     * The messages that the broker did not take. They are tried again after a while or at the next connect, unless
     * there is a newer one by then.
     */
    private final Map<Hearer, Progress> unsaid = new HashMap<>();

    /**
     * The progress by installation, the older ones first. Of the messages for a node the broker keeps the last one,
     * which is then the one about its newest journal.
     */
    private final Map<String, Progress> latest = new LinkedHashMap<>();

    private final Questions questions;
    private final GapQuestions gaps;
    private final Worker thread;
    private final Pulse pulse = new Pulse();
    private long unsaidNanos;
    private boolean ending;

    private record Hearer(String branch, String node, String installation) {
        static Hearer of(Progress progress) {
            return new Hearer(progress.branch(), progress.node(), progress.installation());
        }
    }

    /** @param server this server's id in acknowledgements */
    public Acknowledger(MessageBus bus, EventStore store, String server, Workers workers) {
        this.bus = bus;
        this.store = store;
        this.server = server;
        questions = new Questions(bus, store, server);
        gaps = new GapQuestions(bus);
        thread = workers.vital("acknowledger", this::run);
    }

    /** Reads how far every journal is and begins to work. {@link #sayAgain} is to be called after each connect. */
    public void start() throws StoreException {
        store.progress().forEach(progress -> latest.put(progress.installation(), progress));
        thread.start();
    }

    /** Tells the halls what was committed. Never waits. */
    public void sayCommitted(List<Progress> progress) {
        changeLocked(() -> progress.forEach(each -> {
            latest.put(each.installation(), each);
            pending.put(Hearer.of(each), each);
        }));
    }

    /** Tells a node that came online what the store has of it. That is nothing where the store is new. Never waits. */
    public void greet(NodeAddress node, String installation) {
        changeLocked(() -> {
            Progress known = latest.get(installation);
            if (known == null && pending.size() < STRANGERS_AT_MOST) {
                queueWord(Progress.none(node, installation));
            } else if (known != null && known.branch().equals(node.branch())) {
                queueWord(known.addressedTo(node.node()));
            }
        });
    }

    private void queueWord(Progress progress) {
        pending.put(Hearer.of(progress), progress);
    }

    /**
     * Answers a node that asks for an event of its journal, and tells it how far the journal has arrived. Never waits.
     * A flood of questions is not answered as a whole, because a node asks again.
     */
    public void ask(NodeAddress node, String id, Question question) {
        questions.ask(node, id, question);
        greet(node, question.installation());
    }

    /** Sends everything again after a connect. Never waits. */
    public void sayAgain() {
        changeLocked(() -> {
            latest.values().forEach(this::queueWord);
            queueUnsaid();
        });
    }

    /**
     * How long the thread has made no progress. It makes some every few seconds, and after {@link #BROKER_PATIENCE}
     * where the broker takes nothing.
     */
    public Duration stillness() {
        return pulse.age();
    }

    @Override
    public void close() {
        thread.mayEnd();
        changeLocked(() -> ending = true);
        try {
            if (thread.isAlive() && !thread.join(STOP_PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void changeLocked(Runnable change) {
        lock.lock();
        try {
            change.run();
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() throws InterruptedException {
        for (List<Progress> next = takeWords(); !next.isEmpty() || !isEnding(); next = takeWords()) {
            pulse.beat();
            acknowledge(next);
            pulse.beat();
            questions.answerWaiting();
            pulse.beat();
            gaps.askForGaps(this::snapshot);
            pulse.beat();
        }
    }

    private boolean isEnding() {
        lock.lock();
        try {
            return ending;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the messages that are to be sent, after one interval at the latest. A message for which a newer one came in
     * time is left out.
     */
    private List<Progress> takeWords() throws InterruptedException {
        lock.lock();
        try {
            long left = GapQuestions.GAP_LOOK_INTERVAL.toNanos();
            while (pending.isEmpty() && !ending && left > 0) {
                left = work.awaitNanos(left);
            }
            if (left <= 0 && System.nanoTime() - unsaidNanos > GapQuestions.FIRST_ASK_DELAY.toNanos()) {
                queueUnsaid();
            }
            List<Progress> taken = List.copyOf(pending.values());
            pending.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void queueUnsaid() {
        unsaid.forEach((hearer, progress) -> pending.putIfAbsent(hearer, newest(hearer, progress)));
        unsaid.clear();
        unsaidNanos = System.nanoTime();
    }

    private Progress newest(Hearer hearer, Progress said) {
        Progress known = latest.get(hearer.installation());
        return known == null ? said : known.addressedTo(hearer.node());
    }

    /** Sends all messages as fast as the broker's window allows, and only then waits for all of them together. */
    private void acknowledge(List<Progress> words) throws InterruptedException {
        List<CompletableFuture<Void>> sent = new ArrayList<>(words.size());
        for (Progress progress : words) {
            pulse.beat();
            Ack ack = new Ack(
                    progress.installation(),
                    progress.through(),
                    server,
                    store.epoch(),
                    progress.head(),
                    progress.numbers());
            sent.add(
                    bus.send(BusMessage.retained(Topics.ack(progress.branch(), progress.node()), Messages.write(ack))));
        }
        long deadline = System.nanoTime() + BROKER_PATIENCE.toNanos();
        for (int i = 0; i < sent.size(); i++) {
            Progress progress = words.get(i);
            if (!awaitTaken(sent.get(i), deadline)) {
                pulse.beat();
                changeLocked(() -> unsaid.putIfAbsent(Hearer.of(progress), progress));
                LOG.debug("the acknowledgement for {} is said again soon", progress.node());
            }
        }
    }

    private static boolean awaitTaken(CompletableFuture<Void> sent, long deadline) throws InterruptedException {
        try {
            sent.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private List<Progress> snapshot() {
        lock.lock();
        try {
            return List.copyOf(latest.values());
        } finally {
            lock.unlock();
        }
    }
}
