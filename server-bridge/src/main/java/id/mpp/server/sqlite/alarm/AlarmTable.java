package id.mpp.server.sqlite.alarm;

import id.mpp.server.alarm.AlarmKind;
import id.mpp.server.alarm.Alarms;
import id.mpp.server.alarm.Alarms.Alarm;
import id.mpp.server.alarm.Alarms.AlarmState;
import id.mpp.server.alarm.Alarms.Filter;
import id.mpp.server.alarm.Trouble;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** The table {@code alarm}. Every call belongs to the transaction of its handle. */
public final class AlarmTable {
    /** The subject of the alarm that counts those that found no room. */
    private static final String FURTHER = "*";

    private AlarmTable() {}

    public static void raise(Handle handle, Trouble trouble, long now) {
        String branch = HallPlaces.of(handle, trouble.branch());
        if (countAgain(handle, trouble, branch, trouble.subject(), now)) {
            return;
        }
        if (!hasRoom(handle, trouble.kind(), branch)) {
            if (!countAgain(handle, trouble, branch, FURTHER, now)) {
                insert(handle, trouble, branch, FURTHER, now);
            }
            return;
        }
        insert(handle, trouble, branch, trouble.subject(), now);
    }

    public static void clear(Handle handle, AlarmKind kind, String branch, String subject) {
        handle.execute(
                "UPDATE alarm SET state = 'closed', closed_by = NULL WHERE kind = ? AND branch = ? AND subject = ?"
                        + " AND state <> 'closed'",
                kind.word(),
                branch,
                subject);
    }

    public static boolean markSeen(Handle handle, long id, String actor) {
        return handle.execute(
                        "UPDATE alarm SET state = 'seen', seen_by = ? WHERE id = ? AND state <> 'closed'", actor, id)
                == 1;
    }

    public static boolean close(Handle handle, long id, String actor) {
        return handle.execute("UPDATE alarm SET state = 'closed', closed_by = ? WHERE id = ?", actor, id) == 1;
    }

    public static List<Alarm> list(Handle handle, Filter filter) {
        List<String> states = filter.states().stream().map(AlarmTable::word).toList();
        return handle.createQuery("SELECT * FROM alarm WHERE state IN (<states>)"
                        + (filter.branch() == null ? "" : " AND branch IN (:branch, '')")
                        + " ORDER BY last_at DESC, id DESC LIMIT :limit OFFSET :offset")
                .bindList("states", states)
                .bind("branch", filter.branch())
                .bind("limit", filter.limit())
                .bind("offset", filter.offset())
                .map((row, context) -> alarm(row))
                .list();
    }

    private static boolean countAgain(Handle handle, Trouble trouble, String branch, String subject, long now) {
        return handle.execute(
                        "UPDATE alarm SET times = times + 1, last_at = ?, detail = ?, closed_by = NULL,"
                                + " state = CASE state WHEN 'closed' THEN 'open' ELSE state END"
                                + " WHERE kind = ? AND branch = ? AND subject = ?",
                        now,
                        trouble.detail(),
                        trouble.kind().word(),
                        branch,
                        subject)
                == 1;
    }

    /** Whether there is room for one more of this kind. Where need be, the oldest closed one makes room. */
    private static boolean hasRoom(Handle handle, AlarmKind kind, String branch) {
        int rows = handle.createQuery("SELECT COUNT(*) FROM alarm WHERE kind = ? AND branch = ?")
                .bind(0, kind.word())
                .bind(1, branch)
                .mapTo(Integer.class)
                .one();
        return rows < Alarms.MOST_OF_A_KIND
                || handle.execute(
                                "DELETE FROM alarm WHERE id = (SELECT id FROM alarm WHERE kind = ? AND branch = ?"
                                        + " AND state = 'closed' ORDER BY last_at, id LIMIT 1)",
                                kind.word(),
                                branch)
                        == 1;
    }

    private static void insert(Handle handle, Trouble trouble, String branch, String subject, long now) {
        handle.execute(
                "INSERT INTO alarm (kind, branch, subject, node, installation, seq, detail, state, first_at, last_at,"
                        + " times) VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, 1)",
                trouble.kind().word(),
                branch,
                subject,
                trouble.node(),
                trouble.installation(),
                trouble.seq(),
                trouble.detail(),
                now,
                now);
    }

    private static Alarm alarm(ResultSet row) throws SQLException {
        return new Alarm(
                row.getLong("id"),
                row.getString("kind"),
                new Alarms.Source(
                        row.getString("branch"),
                        row.getString("node"),
                        row.getString("installation"),
                        row.getLong("seq")),
                row.getString("detail"),
                AlarmState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                new Alarms.Raised(row.getLong("first_at"), row.getLong("last_at"), row.getLong("times")),
                new Alarms.Persons(row.getString("seen_by"), row.getString("closed_by")),
                row.getString("subject").equals(FURTHER));
    }

    private static String word(AlarmState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
