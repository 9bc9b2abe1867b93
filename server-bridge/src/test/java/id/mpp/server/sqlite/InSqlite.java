package id.mpp.server.sqlite;

import id.mpp.server.ingest.EventStore;
import id.mpp.server.ingest.StoreException;
import id.mpp.server.ingest.StoreFixture;
import id.mpp.server.report.LegReader;
import id.mpp.server.report.SurveyReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A store in a SQLite file, and what tests read from it past the port. */
final class InSqlite implements StoreFixture.Inside {
    private final Path file;
    private final SqliteDatabase database;
    private final SqliteEventStore store;

    InSqlite(Path file) throws StoreException {
        this.file = file;
        database = new SqliteDatabase(file);
        store = new SqliteEventStore(database, InstantSource.system());
    }

    @Override
    public EventStore store() {
        return store;
    }

    @Override
    public LegReader legs() {
        return new SqliteLegReader(database);
    }

    @Override
    public SurveyReader surveys() {
        return new SqliteSurveyReader(database);
    }

    @Override
    public List<byte[]> deadLetters() {
        return database.reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT payload FROM dead_letter" + " WHERE payload IS NOT NULL ORDER BY id")
                        .mapTo(byte[].class)
                        .list());
    }

    @Override
    public List<String> alarms() {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT kind FROM alarm ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    @Override
    public byte[] stored(String installation, long seq) {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT stored FROM event JOIN installation i"
                                + " ON event.installation = i.id WHERE i.installation = ? AND seq = ?")
                        .bind(0, installation)
                        .bind(1, seq)
                        .mapTo(byte[].class)
                        .one());
    }

    @Override
    public long storedBytes() {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT SUM(length(stored)) FROM event")
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public StoreFixture.Inside reopened() throws StoreException {
        store.close();
        return new InSqlite(file);
    }
}
