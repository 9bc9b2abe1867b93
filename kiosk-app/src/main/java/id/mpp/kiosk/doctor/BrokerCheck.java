package id.mpp.kiosk.doctor;

import id.mpp.bus.BrokerAccess;
import id.mpp.bus.BusMessage;
import id.mpp.bus.BusOptions;
import id.mpp.bus.BusState;
import id.mpp.bus.Delivery;
import id.mpp.bus.LineTrouble;
import id.mpp.bus.PahoMessageBus;
import id.mpp.kiosk.sync.RelayAlarm;
import id.mpp.program.Workers;
import id.mpp.wire.ClientIds;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.Messages;
import id.mpp.wire.Messages.NodeState;
import id.mpp.wire.NodeTopic;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tries each address of the broker with the kiosk's own keys: log in, subscribe, publish, and hear whether another hub
 * of the hall runs. It comes under a client id of its own and leaves no session behind, so a kiosk that runs beside it
 * is not thrown out.
 */
public final class BrokerCheck {
    /** Longer than the first attempts of a name that must be looked up. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Duration EXPIRY = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final BrokerAccess access;
    private final String branch;
    private final String node;
    private final Workers workers;

    /**
     * What became of one address.
     *
     * @param alarm what is wrong; null where nothing is
     */
    record Found(String url, @Nullable RelayAlarm alarm) {}

    public BrokerCheck(BrokerAccess access, String branch, String node, Workers workers) {
        this.access = access;
        this.branch = branch;
        this.node = node;
        this.workers = workers;
    }

    /** Whom the broker takes the kiosk for. */
    String user() {
        if (access.user() != null) {
            return access.user();
        }
        return access.tls().cert() == null ? "-" : access.tls().cert().toString();
    }

    /** @param listen at each address, for other hubs */
    List<Found> look(Duration listen) throws InterruptedException {
        List<Found> found = new ArrayList<>();
        for (String url : access.urls()) {
            found.add(new Found(url, tried(url, listen)));
        }
        return found;
    }

    private @Nullable RelayAlarm tried(String url, Duration listen) throws InterruptedException {
        BrokerAccess one =
                new BrokerAccess(access.keys(), List.of(url), access.user(), access.password(), access.tls());
        BusOptions options = BusOptions.of(
                        one,
                        ClientIds.node(branch, node) + ".doctor",
                        List.of(Topics.ack(branch, node), Topics.commands(branch, node), Topics.ALL_SERVER_STATES))
                .withWishes(List.of(Topics.nodeStates(branch)))
                .withSessionExpiry(Duration.ZERO);
        try (PahoMessageBus bus = new PahoMessageBus(options, workers)) {
            bus.start();
            LineTrouble trouble = connected(bus);
            if (trouble == null) {
                Messages.Reply reply = new Messages.Reply("done", "the doctor was here");
                String topic = Topics.reply(branch, node, "doctor");
                bus.publish(BusMessage.expiring(topic, Messages.write(reply), EXPIRY), PATIENCE);
                trouble = bus.state().trouble();
            }
            return trouble == null ? otherHubs(bus, listen) : RelayAlarm.of(trouble);
        }
    }

    /**
     * The hubs that are heard, beside one under our own name, which is the kiosk itself. Nothing old is delivered to a
     * session that has only begun, so each is heard once.
     */
    private @Nullable RelayAlarm otherHubs(PahoMessageBus bus, Duration listen) throws InterruptedException {
        Set<String> names = new TreeSet<>();
        Set<String> ourBoots = new HashSet<>();
        long end = System.nanoTime() + listen.toNanos();
        for (long left = listen.toNanos(); left > 0; left = end - System.nanoTime()) {
            Delivery delivery = bus.poll(Duration.ofNanos(left));
            if (delivery == null) {
                continue;
            }
            delivery.acknowledge();
            String name = Topics.read(delivery.message().topic())
                    .filter(topic -> topic.isStateIn(branch))
                    .map(NodeTopic::node)
                    .orElse("");
            NodeState state = name.isEmpty() || delivery.message().retained() ? null : read(delivery);
            if (state == null || !state.proves() || !state.leads()) {
                continue;
            }
            if (!name.equals(node) || (ourBoots.add(state.boot()) && ourBoots.size() > 1)) {
                names.add(name);
            }
        }
        return names.isEmpty() ? null : RelayAlarm.twoHubs(names);
    }

    private static @Nullable NodeState read(Delivery delivery) {
        try {
            return Messages.read(delivery.message().payload(), NodeState.class);
        } catch (EventFormatException e) {
            return null;
        }
    }

    private @Nullable LineTrouble connected(PahoMessageBus bus) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        BusState state = bus.state();
        while (!state.connected() && state.trouble() == null && System.nanoTime() < end) {
            workers.sleep(LOOK_AGAIN);
            state = bus.state();
        }
        if (!state.connected() && state.trouble() == null) {
            return new LineTrouble(LineTrouble.Kind.SILENT, state.url(), access.keys(), "");
        }
        return state.trouble();
    }
}
