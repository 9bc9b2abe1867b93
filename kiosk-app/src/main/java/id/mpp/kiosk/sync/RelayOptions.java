package id.mpp.kiosk.sync;

import id.mpp.bus.BrokerAccess;
import id.mpp.bus.BusMessage;
import id.mpp.bus.BusOptions;
import id.mpp.wire.ClientIds;
import id.mpp.wire.EventBatch;
import id.mpp.wire.Heartbeat;
import id.mpp.wire.Messages;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.util.List;

/** Who relays, and how patiently. Network timers are real time, also in a simulated day. */
public record RelayOptions(Relaying who, Amounts amounts, Pace pace) {
    /**
     * Who relays.
     *
     * @param branch the hall
     * @param node this kiosk
     * @param boot this start of the program, so that an old will cannot mark it dead
     * @param version of the program
     */
    public record Relaying(String branch, String node, String boot, String version) {}

    /**
     * How much is sent ahead.
     *
     * @param window messages that the server has not acknowledged; more are not sent ahead
     * @param batchBytes of one message
     */
    public record Amounts(int window, int batchBytes) {
        public Amounts {
            if (window < 1 || batchBytes < 1 || batchBytes > EventBatch.MAX_BYTES) {
                throw new IllegalArgumentException("window must be at least 1 and batchBytes 1 to "
                        + EventBatch.MAX_BYTES + "; got " + window + " and " + batchBytes);
            }
        }
    }

    /**
     * How often, and after how long.
     *
     * @param stall how long nothing may be acknowledged before all is sent again from the last acknowledgement; doubles
     *     each time
     * @param maxStall the longest it gets
     * @param probe how often one message is sent where no server ever said that it exists
     * @param stateEvery how often a changed state is published
     * @param displayEvery how often changed values for displays are published
     * @param beat how often this kiosk says that it lives, whole seconds
     */
    public record Pace(
            Duration stall,
            Duration maxStall,
            Duration probe,
            Duration stateEvery,
            Duration displayEvery,
            Duration beat) {
        /** The product's timing. */
        static final Pace STANDARD = new Pace(
                Duration.ofSeconds(15),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofMillis(500),
                Heartbeat.EVERY);

        Pace withBeat(Duration every) {
            return new Pace(stall, maxStall, probe, stateEvery, displayEvery, every);
        }
    }

    /** The product's amounts and timing. */
    public static RelayOptions of(String branch, String node, String boot, String version) {
        return new RelayOptions(
                new Relaying(branch, node, boot, version), new Amounts(32, EventBatch.MAX_BYTES), Pace.STANDARD);
    }

    /** The same with another rhythm of its heart. */
    public RelayOptions withBeat(Duration every) {
        return new RelayOptions(who, amounts, pace.withBeat(every));
    }

    /** What this kiosk says of itself. */
    Messages.NodeState state(boolean online, String installation, long outbox, List<Messages.Device> devices) {
        return new Messages.NodeState(
                online,
                who.boot(),
                installation,
                who.version(),
                outbox,
                devices,
                Messages.NodeState.HUB,
                Math.toIntExact(pace.beat().toSeconds()),
                null);
    }

    /** How long nobody may be heard before that is told. */
    Duration silence() {
        return Heartbeat.silence(Math.toIntExact(pace.beat().toSeconds()));
    }

    /** How the bus of this relay must be set up: its client id, its subscriptions, its will. */
    public BusOptions bus(BrokerAccess access, String installation) {
        Messages.NodeState gone = state(false, installation, 0, List.of());
        return BusOptions.of(
                        access,
                        ClientIds.node(who.branch(), who.node()),
                        List.of(
                                Topics.ack(who.branch(), who.node()),
                                Topics.commands(who.branch(), who.node()),
                                Topics.answers(who.branch(), who.node()),
                                Topics.ALL_SERVER_STATES))
                .withWishes(List.of(Topics.nodeStates(who.branch())))
                .withWill(BusMessage.retained(Topics.nodeState(who.branch(), who.node()), Messages.write(gone)));
    }
}
