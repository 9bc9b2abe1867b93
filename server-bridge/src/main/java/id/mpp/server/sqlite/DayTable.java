package id.mpp.server.sqlite;

import id.mpp.queue.DayEvent;
import id.mpp.server.report.Leg.Day;
import id.mpp.wire.EventEnvelope;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The business days, and what their beginning and end do to counters and disruptions. What a hall clears at the close
 * is cleared here, too. It is kept aside until the next day opens, because a day that was closed by mistake goes on.
 */
final class DayTable {
    private DayTable() {}

    static Day open(Handle handle, DayEvent.DayOpened opened, EventEnvelope envelope, long at) {
        Day day = new Day(
                envelope.branch(), envelope.installation(), opened.ordinal(), opened.label(), envelope.simulated());
        handle.execute(
                "INSERT OR REPLACE INTO business_day (installation, ordinal, branch, day, opened_at, simulated)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                day.installation(),
                day.ordinal(),
                day.branch(),
                day.label().toString(),
                at,
                day.simulated() ? 1 : 0);
        return day;
    }

    /**
     * Sets counters and disruptions at the opening of a day. A new day begins without any, except where the hall was at
     * work already.
     */
    static void takeConditions(Handle handle, DayEvent.DayOpened opened, String branch) {
        if (Boolean.TRUE.equals(opened.goesOn())) {
            reopen(handle, branch);
        } else {
            clearConditions(handle, branch);
        }
    }

    /** Closes all counters and ends all disruptions, because nobody has said anything else. */
    static void clearConditions(Handle handle, String branch) {
        handle.execute("DELETE FROM disruption WHERE branch = ?", branch);
        handle.execute(
                "UPDATE counter SET state = 'closed', reason = NULL, was_state = NULL, was_reason = NULL, was_since ="
                        + " NULL WHERE branch = ?",
                branch);
    }

    static void close(Handle handle, DayEvent.DayClosed closed, EventEnvelope envelope, long at) {
        handle.execute(
                "UPDATE business_day SET closed_at = ? WHERE installation = ? AND ordinal = ?",
                at,
                envelope.installation(),
                closed.ordinal());
        handle.execute("UPDATE disruption SET in_force = 0 WHERE branch = ?", envelope.branch());
        handle.execute(
                "UPDATE counter SET was_state = state, was_reason = reason, was_since = since,"
                        + " state = 'closed', reason = NULL, since = ? WHERE branch = ? AND state <> 'closed'",
                at,
                envelope.branch());
    }

    static void resume(Handle handle, DayEvent.DayResumed resumed, EventEnvelope envelope) {
        handle.execute(
                "UPDATE business_day SET closed_at = NULL WHERE installation = ? AND ordinal = ?",
                envelope.installation(),
                resumed.ordinal());
        reopen(handle, envelope.branch());
    }

    private static void reopen(Handle handle, String branch) {
        handle.execute("UPDATE disruption SET in_force = 1 WHERE branch = ?", branch);
        handle.execute(
                "UPDATE counter SET state = was_state, reason = was_reason, since = was_since,"
                        + " was_state = NULL, was_reason = NULL, was_since = NULL"
                        + " WHERE branch = ? AND was_state IS NOT NULL",
                branch);
    }

    /** The day that the journal of an event opened last; null before the first one. */
    static @Nullable Day latest(Handle handle, EventEnvelope envelope) {
        return handle.createQuery("SELECT * FROM business_day WHERE installation = ? ORDER BY ordinal DESC LIMIT 1")
                .bind(0, envelope.installation())
                .map((row, context) -> new Day(
                        row.getString("branch"),
                        row.getString("installation"),
                        row.getInt("ordinal"),
                        LocalDate.parse(row.getString("day")),
                        row.getBoolean("simulated")))
                .findOne()
                .orElse(null);
    }

    static void declareDisruption(Handle handle, DayEvent.DisruptionDeclared declared, String branch, long at) {
        handle.execute(
                "INSERT OR REPLACE INTO disruption (branch, agency, reason, since, in_force) VALUES (?, ?, ?, ?, 1)",
                branch,
                declared.agency().value(),
                declared.reason(),
                at);
    }

    static void endDisruption(Handle handle, DayEvent.DisruptionEnded ended, String branch) {
        handle.execute(
                "DELETE FROM disruption WHERE branch = ? AND agency = ?",
                branch,
                ended.agency().value());
    }
}
