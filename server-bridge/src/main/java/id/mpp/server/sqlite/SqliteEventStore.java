package id.mpp.server.sqlite;

import id.mpp.server.ingest.Arrivals;
import id.mpp.server.ingest.Committed;
import id.mpp.server.ingest.EventStore;
import id.mpp.server.ingest.Progress;
import id.mpp.server.ingest.StoreException;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import id.mpp.wire.EventFormatException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event store in a SQLite file. */
public final class SqliteEventStore implements EventStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteEventStore.class);
    private static final int REBUILD_STEP = 2_000;
    private static final int EPOCH_BYTES = 16;

    private final SqliteDatabase database;
    private final InstantSource clock;
    private final InstallationTable installations = new InstallationTable();
    private final Lineage lineage = new Lineage();
    private final HighestNumbers numbers = new HighestNumbers(lineage);
    private final SqliteProjection projection = new SqliteProjection(lineage);
    private final FigureMaker figures = new FigureMaker(projection);
    private final String epoch;

    /**
     * Opens the store of a database, and makes the figures again where an older program made them. Closing the store
     * closes the database.
     */
    public SqliteEventStore(SqliteDatabase database, InstantSource clock) throws StoreException {
        this.database = database;
        this.clock = clock;
        epoch = database.write(handle -> epoch(handle, clock.millis()));
        int version = database.reader()
                .withHandle(handle -> handle.createQuery("SELECT projection_version FROM store")
                        .mapTo(Integer.class)
                        .one());
        if (version != SqliteProjection.VERSION) {
            rebuild();
        }
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public Committed append(Arrivals arrivals) throws StoreException {
        return writeOrFail(
                "store " + arrivals.events().size() + " events",
                handle -> new Append(handle, installations, lineage, numbers, figures, clock.millis()).run(arrivals));
    }

    @Override
    public List<Progress> progress() throws StoreException {
        try {
            HighestNumbers fresh = new HighestNumbers(new Lineage());
            return database.reader()
                    .withHandle(handle -> InstallationTable.all(handle).stream()
                            .map(row -> row.progress(EventTable.nextHeld(handle, row), fresh.of(handle, row)))
                            .toList());
        } catch (RuntimeException e) {
            throw asStoreException("read the installations", e);
        }
    }

    @Override
    public Optional<Found> find(String installation, long seq) throws StoreException {
        try {
            return database.reader().withHandle(handle -> EventTable.find(handle, installation, seq));
        } catch (RuntimeException e) {
            throw asStoreException("read event " + seq, e);
        }
    }

    @Override
    public void rebuild() throws StoreException {
        long events = writeOrFail("make the figures again", this::rebuild);
        LOG.info("made the figures again from {} events", events);
    }

    @Override
    public void close() {
        database.close();
    }

    private long rebuild(Handle handle) {
        projection.clearFigures(handle);
        long events = 0;
        for (InstallationRow row : lineage.parentsFirst(handle, InstallationTable.all(handle))) {
            for (long from = 1; from <= row.through; from += REBUILD_STEP) {
                long to = Math.min(row.through, from + REBUILD_STEP - 1);
                List<FigureMaker.Due> due = new ArrayList<>();
                for (EventTable.Held held : EventTable.range(handle, row, from, to)) {
                    readable(held).ifPresent(envelope -> due.add(new FigureMaker.Due(row, held.seq(), envelope)));
                    events++;
                }
                figures.makeAgain(handle, due, clock.millis());
            }
        }
        handle.execute("UPDATE store SET projection_version = ?", SqliteProjection.VERSION);
        return events;
    }

    private static Optional<EventEnvelope> readable(EventTable.Held held) {
        try {
            return Optional.of(EventCodec.decode(held.stored()));
        } catch (EventFormatException e) {
            LOG.debug("event {} has unreadable data and stays out of the figures", held.seq());
            return Optional.empty();
        }
    }

    /**
     * Does work in a transaction. What is remembered in memory belongs to the transaction, and a failed one leaves
     * nothing of it. A fault of this program is thrown as it is.
     */
    private <T> T writeOrFail(String what, Function<Handle, T> work) throws StoreException {
        try {
            return database.write(work, this::forget);
        } catch (RuntimeException e) {
            if (StoreFaults.isOfStore(e)) {
                throw asStoreException(what, e);
            }
            throw e;
        }
    }

    private void forget() {
        installations.forget();
        lineage.forget();
        numbers.forget();
        projection.forget();
    }

    private StoreException asStoreException(String what, RuntimeException e) {
        return new StoreException("cannot " + what + " in " + database.file() + ": " + e.getMessage(), e);
    }

    private static String epoch(Handle handle, long now) {
        byte[] random = new byte[EPOCH_BYTES];
        new SecureRandom().nextBytes(random);
        handle.execute(
                "INSERT INTO store (one, epoch, created_at, projection_version) VALUES (1, ?, ?, ?) ON CONFLICT DO"
                        + " NOTHING",
                HexFormat.of().formatHex(random),
                now,
                SqliteProjection.VERSION);
        return handle.createQuery("SELECT epoch FROM store").mapTo(String.class).one();
    }
}
