package id.mpp.server.fleet;

import id.mpp.wire.Heartbeat;
import id.mpp.wire.Messages.NodeState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of one node. {@link NodeStates} holds the lock. */
final class HeardNode {
    final String branch;
    final String name;

    /** What it reported last; null before it has. */
    @Nullable
    NodeState state;

    /** When it was last truly heard, by this or an earlier run of this server; null where it never was. */
    @Nullable
    Instant heardAt;

    /** The {@link #heardAt} that is on disk. */
    @Nullable
    Instant savedAt;

    /** Whether it was heard since this server started; {@link #heardNanos} says when. */
    private boolean heardNow;

    private long heardNanos;
    private boolean shownOnline;

    HeardNode(String branch, String name) {
        this.branch = branch;
        this.name = name;
    }

    boolean isOnline(long nowNanos) {
        NodeState said = state;
        if (said == null || !said.online() || !heardNow) {
            return false;
        }
        return !Heartbeat.isPromised(said.beatSeconds())
                || nowNanos - heardNanos < Heartbeat.silence(said.beatSeconds()).toNanos();
    }

    void markHeard(Instant at, long nowNanos) {
        heardAt = at;
        heardNow = true;
        heardNanos = nowNanos;
    }

    /** Takes over whether it is online for the pages. Answers whether they have something new to show. */
    boolean updateShown(long nowNanos) {
        boolean before = shownOnline;
        shownOnline = isOnline(nowNanos);
        return before != shownOnline;
    }
}
