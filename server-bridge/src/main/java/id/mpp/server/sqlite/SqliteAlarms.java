package id.mpp.server.sqlite;

import id.mpp.program.Worker;
import id.mpp.program.Workers;
import id.mpp.server.alarm.AlarmKind;
import id.mpp.server.alarm.Alarms;
import id.mpp.server.alarm.Trouble;
import id.mpp.server.sqlite.alarm.AlarmTable;
import id.mpp.server.sqlite.alarm.HallPlaces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarms in a SQLite file. What is raised or cleared waits in memory. The thread {@code alarms} writes all of it in
 * one transaction, so that whoever raises an alarm never waits for a disk.
 */
public final class SqliteAlarms implements Alarms, AutoCloseable {
    /** The most subjects of a kind and hall that wait for the disk. Of a larger flood only the latest is kept. */
    private static final int MOST_SUBJECTS = 2 * MOST_OF_A_KIND;

    private static final long RETRY_MILLIS = 1_000;
    private static final long STOP_MILLIS = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(SqliteAlarms.class);

    private final SqliteDatabase database;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    /** The latest message about each alarm. */
    private final Map<Place, SequencedMap<String, Word>> waiting = new LinkedHashMap<>();

    private final Worker thread;
    private boolean ending;

    private record Place(AlarmKind kind, String branch) {}

    /** @param trouble null where the cause has ended */
    private record Word(@Nullable Trouble trouble) {}

    public SqliteAlarms(SqliteDatabase database, InstantSource clock, Workers workers) {
        this.database = database;
        this.clock = clock;
        thread = workers.vital("alarms", this::run);
        thread.start();
    }

    @Override
    public void raise(Trouble trouble) {
        queueWord(new Place(trouble.kind(), trouble.branch()), trouble.subject(), new Word(trouble));
    }

    @Override
    public void clear(AlarmKind kind, String branch, String subject) {
        queueWord(new Place(kind, branch), subject, new Word(null));
    }

    @Override
    public boolean markSeen(long id, String actor) {
        return database.write(handle -> AlarmTable.markSeen(handle, id, actor));
    }

    @Override
    public boolean close(long id, String actor) {
        return database.write(handle -> AlarmTable.close(handle, id, actor));
    }

    @Override
    public List<Alarm> list(Filter filter) {
        return database.reader().withHandle(handle -> AlarmTable.list(handle, filter));
    }

    /** Ends after everything that waits is written, as far as the store works. */
    @Override
    public void close() {
        thread.mayEnd();
        lock.lock();
        try {
            ending = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (!thread.join(Duration.ofMillis(STOP_MILLIS))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void queueWord(Place place, String subject, Word word) {
        lock.lock();
        try {
            boolean room = waiting.size() < HallPlaces.MOST_HALLS || waiting.containsKey(place);
            SequencedMap<String, Word> words = waiting.computeIfAbsent(
                    room ? place : new Place(place.kind(), HallPlaces.SHARED), key -> new LinkedHashMap<>());
            if (words.size() >= MOST_SUBJECTS && !words.containsKey(subject)) {
                words.pollLastEntry();
            }
            words.put(subject, word);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() throws InterruptedException {
        for (Map<Place, SequencedMap<String, Word>> next = takeWords(); !next.isEmpty(); next = takeWords()) {
            while (!tryToWrite(next)) {
                if (pauseUnlessEnding()) {
                    return;
                }
            }
        }
    }

    /** Takes what waits. Empty when the program ends. */
    private Map<Place, SequencedMap<String, Word>> takeWords() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !ending) {
                work.await();
            }
            Map<Place, SequencedMap<String, Word>> taken = new LinkedHashMap<>(waiting);
            waiting.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private boolean tryToWrite(Map<Place, SequencedMap<String, Word>> words) {
        try {
            return database.write(handle -> {
                words.forEach(
                        (place, said) -> said.forEach((subject, word) -> writeWord(handle, place, subject, word)));
                return true;
            });
        } catch (RuntimeException e) {
            LOG.warn("alarms wait for the store: {}", e.getMessage());
            return false;
        }
    }

    private void writeWord(Handle handle, Place place, String subject, Word word) {
        if (word.trouble() == null) {
            AlarmTable.clear(handle, place.kind(), place.branch(), subject);
        } else {
            AlarmTable.raise(handle, word.trouble(), clock.millis());
        }
    }

    private boolean pauseUnlessEnding() throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
            while (!ending && left > 0) {
                left = work.awaitNanos(left);
            }
            return ending;
        } finally {
            lock.unlock();
        }
    }
}
