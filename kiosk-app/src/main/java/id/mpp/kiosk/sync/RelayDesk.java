package id.mpp.kiosk.sync;

import id.mpp.bus.BusState;
import id.mpp.bus.Delivery;
import id.mpp.wire.Messages.Ack;
import id.mpp.wire.Messages.Command;
import id.mpp.wire.Messages.NodeState;
import id.mpp.wire.Messages.Question;
import id.mpp.wire.Messages.Reply;
import id.mpp.wire.Messages.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the relay's two threads share: the plan, the commands, the counters, and the bell that wakes the sender.
 * Thread-safe; does no I/O, so whoever calls it waits for nobody's disk or network.
 */
final class RelayDesk {
    /** A server that is there answers within milliseconds; one of an older version says nothing before events come. */
    private static final Duration HEAR_FIRST = Duration.ofSeconds(3);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(20);

    private final Outbox outbox;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final RelayOptions options;
    private final SendPlan plan;
    private final CommandDesk commands = new CommandDesk();
    private final OtherHubs others;
    private boolean closing;
    private boolean rung;
    private boolean newLine = true;
    private @Nullable String problem;
    private @Nullable Instant lastAckAt;
    private long published;
    private long refused;
    private boolean listening;
    private long listeningSince;
    /** Whether the server has said how far it has the journal, or had time enough to. */
    private boolean heard;

    /** What {@link #problem} is where the journal may be a copy. */
    private @Nullable RelayAlarm copied;

    private @Nullable Question wanted;
    private @Nullable Asked asked;
    private long askedAt;

    /** A question under an id that nobody else knows. */
    record Asked(String id, Question question) {}

    RelayDesk(RelayOptions options, Outbox outbox, InstantSource clock, LongSupplier nanos) {
        this.options = options;
        this.outbox = outbox;
        this.clock = clock;
        this.nanos = nanos;
        this.plan = new SendPlan(options, outbox.acknowledged());
        this.others = new OtherHubs(options.who().boot(), options.pace().beat());
        this.askedAt = nanos.getAsLong() - ASK_AGAIN.toNanos();
    }

    /** Wakes the sender; kept where it is awake. */
    synchronized void ring() {
        rung = true;
        notifyAll();
    }

    synchronized void close() {
        closing = true;
        ring();
    }

    synchronized boolean isClosing() {
        return closing;
    }

    synchronized void disconnected() {
        plan.disconnected();
    }

    synchronized void connected() {
        plan.connected(nanos.getAsLong());
        newLine = true;
        ring();
    }

    /** Whether the line is new since this was last asked: everything retained is to be said again. */
    synchronized boolean takeNewLine() {
        boolean taken = newLine;
        newLine = false;
        return taken;
    }

    /**
     * @param fits whether the server has the events that we have, as far as is known
     * @param question to be asked where the acknowledgement cannot be right
     */
    synchronized SendPlan.Effect acknowledge(Ack ack, boolean fits, Question question, boolean live) {
        long lastSeq = outbox.lastSeq();
        SendPlan.Effect effect = plan.acknowledge(ack, outbox.installation(), lastSeq, fits, live, nanos.getAsLong());
        heard |= live && effect != SendPlan.Effect.FOREIGN;
        switch (effect) {
            case FORWARD -> {
                lastAckAt = clock.instant();
                problem = null;
            }
            case BACK, NONE -> problem = null;
            case IMPOSSIBLE -> {
                problem = "server " + ack.server() + " is said to have event " + ack.through()
                        + " of this journal, which ends at " + lastSeq + " or has another one there: a copy of this"
                        + " card is or was in use, or somebody forged it; the server is asked, and nothing is sent"
                        + " until that is settled";
                copied = new RelayAlarm(
                        "copied-journal", List.of(Long.toString(ack.through()), Long.toString(lastSeq)), problem);
                wanted = question;
            }
            case FOREIGN, DOUBTED -> {}
        }
        ring();
        return effect;
    }

    synchronized void server(String id, ServerState state, boolean live) {
        plan.server(id, state, live, nanos.getAsLong());
        ring();
    }

    /** A node of this hall said just now that it is there. */
    synchronized void node(String node, NodeState state) {
        others.heard(node, state, nanos.getAsLong());
    }

    /** Hubs of this hall that run beside this one. */
    synchronized List<String> otherHubs() {
        return others.names(nanos.getAsLong());
    }

    /** Whether the broker is there, and no server has been heard for as long as none may be silent. */
    synchronized boolean isServerless() {
        return plan.serverless(nanos.getAsLong());
    }

    /** Events that the server has not committed. */
    synchronized long unsent() {
        return outbox.lastSeq() - plan.acknowledged();
    }

