package id.mpp.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.kiosk.desk.JournalledHall;
import id.mpp.kiosk.lineage.Begun;
import id.mpp.kiosk.sqlite.SqliteJournal;
import id.mpp.program.ConfigurationException;
import id.mpp.queue.Hall;
import id.mpp.queue.JournalEvent;
import id.mpp.queue.QueueState;
import id.mpp.wire.CatalogReader;
import id.mpp.wire.Chain;
import id.mpp.wire.EventBatch;
import id.mpp.wire.EventCodec;
import id.mpp.wire.EventEnvelope;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A sound journal that is not the hall's own any more: restored from a backup, of another hall, gone on with elsewhere.
 */
class OtherJournalTest {
    @TempDir
    private Path folder;

    private BrokenHall hall;

    @BeforeEach
    void workInTheMorning() throws Exception {
        hall = new BrokenHall(folder);
        hall.morning();
    }

    @Test
    void aBackupThatIsPutBackGoesOnInTheNextHundred() throws Exception {
        Path backup = Files.copy(hall.file, folder.resolve("backup"));
        QueueState then = hall.state();
        hall.settle();
        String parent = hall.value("SELECT value FROM meta WHERE name = 'installation'");
        try (JournalledHall kiosk = hall.hall()) {
            for (int i = 0; i < 5; i++) {
                kiosk.say(BrokenHall.issue("later-" + i, "kk", false, null));
            }
            kiosk.journal.acknowledge(kiosk.journal.lastSeq());
        }
        Files.copy(backup, hall.file, StandardCopyOption.REPLACE_EXISTING);
        try (SqliteJournal journal = hall.start()) {
            JournalEvent.JournalBegun begun = begun(journal);
            assertEquals("restored " + parent, begun.reason() + " " + begun.parent());
            assertEquals(BrokenHall.tickets(then), BrokenHall.tickets(journal.rebuild()));
        }
        next("A-101");
        Begun noted = Objects.requireNonNull(Begun.read(folder.resolve("journal-begun.json")));
        assertTrue(Files.exists(folder.resolve(noted.setAside())), noted.setAside());
        Files.copy(backup, hall.file, StandardCopyOption.REPLACE_EXISTING);
        try (SqliteJournal again = hall.start()) {
            assertEquals("restored", begun(again).reason(), "also where the server says nothing of it any more");
        }
    }

    /** As many numbers as the lost events may hold are passed over. */
    @Test
    void aLongEndThatIsLostIsPassedOverAsAWhole() throws Exception {
        Path backup = Files.copy(hall.file, folder.resolve("backup"));
        try (JournalledHall kiosk = hall.hall()) {
            for (int i = 0; i < 60; i++) {
                kiosk.say(BrokenHall.issue("later-" + i, "kk", false, null));
            }
        }
        Files.copy(backup, hall.file, StandardCopyOption.REPLACE_EXISTING);
        hall.start().close();
        next("A-201");
    }

    @Test
    void anotherHallOnTheSameFolderBeginsEmpty() throws Exception {
        Hall other = anotherHall();
        try (SqliteJournal journal = hall.start(hall.file, other, "boot-a", done -> {})) {
            assertEquals("branch", begun(journal).reason());
            assertEquals(
                    new QueueState().tickets().size(),
                    journal.rebuild().tickets().size());
            for (EventBatch.Link link : journal.read(1, 1 << 20)) {
                assertEquals("mpp-kita", EventCodec.decode(link.stored()).branch());
            }
            assertEquals(List.of(), journal.answers());
            assertEquals(0, journal.rebuild().day().ordinal());
        }
        try (SqliteJournal again = hall.start(hall.file, other, "boot-a", done -> {})) {
            assertEquals("branch", begun(again).reason(), "it goes on with itself");
            assertEquals(2, again.lastSeq());
        }
    }

