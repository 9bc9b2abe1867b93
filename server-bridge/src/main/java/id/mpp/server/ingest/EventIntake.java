package id.mpp.server.ingest;

import id.mpp.bus.BusMessage;
import id.mpp.bus.Delivery;
import id.mpp.bus.MessageBus;
import id.mpp.program.Pulse;
import id.mpp.program.Worker;
import id.mpp.program.Workers;
import id.mpp.wire.NodeTopic;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes what the halls send. All messages in the inbox become one transaction. Only after its commit may the broker
 * forget them, and only then are the halls told. A crash before the commit loses nothing, because the broker delivers
 * again. A crash after it loses nothing either, because the store knows what it has. While the store fails, nothing is
 * acknowledged, and the same batch is tried again.
 */
public final class EventIntake implements AutoCloseable {
    /** The most messages in one transaction. */
    private static final int BATCH_MESSAGES_AT_MOST = 500;
    /** The most bytes in one transaction, so that a backlog of large messages does not fill the memory. */
    private static final int BATCH_BYTES_AT_MOST = 8 << 20;

    private static final Duration INBOX_PATIENCE = Duration.ofSeconds(1);
    private static final Duration FIRST_RETRY_DELAY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY_DELAY = Duration.ofSeconds(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(EventIntake.class);

    private final MessageBus bus;
    private final EventStore store;
    private final IntakeListener listener;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final LongAdder events = new LongAdder();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private final Worker thread;
    private final Pulse pulse = new Pulse();
    private volatile @Nullable String failure;

    public EventIntake(MessageBus bus, EventStore store, IntakeListener listener, Workers workers) {
        this.bus = bus;
        this.store = store;
        this.listener = listener;
        thread = workers.vital("intake", this::run);
    }

    public void start() {
        thread.start();
    }

    /** Why the store cannot be written now; null where it can. */
    public @Nullable String failure() {
        return failure;
    }

    /** How long the thread has made no progress. It makes some each second at least, even while the store refuses. */
    public Duration stillness() {
        return pulse.age();
    }

    /** The number of new events since the start. */
    public long events() {
        return events.sum();
    }

    /** The number of transactions since the start. */
    public long transactions() {
        return transactions.sum();
    }

    /** The number of messages at which this program failed since the start. Each is kept as evidence. */
    public long faults() {
        return faults.sum();
    }

    /** Ends after the transaction that is under way. What is not committed stays at the broker. */
    @Override
    public void close() {
        thread.mayEnd();
        stopping.countDown();
        try {
            if (thread.isAlive() && !thread.join(STOP_PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() throws InterruptedException {
        while (stopping.getCount() > 0) {
            pulse.beat();
            Delivery first = bus.poll(INBOX_PATIENCE);
            if (first != null) {
                takeBatch(collect(first));
            }
        }
    }

    private List<Delivery> collect(Delivery first) throws InterruptedException {
        List<Delivery> batch = new ArrayList<>();
        int bytes = 0;
        Delivery next = first;
        while (next != null) {
            batch.add(next);
            bytes += next.message().payload().length;
            next = batch.size() < BATCH_MESSAGES_AT_MOST && bytes < BATCH_BYTES_AT_MOST
                    ? bus.poll(Duration.ZERO)
                    : null;
        }
        return batch;
    }

    private void takeBatch(List<Delivery> batch) throws InterruptedException {
        List<Arrival> arrivals = new ArrayList<>();
        for (Delivery delivery : batch) {
            BusMessage message = delivery.message();
            if (isEvent(message)) {
                arrivals.add(new Arrival(message.topic(), message.payload()));
            } else {
                notifyListener(() -> listener.handlePresence(message.topic(), message.payload(), message.retained()));
            }
        }
        if (!arrivals.isEmpty()) {
            List<Committed> committed = commitAll(arrivals);
            if (committed.isEmpty()) {
                return;
            }
            committed.forEach(each -> {
                events.add(each.stored());
                transactions.increment();
                notifyListener(() -> listener.handleCommit(each));
            });
        }
        batch.forEach(Delivery::acknowledge);
    }

    private static boolean isEvent(BusMessage message) {
        return Topics.read(message.topic())
                .filter(topic -> topic.kind() == NodeTopic.Kind.EVENT)
                .isPresent();
    }

    /** Tells a listener. Its failure cannot harm the intake. */
    private void notifyListener(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException | StackOverflowError e) {
            faults.increment();
            LOG.warn("a message was taken, and could not be told to others", e);
        }
    }

    /**
     * Commits a batch. Only a failure of the store makes it wait. Where this program itself fails at a batch, each of
     * its messages is taken by itself, and the one at which it fails is kept as evidence. No message can stop the
     * others.
     */
    private List<Committed> commitAll(List<Arrival> arrivals) throws InterruptedException {
        try {
            return appendWhenPossible(ArrivalReader.read(arrivals));
        } catch (RuntimeException | StackOverflowError e) {
            faults.increment();
            LOG.error("a batch of messages could not be taken at once; each is taken by itself", e);
        }
        List<Committed> committed = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            List<Committed> one = commitAlone(arrival);
            if (one.isEmpty()) {
                return List.of();
            }
            committed.addAll(one);
        }
        return committed;
    }

    private List<Committed> commitAlone(Arrival arrival) throws InterruptedException {
        try {
            return appendWhenPossible(ArrivalReader.read(List.of(arrival)));
        } catch (RuntimeException | StackOverflowError e) {
            DeadLetter letter = new DeadLetter(arrival.topic(), arrival.payload(), "the server failed at it: " + e);
            return appendWhenPossible(new Arrivals(List.of(), List.of(), List.of(letter)));
        }
    }

    /** Appends as soon as the store works. Empty where the program ends before that. */
    private List<Committed> appendWhenPossible(Arrivals arrivals) throws InterruptedException {
        Duration delay = FIRST_RETRY_DELAY;
        while (true) {
            pulse.beat();
            try {
                Committed committed = store.append(arrivals);
                noteSuccess();
                return List.of(committed);
            } catch (StoreException e) {
                noteFailure(e);
            }
            if (stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                return List.of();
            }
            delay = delay.multipliedBy(2).compareTo(LONGEST_RETRY_DELAY) < 0
                    ? delay.multipliedBy(2)
                    : LONGEST_RETRY_DELAY;
        }
    }

    private void noteSuccess() {
        if (failure != null) {
            LOG.info("the store takes events again");
        }
        failure = null;
    }

    /** The first failure is an error in the log; the ones that follow are details. */
    private void noteFailure(StoreException fault) {
        LOG.atLevel(failure == null ? Level.ERROR : Level.DEBUG)
                .setCause(fault)
                .log("events wait at the broker: " + fault.getMessage());
        failure = fault.getMessage();
    }
}
