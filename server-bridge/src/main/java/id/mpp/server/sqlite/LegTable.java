package id.mpp.server.sqlite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import id.mpp.queue.Moment;
import id.mpp.server.report.Leg;
import id.mpp.wire.Json;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Legs as rows: the columns that are searched, and the whole leg as JSON. */
final class LegTable {
    private static final ObjectReader READER =
            Json.mapper().readerFor(Leg.class).without(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    private static final String UPSERT =
            "INSERT OR REPLACE INTO leg (ticket, leg, branch, day, installation, ordinal, number, service, agency,"
                    + " zone, counter, state, priority, issued_at, arrived_at, called_at, started_at, ended_at,"
                    + " wait_seconds, service_seconds, body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    private LegTable() {}

    static void save(Handle handle, Collection<Leg> legs) {
        if (legs.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(UPSERT);
        legs.forEach(leg -> bind(batch, leg));
        batch.execute();
    }

    static @Nullable Leg last(Handle handle, String ticket) {
        return handle.createQuery("SELECT body FROM leg WHERE ticket = ? ORDER BY leg DESC LIMIT 1")
                .bind(0, ticket)
                .mapTo(String.class)
                .findOne()
                .map(LegTable::read)
                .orElse(null);
    }

    /** All legs of one business day. */
    static List<Leg> ofDay(Handle handle, String installation, int ordinal) {
        return handle.createQuery("SELECT body FROM leg WHERE installation = ? AND ordinal = ?"
                        + " ORDER BY issued_at, ticket, leg")
                .bind(0, installation)
                .bind(1, ordinal)
                .mapTo(String.class)
                .map(LegTable::read)
                .list();
    }

    /**
     * The latest legs of a journal's tickets on all its days, or only on days that were never closed. Tickets whose day
     * has no known opening are always among them.
     */
    static List<Leg> latest(Handle handle, String installation, boolean notClosed) {
        return handle.createQuery("SELECT body FROM leg l WHERE installation = ? AND (ordinal = 0 OR ordinal IN"
                        + " (SELECT ordinal FROM business_day d WHERE d.installation = l.installation"
                        + (notClosed ? " AND d.closed_at IS NULL" : "")
                        + ")) AND leg = (SELECT MAX(leg) FROM leg m WHERE m.ticket = l.ticket)"
                        + " ORDER BY issued_at, ticket")
                .bind(0, installation)
                .mapTo(String.class)
                .map(LegTable::read)
                .list();
    }

    static List<Leg> ofTicket(Handle handle, String ticket) {
        return handle.createQuery("SELECT body FROM leg WHERE ticket = ? ORDER BY leg")
                .bind(0, ticket)
                .mapTo(String.class)
                .map(LegTable::read)
                .list();
    }

    static Leg read(String body) {
        try {
            return READER.readValue(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a leg cannot be read; rebuild the figures", e);
        }
    }

    private static void bind(PreparedBatch batch, Leg leg) {
        batch.bind(0, leg.ticket())
                .bind(1, leg.leg())
                .bind(2, leg.day().branch())
                .bind(3, leg.day().label().toString())
                .bind(4, leg.day().installation())
                .bind(5, leg.day().ordinal())
                .bind(6, leg.number())
                .bind(7, leg.place().service())
                .bind(8, leg.place().agency())
                .bind(9, leg.place().zone())
                .bind(10, leg.counter())
                .bind(11, leg.state().name())
                .bind(12, leg.priority() ? 1 : 0)
                .bind(13, leg.issuedAt().toEpochMilli())
                .bind(14, leg.track().arrived().wall().toEpochMilli())
                .bind(15, millis(leg.track().called()))
                .bind(16, millis(leg.track().started()))
                .bind(17, millis(leg.track().ended()))
                .bind(18, leg.waitSeconds())
                .bind(19, leg.serviceSeconds())
                .bind(20, write(leg))
                .add();
    }

    private static @Nullable Long millis(@Nullable Moment moment) {
        return moment == null ? null : moment.wall().toEpochMilli();
    }

    private static String write(Leg leg) {
        try {
            return Json.mapper().writeValueAsString(leg);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write leg " + leg.leg() + " of " + leg.number(), e);
        }
    }
}
