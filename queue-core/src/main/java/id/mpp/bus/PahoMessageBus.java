package id.mpp.bus;

import id.mpp.program.Worker;
import id.mpp.program.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bus over MQTT 5. Paho is a dumb pipe here: this class has the reconnect loop (a new client each time, jittered back-off),
 * the inbox and the sign of life; {@link PahoSession} is one connection. QoS 1 only, clean start off, a session expiry, and a
 * message is acknowledged by hand.
 *
 * <p>One thread of its own, {@code bus-<client id>}; Paho has four more for each connection.
 */
public final class PahoMessageBus implements MessageBus {
    private static final Logger LOG = LoggerFactory.getLogger(PahoMessageBus.class);
    /** How long {@link #close} waits for the loop: longer than a goodbye. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final BusOptions options;
    private final Inbox inbox;
    private final List<Runnable> beforeActions = new CopyOnWriteArrayList<>();
    private final List<Runnable> connectedActions = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final Worker loop;
    private volatile @Nullable PahoSession session;
    private volatile @Nullable PahoSession attempt;
    private volatile Line line = new Line(false, Instant.now(), null, 0);

    private record Line(
            boolean connected, Instant since, @Nullable String lastError, long connections) {}

    public PahoMessageBus(BusOptions options, Workers workers) {
        this.options = options;
        this.inbox = new Inbox(options.bounds().inbox());
        this.loop = workers.vital("bus-" + options.clientId(), this::run);
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public CompletableFuture<Void> send(BusMessage message) throws InterruptedException {
        PahoSession current = session;
        if (current == null) {
            return CompletableFuture.failedFuture(
                    new BusException("not sent: " + message + ", no connection to " + options.url()));
        }
        return current.send(message);
    }

    @Override
    public @Nullable Delivery poll(Duration patience) throws InterruptedException {
        return inbox.poll(patience.toNanos());
    }

    @Override
    public void beforeConnect(Runnable action) {
        beforeActions.add(action);
    }

    @Override
    public void onConnected(Runnable action) {
        connectedActions.add(action);
    }

    @Override
    public BusState state() {
        Line now = line;
        return new BusState(
                options.url(),
                now.connected(),
                now.since(),
                now.lastError(),
                now.connections(),
                sent.sum(),
                received.sum(),
                inbox.size());
    }

    @Override
    public void close() {
        loop.mayEnd();
        closed.countDown();
        PahoSession current = attempt;
        if (current != null) {
            current.end("closed");
        }
        if (loop.isAlive() && !loop.isCurrent()) {
            try {
                if (!loop.join(CLOSE_PATIENCE)) {
                    LOG.warn("the connection to {} did not end within {} s", options.url(), CLOSE_PATIENCE.toSeconds());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() throws InterruptedException {
        int failures = 0;
        while (closed.getCount() > 0) {
            failures = connectAndStay() ? 0 : Math.min(failures + 1, Integer.SIZE);
            if (closed.await(delay(failures), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    /** One session from beginning to end: whether it was of any use. */
    private boolean connectAndStay() throws InterruptedException {
        PahoSession current = null;
        try {
            current = new PahoSession(options, inbox, sent, received);
            attempt = current;
            if (closed.getCount() == 0) {
                return false;
            }
            run(beforeActions);
            current.open();
            session = current;
            line = new Line(true, Instant.now(), line.lastError(), line.connections() + 1);
            LOG.info("connected to {} as {}", options.url(), options.clientId());
            run(connectedActions);
            while (!current.endedWithin(options.timing().pulse().dividedBy(2))) {
                current.pulse();
            }
            lost(current.reason());
        } catch (BusException e) {
            lost(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("the connection to {} failed in an unforeseen way; it is made anew", options.url(), e);
            lost(e.toString());
        } finally {
            session = null;
            if (current != null) {
                current.close(closed.getCount() == 0);
            }
        }
        return current != null && current.wasUseful();
    }

    private void run(List<Runnable> actions) {
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("what was to be done around connecting to {} failed", options.url(), e);
            }
        }
    }

    private void lost(String why) {
        Line before = line;
        boolean news = before.connected() || !why.equals(before.lastError());
        line = new Line(false, before.connected() ? Instant.now() : before.since(), why, before.connections());
        if (news && closed.getCount() > 0) {
            LOG.warn("no connection to {}: {}; trying again", options.url(), why);
        }
    }

    /** Doubles with each failure, and half of it is by chance, so that a hundred kiosks do not come back in the same second. */
    private long delay(int failures) {
        long most = options.timing().maxDelay().toMillis();
        long delay = Math.min(most, options.timing().firstDelay().toMillis() << Math.min(failures, 20));
        return delay / 2 + ThreadLocalRandom.current().nextLong(delay / 2 + 1);
    }
}
