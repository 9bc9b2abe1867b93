package id.mpp.server.ingest;

import id.mpp.bus.BusMessage;
import id.mpp.bus.MessageBus;
import id.mpp.wire.Chain;
import id.mpp.wire.Messages;
import id.mpp.wire.Messages.Answer;
import id.mpp.wire.Messages.Question;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions of kiosks for single events of their journals. A kiosk asks where the server seems to have another
 * event than the kiosk itself. The acknowledger's thread answers, and only to the node whose journal it is.
 */
final class Questions {
    /** The most questions that wait. A node asks again after a while. */
    private static final int WAITING_AT_MOST = 500;
    /** The most answers between two rounds of acknowledgements, which are more urgent. */
    private static final int ANSWERS_A_ROUND = 50;

    private static final Duration ANSWER_EXPIRY = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    private final MessageBus bus;
    private final EventStore store;
    private final String server;
    private final BlockingQueue<Asked> waiting = new ArrayBlockingQueue<>(WAITING_AT_MOST);

    private record Asked(NodeAddress node, String id, Question question) {}

    Questions(MessageBus bus, EventStore store, String server) {
        this.bus = bus;
        this.store = store;
        this.server = server;
    }

    void ask(NodeAddress node, String id, Question question) {
        if (!waiting.offer(new Asked(node, id, question))) {
            LOG.debug("too many questions wait; {} asks again", node);
        }
    }

    void answerWaiting() throws InterruptedException {
        List<Asked> next = new ArrayList<>();
        waiting.drainTo(next, ANSWERS_A_ROUND);
        for (Asked asked : next) {
            try {
                answer(asked);
            } catch (StoreException e) {
                LOG.warn("a question of " + asked.node() + " is not answered", e);
            }
        }
    }

    private void answer(Asked asked) throws StoreException, InterruptedException {
        Question question = asked.question();
        NodeAddress node = asked.node();
        EventStore.Found found =
                store.find(question.installation(), question.seq()).orElse(null);
        if (found == null
                || !found.branch().equals(node.branch())
                || !found.node().equals(node.node())) {
            return;
        }
        EventStore.Event event = found.event();
        boolean sent = event != null && event.stored().length <= Answer.MAX_EVENT_BYTES;
        Answer answer = new Answer(
                question.installation(),
                found.through(),
                question.seq(),
                event == null || !sent ? null : Chain.hex(event.chainBefore()),
                event == null || !sent ? null : Base64.getEncoder().encodeToString(event.stored()),
                event == null || !sent ? null : Chain.hex(event.chain()),
                server,
                store.epoch());
        String topic = Topics.answer(node.branch(), node.node(), asked.id());
        var _ = bus.send(BusMessage.expiring(topic, Messages.write(answer), ANSWER_EXPIRY));
    }
}
