package id.mpp.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.kiosk.lineage.Begun;
import id.mpp.kiosk.sqlite.JournalCheck;
import id.mpp.kiosk.sqlite.JournalSwap;
import id.mpp.kiosk.sqlite.SqliteJournal;
import id.mpp.program.ConfigurationException;
import id.mpp.queue.QueueState;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that becomes full while a new journal is made in the place of a damaged one. Needs root. */
class FullDiskChildIT {
    private static final int PIECE = 64 << 10;
    private static final int MOST_PIECES = 40;

    @TempDir
    private Path folder;

    private Path disk;
    private Path damaged;
    private Map<String, String> tickets;
    private BrokenHall hall;

    @BeforeEach
    void damageAJournalOnASmallDisk() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString());
        BrokenHall elsewhere = new BrokenHall(Files.createDirectory(folder.resolve("elsewhere")));
        elsewhere.morning();
        QueueState before = elsewhere.state();
        tickets = BrokenHall.tickets(before);
        elsewhere.settle();
        elsewhere.noise(0, 100);
        damaged = elsewhere.file;
        hall = new BrokenHall(disk);
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    @Test
    void whateverRoomThereIsTheOriginalStaysAndTheNextStartWithRoomServes() throws Exception {
        int refused = 0;
        for (int pieces = 0; pieces < MOST_PIECES; pieces++) {
            begin();
            long room = (long) pieces * PIECE;
            fill(room);
            if (start(step -> {}) == null) {
                assertTrue(told.contains("is full"), told);
                refused++;
            }
            servesWithRoom("with " + room + " bytes");
        }
        assertTrue(refused > 1 && refused < MOST_PIECES, "refused " + refused);
    }

    @Test
    void aDiskThatIsFullFromAnyStepOnLosesNothing() throws Exception {
        for (String at : List.of("begun", "carried", "written", "noted", "set aside", "moved-wal", "in place")) {
            begin();
            start(step -> {
                if (step.equals(at)) {
                    fill(0);
                }
            });
            servesWithRoom("from '" + at + "' on");
        }
    }

    @Test
    void theReserveIsWhatItIsMadeOf() throws Exception {
        begin();
        Files.write(disk.resolve("reserve"), new byte[8 << 20]);
        fill(0);
        assertTrue(start(step -> {}) != null, told);
        servesWithRoom("with the reserve");
    }

    private String told = "";

    private void begin() throws IOException {
        try (Stream<Path> files = Files.list(disk)) {
            for (Path one : files.toList()) {
                Files.delete(one);
            }
        }
        Files.copy(damaged, hall.file);
    }

    /** The installation that serves; null where the start was refused, which left the original as it was. */
    private @Nullable String start(Consumer<String> step) throws Exception {
        try (SqliteJournal journal = hall.start("boot-a", step)) {
            assertEquals(tickets, BrokenHall.tickets(journal.rebuild()));
            return journal.installation();
        } catch (ConfigurationException e) {
            told = String.valueOf(e.getMessage());
            return null;
        }
    }

    private void servesWithRoom(String when) throws Exception {
        assertEquals(-1, Files.mismatch(damaged, original()), when);
        Files.deleteIfExists(disk.resolve("filler"));
        String first = Objects.requireNonNull(start(step -> {}), when + ": " + told);
        assertEquals(first, start(step -> {}), when + ": it goes on with itself");
        assertEquals(List.of(), JournalCheck.all(hall.file).faults(), when);
        assertEquals(-1, Files.mismatch(damaged, original()), when);
        Begun begun = Objects.requireNonNull(Begun.read(disk.resolve(JournalSwap.NOTE)));
        assertTrue(begun.done() && begun.installation().equals(first), when + ": " + begun);
        assertFalse(Files.exists(disk.resolve("journal.new.db")), when);
        hall.settle();
        byte[] sound = Files.readAllBytes(hall.file);
        hall.noise(0, 100);
        assertEquals(null, start(step -> {}), when + ": at most once in a run of the machine");
        Files.write(hall.file, sound);
    }

    /** The one file that is the damaged journal, in its place or set aside. */
    private Path original() throws IOException {
        try (Stream<Path> files = Files.list(disk)) {
            List<Path> aside = files.filter(
                            path -> String.valueOf(path.getFileName()).matches("journal-damaged.*\\.db"))
                    .toList();
            assertTrue(aside.size() <= 1, aside::toString);
            return aside.isEmpty() ? hall.file : aside.getFirst();
        }
    }

    private void fill(long room) {
        Path filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] block = new byte[4_096];
            while (Files.getFileStore(disk).getUsableSpace() > room) {
                out.write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), String.join(" ", command));
    }
}
