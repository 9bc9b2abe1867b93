package id.mpp.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import id.mpp.kiosk.desk.JournalledHall;
import id.mpp.kiosk.sqlite.Origin;
import id.mpp.kiosk.sqlite.SqliteJournal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal that lost its end without any error of the database, and no server far and wide that could tell: no number
 * is issued again.
 */
class LostEndTest {
    @TempDir
    private Path root;

    private Path early;
    private Path late;

    /** Copied while the kiosk is at work, so that much of it is in the log. */
    @BeforeEach
    void work() throws Exception {
        Path working = Files.createDirectory(root.resolve("working"));
        early = root.resolve("early");
        late = root.resolve("late");
        try (JournalledHall kiosk = new BrokenHall(working).hall()) {
            kiosk.say(JournalledHall.openDay());
            kiosk.say(JournalledHall.overrideHours());
            for (int i = 1; i <= 20; i++) {
                assertEquals(
                        "200",
                        kiosk.say(BrokenHall.issue("early-" + i, "kk", false, null))
                                .substring(0, 3));
            }
            copy(working, early);
            for (int i = 21; i <= 40; i++) {
                kiosk.say(BrokenHall.issue("late-" + i, "kk", false, null));
            }
            copy(working, late);
        }
    }

    @Test
    void aJournalWithItsLogGoesOnWithItself() throws Exception {
        assertNull(lineage(late));
        assertEquals("200 A-041", next(late));
    }

    @Test
    void aLogThatIsDamagedInItsMiddle() throws Exception {
        Path log = late.resolve("journal.db-wal");
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[700]);
        }
        assertGoneOnWith(late, "damaged");
    }

    @Test
    void aLogThatIsGone() throws Exception {
        Files.delete(late.resolve("journal.db-wal"));
        Files.delete(late.resolve("journal.db-shm"));
        assertGoneOnWith(late, "restored");
    }

    @Test
    void anOlderCopyOfTheJournalThatIsPutBack() throws Exception {
        for (String name : List.of("journal.db", "journal.db-wal", "journal.db-shm")) {
            Files.copy(early.resolve(name), late.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        assertGoneOnWith(late, "restored");
    }

    private static void assertGoneOnWith(Path folder, String reason) throws Exception {
        Origin.Lineage lineage = lineage(folder);
        assertNotNull(lineage);
        assertEquals(reason, lineage.reason());
        assertEquals("A-101", next(folder).substring(4));
    }

    private static Origin.@Nullable Lineage lineage(Path folder) throws Exception {
        try (SqliteJournal journal = new BrokenHall(folder).start()) {
            return journal.origin().lineage();
        }
    }

    /** What the next visitor gets, on the day that is open or on one that is opened now. */
    private static String next(Path folder) throws Exception {
        try (JournalledHall kiosk = new BrokenHall(folder).hall()) {
            kiosk.say(JournalledHall.openDay());
            kiosk.say(JournalledHall.overrideHours());
            return kiosk.say(BrokenHall.issue("next", "kk", false, null));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
