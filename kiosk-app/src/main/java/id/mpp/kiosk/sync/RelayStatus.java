package id.mpp.kiosk.sync;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the relay is, for pages, health and metrics.
 *
 * @param connected whether the broker is there
 * @param serverOnline whether a server is there
 * @param unsent events that the server has not committed ("belum terkirim")
 * @param acknowledged the server has all events up to this seq
 * @param lastAckAt when the server last acknowledged anything new; null before the first time since the start
 * @param underway messages sent and not acknowledged by the server
 * @param published messages with events, repetitions included
 * @param stalls how often nothing was acknowledged for too long and all was sent again
 * @param refused messages from outside that made no sense
 * @param problem what keeps events here, in words for the operator; null where nothing does
 * @param alarms what is wrong now, each for a person to mend; empty where nothing is
 * @param line the bus in one line
 */
public record RelayStatus(
        boolean connected,
        boolean serverOnline,
        long unsent,
        long acknowledged,
        @Nullable Instant lastAckAt,
        int underway,
        long published,
        long stalls,
        long refused,
        @Nullable String problem,
        List<RelayAlarm> alarms,
        String line) {}
