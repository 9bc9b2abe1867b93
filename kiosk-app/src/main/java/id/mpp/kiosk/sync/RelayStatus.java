package id.mpp.kiosk.sync;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the relay is, for pages, health and metrics.
 *
 * @param problem what keeps events here, in words for the operator; null where nothing does
 * @param alarms what is wrong now, each for a person to mend; empty where nothing is
 */
public record RelayStatus(
        Link link,
        Backlog backlog,
        Traffic traffic,
        @Nullable String problem,
        List<RelayAlarm> alarms) {
    /**
     * The way to the server.
     *
     * @param connected whether the broker is there
     * @param serverOnline whether a server is there
     * @param line the bus in one line
     */
    public record Link(boolean connected, boolean serverOnline, String line) {}

    /**
     * What the server does not have yet.
     *
     * @param unsent events that the server has not committed ("belum terkirim")
     * @param acknowledged the server has all events up to this seq
     * @param lastAckAt when the server last acknowledged anything new; null before the first time since the start
     */
    public record Backlog(
            long unsent, long acknowledged, @Nullable Instant lastAckAt) {}

    /**
     * What went over the line.
     *
     * @param underway messages sent and not acknowledged by the server
     * @param published messages with events, repetitions included
     * @param stalls how often nothing was acknowledged for too long and all was sent again
     * @param refused messages from outside that made no sense
     */
    public record Traffic(int underway, long published, long stalls, long refused) {}

    public boolean connected() {
        return link.connected();
    }

    public boolean serverOnline() {
        return link.serverOnline();
    }

    public String line() {
        return link.line();
    }

    public long unsent() {
        return backlog.unsent();
    }

    public long acknowledged() {
        return backlog.acknowledged();
    }

    public @Nullable Instant lastAckAt() {
        return backlog.lastAckAt();
    }

    public int underway() {
        return traffic.underway();
    }

    public long published() {
        return traffic.published();
    }

    public long stalls() {
        return traffic.stalls();
    }

    public long refused() {
        return traffic.refused();
    }
}
