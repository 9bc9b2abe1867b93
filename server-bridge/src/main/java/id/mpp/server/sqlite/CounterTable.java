package id.mpp.server.sqlite;

import id.mpp.queue.CounterEvent;
import id.mpp.wire.EventEnvelope;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code counter}: the counters of the halls as they are now. */
final class CounterTable {
    private CounterTable() {}

    /** Sets a counter to the state that the event says. */
    static void apply(Handle handle, CounterEvent event, EventEnvelope envelope) {
        long at = envelope.at().wall().toEpochMilli();
        String branch = envelope.branch();
        String counter = event.counter().value();
        switch (event) {
            case CounterEvent.CounterOpened opened ->
                handle.execute(
                        "INSERT OR REPLACE INTO counter (branch, counter, agency, zone, state, reason, since)"
                                + " VALUES (?, ?, ?, ?, 'open', NULL, ?)",
                        branch,
                        counter,
                        opened.agency().value(),
                        opened.zone().value(),
                        at);
            case CounterEvent.CounterPaused paused -> setState(handle, branch, counter, "paused", paused.reason(), at);
            case CounterEvent.CounterResumed resumed -> setState(handle, branch, counter, "open", null, at);
            case CounterEvent.CounterClosed closed -> setState(handle, branch, counter, "closed", null, at);
            case CounterEvent.ClosureRequested requested -> {}
            case CounterEvent.ClosureApproved approved -> {}
            case CounterEvent.ClosureDeclined declined -> {}
        }
    }

    private static void setState(
            Handle handle, String branch, String counter, String state, @Nullable String reason, long at) {
        handle.execute(
                "UPDATE counter SET state = ?, reason = ?, since = ? WHERE branch = ? AND counter = ?",
                state,
                reason,
                at,
                branch,
                counter);
    }
}
