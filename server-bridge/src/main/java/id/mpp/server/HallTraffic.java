package id.mpp.server;

import id.mpp.server.dashboard.ChangeFeed;
import id.mpp.server.fleet.NodeStates;
import id.mpp.server.fleet.Rivals;
import id.mpp.server.ingest.Acknowledger;
import id.mpp.server.ingest.Committed;
import id.mpp.server.ingest.IntakeListener;
import id.mpp.server.ingest.NodeAddress;
import id.mpp.wire.EventFormatException;
import id.mpp.wire.EventLimits;
import id.mpp.wire.Messages;
import id.mpp.wire.Messages.NodeState;
import id.mpp.wire.Messages.Question;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what the intake took to those who wait for it: the halls, the register of the fleet and the open
 * dashboards.
 */
final class HallTraffic implements IntakeListener {
    /** Enough for a hundred devices with their states. One presence of each node is kept in memory. */
    private static final int PRESENCE_BYTES_AT_MOST = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(HallTraffic.class);

    private final Acknowledger acknowledger;
    private final NodeStates nodes;
    private final Rivals rivals;
    private final ChangeFeed changes;
    private final LongAdder unreadable = new LongAdder();

    HallTraffic(Acknowledger acknowledger, NodeStates nodes, Rivals rivals, ChangeFeed changes) {
        this.acknowledger = acknowledger;
        this.nodes = nodes;
        this.rivals = rivals;
        this.changes = changes;
    }

    @Override
    public void handleCommit(Committed committed) {
        acknowledger.sayCommitted(committed.progress());
        committed.progress().forEach(progress -> nodes.noteEvents(progress.branch(), progress.node()));
        changes.publishBranches(committed.branches());
    }

    @Override
    public void handlePresence(String topic, byte[] payload, boolean kept) {
        NodeAddress node = NodeAddress.ofTopic(topic).orElse(null);
        try {
            if (payload.length > PRESENCE_BYTES_AT_MOST) {
                throw new EventFormatException("a presence has at most " + PRESENCE_BYTES_AT_MOST + " bytes");
            }
            String question = NodeAddress.questionOf(topic).orElse(null);
            if (node != null && question != null) {
                ask(node, question, Messages.read(payload, Question.class));
                return;
            }
            NodeState state = Messages.read(payload, NodeState.class);
            if (node == null || !EventLimits.isInstallation(state.installation())) {
                throw new EventFormatException("no presence of a node");
            }
            takeState(node, state, kept);
        } catch (EventFormatException e) {
            unreadable.increment();
            LOG.debug("unreadable presence on {}", topic);
        }
    }

    private void takeState(NodeAddress node, NodeState state, boolean kept) {
        if (nodes.takePresence(node.branch(), node.node(), state, kept)) {
            changes.publishFleet();
        }
        if (!kept) {
            rivals.noteBeat(node.branch(), node.node(), state);
        }
        if (state.online() && state.beat() == null) {
            acknowledger.greet(node, state.installation());
        }
    }

    private void ask(NodeAddress node, String id, Question question) throws EventFormatException {
        if (!EventLimits.isInstallation(question.installation()) || question.seq() < 1) {
            throw new EventFormatException("no question for an event");
        }
        acknowledger.ask(node, id, question);
    }

    /** How many presence messages could not be read. */
    long unreadable() {
        return unreadable.sum();
    }
}
