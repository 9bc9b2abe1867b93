package id.mpp.server.sqlite;

import id.mpp.server.ingest.EventStoreContract;
import id.mpp.server.ingest.StoreException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventStoreTest extends EventStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected Inside open() throws StoreException {
        return new InSqlite(folder.resolve("server.db"));
    }
}
