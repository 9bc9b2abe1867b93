package id.mpp.server.ingest;

import id.mpp.bus.BusMessage;
import id.mpp.bus.MessageBus;
import id.mpp.program.Pulse;
import id.mpp.program.Worker;
import id.mpp.program.Workers;
import id.mpp.wire.Messages;
import id.mpp.wire.Messages.Ack;
import id.mpp.wire.Messages.Command;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells the halls how far their events are committed, and asks for what is missing. Has a thread of its own, because the one that takes
 * deliveries must not wait for the broker; what could not be said is said again after the next connect.
 */
public final class Acknowledger implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(3);
    /** A gap is asked for again after this, doubling: an event that can never be read must not make a storm. */
    private static final Duration FIRST_ASK = Duration.ofSeconds(5);

    private static final Duration LAST_ASK = Duration.ofMinutes(10);
    private static final Logger LOG = Logger.getLogger(Acknowledger.class.getName());

    private final MessageBus bus;
    private final EventStore store;
    private final String server;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Map<String, Progress> pending = new LinkedHashMap<>();
    /** What the broker did not take; tried again at the next tick or connect, unless something newer was said meanwhile. */
    private final Map<String, Progress> unsaid = new HashMap<>();

    private final Map<String, Progress> latest = new HashMap<>();
    private final Map<String, Asked> asked = new HashMap<>();
    private final Worker thread;
    private final Pulse pulse = new Pulse();
    private boolean ending;

    private record Asked(long from, long dueNanos, Duration delay) {}

    /** @param server this server's id in acknowledgements */
    public Acknowledger(MessageBus bus, EventStore store, String server, Workers workers) {
        this.bus = bus;
        this.store = store;
        this.server = server;
        thread = workers.vital("acknowledger", this::run);
    }

    /** Reads how far everybody is, then goes on by itself; {@link #sayAgain} after each connect. */
    public void start() throws StoreException {
        store.progress().forEach(progress -> latest.put(progress.installation(), progress));
        thread.start();
    }

    /** Committed: to be said. Never waits. */
    public void committed(List<Progress> progress) {
        locked(() -> progress.forEach(each -> {
            latest.put(each.installation(), each);
            pending.put(each.installation(), each);
        }));
    }

    /** A node came online: it is told what the store has of it, which is nothing where the store is new. Never waits. */
    public void greet(NodeAddress node, String installation) {
        locked(() -> {
            Progress known = latest.get(installation);
            if (known == null) {
                pending.put(installation, new Progress(node.branch(), node.node(), installation, 0, 0));
            } else if (known.branch().equals(node.branch())) {
                pending.put(
                        installation,
                        new Progress(node.branch(), node.node(), installation, known.through(), known.nextHeld()));
            }
        });
    }

    /** After a connect: everything is said again. Never waits. */
    public void sayAgain() {
        locked(() -> {
            pending.putAll(latest);
            sayUnsaid();
        });
    }

    /** How long it has stood still; it goes on every few seconds, and after {@link #PATIENCE} where the broker takes nothing. */
    public Duration stillness() {
        return pulse.age();
    }

    @Override
    public void close() {
        thread.mayEnd();
        locked(() -> ending = true);
        try {
            if (thread.isAlive() && !thread.join(STOP)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() throws InterruptedException {
        for (List<Progress> next = take(); !next.isEmpty() || !ended(); next = take()) {
            for (Progress progress : next) {
                pulse.beat();
                acknowledge(progress);
            }
            pulse.beat();
            askForGaps();
            pulse.beat();
        }
    }

    private boolean ended() {
        lock.lock();
        try {
            return ending;
        } finally {
            lock.unlock();
        }
    }

    private List<Progress> take() throws InterruptedException {
        lock.lock();
        try {
            long left = FIRST_ASK.toNanos();
            while (pending.isEmpty() && !ending && left > 0) {
                left = work.awaitNanos(left);
            }
            if (left <= 0) {
                sayUnsaid();
            }
            List<Progress> taken = List.copyOf(pending.values());
            pending.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void sayUnsaid() {
        unsaid.forEach((installation, progress) ->
                pending.putIfAbsent(installation, latest.getOrDefault(installation, progress)));
        unsaid.clear();
    }

    private void acknowledge(Progress progress) throws InterruptedException {
        Ack ack = new Ack(progress.installation(), progress.through(), server, store.epoch());
        String topic = Topics.ack(progress.branch(), progress.node());
        if (!bus.publish(BusMessage.retained(topic, Messages.write(ack)), PATIENCE)) {
            locked(() -> unsaid.putIfAbsent(progress.installation(), progress));
            LOG.log(Level.FINE, "acknowledgement on {0} is said again soon", topic);
        }
    }

    private void askForGaps() throws InterruptedException {
        for (Progress progress : snapshot()) {
            Progress.Gap gap = progress.gap().orElse(null);
            if (gap == null) {
                asked.remove(progress.installation());
            } else if (due(progress.installation(), gap)) {
                BusMessage command = BusMessage.expiring(
                        Topics.command(
                                progress.branch(),
                                progress.node(),
                                UUID.randomUUID().toString()),
                        Messages.write(new Command("resend", gap.from(), gap.to())),
                        FIRST_ASK);
                pulse.beat();
                bus.publish(command, PATIENCE);
                LOG.log(Level.INFO, "asked {0} for its events {1} to {2}", new Object[] {
                    progress.node(), gap.from(), gap.to()
                });
            }
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

    private boolean due(String installation, Progress.Gap gap) {
        long now = System.nanoTime();
        Asked before = asked.get(installation);
        Duration delay = FIRST_ASK;
        if (before != null && before.from() == gap.from()) {
            if (now - before.dueNanos() < 0) {
                return false;
            }
            delay = before.delay().multipliedBy(2);
        }
        Duration bounded = delay.compareTo(LAST_ASK) < 0 ? delay : LAST_ASK;
        asked.put(installation, new Asked(gap.from(), now + bounded.toNanos(), bounded));
        return true;
    }
}
