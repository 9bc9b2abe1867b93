package id.mpp.server.sqlite;

import id.mpp.server.ingest.EventStore;
import id.mpp.server.ingest.ReceivedEvent;
import id.mpp.server.ingest.Unreadable;
import id.mpp.wire.Chain;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table {@code event}. It gives back the same bytes that were put in. */
final class EventTable {
    /** A stored event. */
    record Held(long seq, byte[] stored, byte[] chain) {}

    private static final Logger LOG = LoggerFactory.getLogger(EventTable.class);

    private EventTable() {}

    /** Inserts new events. The answer says, in the same order, which of them were new. */
    static boolean[] insert(Handle handle, List<InstallationRow> rows, List<ReceivedEvent> events, long now) {
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO event (installation, seq, received_at, problem, chain, stored) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING");
        for (int i = 0; i < events.size(); i++) {
            ReceivedEvent event = events.get(i);
            batch.bind(0, rows.get(i).id)
                    .bind(1, event.header().seq())
                    .bind(2, now)
                    .bind(3, event.problem())
                    .bind(4, event.chain())
                    .bind(5, event.stored())
                    .add();
        }
        int[] counts = batch.execute();
        boolean[] inserted = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            inserted[i] = counts[i] == 1;
        }
        return inserted;
    }

    /** Inserts bytes whose envelope cannot be read as the row's next event. False where something was there already. */
    static boolean insertUnreadable(Handle handle, InstallationRow row, Unreadable piece, long now) {
        return handle.execute(
                        "INSERT INTO event (installation, seq, received_at, problem, chain, stored)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        row.id,
                        row.through + 1,
                        now,
                        piece.reason(),
                        piece.chain(),
                        piece.stored())
                == 1;
    }

    /** Removes an event that never belonged to the journal. */
    static void remove(Handle handle, InstallationRow row, long seq) {
        handle.execute("DELETE FROM event WHERE installation = ? AND seq = ?", row.id, seq);
    }

    /** The highest number that is stored; 0 for none. */
    static long highest(Handle handle, InstallationRow row) {
        return handle.createQuery("SELECT COALESCE(MAX(seq), 0) FROM event WHERE installation = ?")
                .bind(0, row.id)
                .mapTo(Long.class)
                .one();
    }

    static boolean holdsSame(Handle handle, InstallationRow row, ReceivedEvent event) {
        return range(handle, row, event.header().seq(), event.header().seq()).stream()
                .allMatch(held ->
                        Arrays.equals(held.stored(), event.stored()) && Arrays.equals(held.chain(), event.chain()));
    }

    static List<Held> range(Handle handle, InstallationRow row, long from, long to) {
        return handle.createQuery(
                        "SELECT seq, stored, chain FROM event WHERE installation = ? AND seq BETWEEN ? AND ? ORDER BY"
                                + " seq")
                .bind(0, row.id)
                .bind(1, from)
                .bind(2, to)
                .map((result, context) ->
                        new Held(result.getLong("seq"), result.getBytes("stored"), result.getBytes("chain")))
                .list();
    }

    /** The same for a journal by its name. */
    static List<Held> range(Handle handle, String installation, long from, long to) {
        return handle.createQuery("SELECT seq, stored, chain FROM event WHERE installation ="
                        + " (SELECT id FROM installation WHERE installation = ?) AND seq BETWEEN ? AND ? ORDER BY seq")
                .bind(0, installation)
                .bind(1, from)
                .bind(2, to)
                .map((result, context) ->
                        new Held(result.getLong("seq"), result.getBytes("stored"), result.getBytes("chain")))
                .list();
    }

    /** The events of a range that can be read. */
    static List<EventEnvelope> readable(Handle handle, String installation, long from, long to) {
        List<EventEnvelope> readable = new ArrayList<>();
        for (Held held : range(handle, installation, from, to)) {
            try {
                readable.add(EventCodec.decode(held.stored()));
            } catch (EventFormatException e) {
                LOG.debug("event {} of {} has unreadable data", held.seq(), installation);
            }
        }
        return readable;
    }

    /**
     * Finds an event of a journal and the link before it. The event is missing where it is not stored or its journal
     * does not reach it.
     */
    static Optional<EventStore.Found> find(Handle handle, String installation, long seq) {
        return handle.createQuery("SELECT * FROM installation WHERE installation = ?")
                .bind(0, installation)
                .map((row, context) -> new EventStore.Found(
                        row.getString("branch"), row.getString("node"), row.getLong("through"), null))
                .findOne()
                .map(found -> found.through() < seq ? found : found.withEvent(event(handle, installation, seq)));
    }

    private static EventStore.@Nullable Event event(Handle handle, String installation, long seq) {
        byte[] before =
                seq == 1 ? Chain.start() : chain(handle, installation, seq - 1).orElse(null);
        List<Held> held = range(handle, installation, seq, seq);
        return before == null || held.isEmpty()
                ? null
                : new EventStore.Event(
                        before, held.getFirst().stored(), held.getFirst().chain());
    }

    /** The link of the hash chain of an event. Empty where the event is not stored. */
    static Optional<byte[]> chain(Handle handle, String installation, long seq) {
        return handle.createQuery("SELECT chain FROM event WHERE installation ="
                        + " (SELECT id FROM installation WHERE installation = ?) AND seq = ?")
                .bind(0, installation)
                .bind(1, seq)
                .mapTo(byte[].class)
                .findOne();
    }

    /** The first event that is held above what is contiguous; 0 for none. */
    static long nextHeld(Handle handle, InstallationRow row) {
        return row.highest == row.through
                ? 0
                : handle.createQuery("SELECT COALESCE(MIN(seq), 0) FROM event WHERE installation = ? AND seq > ?")
                        .bind(0, row.id)
                        .bind(1, row.through)
                        .mapTo(Long.class)
                        .one();
    }
}
