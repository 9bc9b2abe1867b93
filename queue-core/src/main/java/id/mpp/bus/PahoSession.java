package id.mpp.bus;

import id.mpp.bus.LineTrouble.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker, from connect to end, over one Paho client that is never used again. What Paho 1.2.5
 * gets wrong is kept out here:
 *
 * <ul>
 *   <li>its subscriptions with a listener fail (an index out of bounds in its own code): we subscribe with an array and
 *       no listener, from our own thread, because in its callback that locks up;
 *   <li>its callback thread also completes what was sent, and its receiver waits behind it: our callback puts into the
 *       inbox and waits there only while the inbox is full, which is the back-pressure that the broker feels;
 *   <li>it numbers topic aliases while a message is put in line: one message at a time, and never one beyond the
 *       window, or the broker meets an alias nobody told it;
 *   <li>it reads aliases of the broker wrongly: none are allowed;
 *   <li>{@code isConnected()} says yes on a dead line: {@link #pulse} asks.
 * </ul>
 */
final class PahoSession {
    private static final Logger LOG = LoggerFactory.getLogger(PahoSession.class);
    /** How soon a wait notices that the session has ended. */
    private static final long SLICE_MS = 100;
    /** How long goodbye may take. */
    private static final long GOODBYE_MS = 1_000;
    /** Retain handling 2: a repeated subscription sends nothing that is retained. */
    private static final int NO_RETAINED = 2;

    /** The reason codes of MQTT that are failures. */
    private static final int FAILED = 0x80;

    private static final int LAST_CODE = 0xFF;

    private final BusOptions options;
    private final String url;
    private final TroubleReader troubles;
    private final Traffic traffic;
    private final MqttAsyncClient client;
    private final CompletableFuture<LineTrouble> ended = new CompletableFuture<>();
    private final Set<Published> unacknowledged = ConcurrentHashMap.newKeySet();
    private final Object sending = new Object();
    private volatile Semaphore window = new Semaphore(0);
    private volatile boolean waitingForRoom;
    private volatile long heardAt = System.nanoTime();

    /**
     * What outlives one connection.
     *
     * @param sent messages that the broker acknowledged
     * @param received messages that were put into the inbox
     */
    record Traffic(Inbox inbox, LongAdder sent, LongAdder received, Refusals refusals) {}

    PahoSession(BusOptions options, String url, Traffic traffic) throws BusException {
        this.options = options;
        this.url = url;
        this.traffic = traffic;
        this.troubles = new TroubleReader(options.access(), url, options.clientId());
        try {
            client = new MqttAsyncClient(url, options.clientId(), new MemoryPersistence());
        } catch (MqttException | IllegalArgumentException e) {
            throw new BusException(troubles.trouble(Kind.ADDRESS_UNUSABLE, String.valueOf(e.getMessage())), e);
        }
        client.setManualAcks(true);
        client.setCallback(new Inlet());
    }

    /** Connects and subscribes; when it returns, messages flow. */
    void open() throws BusException, InterruptedException {
        PahoAnswer connected = new PahoAnswer();
        IMqttToken token;
        try {
            client.connect(PahoOptions.of(options, url), null, connected);
            token = await(connected, options.timing().connect().multipliedBy(2));
        } catch (MqttException | UnusableFileException | ExecutionException e) {
            throw new BusException(troubles.connecting(e), e);
        }
        Integer receiveMaximum = token.getResponseProperties().getReceiveMaximum();
        window = new Semaphore(
                receiveMaximum == null
                        ? options.bounds().window()
                        : Math.min(receiveMaximum, options.bounds().window()),
                true);
        subscribe(options.subscriptions(), 0, options.timing().connect());
    }

    /** Subscribes what is wished for beside it: the filters that the broker refused. */
    List<String> wish() throws BusException, InterruptedException {
        List<String> refused = new ArrayList<>();
        for (String filter : options.wishes()) {
            try {
                subscribe(List.of(filter), 0, options.timing().connect());
            } catch (BusException e) {
                LineTrouble trouble = e.trouble();
                if (trouble == null || trouble.kind() != Kind.SUBSCRIPTION_REFUSED) {
                    throw e;
                }
                refused.add(filter);
            }
        }
        return refused;
    }

    /** Sends; the caller waits while the window is full. */
    CompletableFuture<Void> send(BusMessage message) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Semaphore room = window;
        while (!room.tryAcquire(SLICE_MS, TimeUnit.MILLISECONDS)) {
            if (ended.isDone()) {
                done.completeExceptionally(lost(message));
                return done;
            }
        }
        Published listener = new Published(message, done, room);
        unacknowledged.add(listener);
        try {
            synchronized (sending) {
                client.publish(message.topic(), PahoOptions.message(message), null, listener);
            }
        } catch (MqttException | RuntimeException e) {
            listener.onFailure(null, e);
        }
        if (ended.isDone()) {
            listener.fail(lost(message));
        }
        return done;
    }

    /** Asks for a sign of life when none came lately; {@code BusException} when it does not come. */
    void pulse() throws BusException, InterruptedException {
        long silent = System.nanoTime() - heardAt;
        if (!waitingForRoom && silent >= options.timing().pulse().toNanos()) {
            subscribe(
                    options.subscriptions().subList(0, 1),
                    NO_RETAINED,
                    options.timing().pulseAnswer());
        }
    }

    /** Waits for the end of the session, at the longest for {@code patience}: whether it has ended. */
    boolean endedWithin(Duration patience) throws InterruptedException {
        try {
            ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("a session ends with words", e);
        }
    }

    /** Why it ended. */
    LineTrouble reason() {
        return ended.getNow(troubles.trouble(Kind.BROKEN, ""));
    }

    /** Ends the session from any thread; {@link #close} frees what it holds. */
    void end(String detail) {
        ended.complete(troubles.trouble(Kind.CLOSED, detail));
    }

    /** Frees everything; polite where the line still works. Waits a second or two at the longest. */
    void close(boolean goodbye) {
        end("this program ended it");
        try {
            if (goodbye && client.isConnected()) {
                client.disconnect(GOODBYE_MS).waitForCompletion(GOODBYE_MS);
            } else {
                client.disconnectForcibly(0, GOODBYE_MS, false);
            }
        } catch (MqttException | RuntimeException e) {
            LOG.debug("leaving {}", url, e);
        }
        try {
            client.close(true);
        } catch (MqttException | RuntimeException e) {
            LOG.debug("closing the client of {}", url, e);
        }
        unacknowledged.forEach(open -> open.fail(lost(open.message)));
    }

    private void subscribe(List<String> filters, int retainHandling, Duration patience)
            throws BusException, InterruptedException {
        MqttSubscription[] subscriptions = filters.stream()
                .map(filter -> {
                    MqttSubscription subscription = new MqttSubscription(filter, 1);
                    subscription.setRetainHandling(retainHandling);
                    subscription.setRetainAsPublished(false);
                    return subscription;
                })
                .toArray(MqttSubscription[]::new);
        PahoAnswer subscribed = new PahoAnswer();
        try {
            client.subscribe(subscriptions, null, subscribed, new MqttProperties());
            for (int code : await(subscribed, patience).getReasonCodes()) {
                if (code >= FAILED) {
                    throw new BusException(
                            troubles.trouble(Kind.SUBSCRIPTION_REFUSED, "to " + filters + ", reason code " + code),
                            null);
                }
            }
        } catch (MqttException e) {
            throw new BusException(troubles.read(e), e);
        } catch (ExecutionException e) {
            throw new BusException(
                    e.getCause() instanceof MqttException mqtt
                                    && mqtt.getReasonCode() >= FAILED
                                    && mqtt.getReasonCode() <= LAST_CODE
                            ? troubles.trouble(
                                    Kind.SUBSCRIPTION_REFUSED,
                                    "to " + filters + ", reason code " + mqtt.getReasonCode())
                            : troubles.read(e),
                    e);
        }
    }

    /** Time in which the broker's answer waits behind messages that we do not take is not counted. */
    private IMqttToken await(PahoAnswer answer, Duration patience)
            throws BusException, ExecutionException, InterruptedException {
        long left = patience.toMillis();
        while (left > 0) {
            try {
                IMqttToken token = answer.get(SLICE_MS);
                heardAt = System.nanoTime();
                return token;
            } catch (TimeoutException e) {
                left -= waitingForRoom ? 0 : SLICE_MS;
            }
            if (ended.isDone()) {
                throw new BusException(reason(), null);
            }
        }
        throw new BusException(troubles.trouble(Kind.SILENT, "no answer within " + patience.toMillis() + " ms"), null);
    }

    private String clientId() {
        return "client id '" + options.clientId() + "'";
    }

    private BusException lost(BusMessage message) {
        return new BusException("not sent: " + message + ": " + reason());
    }

    private void acknowledge(int id, int qos) {
        if (qos == 0 || ended.isDone()) {
            return;
        }
        try {
            client.messageArrivedComplete(id, qos);
        } catch (MqttException | RuntimeException e) {
            LOG.debug("message {} will come again: its acknowledgement found no connection", id, e);
        }
    }

    /** What becomes of a message that was sent. */
    private final class Published implements MqttActionListener {
        private final BusMessage message;
        private final CompletableFuture<Void> done;
        private final Semaphore room;

        Published(BusMessage message, CompletableFuture<Void> done, Semaphore room) {
            this.message = message;
            this.done = done;
            this.room = room;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            heardAt = System.nanoTime();
            int[] codes = token.getReasonCodes();
            if (codes != null && codes.length > 0 && codes[0] >= FAILED) {
                refused(codes[0]);
                return;
            }
            traffic.refusals().accepted(message.topic());
            if (unacknowledged.remove(this)) {
                traffic.sent().increment();
                room.release();
                done.complete(null);
            }
        }

        @Override
        public void onFailure(@Nullable IMqttToken token, Throwable cause) {
            if (cause instanceof MqttException mqtt
                    && mqtt.getReasonCode() >= FAILED
                    && mqtt.getReasonCode() <= LAST_CODE) {
                refused(mqtt.getReasonCode());
            } else {
                fail(new BusException("not sent: " + message + ": " + cause.getMessage(), cause));
            }
        }

        private void refused(int code) {
            traffic.refusals().refused(message.topic(), code);
            fail(new BusException(
                    troubles.trouble(Kind.PUBLICATION_REFUSED, "to " + message.topic() + ", reason code " + code),
                    null));
        }

        void fail(BusException cause) {
            if (unacknowledged.remove(this)) {
                room.release();
                done.completeExceptionally(cause);
            }
        }
    }

    /** Paho's callbacks: they put into the inbox, note the end, and nothing else. */
    private final class Inlet implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            heardAt = System.nanoTime();
            int id = message.getId();
            int qos = message.getQos();
            Delivery delivery = new Delivery(
                    new BusMessage(topic, message.getPayload(), message.isRetained(), null),
                    () -> acknowledge(id, qos));
            try {
                while (!traffic.inbox().offer(delivery, SLICE_MS)) {
                    if (ended.isDone()) {
                        return;
                    }
                    waitingForRoom = true;
                }
                traffic.received().increment();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                heardAt = System.nanoTime();
                waitingForRoom = false;
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            if (response.getReturnCode() == MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER) {
                ended.complete(troubles.trouble(Kind.CLIENT_ID_TAKEN, clientId()));
                return;
            }
            MqttException cause = response.getException();
            LineTrouble why = cause == null ? troubles.trouble(Kind.CLOSED, "") : troubles.read(cause);
            String said = response.getReasonString();
            ended.complete(
                    why.kind() == Kind.CLOSED
                            ? troubles.trouble(
                                    Kind.CLOSED,
                                    said == null ? "it ended, or another program uses our " + clientId() : said)
                            : why);
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.warn("{}: {}", url, exception.getMessage());
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            heardAt = System.nanoTime();
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            heardAt = System.nanoTime();
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            LOG.warn("{} asks for an authentication this program does not know", url);
        }
    }
}
