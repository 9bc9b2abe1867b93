package id.mpp.server.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.server.ingest.Arrival;
import id.mpp.server.ingest.ArrivalReader;
import id.mpp.server.report.Leg;
import id.mpp.server.sqlite.alarm.EvidenceTable;
import id.mpp.server.testing.HallScript;
import id.mpp.server.testing.HostileHall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The part of P13 at MQTT, and that of P20 at the server: whatever one hall sends, another one is served to its last
 * event.
 */
class IntakeFuzzTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");
    /** How many messages are sent: 10,000 in the full size. */
    private static final int MESSAGES = Integer.getInteger("mpp.p13", 500);

    private static final long SEED = Long.getLong("mpp.seed", 20_261_130L);

    @TempDir
    private Path folder;

    @Test
    void noInputStopsAnotherHall() throws Exception {
        HallScript hall = day();
        List<Arrival> healthy = hall.messages(1, hall.size(), 1);
        List<Leg> expected = alone(healthy);
        try (SqliteDatabase database = new SqliteDatabase(folder.resolve("server.db"));
                SqliteEventStore store = new SqliteEventStore(database, InstantSource.system())) {
            HostileHall hostile = new HostileHall(SEED);
            int taken = 0;
            long slowest = 0;
            for (int sent = 0; sent < MESSAGES; ) {
                List<Arrival> batch = new ArrayList<>();
                for (int i = 0; i < 10 && sent < MESSAGES; i++, sent++) {
                    batch.add(hostile.next());
                }
                int until = (int) ((long) healthy.size() * sent / MESSAGES);
                batch.addAll(batch.size() / 2, healthy.subList(taken, until));
                taken = until;
                long began = System.nanoTime();
                store.append(ArrivalReader.read(batch));
                slowest = Math.max(slowest, System.nanoTime() - began);
            }
            assertEquals(
                    hall.size(),
                    store.progress().stream()
                            .filter(each -> each.installation().equals(hall.installation()))
                            .findFirst()
                            .orElseThrow()
                            .through());
            assertEquals(expected, new SqliteLegReader(database).legs(HallScript.BRANCH, DAY, DAY), "seed " + SEED);
            store.rebuild();
            assertEquals(expected, new SqliteLegReader(database).legs(HallScript.BRANCH, DAY, DAY), "seed " + SEED);
            assertTrue(
                    Duration.ofNanos(slowest).compareTo(Duration.ofSeconds(30)) < 0,
                    "the slowest transaction took " + Duration.ofNanos(slowest));
            checkEvidence(database);
            System.out.printf(
                    "P13: %d hostile messages, %d events stored, %d skipped, %d pieces of evidence, slowest %d ms%n",
                    MESSAGES,
                    number(database, "SELECT COUNT(*) FROM event"),
                    number(database, "SELECT COUNT(*) FROM skipped_event"),
                    number(database, "SELECT COUNT(*) FROM dead_letter"),
                    slowest / 1_000_000);
        }
    }

    private static void checkEvidence(SqliteDatabase database) {
        assertTrue(number(database, "SELECT MAX(bytes) FROM evidence") <= EvidenceTable.PLACE_BYTES);
        assertEquals(
                number(database, "SELECT SUM(bytes) FROM evidence"),
                number(database, "SELECT SUM(length(payload)) FROM dead_letter"));
    }

    private List<Leg> alone(List<Arrival> messages) throws Exception {
        try (SqliteDatabase database = new SqliteDatabase(folder.resolve("alone.db"));
                SqliteEventStore store = new SqliteEventStore(database, InstantSource.system())) {
            store.append(ArrivalReader.read(messages));
            return new SqliteLegReader(database).legs(HallScript.BRANCH, DAY, DAY);
        }
    }

    private static long number(SqliteDatabase database, String query) {
        return database.reader()
                .withHandle(handle -> handle.createQuery("SELECT COALESCE((" + query + "), 0)")
                        .mapTo(Long.class)
                        .one());
    }

    private static HallScript day() {
        HallScript hall = new HallScript("healthy-hall-0001").openDay().open("loket-01");
        for (int i = 0; i < 30; i++) {
            hall.take("ktp-rekam");
            hall.wait(Duration.ofMinutes(2))
                    .callNext("loket-01")
                    .wait(Duration.ofMinutes(1))
                    .finish("loket-01");
        }
        return hall;
    }
}
