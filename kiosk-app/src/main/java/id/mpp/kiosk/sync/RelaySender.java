package id.mpp.kiosk.sync;

import id.mpp.bus.BusMessage;
import id.mpp.bus.MessageBus;
import id.mpp.wire.EventBatch;
import id.mpp.wire.Messages;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread <em>relay-out</em>: all sending, one thing after the other, the small ones first. */
final class RelaySender {
    private static final Logger LOG = LoggerFactory.getLogger(RelaySender.class);
    /** How long anything waits for the broker before it is tried again. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** How long it sleeps when nobody rings. */
    private static final Duration IDLE = Duration.ofSeconds(1);
    /** How long a farewell may take. */
    static final Duration FAREWELL = Duration.ofSeconds(2);
    /** A reply is worth nothing to a server that comes back tomorrow. */
    private static final Duration REPLY_EXPIRY = Duration.ofHours(1);

    private static final Duration QUESTION_EXPIRY = Duration.ofMinutes(1);
    /** After a failure of the journal or of our own code: a pause instead of a hot loop. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    /** Display values sent in one go. */
    private static final int DISPLAYS_AT_ONCE = 100;
    /** Of the array around the events. */
    private static final int BRACKETS = 2;

    private final RelayOptions options;
    private final Outbox outbox;
    private final MessageBus bus;
    private final RelayDesk desk;
    private final DisplayFeed displays;
    private final Supplier<List<Messages.Device>> devices;
    private final LongSupplier nanos;
    private Messages.@Nullable NodeState lastState;
    private long stateAt;
    private boolean beatDue;
    private long beatAt;
    private long beats;
    private boolean serverless;
    private List<String> otherHubs = List.of();
    private long displaysAt;

    RelaySender(
            RelayOptions options,
            Outbox outbox,
            MessageBus bus,
            RelayDesk desk,
            DisplayFeed displays,
            Supplier<List<Messages.Device>> devices,
            LongSupplier nanos) {
        this.options = options;
        this.outbox = outbox;
        this.bus = bus;
        this.desk = desk;
        this.displays = displays;
        this.devices = devices;
        this.nanos = nanos;
        this.displaysAt = nanos.getAsLong() - options.pace().displayEvery().toNanos();
    }

    void run() {
        try {
            while (!desk.isClosing()) {
                try {
                    if (!bus.state().connected()) {
                        desk.idle(IDLE, false);
                    } else if (!sendSomething()) {
                        desk.idle(untilDisplaysAreDue(), true);
                    }
                } catch (RuntimeException e) {
                    LOG.error("the relay failed; it goes on in a moment", e);
                    desk.trouble("the relay failed: " + e);
                    desk.pause(AFTER_FAILURE);
                }
            }
            publishState(false, FAREWELL);
        } catch (InterruptedException e) {
            LOG.debug("relay-out was interrupted while it waited for the broker");
        }
    }

    /** Whether there may be more to do at once. */
    private boolean sendSomething() throws InterruptedException {
        lookForServer();
        lookForOtherHubs();
        sendState();
        sendBeat();
        sendDisplays();
        sendQuestion();
        boolean answered = sendAnswer();
        boolean resent = sendResend();
        return sendEvents() || answered || resent;
    }

    private void lookForServer() {
        boolean before = serverless;
        serverless = desk.isServerless();
        if (serverless && !before) {
            LOG.warn(
                    "no server has been heard for more than {} s; events wait in the hall",
                    options.silence().toSeconds());
        }
        if (serverless) {
            bus.tryAnother("no server is heard there");
        }
    }

    private void lookForOtherHubs() {
        List<String> before = otherHubs;
        otherHubs = desk.otherHubs();
        if (!otherHubs.isEmpty() && !otherHubs.equals(before)) {
            LOG.error("{}", RelayAlarm.twoHubs(otherHubs).sentence());
        } else if (otherHubs.isEmpty() && !before.isEmpty()) {
            LOG.info("no other hub of this hall is heard any more");
        }
    }

    private Duration untilDisplaysAreDue() {
        if (!displays.hasChanges()) {
            return IDLE;
        }
        Duration due = options.pace().displayEvery().minusNanos(nanos.getAsLong() - displaysAt);
        return due.compareTo(IDLE) < 0 ? due : IDLE;
    }

    private void sendState() throws InterruptedException {
        long now = nanos.getAsLong();
        if (desk.takeNewLine()) {
            lastState = null;
            beatDue = true;
        } else if (now - stateAt < options.pace().stateEvery().toNanos()) {
            return;
        }
        stateAt = now;
        publishState(true, PATIENCE);
    }

