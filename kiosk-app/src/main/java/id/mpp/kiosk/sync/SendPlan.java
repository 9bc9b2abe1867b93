package id.mpp.kiosk.sync;

import id.mpp.wire.Heartbeat;
import id.mpp.wire.Messages.Ack;
import id.mpp.wire.Messages.ServerState;
import id.mpp.wire.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which event goes out next, and when: the relay's rules without its network. Times are monotonic nanoseconds that come
 * in as arguments. Not thread-safe: the relay guards it.
 *
 * <p>Everything sent and not acknowledged by the server counts as lost as soon as this line, a server's line or the
 * server's memory was new, or nothing moves for a while; then it goes out again from the last acknowledgement.
 * Repeating is free: the server knows each event by its seq.
 *
 * <p>An acknowledgement that is lower than the last one may be an old one that the broker kept, one that was overtaken,
 * or forged. So it is only doubted at first: the message behind it goes out once more, and the server's answer to that,
 * whatever it is, counts.
 *
 * <p>A server that says how often it says that it lives is online as long as it does: what the broker keeps of it says
 * the same for ever when it is dead. A server of an older version is online until it says otherwise.
 */
final class SendPlan {
    /** More servers than any broker of ours sees; the others are not listened to. */
    private static final int MAX_SERVERS = 64;

    private static final long NO_DOUBT = -1;

    /** What an acknowledgement changed. */
    enum Effect {
        /** About another journal, or nonsense. */
        FOREIGN,
        /** Nothing new. */
        NONE,
        /** The server knows more than before. */
        FORWARD,
        /** The server is said to know less than before; it is asked, with the next message, before that is believed. */
        DOUBTED,
        /** The server knows less than before, or is another: it gets the rest again. */
        BACK,
        /** The server knows more than the journal holds, or something else: there are two journals of this name. */
        IMPOSSIBLE
    }

    /** @param heardAt when it last proved that it lives, or when what the broker kept of it was first read */
    private record Server(String epoch, @Nullable Integer beatSeconds, long heardAt) {
        boolean isSilent(long now) {
            return Heartbeat.isPromised(beatSeconds)
                    && now - heardAt >= Heartbeat.silence(beatSeconds).toNanos();
        }
    }

    private final RelayOptions options;
    /** By topic. */
    private final Map<String, Server> onlineServers = new HashMap<>();
    /** The last seq of each message on its way. */
    private final Deque<Long> underway = new ArrayDeque<>();

    private boolean connected;
    private boolean stateSeen;
    private boolean answered;
    /** When a server last said anything, or the line was new. */
    private long heardAt;

    private boolean blocked;
    /** A lower acknowledgement that nobody has confirmed yet. */
    private long doubted = NO_DOUBT;
    /** Whether the message that asks about it is on its way. */
    private boolean asked;

    private long acknowledged;
    private long next;
    private long movedAt;
    private long probeAt;
    private Duration stall;
    private long stalls;
    private @Nullable String epoch;

    SendPlan(RelayOptions options, long acknowledged) {
        this.options = options;
        this.acknowledged = acknowledged;
        this.next = acknowledged + 1;
        this.stall = options.pace().stall();
    }

    /** The line is gone: which servers are there is to be heard again, and may be heard before {@link #connected}. */
    void disconnected() {
        connected = false;
        stateSeen = false;
        answered = false;
        doubted = NO_DOUBT;
        onlineServers.clear();
    }

    /** A new line to the broker. */
    void connected(long now) {
        connected = true;
        heardAt = now;
        probeAt = now + options.pace().probe().toNanos();
        startOver(now);
    }

    /**
     * @param topic the server's
     * @param live whether it was said just now; false where the broker had kept it
     */
    void server(String topic, ServerState state, boolean live, long now) {
        stateSeen = true;
        heardAt = live ? now : heardAt;
        if (!state.online()) {
            onlineServers.remove(topic);
        } else if (onlineServers.containsKey(topic) || onlineServers.size() < MAX_SERVERS) {
            Server before = onlineServers.get(topic);
            boolean proves = live && state.proves();
            long heard = before == null || proves ? now : before.heardAt;
            onlineServers.put(topic, new Server(state.epoch(), state.beatSeconds(), heard));
            boolean began = live && state.beat() == null;
            if (began
                    || before == null
                    || before.isSilent(now)
                    || !state.epoch().equals(before.epoch)) {
                startOver(now);
            }
        }
    }

