package id.mpp.server.sqlite;

import id.mpp.server.report.Leg;
import id.mpp.server.report.LegFold;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The legs that a transaction works on. Each leg is written once, at the end of the transaction. Belongs to the
 * appending thread.
 */
final class LegCache {
    /** Remembers the tickets of some busy days in many halls. */
    private static final int REMEMBERED_TICKETS = 20_000;

    private final Map<String, Leg> latest = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Leg> eldest) {
            return size() > REMEMBERED_TICKETS && !changed.containsKey(key(eldest.getValue()));
        }
    };

    private final Map<String, Leg> changed = new LinkedHashMap<>();

    /** Forgets everything, because a rolled back transaction may have changed it. */
    void forget() {
        latest.clear();
        changed.clear();
    }

    /** Forgets the latest leg of a ticket. */
    void forget(String ticket) {
        latest.remove(ticket);
    }

    /** The latest leg of a ticket; null before it was issued. */
    @Nullable
    Leg latestOf(Handle handle, String ticket) {
        Leg leg = latest.get(ticket);
        return leg == null ? LegTable.last(handle, ticket) : leg;
    }

    /** Takes over a change of a ticket's legs. Saved legs are written at the next {@link #flush}. */
    void take(Handle handle, String ticket, LegFold.Change change) {
        if (change.removed() > 0) {
            changed.remove(ticket + "/" + change.removed());
            handle.execute("DELETE FROM leg WHERE ticket = ? AND leg = ?", ticket, change.removed());
        }
        for (Leg leg : change.saved()) {
            changed.put(key(leg), leg);
            latest.put(ticket, leg);
        }
    }

    /** Writes what was kept back. To be called before the commit. */
    void flush(Handle handle) {
        LegTable.save(handle, changed.values());
        changed.clear();
    }

    /** Writes what was kept back and forgets the rest, because rows are about to change behind this cache. */
    void flushAndForget(Handle handle) {
        flush(handle);
        latest.clear();
    }

    private static String key(Leg leg) {
        return leg.ticket() + "/" + leg.leg();
    }
}
