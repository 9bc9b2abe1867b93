package id.mpp.kiosk.booking;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.mpp.file.Copies;
import id.mpp.file.FileTrouble;
import id.mpp.file.FileTroubles;
import id.mpp.wire.CatalogReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an export of reservations may hold, and how its mistakes are told. */
class ReservationBookTest {
    @TempDir
    Path folder;

    private FileTroubles troubles = new FileTroubles();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        code,service,day,name\\nABC-123,kk,2026-11-23,Budi | nothing about persons
        code,service\\nABC-123,kk                          | expected code,service,day
        code,service,day\\nABC12,kk,2026-11-23             | line 2: code 'ABC12' has 5 letters and digits
        code,service,day\\nABC-123,nothing,2026-11-23      | service 'nothing' is not in the catalogue
        code,service,day\\nABC-123,kk,23/11/2026           | day is '23/11/2026'; expected a date
        code,service,day,from\\nABC-123,kk,2026-11-23,9    | from is '9'; expected a time such as 09:30
        code,service,day,from,until\\nABC-123,kk,2026-11-23,09:30,09:00 | until '09:00' is before from '09:30'
        code,service,day,id\\nABC-123,kk,2026-11-23,x      | id 'x' is none
        code,service,day\\nABC-123,kk,2026-11-23\\nabc123,kk,2026-11-24 | line 3: code 'abc123' stands there twice
        code,service,day\\nABC-123,kk                      | has 2 fields
        """)
    void aMistakeIsOneSentenceThatNamesPlaceValueAndRemedyAndStopsNothing(String content, String said)
            throws Exception {
        Path file = Files.writeString(folder.resolve("bookings.csv"), content.replace("\\n", "\n"));
        ReservationBook book = open(file);
        String message = troubles.now().getFirst().what();
        assertTrue(message.contains(said), message);
        assertEquals(1, message.lines().count());
        assertEquals(content.contains("stands") || content.contains("abc123") ? 1 : 0, book.size());
    }

    @Test
    void oneWrongRowTakesNoOtherReservationAway() throws Exception {
        Path file = Files.writeString(
                folder.resolve("bookings.csv"),
                "code,service,day\nABC-123,kk,2026-11-23\nABC-124,nothing,2026-11-23\nABC-125,kk,2026-11-23\n");
        ReservationBook book = open(file);
        assertEquals(2, book.size());
        FileTrouble told = troubles.now().getFirst();
        assertEquals(3, told.line());
        assertEquals(
                "service nothing good-rows",
                told.field() + " " + told.value() + " " + told.serves().word());
    }

    @Test
    void aFileThatIsGoneEmptyOrHalfWrittenAtTheStartLeavesTheReservationsOfTheLastTime() throws Exception {
        Path file = Files.writeString(
                folder.resolve("bookings.csv"), "code,service,day\nABC-123,kk,2026-11-23\nABC-125,kk,2026-11-23\n");
        assertEquals(2, open(file).size());
        for (String found : List.of("", "code,serv", "code,service,day\nABC-123,kk,2026-11-23\nABC-125,kk,2026-1")) {
            Files.writeString(file, found);
            assertEquals(2, open(file).size(), found);
            assertEquals(FileTrouble.Serves.LAST_GOOD, troubles.now().getFirst().serves(), found);
        }
        Files.delete(file);
        assertEquals(2, open(file).size());
        assertTrue(troubles.now().getFirst().what().contains("is missing"));
        Files.writeString(file, "code,service,day\nABC-126,kk,2026-11-24\n");
        assertEquals(1, open(file).size());
        assertEquals(List.of(), troubles.now());
    }

    @Test
    void aChangeIsNoticedByItsContentWhereTheFilesTimeAndSizeStayTheSame() throws Exception {
        Path file = Files.writeString(folder.resolve("bookings.csv"), "code,service,day\nABC-123,kk,2026-11-23\n");
        FileTime time = Files.getLastModifiedTime(file);
        ReservationBook book = open(file);
        Files.writeString(file, "code,service,day\nABC-124,kk,2026-11-23\n");
        Files.setLastModifiedTime(file, time);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> book.byCode("ABC-124").isPresent());
        assertTrue(book.byCode("ABC-123").isEmpty());
    }

    private ReservationBook open(Path file) {
        troubles = new FileTroubles();
        return ReservationBook.open(file, CatalogReader.sample(), Copies.in(folder), troubles);
    }

    @Test
    void aChangedFileThatCannotBeReadIsCountedOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("bookings.csv"), "code,service,day\nABC-123,kk,2026-11-23\n");
        ReservationBook book = open(file);
        Files.delete(file);
        assertTrue(book.byCode("abc 123").isPresent());
        assertTrue(book.byCode("abc123").isPresent());
        assertEquals(1, book.size());
        assertEquals(1, book.faults());
    }
}
