package id.mpp.kiosk.sync;

import id.mpp.wire.Messages.Ack;
import id.mpp.wire.Messages.ServerState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which event goes out next, and when: the relay's rules without its network. Times are monotonic nanoseconds that come in as
 * arguments. Not thread-safe: the relay guards it.
 *
 * <p>Everything sent and not acknowledged by the server counts as lost as soon as this line, a server's line or the server's
 * memory was new, or nothing moves for a while; then it goes out again from the last acknowledgement. Repeating is free: the server
 * knows each event by its seq.
 *
 * <p>An acknowledgement that is lower than the last one may be an old one that the broker kept, one that was overtaken, or forged. So it is
 * only doubted at first: the message behind it goes out once more, and the server's answer to that, whatever it is, counts.
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
        /** The server knows more than the journal holds: there are two journals of this name. */
        IMPOSSIBLE
    }

    private final RelayOptions options;
    private final Map<String, String> onlineServers = new HashMap<>();
    /** The last seq of each message on its way. */
    private final Deque<Long> underway = new ArrayDeque<>();

    private boolean connected;
    private boolean stateSeen;
    private boolean answered;
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
        this.stall = options.stall();
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
        probeAt = now + options.probe().toNanos();
        startOver(now);
    }

    /** @param live whether it was said just now; false where the broker had kept it */
    void server(String id, ServerState state, boolean live, long now) {
        stateSeen = true;
        if (!state.online()) {
            onlineServers.remove(id);
        } else if (onlineServers.containsKey(id) || onlineServers.size() < MAX_SERVERS) {
            String before = onlineServers.put(id, state.epoch());
            if (live || !state.epoch().equals(before)) {
                startOver(now);
            }
        }
    }

    /** @param live whether it was said just now, which proves that a server is there */
    Effect acknowledge(Ack ack, String installation, long lastSeq, boolean live, long now) {
        if (!installation.equals(ack.installation()) || ack.through() < 0) {
            return Effect.FOREIGN;
        }
        blocked = ack.through() > lastSeq;
        if (blocked) {
            return Effect.IMPOSSIBLE;
        }
        answered |= live;
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
        stall = options.stall();
        return Effect.FORWARD;
    }

    /** Whether the message that begins with {@link #next} may go out now. */
    boolean maySend(long lastSeq, long now) {
        if (!connected || blocked) {
            return false;
        }
        if (!serverOnline()) {
            return probing() && now >= probeAt && (asking() || acknowledged < lastSeq);
        }
        if (asking()) {
            return true;
        }
        return next <= lastSeq && underway.size() < options.window();
    }

    /** The seq to send next; a probe always begins where the server's knowledge ends. */
    long next() {
        if (asking()) {
            return doubted + 1;
        }
        return serverOnline() ? next : acknowledged + 1;
    }

    /** A message that ends with {@code last} is on its way. */
    void sent(long last, long now) {
        if (!serverOnline()) {
            underway.clear();
            probeAt = now + options.probe().toNanos();
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
        if (!connected || !serverOnline() || underway.isEmpty() || now - movedAt < stall.toNanos()) {
            return false;
        }
        stalls++;
        Duration doubled = stall.multipliedBy(2);
        stall = doubled.compareTo(options.maxStall()) > 0 ? options.maxStall() : doubled;
        startOver(now);
        return true;
    }

    /** How long from now nothing changes by itself, {@code most} at the longest. */
    long idleNanos(long lastSeq, long now, long most) {
        long wait = most;
        if (connected && serverOnline() && !underway.isEmpty()) {
            wait = Math.min(wait, movedAt + stall.toNanos() - now);
        }
        if (connected && !blocked && probing() && acknowledged < lastSeq) {
            wait = Math.min(wait, probeAt - now);
        }
        return Math.max(0, wait);
    }

    boolean serverOnline() {
        return !onlineServers.isEmpty() || (!stateSeen && answered);
    }

    long acknowledged() {
        return acknowledged;
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
