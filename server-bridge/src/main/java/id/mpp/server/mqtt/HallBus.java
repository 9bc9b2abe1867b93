package id.mpp.server.mqtt;

import id.mpp.bus.BrokerAccess;
import id.mpp.bus.BusMessage;
import id.mpp.bus.BusOptions;
import id.mpp.bus.BusState;
import id.mpp.bus.MessageBus;
import id.mpp.bus.PahoMessageBus;
import id.mpp.program.Worker;
import id.mpp.program.Workers;
import id.mpp.wire.ClientIds;
import id.mpp.wire.Heartbeat;
import id.mpp.wire.Messages;
import id.mpp.wire.Messages.ServerState;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's connection to all halls: the topics that it reads, and its presence. When this program vanishes, the
 * broker withdraws the presence by the will. Every {@link Heartbeat#EVERY} the server says that it is alive, because a
 * message that the broker keeps may come from a dead one.
 */
public final class HallBus implements AutoCloseable {
    /** The inbox holds two full transactions of the intake. */
    private static final int INBOX_MESSAGES = 1_000;

    private static final int UNANSWERED_AT_MOST = 64;
    /**
     * Longer than any maintenance. The broker keeps messages for us that long and delivers them when we are back. The
     * halls would send them again anyway.
     */
    private static final Duration SESSION_EXPIRY = Duration.ofDays(3);

    private static final Duration PRESENCE_PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(HallBus.class);

    private final MessageBus bus;
    private final String server;
    private final String epoch;
    private final Workers workers;
    private final AtomicLong beats = new AtomicLong();
    private @Nullable Worker heart;

    /**
     * Makes the connection. Nothing connects until {@link #start}.
     *
     * @param server this server's id
     */
    public HallBus(BrokerAccess access, String server, String epoch, Workers workers) {
        this.server = server;
        this.epoch = epoch;
        this.workers = workers;
        BusOptions options = BusOptions.of(
                        access,
                        ClientIds.server(server),
                        List.of(Topics.ALL_EVENTS, Topics.ALL_NODE_STATES, Topics.ALL_QUESTIONS))
                .withBounds(INBOX_MESSAGES, UNANSWERED_AT_MOST)
                .withSessionExpiry(SESSION_EXPIRY)
                .withWill(presence(false));
        bus = new PahoMessageBus(options, workers);
        bus.onConnected(this::announceOnline);
    }

    public MessageBus bus() {
        return bus;
    }

    /** How long the line to the broker has been down. Zero where it is up. */
    public Duration lostFor() {
        BusState state = bus.state();
        return state.connected() ? Duration.ZERO : Duration.between(state.since(), Instant.now());
    }

    public void start() {
        bus.start();
        heart = workers.every("heartbeat", Heartbeat.EVERY, Heartbeat.EVERY, this::sendBeat);
    }

    /** Says goodbye, so that the halls hold their traffic, and ends. */
    @Override
    public void close() {
        Worker beating = heart;
        if (beating != null) {
            beating.interrupt();
        }
        try {
            if (bus.state().connected()) {
                bus.publish(presence(false), PRESENCE_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        bus.close();
    }

    private void announceOnline() {
        try {
            if (!bus.publish(presence(true), PRESENCE_PATIENCE)) {
                LOG.warn("the broker did not take our presence; the halls hear it after the next connect");
            }
            sendBeat();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a beat. Nobody waits for it: a lost one is followed by the next. */
    private void sendBeat() throws InterruptedException {
        if (bus.state().connected()) {
            byte[] state = Messages.write(state(true, beats.incrementAndGet()));
            var _ = bus.send(BusMessage.expiring(Topics.serverState(server), state, Heartbeat.EVERY));
        }
    }

    private BusMessage presence(boolean online) {
        return BusMessage.retained(Topics.serverState(server), Messages.write(state(online, null)));
    }

    private ServerState state(boolean online, @Nullable Long beat) {
        return new ServerState(online, epoch, Math.toIntExact(Heartbeat.EVERY.toSeconds()), beat);
    }
}