    /** It answered, so it lives. */
    private void answered(String server, long now) {
        answered = true;
        heardAt = now;
        onlineServers.computeIfPresent(
                Topics.serverState(server), (topic, known) -> new Server(known.epoch, known.beatSeconds, now));
    }

    /**
     * @param fits whether the server has the events that we have, as far as is known
     * @param live whether it was said just now, which proves that a server is there
     */
    Effect acknowledge(Ack ack, String installation, long lastSeq, boolean fits, boolean live, long now) {
        if (!installation.equals(ack.installation()) || ack.through() < 0) {
            return Effect.FOREIGN;
        }
        blocked = ack.through() > lastSeq || !fits;
        if (blocked) {
            return Effect.IMPOSSIBLE;
        }
        if (live) {
            answered(ack.server(), now);
        }
        if (ack.through() < acknowledged && !(live && doubted != NO_DOUBT && asked)) {
            asked &= doubted != NO_DOUBT;
            doubted = ack.through();
            return Effect.DOUBTED;
        }
        doubted = NO_DOUBT;
        boolean otherMemory = epoch != null && !epoch.equals(ack.epoch());
        epoch = ack.epoch();
        long before = acknowledged;
        acknowledged = ack.through();
        if (acknowledged < before || otherMemory) {
            startOver(now);
            return acknowledged == before ? Effect.NONE : Effect.BACK;
        }
        while (!underway.isEmpty() && underway.getFirst() <= acknowledged) {
            underway.removeFirst();
        }
        next = Math.max(next, acknowledged + 1);
        if (acknowledged == before) {
            return Effect.NONE;
        }
        movedAt = now;
        stall = options.pace().stall();
        return Effect.FORWARD;
    }

    /** Whether the message that begins with {@link #next} may go out now. */
    boolean maySend(long lastSeq, long now) {
        if (!connected || blocked) {
            return false;
        }
        if (!serverOnline(now)) {
            return probing() && now >= probeAt && (asking() || acknowledged < lastSeq);
        }
        if (asking()) {
            return true;
        }
        return next <= lastSeq && underway.size() < options.amounts().window();
    }

    /** The seq to send next; a probe always begins where the server's knowledge ends. */
    long next(long now) {
        if (asking()) {
            return doubted + 1;
        }
        return serverOnline(now) ? next : acknowledged + 1;
    }

    /** A message that ends with {@code last} is on its way. */
    void sent(long last, long now) {
        if (!serverOnline(now)) {
            underway.clear();
            probeAt = now + options.pace().probe().toNanos();
        }
        if (underway.isEmpty()) {
            movedAt = now;
        }
        if (asking()) {
            asked = true;
        } else {
            next = last + 1;
        }
        underway.addLast(last);
    }

    /** Starts over where nothing was acknowledged for too long: whether it did. */
    boolean startOverIfStalled(long now) {
        if (!connected || !serverOnline(now) || underway.isEmpty() || now - movedAt < stall.toNanos()) {
            return false;
        }
        stalls++;
        Duration doubled = stall.multipliedBy(2);
        stall = doubled.compareTo(options.pace().maxStall()) > 0
                ? options.pace().maxStall()
                : doubled;
        startOver(now);
        return true;
    }

    /** How long from now nothing changes by itself, {@code most} at the longest. */
    long idleNanos(long lastSeq, long now, long most) {
        long wait = most;
        if (connected && serverOnline(now) && !underway.isEmpty()) {
            wait = Math.min(wait, movedAt + stall.toNanos() - now);
        }
        if (connected && !blocked && probing() && acknowledged < lastSeq) {
            wait = Math.min(wait, probeAt - now);
        }
        return Math.max(0, wait);
    }

    boolean serverOnline(long now) {
        return onlineServers.values().stream().anyMatch(server -> !server.isSilent(now)) || (!stateSeen && answered);
    }

    /** Whether the line stands, and no server has been heard for as long as none may be silent. */
    boolean serverless(long now) {
        return connected
                && !serverOnline(now)
                && now - heardAt >= options.silence().toNanos();
    }

    long acknowledged() {
        return acknowledged;
    }

    /** Whether the latest acknowledgement cannot be right. */
    boolean blocked() {
        return blocked;
    }

    /** Messages that the server has not acknowledged. */
    int underway() {
        return underway.size();
    }

    long stalls() {
        return stalls;
    }

    private boolean probing() {
        return !stateSeen && !answered;
    }

    private boolean asking() {
        return doubted != NO_DOUBT && !asked;
    }

    private void startOver(long now) {
        asked = false;
        underway.clear();
        next = acknowledged + 1;
        movedAt = now;
    }
}
