package id.mpp.server.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.mpp.server.ingest.Arrival;
import id.mpp.server.ingest.ArrivalReader;
import id.mpp.server.ingest.StoreException;
import id.mpp.server.report.Leg;
import id.mpp.server.testing.HallScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SQLite's own "database or disk is full", at whichever statement it comes. Nothing of the transaction remains, and the
 * next try succeeds.
 */
class FailedCommitTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");

    @TempDir
    private Path folder;

    @Test
    void afterAFullDiskAtAnyStatementTheSameEventsAreTakenOnANewConnection() throws Exception {
        HallScript hall = day();
        List<Arrival> morning = hall.messages(1, 30, 5);
        List<Arrival> rest = hall.messages(31, hall.size(), 5);
        List<Leg> expected = null;
        for (int room = 0; room <= 12; room++) {
            try (SqliteDatabase database = new SqliteDatabase(folder.resolve("server-" + room + ".db"));
                    SqliteEventStore store = new SqliteEventStore(database, InstantSource.system())) {
                store.append(ArrivalReader.read(morning));
                int pages = room;
                long used = database.write(handle -> handle.createQuery("PRAGMA page_count")
                        .mapTo(Long.class)
                        .one());
                database.write(handle -> handle.createQuery("PRAGMA max_page_count=" + (used + pages))
                        .mapTo(Long.class)
                        .one());
                if (room == 0) {
                    assertThrows(StoreException.class, () -> store.append(ArrivalReader.read(rest)));
                    assertEquals(30, store.progress().getFirst().through());
                }
                long through = tried(store, rest);
                assertEquals(hall.size(), through, "with room for " + room + " pages");
                List<Leg> legs = new SqliteLegReader(database).legs(HallScript.BRANCH, DAY, DAY);
                expected = expected == null ? legs : expected;
                assertEquals(expected, legs, "with room for " + room + " pages");
                store.rebuild();
                assertEquals(expected, new SqliteLegReader(database).legs(HallScript.BRANCH, DAY, DAY));
            }
        }
    }

    /** Tries the same again until it succeeds, as the intake does. */
    private static long tried(SqliteEventStore store, List<Arrival> messages) throws StoreException {
        try {
            return store.append(ArrivalReader.read(messages))
                    .progress()
                    .getFirst()
                    .through();
        } catch (StoreException e) {
            return store.append(ArrivalReader.read(messages))
                    .progress()
                    .getFirst()
                    .through();
        }
    }

    private static HallScript day() {
        HallScript hall = new HallScript("installation-0001").openDay().open("loket-01");
        for (int i = 0; i < 60; i++) {
            hall.take("ktp-rekam");
            hall.wait(Duration.ofMinutes(2))
                    .callNext("loket-01")
                    .wait(Duration.ofMinutes(1))
                    .finish("loket-01");
        }
        return hall;
    }
}