    @Test
    void anotherHallsJournalThatIsDamagedAsWellBeginsEmpty() throws Exception {
        hall.noise(0, 100);
        try (SqliteJournal journal = hall.start(hall.file, anotherHall(), "boot-a", done -> {})) {
            assertEquals("branch", begun(journal).reason());
            assertEquals(0, journal.rebuild().tickets().size());
            assertEquals(List.of(), journal.answers());
        }
    }

    @Test
    void twoRestoresInARowAndOneOfTheOldestBackupEachHaveAHigherTerm() throws Exception {
        Path oldest = Files.copy(hall.file, folder.resolve("oldest"));
        hall.noise(0, 100);
        try (SqliteJournal child = hall.start()) {
            assertEquals(2, child.origin().term());
        }
        hall.settle();
        Path backup = Files.copy(hall.file, folder.resolve("backup"));
        next("A-101");
        for (int restore = 0; restore < 2; restore++) {
            Files.copy(backup, hall.file, StandardCopyOption.REPLACE_EXISTING);
            try (SqliteJournal child = hall.start()) {
                assertEquals("restored", begun(child).reason());
                assertEquals(3 + restore, child.origin().term(), "above what was heard of, not above the backup");
            }
        }
        Files.copy(oldest, hall.file, StandardCopyOption.REPLACE_EXISTING);
        try (SqliteJournal child = hall.start()) {
            assertEquals(5, child.origin().term());
            assertEquals(64, child.rebuild().tickets().size());
        }
    }