    private void publishState(boolean online, Duration patience) throws InterruptedException {
        Messages.NodeState state = state(online);
        if (!state.equals(lastState)) {
            String topic =
                    Topics.nodeState(options.who().branch(), options.who().node());
            lastState = bus.publish(BusMessage.retained(topic, Messages.write(state)), patience) ? state : null;
        }
    }

    /** The sign of life: nobody waits for it, no broker keeps it for later, and a lost one is followed by the next. */
    private void sendBeat() throws InterruptedException {
        long now = nanos.getAsLong();
        if (!beatDue && now - beatAt < options.pace().beat().toNanos()) {
            return;
        }
        beatDue = false;
        beatAt = now;
        beats++;
        String topic = Topics.nodeState(options.who().branch(), options.who().node());
        byte[] beat = Messages.write(state(true).withBeat(beats));
        var _ = bus.send(BusMessage.expiring(topic, beat, options.pace().beat()));
    }

    private Messages.NodeState state(boolean online) {
        return options.state(online, outbox.installation(), desk.unsent(), devices.get());
    }

    private void sendDisplays() throws InterruptedException {
        long now = nanos.getAsLong();
        if (!displays.hasChanges()
                || now - displaysAt < options.pace().displayEvery().toNanos()) {
            return;
        }
        displaysAt = now;
        for (BusMessage message : displays.take(DISPLAYS_AT_ONCE)) {
            CompletableFuture<Void> sent = bus.send(message).whenComplete((done, failure) -> {
                if (failure != null) {
                    displays.putBack(message);
                }
            });
            if (sent.isCompletedExceptionally()) {
                LOG.debug("the values for displays wait for the next line");
            }
        }
    }

    /** One that is lost is asked again after a while. */
    private void sendQuestion() throws InterruptedException {
        RelayDesk.Asked asked = desk.nextQuestion();
        if (asked != null) {
            String topic = Topics.question(options.who().branch(), options.who().node(), asked.id());
            var _ = bus.send(BusMessage.expiring(topic, Messages.write(asked.question()), QUESTION_EXPIRY));
        }
    }

    private boolean sendAnswer() throws InterruptedException {
        CommandDesk.Answer answer = desk.nextAnswer();
        if (answer == null) {
            return false;
        }
        String topic = Topics.reply(options.who().branch(), options.who().node(), answer.id());
        if (!bus.publish(BusMessage.expiring(topic, Messages.write(answer.reply()), REPLY_EXPIRY), PATIENCE)) {
            return false;
        }
        desk.answered(answer);
        answer.delivery().acknowledge();
        return true;
    }

    /** One message of what the server asked for again; only the broker's acknowledgement paces these. */
    private boolean sendResend() throws InterruptedException {
        CommandDesk.Resend resend = desk.currentResend();
        if (resend == null) {
            return false;
        }
        List<EventBatch.Link> links = read(resend.next, resend.to);
        if (links.isEmpty()) {
            desk.finishResend(
                    resend, new Messages.Reply("gone", "event " + resend.next + " is no longer in the journal"));
            return true;
        }
        if (!bus.publish(batch(links), PATIENCE)) {
            return false;
        }
        resend.next += links.size();
        if (resend.next > resend.to) {
            desk.finishResend(resend, new Messages.Reply("done", "sent up to " + resend.to));
        }
        return true;
    }

    private boolean sendEvents() throws InterruptedException {
        if (desk.startOverIfStalled()) {
            LOG.warn("the server acknowledged nothing for a while; all it has not acknowledged goes out again");
        }
        long lastSeq = outbox.lastSeq();
        long from = desk.nextSeq(lastSeq);
        if (from == 0) {
            return false;
        }
        List<EventBatch.Link> links = read(from, lastSeq);
        if (links.isEmpty()) {
            desk.trouble("the server asks for event " + from + ", which is no longer in the journal");
            return false;
        }
        if (!desk.book(from, from + links.size() - 1, lastSeq)) {
            return true;
        }
        CompletableFuture<Void> sent = bus.send(batch(links)).whenComplete((done, failure) -> {
            if (failure != null) {
                desk.trouble(String.valueOf(failure.getMessage()));
            }
        });
        return !sent.isCompletedExceptionally();
    }

    /** Consecutive events from {@code from} up to {@code to}, as many as one message holds. */
    private List<EventBatch.Link> read(long from, long to) {
        List<EventBatch.Link> links = outbox.read(from, options.amounts().batchBytes() - BRACKETS);
        return links.size() > to - from + 1 ? links.subList(0, Math.toIntExact(to - from + 1)) : links;
    }

    private BusMessage batch(List<EventBatch.Link> links) {
        return BusMessage.of(Topics.events(options.who().branch(), options.who().node()), EventBatch.join(links));
    }
}
