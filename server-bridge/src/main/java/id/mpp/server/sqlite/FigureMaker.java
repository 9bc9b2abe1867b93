package id.mpp.server.sqlite;

import id.mpp.server.alarm.AlarmKind;
import id.mpp.server.alarm.Trouble;
import id.mpp.server.sqlite.alarm.AlarmTable;
import id.mpp.wire.EventEnvelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the figures of stored events, each by itself. An event whose figures cannot be made is skipped, raises an alarm
 * and is kept in a list. It harms neither the event before it nor the one after it. Usually a list of events is applied
 * at once. Only where one of them fails, the list is rolled back and applied again event by event, each with its own
 * savepoint. Belongs to the appending thread.
 */
final class FigureMaker {
    private static final int MAX_REASON = 300;
    private static final Logger LOG = LoggerFactory.getLogger(FigureMaker.class);

    private final SqliteProjection projection;

    /** An event whose figures are to be made now. */
    record Due(InstallationRow row, long seq, EventEnvelope envelope) {}

    FigureMaker(SqliteProjection projection) {
        this.projection = projection;
    }

    /**
     * Makes the figures of events that have just been stored.
     *
     * @throws RuntimeException from the store itself, never because of an event
     */
    void makeFigures(Handle handle, List<Due> events, long now) {
        if (tryToMake(handle, events) != null) {
            events.forEach(due -> makeAlone(handle, due, now));
        }
    }

    /**
     * Does the same for events that were stored before. Events that failed in this version are left out; those that
     * failed in an older version are tried again.
     */
    void makeAgain(Handle handle, List<Due> events, long now) {
        Map<Long, Integer> skipped = skipped(handle, events);
        List<Due> wanted = new ArrayList<>(events);
        wanted.removeIf(due -> skipped.getOrDefault(due.seq(), 0) == SqliteProjection.VERSION);
        if (skipped.isEmpty() && tryToMake(handle, wanted) == null) {
            return;
        }
        for (Due due : wanted) {
            if (makeAlone(handle, due, now) && skipped.containsKey(due.seq())) {
                handle.execute("DELETE FROM skipped_event WHERE installation = ? AND seq = ?", due.row().id, due.seq());
                AlarmTable.clear(
                        handle,
                        AlarmKind.FIGURES_FAILED,
                        due.row().branch,
                        Trouble.event(due.row().installation, due.seq()));
            }
        }
    }

    /** Whether its figures could be made. */
    private boolean makeAlone(Handle handle, Due due, long now) {
        Throwable fault = tryToMake(handle, List.of(due));
        if (fault != null) {
            skipEvent(handle, due, now, fault);
        }
        return fault == null;
    }

    /**
     * Tries to make the figures of events. Null where all succeeded; otherwise the reason, and then nothing was done.
     */
    private @Nullable Throwable tryToMake(Handle handle, List<Due> events) {
        handle.execute("SAVEPOINT figures");
        try {
            events.forEach(due -> projection.apply(handle, due.envelope()));
            projection.flush(handle);
            handle.execute("RELEASE figures");
            return null;
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            if (e instanceof RuntimeException fault && StoreFaults.isOfStore(fault)) {
                throw fault;
            }
            handle.execute("ROLLBACK TO figures");
            handle.execute("RELEASE figures");
            projection.forget();
            return e;
        }
    }

    private static void skipEvent(Handle handle, Due due, long now, Throwable fault) {
        String text = fault.getClass().getSimpleName() + ": " + fault.getMessage();
        String reason = text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON - 1) + "…";
        handle.execute(
                "INSERT OR REPLACE INTO skipped_event (installation, seq, version, reason, at) VALUES (?, ?, ?, ?, ?)",
                due.row().id,
                due.seq(),
                SqliteProjection.VERSION,
                reason,
                now);
        AlarmTable.raise(
                handle,
                Trouble.ofEvent(
                        AlarmKind.FIGURES_FAILED,
                        due.row().branch,
                        due.row().node,
                        due.row().installation,
                        due.seq(),
                        due.envelope().event().getClass().getSimpleName() + ": " + reason),
                now);
        LOG.debug("no figures of event " + due.seq() + " of " + due.row().installation, fault);
    }

    /** The versions in which some of these events of one journal failed, by their numbers. */
    private static Map<Long, Integer> skipped(Handle handle, List<Due> events) {
        Map<Long, Integer> versions = new HashMap<>();
        if (!events.isEmpty()) {
            handle.createQuery("SELECT seq, version FROM skipped_event WHERE installation = ? AND seq BETWEEN ? AND ?")
                    .bind(0, events.getFirst().row().id)
                    .bind(1, events.getFirst().seq())
                    .bind(2, events.getLast().seq())
                    .map((row, context) -> Map.entry(row.getLong("seq"), row.getInt("version")))
                    .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
        }
        return versions;
    }
}
