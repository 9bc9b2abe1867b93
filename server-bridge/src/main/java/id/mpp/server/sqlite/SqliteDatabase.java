package id.mpp.server.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite file: a single connection that writes and a few that read. Write-ahead log and {@code synchronous=FULL} are set on every
 * connection, read back and asserted: the driver's own default loses acknowledged rows in a power cut.
 */
public final class SqliteDatabase implements AutoCloseable {
    /** The dashboard and a few reports at once; more would only queue for the disk. */
    private static final int READERS = 4;

    private static final Duration BUSY = Duration.ofSeconds(10);
    /** Larger than most events, so that a row seldom spills to a second page. */
    private static final int PAGE_BYTES = 8_192;

    private final Path file;
    private final HikariDataSource writable;
    private final HikariDataSource reading;
    private final ReentrantLock writing = new ReentrantLock();
    private final Jdbi writer;
    private final Jdbi reader;

    /**
     * Opens the file, makes it where there is none, and brings its tables up to date.
     *
     * @throws RuntimeException of the driver or of Flyway, naming the file, where it is damaged, newer than this program or not writable
     */
    public SqliteDatabase(Path file) {
        this.file = file;
        Flyway.configure()
                .dataSource(source(file))
                .locations("classpath:db/sqlite")
                .load()
                .migrate();
        writable = pool(file, "store-write", 1, "PRAGMA wal_autocheckpoint=2000");
        reading = pool(file, "store-read", READERS, "PRAGMA query_only=1");
        writer = Jdbi.create(writable);
        reader = Jdbi.create(reading);
        assertDurable();
    }

    Path file() {
        return file;
    }

    /**
     * Does the work in a transaction of the connection that writes, one caller at a time; on disk when it returns.
     *
     * @throws RuntimeException of the driver or of the work; nothing of it was written then
     */
    <T> T write(Function<Handle, T> work) {
        writing.lock();
        try {
            return writer.inTransaction(work::apply);
        } finally {
            writing.unlock();
        }
    }

    Jdbi reader() {
        return reader;
    }

    @Override
    public void close() {
        writing.lock();
        try {
            reading.close();
            writable.close();
        } finally {
            writing.unlock();
        }
    }

    private void assertDurable() {
        writer.useHandle(handle -> {
            String journal = handle.createQuery("PRAGMA journal_mode")
                    .mapTo(String.class)
                    .one();
            int synchronous = handle.createQuery("PRAGMA synchronous")
                    .mapTo(Integer.class)
                    .one();
            int foreignKeys = handle.createQuery("PRAGMA foreign_keys")
                    .mapTo(Integer.class)
                    .one();
            if (!journal.equals("wal") || synchronous != 2 || foreignKeys != 1) {
                throw new IllegalStateException(
                        file + " must run with journal_mode=wal, synchronous=2, foreign_keys=1; got "
                                + journal + ", " + synchronous + ", " + foreignKeys
                                + ". Is it on a network drive? Move the data folder to a local disk");
            }
        });
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) BUSY.toMillis());
        config.setPageSize(PAGE_BYTES);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static HikariDataSource pool(Path file, String name, int size, String onConnect) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source(file));
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setMaxLifetime(0);
        config.setConnectionInitSql(onConnect);
        return new HikariDataSource(config);
    }
}
