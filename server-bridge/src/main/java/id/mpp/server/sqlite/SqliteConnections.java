package id.mpp.server.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Makes the connections to a SQLite file. The write-ahead log and {@code synchronous=FULL} are set on every connection,
 * because the driver's own default loses acknowledged rows in a power cut.
 */
final class SqliteConnections {
    /** Connections for the dashboard and a few reports at once. More would only queue for the disk. */
    private static final int READERS = 4;

    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);

    /** Larger than most events, so that a row seldom spills to a second page. */
    private static final int PAGE_BYTES = 8_192;

    private SqliteConnections() {}

    /** The single connection that writes. */
    static HikariDataSource writer(Path file) {
        return pool(file, "store-write", 1, "PRAGMA wal_autocheckpoint=2000");
    }

    /** The connections that read. */
    static HikariDataSource readers(Path file) {
        return pool(file, "store-read", READERS, "PRAGMA query_only=1");
    }

    /** Throws where a power cut could lose what was committed. */
    static void assertDurable(Path file, Jdbi open) {
        open.useHandle(handle -> {
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

    /** A source of connections with the settings of the store. */
    static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
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