    @Test
    void aFolderInItsPlaceEndsTheStartWithOneSentenceAndIsLeft() throws Exception {
        Files.delete(hall.file);
        Files.createDirectory(hall.file);
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> hall.start().close());
        assertTrue(String.valueOf(refused.getMessage()).contains("cannot be opened"), refused.getMessage());
        assertTrue(Files.isDirectory(hall.file));
        assertNothingSetAside();
    }

    @Test
    void aFileWithoutAByteIsNotANewKioskWhereAnEndWasNoted() throws Exception {
        Files.write(hall.file, new byte[0]);
        try (SqliteJournal journal = hall.start()) {
            assertEquals("restored", begun(journal).reason());
            assertEquals(0, journal.rebuild().tickets().size());
        }
        try (JournalledHall kiosk = hall.hall()) {
            kiosk.say(JournalledHall.openDay());
            kiosk.say(JournalledHall.overrideHours());
            assertEquals("200 A-201", kiosk.say(BrokenHall.issue("next", "kk", false, null)));
        }
    }

    @Test
    void evidenceOfAForkIsBelievedWhereItIsOfThisJournalAndNewToIt() throws Exception {
        String installation = hall.value("SELECT value FROM meta WHERE name = 'installation'");
        String held = hall.value("SELECT lower(hex(chain)) FROM event WHERE seq = 50");
        evidence(installation, 50, held);
        start(installation);
        assertFalse(Files.exists(folder.resolve("forked")), "it proves nothing");
        evidence("another-installation", 50, Chain.hex(new byte[32]));
        start(installation);
        evidence(installation, 50, Chain.hex(new byte[32]));
        try (SqliteJournal journal = hall.start()) {
            assertEquals("forked", begun(journal).reason());
            assertEquals(64 + 1 - 1, journal.rebuild().tickets().size());
        }
        assertFalse(Files.exists(folder.resolve("forked")));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    1,
                    files.filter(path -> path.toString().endsWith(".db.forked")).count(),
                    "it lies beside what it is about");
        }
        next("A-101");
    }

    @Test
    void aJournalOfManyDaysWhoseLastOneIsDamagedIsOpenSoonAndRemembersItsDates() throws Exception {
        BrokenHall long_ = new BrokenHall(Files.createDirectory(folder.resolve("long")));
        long_.earlierDays(40, 30);
        long_.morning();
        long size = Files.size(long_.file);
        long_.noise(size - 20_480, 2_048);
        long begin = System.nanoTime();
        try (SqliteJournal journal = long_.start()) {
            JournalEvent.JournalBegun begun = begun(journal);
            assertEquals("damaged", begun.reason());
            assertTrue(begun.copies() > 60, begun.toString());
            QueueState now = journal.rebuild();
            assertEquals(41, now.day().ordinal());
            assertTrue(now.tickets().size() >= 50, "" + now.tickets().size());
        }
        assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 60);
    }

    @Test
    void damageInADayThatTheServerDoesNotHaveIsFoundAndTheRestTravels() throws Exception {
        BrokenHall offline = new BrokenHall(Files.createDirectory(folder.resolve("offline")));
        offline.earlierDays(3, 10);
        offline.morning();
        offline.flip(25);
        offline.settle();
        try (SqliteJournal journal = offline.start()) {
            JournalEvent.JournalBegun begun = begun(journal);
            assertEquals("damaged", begun.reason());
            assertTrue(begun.copies() > 150, begun.toString());
            assertEquals(64, journal.rebuild().tickets().size());
        }
    }

    @Test
    void aFileThatAnotherProgramHoldsIsNotDamaged() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + hall.file);
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA locking_mode=EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            assertThrows(ConfigurationException.class, () -> hall.start().close());
        }
        assertNothingSetAside();
    }

    @ParameterizedTest
    @EnumSource(
            value = SQLiteErrorCode.class,
            names = {
                "SQLITE_IOERR",
                "SQLITE_IOERR_READ",
                "SQLITE_IOERR_SHORT_READ",
                "SQLITE_FULL",
                "SQLITE_READONLY",
                "SQLITE_CANTOPEN",
                "SQLITE_BUSY",
                "SQLITE_LOCKED",
                "SQLITE_PERM",
                "SQLITE_NOMEM",
                "SQLITE_PROTOCOL"
            })
    void aDiskThatFailsIsNoDamage(SQLiteErrorCode code) {
        assertFalse(SqliteJournal.isDamage(new SQLiteException("as the disk has it", code), hall.file));
    }

    @Test
    void aJournalOfANewerProgramIsNotDamaged() throws Exception {
        hall.sql("PRAGMA user_version = 4");
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> hall.start().close());
        assertTrue(String.valueOf(refused.getMessage()).contains("Update the program"), refused.getMessage());
        assertNothingSetAside();
    }

    private static Hall anotherHall() throws Exception {
        try (InputStream in =
                Objects.requireNonNull(OtherJournalTest.class.getResourceAsStream("/catalog/sample-hall.json"))) {
            String catalog = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return CatalogReader.parse(
                    "other", catalog.replace("mpp-2172-01", "mpp-kita").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void assertNothingSetAside() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = new ArrayList<>(
                    files.map(path -> String.valueOf(path.getFileName())).toList());
            names.removeIf(name -> !name.matches("journal-(damaged|restored|branch|forked).*"));
            assertEquals(List.of(), names);
        }
    }

    private void evidence(String installation, long seq, String chain) throws Exception {
        Files.writeString(
                folder.resolve("forked"),
                "{\"installation\":\"" + installation + "\",\"seq\":" + seq + ",\"chain\":\"" + chain
                        + "\",\"server\":\"main\",\"at\":\"2026-11-23T02:00:00Z\"}");
    }

    private void start(String installation) throws ConfigurationException, SQLException {
        try (SqliteJournal journal = hall.start()) {
            assertEquals(installation, journal.installation());
        }
    }

    private void next(String number) throws Exception {
        try (JournalledHall kiosk = hall.hall()) {
            assertEquals("200 " + number, kiosk.say(BrokenHall.issue("next", "kk", false, null)));
        }
    }

    private static JournalEvent.JournalBegun begun(SqliteJournal journal) throws Exception {
        EventEnvelope first =
                EventCodec.decode(journal.read(1, 10_000).getFirst().stored());
        return (JournalEvent.JournalBegun) first.event();
    }
}
