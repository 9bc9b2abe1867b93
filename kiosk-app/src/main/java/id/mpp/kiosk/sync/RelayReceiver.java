package id.mpp.kiosk.sync;

import id.mpp.bus.BusMessage;
import id.mpp.bus.Delivery;
import id.mpp.bus.MessageBus;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.Messages;
import id.mpp.wire.NodeTopic;
import id.mpp.wire.NodeTopic.Kind;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread <em>relay-in</em>: takes what the broker delivers, stores the cursor, and never sends, because a full
 * inbox would make it wait for itself.
 */
final class RelayReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(RelayReceiver.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** It becomes part of a topic and of a table in memory. */
    private static final Pattern COMMAND_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Outbox outbox;
    private final MessageBus bus;
    private final RelayDesk desk;
    private final String branch;
    private final String node;
    private final ForkWatch forks;
    private final Supplier<ServerWord> word;

    /** @param word hears what the server says beyond how far it has the journal */
    RelayReceiver(RelayOptions options, Outbox outbox, MessageBus bus, RelayDesk desk, Supplier<ServerWord> word) {
        this.outbox = outbox;
        this.bus = bus;
        this.desk = desk;
        this.branch = options.who().branch();
        this.node = options.who().node();
        this.forks = new ForkWatch(options, outbox);
        this.word = word;
    }

    void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Delivery delivery = bus.poll(PATIENCE);
                if (delivery != null) {
                    take(delivery);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("a message from the broker could not be worked on", e);
                desk.trouble("a message from the broker could not be worked on: " + e);
            }
        }
    }

    private void take(Delivery delivery) {
        BusMessage message = delivery.message();
        boolean live = !message.retained();
        try {
            NodeTopic topic = Topics.read(message.topic()).orElse(null);
            if (topic == null) {
                desk.server(message.topic(), Messages.read(message.payload(), Messages.ServerState.class), live);
                delivery.acknowledge();
            } else if (topic.isOf(branch, node) && topic.kind() == Kind.COMMAND) {
                takeCommand(topic.id(), message, delivery);
            } else {
                takeOfNode(topic, message, live);
                delivery.acknowledge();
            }
        } catch (EventFormatException e) {
            LOG.warn("a message on {} makes no sense and is put aside: {}", message.topic(), e.getMessage());
            desk.countRefused();
            delivery.acknowledge();
        }
    }

    private void takeOfNode(NodeTopic topic, BusMessage message, boolean live) throws EventFormatException {
        if (topic.isStateIn(branch)) {
            takeNode(topic.node(), message);
        } else if (topic.isOf(branch, node) && topic.kind() == Kind.ACK) {
            takeAck(Messages.read(message.payload(), Messages.Ack.class), live);
        } else if (topic.isOf(branch, node) && topic.kind() == Kind.ANSWER) {
            takeAnswer(topic.id(), message, live);
        } else {
            throw new EventFormatException("nothing is expected on this topic");
        }
    }

    private void takeNode(String name, BusMessage message) throws EventFormatException {
        if (!message.retained()) {
            desk.node(name, Messages.read(message.payload(), Messages.NodeState.class));
        }
    }

    private void takeAck(Messages.Ack ack, boolean live) {
        switch (desk.acknowledge(ack, forks.fits(ack), forks.question(ack), live)) {
            case FORWARD -> storeCursor(ack.through());
            case DOUBTED ->
                LOG.info(
                        "server {} is said to have events only up to {}; it is asked before that is believed",
                        ack.server(),
                        ack.through());
            case BACK -> {
                LOG.warn(
                        "server {} (epoch {}) has events only up to {}; all above go out again",
                        ack.server(),
                        ack.epoch(),
                        ack.through());
                storeCursor(ack.through());
            }
            case IMPOSSIBLE ->
                LOG.error(
                        "server {} is said to have events up to {} of this journal, which ends at {}, and other ones:"
                                + " it is asked before anything is sent",
                        ack.server(),
                        ack.through(),
                        outbox.lastSeq());
            case NONE, FOREIGN -> LOG.debug("nothing new in {}", ack);
        }
        Messages.Numbers numbers = ack.numbers();
        if (numbers != null && ack.installation().equals(outbox.installation())) {
            word.get().numbers(numbers);
        }
    }

    /** A cursor that is not stored costs repetitions after a restart, no more. */
    private void storeCursor(long through) {
        try {
            outbox.acknowledge(through);
        } catch (RuntimeException e) {
            LOG.error("the cursor {} could not be stored; after a restart more is sent again than need be", through, e);
            desk.trouble("the relay's cursor could not be stored: " + e.getMessage());
        }
    }

    /** Only what was said just now and answers a question of our own counts. */
    private void takeAnswer(String id, BusMessage message, boolean live) throws EventFormatException {
        Messages.Answer answer = Messages.read(message.payload(), Messages.Answer.class);
        Messages.Question asked = live ? desk.answered(id) : null;
        if (asked == null) {
            throw new EventFormatException("the answer to a question that was not asked");
        }
        ServerWord.Fork fork = forks.proof(asked, answer).orElse(null);
        if (fork == null) {
            LOG.warn(
                    "server {} was asked for event {} and proves nothing; it has events up to {}",
                    answer.server(),
                    asked.seq(),
                    answer.through());
        } else {
            word.get().forked(fork);
        }
    }

    /** The delivery is acknowledged when the answer is out. */
    private void takeCommand(String id, BusMessage message, Delivery delivery) throws EventFormatException {
        if (!COMMAND_ID.matcher(id).matches()) {
            throw new EventFormatException("a command's id has 1-64 characters of A-Z, a-z, 0-9, '_' and '-'");
        }
        desk.command(id, Messages.read(message.payload(), Messages.Command.class), delivery);
    }
}
