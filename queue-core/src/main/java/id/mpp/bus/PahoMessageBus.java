package id.mpp.bus;

import id.mpp.bus.LineTrouble.Kind;
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
 * The bus over MQTT 5. Paho is a dumb pipe here: this class has the reconnect loop (a new client each time, jittered
 * back-off), the inbox and the sign of life; {@link PahoSession} is one connection. QoS 1 only, clean start off, a
 * session expiry, and a message is acknowledged by hand.
 *
 * <p>One thread of its own, {@code bus-<client id>}; Paho has four more for each connection.
 */
public final class PahoMessageBus implements MessageBus {
    private static final Logger LOG = LoggerFactory.getLogger(PahoMessageBus.class);
    /** How long {@link #close} waits for the loop: longer than a goodbye. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    /** So many connections in a row that the broker ended soon and without a reason are no chance. */
    private static final int SHORT_LIVES = 3;

    private final BusOptions options;
    private final List<String> urls;
    private final Inbox inbox;
    private final Refusals refusals = new Refusals();
    private final CalmLog calm = new CalmLog(System::nanoTime);
    private final List<Runnable> beforeActions = new CopyOnWriteArrayList<>();
    private final List<Runnable> connectedActions = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final Worker loop;
    private volatile @Nullable PahoSession session;
    private volatile @Nullable PahoSession attempt;
    private volatile Line line;
    private volatile boolean leaving;
    private int shortLives;
    private boolean lossSaid = true;

    /** @param trouble why the last connection ended or did not come about */
    private record Line(
            String url,
            boolean connected,
            Instant since,
            @Nullable LineTrouble trouble,
            long connections) {}

    public PahoMessageBus(BusOptions options, Workers workers) {
        this.options = options;
        this.urls = options.access().urls();
        this.line = new Line(urls.getFirst(), false, Instant.now(), null, 0);
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
                    new BusException("not sent: " + message + ", no connection to " + line.url()));
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
                now.url(),
                now.connected(),
                now.since(),
                now.trouble() == null ? null : now.trouble().sentence(),
                trouble(now),
                now.connections(),
                sent.sum(),
                received.sum(),
                inbox.size());
    }

    /**
     * While connected a refusal, or another program that takes our id: the connection that stands now will not stand
     * for long.
     */
    private @Nullable LineTrouble trouble(Line now) {
        if (!now.connected()) {
            return now.trouble();
        }
        if (now.trouble() != null && now.trouble().kind() == Kind.CLIENT_ID_TAKEN && !steady(now.since())) {
            return now.trouble();
        }
        String refused = refusals.first();
        return refused == null
                ? null
                : new LineTrouble(
                        Kind.PUBLICATION_REFUSED, now.url(), options.access().keys(), refused);
    }

    private boolean steady(Instant since) {
        return Duration.between(since, Instant.now()).compareTo(options.timing().steady()) >= 0;
    }

    @Override
    public void tryAnother(String why) {
        PahoSession current = session;
        if (urls.size() > 1 && current != null) {
            leaving = true;
            current.end(why);
        }
    }

    @Override
    public void close() {
        loop.mayEnd();
        closed.countDown();
        PahoSession current = attempt;
        if (current != null) {
            current.end("this program ended it");
        }
        if (loop.isAlive() && !loop.isCurrent()) {
            try {
                if (!loop.join(CLOSE_PATIENCE)) {
                    LOG.warn("the connection to {} did not end within {} s", line.url(), CLOSE_PATIENCE.toSeconds());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() throws InterruptedException {
        int failures = 0;
        int turn = 0;
        while (closed.getCount() > 0) {
            boolean stayed = connectAndStay(urls.get(turn));
            failures = stayed ? 0 : Math.min(failures + 1, Integer.SIZE);
            turn = stayed && !leaving ? turn : (turn + 1) % urls.size();
            leaving = false;
            if (closed.await(delay(failures / urls.size()), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    /** One session from beginning to end: whether it lasted. */
    private boolean connectAndStay(String url) throws InterruptedException {
        PahoSession current = null;
        long begin = 0;
        try {
            current = new PahoSession(options, url, new PahoSession.Traffic(inbox, sent, received, refusals));
            attempt = current;
            if (closed.getCount() == 0) {
                return false;
            }
            run(beforeActions);
            current.open();
            for (String filter : current.wish()) {
                told("the broker at " + url + " does not let us hear " + filter);
            }
            begin = System.nanoTime();
            connected(url, current);
            while (!current.endedWithin(options.timing().pulse().dividedBy(2))) {
                current.pulse();
            }
            lost(url, reason(current, begin));
        } catch (BusException e) {
            lost(url, e.trouble() == null ? unforeseen(url, e) : e.trouble());
        } catch (RuntimeException e) {
            LOG.error("the connection to {} failed in an unforeseen way; it is made anew", url, e);
            lost(url, unforeseen(url, e));
        } finally {
            session = null;
            if (current != null) {
                current.close(closed.getCount() == 0);
            }
        }
        boolean lasted = begin != 0
                && System.nanoTime() - begin >= options.timing().steady().toNanos();
        shortLives = lasted ? 0 : shortLives;
        return lasted;
    }

    private void connected(String url, PahoSession current) {
        refusals.clear();
        session = current;
        line = new Line(url, true, Instant.now(), line.trouble(), line.connections() + 1);
        if (lossSaid) {
            LOG.info("connected to {} as {}", url, options.clientId());
        }
        run(connectedActions);
    }

    /**
     * A broker may give no reason when another program takes our client id: it is told by how short our connections
     * are.
     */
    private LineTrouble reason(PahoSession ended, long begin) {
        LineTrouble trouble = ended.reason();
        boolean brief = System.nanoTime() - begin < options.timing().steady().toNanos();
        boolean silent = trouble.kind() == Kind.CLOSED || trouble.kind() == Kind.BROKEN;
        shortLives = brief && silent ? shortLives + 1 : 0;
        if (shortLives < SHORT_LIVES) {
            return trouble;
        }
        String detail = "client id '" + options.clientId() + "'; the broker gives no reason, but ends one connection"
                + " after the other soon after it began";
        return new LineTrouble(Kind.CLIENT_ID_TAKEN, trouble.url(), trouble.keys(), detail);
    }

    private LineTrouble unforeseen(String url, Exception failure) {
        return new LineTrouble(Kind.BROKEN, url, options.access().keys(), failure.toString());
    }

    private void run(List<Runnable> actions) {
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("what was to be done around connecting to {} failed", line.url(), e);
            }
        }
    }

    private void told(String what) {
        String said = calm.line(what);
        if (!said.isEmpty()) {
            LOG.info("{}", said);
        }
    }

    private void lost(String url, LineTrouble why) {
        Line before = line;
        line = new Line(url, false, before.connected() ? Instant.now() : before.since(), why, before.connections());
        if (closed.getCount() > 0) {
            String said = calm.line("no connection to the broker: " + why.sentence());
            lossSaid = !said.isEmpty() || (lossSaid && !before.connected());
            if (!said.isEmpty()) {
                LOG.warn("{}; it is tried again and again", said);
            }
        }
    }

    /**
     * Doubles with each failure, and half of it is by chance, so that a hundred kiosks do not come back in the same
     * second.
     */
    private long delay(int failures) {
        long most = options.timing().maxDelay().toMillis();
        long delay = Math.min(most, options.timing().firstDelay().toMillis() << Math.min(failures, 20));
        return delay / 2 + ThreadLocalRandom.current().nextLong(delay / 2 + 1);
    }
}