    synchronized void command(String id, Command command, Delivery delivery) {
        commands.take(id, command, outbox.lastSeq(), delivery);
        ring();
    }

    /** The question to ask now; null for none. It is asked anew while the acknowledgement stands. */
    synchronized @Nullable Asked nextQuestion() {
        Question question = wanted;
        long now = nanos.getAsLong();
        if (question == null || !plan.blocked() || now - askedAt < ASK_AGAIN.toNanos()) {
            return null;
        }
        asked = new Asked(UUID.randomUUID().toString(), question);
        askedAt = now;
        return asked;
    }

    /** The question with this id, which is taken to be answered; null where we did not ask it. */
    synchronized @Nullable Question answered(String id) {
        if (asked == null || !asked.id().equals(id)) {
            return null;
        }
        Question question = asked.question();
        asked = null;
        return question;
    }

    synchronized CommandDesk.@Nullable Answer nextAnswer() {
        return commands.nextAnswer();
    }

    synchronized void answered(CommandDesk.Answer answer) {
        commands.answered(answer);
    }

    synchronized CommandDesk.@Nullable Resend currentResend() {
        return commands.currentResend();
    }

    synchronized void finishResend(CommandDesk.Resend resend, Reply reply) {
        commands.finishResend(resend, reply);
    }

    synchronized boolean startOverIfStalled() {
        return plan.startOverIfStalled(nanos.getAsLong());
    }

    /**
     * The seq the next message begins with; 0 when none may go out now. The first message of a program waits a moment
     * for the server's word, because the journal may be a copy of one that went on.
     */
    synchronized long nextSeq(long lastSeq) {
        long now = nanos.getAsLong();
        if (!plan.maySend(lastSeq, now)) {
            return 0;
        }
        if (!heard) {
            listeningSince = listening ? listeningSince : now;
            listening = true;
            heard = now - listeningSince >= HEAR_FIRST.toNanos();
        }
        return heard ? plan.next(now) : 0;
    }

    /**
     * Puts a message down as being on its way, before it is sent, so that no acknowledgement overtakes it: whether it
     * may go; it may not when the plan changed while the events were read.
     */
    synchronized boolean book(long from, long last, long lastSeq) {
        if (nextSeq(lastSeq) != from) {
            return false;
        }
        plan.sent(last, nanos.getAsLong());
        published++;
        return true;
    }

    /** Waits until the bell rings or, on a line, something is due by itself; {@code most} at the longest. */
    synchronized void idle(Duration most, boolean onLine) throws InterruptedException {
        long now = nanos.getAsLong();
        long until = now + (onLine && heard ? plan.idleNanos(outbox.lastSeq(), now, most.toNanos()) : most.toNanos());
        while (!rung && !closing && until - nanos.getAsLong() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, until - nanos.getAsLong());
        }
        rung = false;
    }

    /** Waits in any case, unless the relay closes. */
    synchronized void pause(Duration duration) throws InterruptedException {
        long until = nanos.getAsLong() + duration.toNanos();
        while (!closing && until - nanos.getAsLong() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, until - nanos.getAsLong());
        }
    }

    /** Something keeps events here; stands until the server acknowledges again. */
    synchronized void trouble(String what) {
        problem = what;
    }

    synchronized void countRefused() {
        refused++;
    }

    synchronized RelayStatus status(BusState line) {
        return new RelayStatus(
                new RelayStatus.Link(
                        line.connected(), line.connected() && plan.serverOnline(nanos.getAsLong()), line.toString()),
                new RelayStatus.Backlog(unsent(), plan.acknowledged(), lastAckAt),
                new RelayStatus.Traffic(plan.underway(), published, plan.stalls(), refused),
                problem,
                alarms(line));
    }

    private List<RelayAlarm> alarms(BusState line) {
        List<RelayAlarm> alarms = new ArrayList<>();
        if (line.trouble() != null) {
            alarms.add(RelayAlarm.of(line.trouble()));
        }
        if (!otherHubs().isEmpty()) {
            alarms.add(RelayAlarm.twoHubs(otherHubs()));
        }
        if (line.connected() && plan.serverless(nanos.getAsLong())) {
            alarms.add(serverSilent(line.url()));
        }
        RelayAlarm told = copied;
        if (told != null && told.sentence().equals(problem)) {
            alarms.add(told);
        } else if (problem != null) {
            alarms.add(new RelayAlarm("events-stay", List.of(problem), "events stay in the hall: " + problem));
        }
        return alarms;
    }

    private RelayAlarm serverSilent(String url) {
        long seconds = options.silence().toSeconds();
        return new RelayAlarm(
                "server-silent",
                List.of(url, Long.toString(seconds)),
                "the broker " + url + " is reached, but no server has been heard there for more than " + seconds
                        + " s; look whether the server runs and listens to this broker");
    }
}
