package id.mpp.server.mqtt;

import id.mpp.bus.BrokerAccess;
import id.mpp.bus.BusMessage;
import id.mpp.bus.BusOptions;
import id.mpp.bus.BusState;
import id.mpp.bus.MessageBus;
import id.mpp.bus.PahoMessageBus;
import id.mpp.program.Workers;
import id.mpp.wire.ClientIds;
import id.mpp.wire.Messages;
import id.mpp.wire.Messages.ServerState;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The server's connection to all halls: what it listens to, and its presence, which the broker takes back by the will when this program
 * vanishes.
 */
public final class HallBus implements AutoCloseable {
    /** Two full transactions of the intake. */
    private static final int INBOX = 1_000;

    private static final int WINDOW = 64;
    /** Longer than any maintenance: what the broker keeps for us is delivered when we are back; the halls would send it again anyway. */
    private static final Duration SESSION = Duration.ofDays(3);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(HallBus.class.getName());

    private final MessageBus bus;
    private final String server;
    private final String epoch;

    /**
     * Makes it; nothing connects until {@link #start}.
     *
     * @param server this server's id
     */
    public HallBus(BrokerAccess access, String server, String epoch, Workers workers) {
        this.server = server;
        this.epoch = epoch;
        BusOptions options = BusOptions.of(
                        access, ClientIds.server(server), List.of(Topics.ALL_EVENTS, Topics.ALL_NODE_STATES))
                .withBounds(INBOX, WINDOW)
                .withSessionExpiry(SESSION)
                .withWill(presence(false));
        bus = new PahoMessageBus(options, workers);
        bus.onConnected(this::sayOnline);
    }

    public MessageBus bus() {
        return bus;
    }

    /** How long the line to the broker has been down; nothing where it is up. */
    public Duration lost() {
        BusState state = bus.state();
        return state.connected() ? Duration.ZERO : Duration.between(state.since(), Instant.now());
    }

    public void start() {
        bus.start();
    }

    /** Says goodbye, so that the halls hold their traffic, and ends. */
    @Override
    public void close() {
        try {
            if (bus.state().connected()) {
                bus.publish(presence(false), PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        bus.close();
    }

    private void sayOnline() {
        try {
            if (!bus.publish(presence(true), PATIENCE)) {
                LOG.log(
                        Level.WARNING,
                        "the broker did not take our presence; the halls hear it after the next connect");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private BusMessage presence(boolean online) {
        return BusMessage.retained(Topics.serverState(server), Messages.write(new ServerState(online, epoch)));
    }
}
