package id.mpp.server.sqlite;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SQLite file with a single connection that writes and a few that read. {@link SqliteConnections} says with which
 * settings.
 */
public final class SqliteDatabase implements AutoCloseable {
    /**
     * How long the store may stay closed: longer than a disk that was unplugged for a moment, and shorter than
     * anybody's patience.
     */
    private static final Duration REOPEN_PATIENCE = Duration.ofSeconds(20);

    /** With less free space than this the disk counts as full. */
    private static final long FREE_BYTES_AT_LEAST = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);

    private final Path file;
    private final Consumer<String> lost;
    private HikariDataSource writable;
    private final HikariDataSource reading;
    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable Jdbi writer;
    private final Jdbi reader;
    private long failingSince;

    /**
     * Opens the file, makes it where there is none, and brings its tables up to date.
     *
     * @param lost is told one line when the store cannot be opened again after a fault; the program is to end then
     * @throws RuntimeException from the driver or from Flyway, naming the file, where it is damaged, newer than this
     *     program or not writable
     */
    public SqliteDatabase(Path file, Consumer<String> lost) {
        this.file = file;
        this.lost = lost;
        Flyway.configure()
                .dataSource(SqliteConnections.source(file))
                .locations("classpath:db/sqlite")
                .load()
                .migrate();
        writable = SqliteConnections.writer(file);
        reading = SqliteConnections.readers(file);
        reader = Jdbi.create(reading);
        Jdbi open = Jdbi.create(writable);
        SqliteConnections.assertDurable(file, open);
        writer = open;
    }

    /** Opens a store whose loss is only logged. */
    public SqliteDatabase(Path file) {
        this(file, line -> LOG.error(line));
    }

    Path file() {
        return file;
    }

    /**
     * Does the work in a transaction of the connection that writes, for one caller at a time. The work is on disk when
     * this returns. After any exception that connection is thrown away, and the next call opens a new one. SQLite may
     * have rolled back by itself, and then the driver is in a state in which it would write row by row.
     *
     * @param forget undoes what the work remembered in memory; it is called where the work failed, before anybody else
     *     writes
     * @throws RuntimeException from the driver or the work; nothing was written then
     */
    <T> T write(Function<Handle, T> work, Runnable forget) {
        writing.lock();
        boolean done = false;
        try {
            T result = openWriter().inTransaction(work::apply);
            done = true;
            return result;
        } finally {
            if (!done) {
                forget.run();
                discardWriter();
            }
            writing.unlock();
        }
    }

    /** Does the same for work that remembers nothing. */
    <T> T write(Function<Handle, T> work) {
        return write(work, () -> {});
    }

    private Jdbi openWriter() {
        Jdbi open = writer;
        if (open == null) {
            try {
                writable = SqliteConnections.writer(file);
                open = Jdbi.create(writable);
                SqliteConnections.assertDurable(file, open);
            } catch (RuntimeException e) {
                discardWriter();
                tellWhenLost(e);
                throw e;
            }
            writer = open;
            failingSince = 0;
            LOG.info("the store {} is open again for writing", file);
        }
        return open;
    }

    private void discardWriter() {
        writer = null;
        try {
            writable.close();
        } catch (RuntimeException e) {
            LOG.debug("a connection of the store did not close cleanly", e);
        }
    }

    /**
     * Tells that the store is lost when it cannot be opened for too long. A full disk is waited for. For any other
     * reason waiting in this process is no use.
     */
    private void tellWhenLost(RuntimeException fault) {
        long now = System.nanoTime();
        failingSince = failingSince == 0 ? now : failingSince;
        if (now - failingSince > REOPEN_PATIENCE.toNanos() && !isDiskFull()) {
            lost.accept("the store " + file + " cannot be opened again (" + fault.getMessage() + ")");
        }
    }

    private boolean isDiskFull() {
        try {
            return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() < FREE_BYTES_AT_LEAST;
        } catch (IOException e) {
            return false;
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
}
